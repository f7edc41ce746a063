"""What the page of all questions shows: when each is asked, and what of the answers does not do.

The page is made from a reading alone (no query). It shows the very questions of the pages that
ask one by one, and what was sent is walked as their answers are.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from guidance.core.documents.trees import Answers, Question, Tree
from guidance.core.walking.answers import in_words
from guidance.core.walking.graphs import graph_of
from guidance.core.walking.occasions import Need, needs_of, reading_order
from guidance.core.walking.walks import Step
from guidance.services.editions.gone_questions import titles_of_gone
from guidance.services.editions.readings import Reading
from guidance.services.results.citing import ShownCitation, cite_all
from guidance.services.results.question_pages import Fields, fields_of, step_answer
from guidance.services.results.turns import Turn
from guidance.services.results.typed_answers import refusal


@dataclass(frozen=True)
class Answered:
    """An earlier question, by its title, with one or more answers to it in words."""

    question: str
    answers: tuple[str, ...]


@dataclass(frozen=True)
class Asked:
    """A question on the page; ``anchor`` is the id of its place.

    ``only``: it is asked only after such answers. ``needs`` says to a script after which options
    it can be asked. ``is_left_out``: it was answered, and is not asked after the other
    answers; because of ``reason``, where that is one answer.
    """

    question: Question
    anchor: str
    fields: Fields
    citations: tuple[ShownCitation, ...]
    only: tuple[Answered, ...]
    needs: str
    is_left_out: bool
    reason: Answered | None


@dataclass(frozen=True)
class SheetPage:
    """All questions; ``wrong`` are those whose answers keep the result from being shown.

    ``action`` is where the form is sent to, ``single`` where questions are asked one by one.
    """

    reading: Reading[Tree]
    tree: Tree
    action: str
    single: str
    questions: tuple[Asked, ...]
    wrong: tuple[Asked, ...]
    dropped: tuple[Question, ...]
    unknown: Mapping[str, str]


def sheet_page(
    reading: Reading[Tree], turn: Turn, *, action: str, single: str, is_sent: bool
) -> SheetPage:
    """Return what the page shows for the answers in an address, or for those just sent."""
    tree = reading.document
    asking = _Asking(tree, turn, is_sent=is_sent)
    questions = tuple(
        asking.asked(question, number, cite_all(question.citations, reading.context))
        for number, key in enumerate(reading_order(tree), start=1)
        if (question := tree.question(key))
    )
    dropped = () if is_sent else turn.dropped
    return SheetPage(
        reading=reading,
        tree=tree,
        action=action,
        single=single,
        questions=questions,
        wrong=tuple(one for one in questions if one.fields.error),
        dropped=tuple(question for key in dropped if (question := tree.question(key))),
        unknown=titles_of_gone(tree.slug, turn.unknown),
    )


class _Asking:
    """What is said of each question beside the answers to the others."""

    def __init__(self, tree: Tree, turn: Turn, *, is_sent: bool) -> None:
        self.tree = tree
        self.turn = turn
        self.is_sent = is_sent
        self.answers: Answers = turn.answers if is_sent else turn.kept
        self.needs = needs_of(tree)
        self.steps = {step.question.key: step for step in turn.walk.steps}
        following = turn.walk.question
        self.ahead = graph_of(tree).reachable(following.key) if following else set()

    def asked(self, question: Question, number: int, citations: tuple[ShownCitation, ...]) -> Asked:
        key = question.key
        needs = self.needs.get(key, ())
        only = tuple(self._in_words(need) for need in needs if need.is_fork)
        is_left_out = key in self.answers and key not in self.ahead and key not in self.steps
        return Asked(
            question=question,
            anchor=f"question-{key}",
            fields=fields_of(
                question,
                self.answers.get(key, ()),
                error=self._error(key, needs),
                prefix=f"q{number}-",
                note="only" if only or is_left_out else "",
            ),
            citations=citations,
            only=only,
            needs=_for_a_script(self.tree, needs),
            is_left_out=is_left_out,
            reason=self._reason_against(key) if is_left_out else None,
        )

    def _in_words(self, need: Need) -> Answered:
        question = self._question(need.question)
        labels = (in_words(question, (key,)) for key in need.options)
        return Answered(question.title, tuple(labels))

    def _error(self, key: str, needs: Iterable[Need]) -> str:
        """Return why the question keeps the result from being shown, or ""."""
        if not self.is_sent or key not in self.ahead:
            return ""
        error = refusal(self.tree, key, self.answers, self.turn.walk)
        asked = (self.steps.get(need.question) for need in needs if need.is_fork)
        forks = [step for step in asked if step is not None]
        if not error or key in self.answers or not forks:
            return error
        said = _said(forks[-1])
        reason = _("This is asked because you answered “%(question)s” with “%(answer)s”.")
        return f"{error} {reason % {'question': said.question, 'answer': said.answers[0]}}"

    def _reason_against(self, key: str) -> Answered | None:
        """Return the answer after which no way leads to a question, if it is one alone."""
        for need in self.needs.get(key, ()):
            step = self.steps.get(need.question)
            if step is None and need.question not in self.ahead:
                return self._reason_against(need.question)
            if step and not {option.key for option in step.options} <= set(need.options):
                return _said(step)
        return None

    def _question(self, key: str) -> Question:
        return graph_of(self.tree).questions[key]


def _said(step: Step) -> Answered:
    return Answered(step.question.title, (step_answer(step),))


def _for_a_script(tree: Tree, needs: Iterable[Need]) -> str:
    """Write needs that can be read off the options chosen: not those of numbers and dates."""
    questions = graph_of(tree).questions
    return " ".join(
        f"{need.question}={','.join(need.options)}"
        for need in needs
        if not questions[need.question].is_ranged
    )
