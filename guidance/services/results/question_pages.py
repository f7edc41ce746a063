"""What the pages of a questionnaire show: its start, and one question after the other.

The whole state is in the address, keyed by question; nothing is stored. Parameters of
our own (_ask, _change, _dropped) begin with what no key of a question can. Pages are made
from a reading alone (no query), and the draft's preview shows the same ones: ``base`` is
the address where questions are asked, without parameters. The fields of a page are the names
that its template knows.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from guidance.core.documents.editions import CitedLicense
from guidance.core.documents.trees import Answers, Option, Outcome, Question, Tree, Verdict
from guidance.core.walking.answers import in_words
from guidance.core.walking.trails import Problem
from guidance.core.walking.walks import Remaining, Step, Walk, canonical_answers, walk
from guidance.services.editions.readings import Reading
from guidance.services.results.citing import ShownCitation, cite_all
from guidance.services.results.typed_answers import answers_of, refusal, written

MAX_DROPPED = 20


@dataclass(frozen=True)
class Turn:
    """How far the answers in an address lead, and which question to show for it.

    ``answers`` are as they were given, ``kept`` those that fit, each in its one written
    form; both in tree order. ``error`` says why the answer to ``asked`` was refused;
    ``changing`` is a question answered earlier that is asked again. At most one of the two
    is a question, else "". ``dropped`` are questions whose answers no longer fit.
    """

    walk: Walk
    answers: Answers
    kept: Answers
    asked: str
    error: str
    changing: str
    dropped: tuple[str, ...]

    @property
    def is_finished(self) -> bool:
        return self.walk.is_finished and not (self.asked or self.changing)

    @property
    def query(self) -> str:
        """Return the parameters of the one address that this state has."""
        return written_query(self.kept, dropped=self.dropped)


@dataclass(frozen=True)
class StartPage:
    """Where a questionnaire begins.

    ``verdicts`` has the outcomes of each, the kindest first; ``licenses`` stand with their slugs.
    """

    reading: Reading[Tree]
    is_pinned: bool
    tree: Tree
    base: str
    remaining: Remaining
    verdicts: tuple[tuple[Verdict, tuple[Outcome, ...]], ...]
    licenses: tuple[tuple[str, CitedLicense], ...]


@dataclass(frozen=True)
class Choice:
    """An option as the form offers it; ``id`` is that of its field."""

    option: Option
    is_chosen: bool
    id: str

    @property
    def stands_alone(self) -> bool:
        """Tell whether it rules out the rest: an exclusive one, or "I am not sure"."""
        return self.option.is_exclusive or self.option.is_unsure


@dataclass(frozen=True)
class Fields:
    """What the form of a question offers, with what was chosen or typed.

    ``apart`` are options that rule out the rest; ``first`` is the id of the first field.
    """

    first: str
    options: tuple[Choice, ...]
    apart: tuple[Choice, ...]
    typed: str


@dataclass(frozen=True)
class Answered:
    """A question that was answered; ``change`` is where that can be changed, or empty."""

    question: Question
    answer: str
    change: str


@dataclass(frozen=True)
class QuestionPage:
    """A question as it is asked, with the answers so far.

    ``question`` is None where the walk ran into ``problem``, a fault of a half-built
    tree, or ``is_cut``: too many ways to walk, because too much is unsure. ``hidden`` are the
    other answers that its form carries; ``more`` and ``total`` count questions, and are None
    where that is not known.
    """

    reading: Reading[Tree]
    tree: Tree
    base: str
    question: Question | None
    fields: Fields | None
    citations: tuple[ShownCitation, ...]
    hidden: tuple[tuple[str, str], ...]
    error: str
    is_changing: bool
    trail: tuple[Answered, ...]
    number: int
    more: int | None
    total: int | None
    dropped: tuple[Question, ...]
    problem: Problem | None
    is_cut: bool


def take_turn(tree: Tree, query: QueryDict) -> Turn:
    """Read an address of a questionnaire; never raises, whatever is in it."""
    answers = answers_of(tree, query)
    way = walk(tree, answers)
    asked, changing = query.get("_ask", ""), query.get("_change", "")
    error = refusal(tree, asked, answers, way)
    if error or all(step.question.key != changing for step in way.steps):
        changing = ""
    used = {**canonical_answers(tree, way), **way.pending}
    dropped = [unfit.question for unfit in way.unfit]
    dropped += query.getlist("_dropped")[:MAX_DROPPED]
    return Turn(
        walk=way,
        answers=answers,
        kept={q.key: used[q.key] for q in tree.questions if q.key in used},
        asked=asked if error else "",
        error=error,
        changing=changing,
        dropped=tuple(key for key in dict.fromkeys(dropped) if tree.question(key))[:MAX_DROPPED],
    )


def written_query(answers: Answers, *, change: str = "", dropped: Iterable[str] = ()) -> str:
    """Write answers, in their order, as the parameters of an address."""
    pairs = [(key, value) for key, values in answers.items() for value in values]
    pairs += [("_dropped", key) for key in dropped]
    pairs += [("_change", change)] if change else []
    return urlencode(pairs)


def with_query(base: str, query: str) -> str:
    return f"{base}?{query}" if query else base


def question_address(slug: str, answers: Answers) -> str:
    """Return the public address of a questionnaire in progress."""
    return with_query(reverse("guidance:check", args=[slug]), written_query(answers))


def result_address(slug: str, number: int, answers: Answers, *, name: str = "check-edition") -> str:
    """Return the permanent address of a result; ``name`` is that of another form of it."""
    return with_query(reverse(f"guidance:{name}", args=[slug, number]), written_query(answers))


def start_page(reading: Reading[Tree], *, is_pinned: bool = False, base: str = "") -> StartPage:
    """Return what the start page shows; a preview asks at its own ``base``."""
    tree = reading.document
    cited = reading.context.licenses
    return StartPage(
        reading=reading,
        is_pinned=is_pinned,
        tree=tree,
        base=base,
        remaining=walk(tree, {}).remaining,
        verdicts=_by_verdict(tree),
        licenses=tuple((slug, cited[slug]) for slug in tree.licenses if slug in cited),
    )


def _by_verdict(tree: Tree) -> tuple[tuple[Verdict, tuple[Outcome, ...]], ...]:
    """Return outcomes by verdict, the kindest first; verdicts without any are left out."""
    groups = ((v, tuple(one for one in tree.outcomes if one.verdict == v)) for v in Verdict)
    return tuple((verdict, outcomes) for verdict, outcomes in groups if outcomes)


def question_page(reading: Reading[Tree], turn: Turn, *, base: str) -> QuestionPage:
    """Return what the page of the next question shows."""
    tree, way = reading.document, turn.walk
    question = tree.question(turn.asked or turn.changing) or way.question
    key = question.key if question else ""
    before = _before(way, key)
    given = turn.answers if turn.asked else turn.kept
    others = {other: values for other, values in given.items() if other != key}
    remaining = walk(tree, {step.question.key: step.values for step in before}).remaining
    number = len(before) + 1
    more = max(remaining.most - 1, 0) if remaining.most is not None else None
    dropped = (tree.question(other) for other in turn.dropped if other != key)
    return QuestionPage(
        reading=reading,
        tree=tree,
        base=base,
        question=question,
        fields=_fields(question, given.get(key, ())) if question else None,
        citations=cite_all(question.citations, reading.context) if question else (),
        hidden=tuple((other, value) for other, values in others.items() for value in values),
        error=turn.error,
        is_changing=bool(turn.changing),
        trail=trail(way, turn.kept, base=base, without=key),
        number=number,
        more=more,
        total=number + more if more is not None else None,
        dropped=tuple(one for one in dropped if one is not None),
        problem=way.problem if question is None else None,
        is_cut=way.is_cut,
    )


def trail(way: Walk, answers: Answers, *, base: str, without: str = "") -> tuple[Answered, ...]:
    """Return the questions answered, with the address where each answer can be changed."""
    return tuple(
        Answered(
            question=step.question,
            answer=step_answer(step),
            change=with_query(base, written_query(answers, change=step.question.key))
            if base
            else "",
        )
        for step in way.steps
        if step.question.key != without
    )


def step_answer(step: Step) -> str:
    """Return the answer of a step in words."""
    if step.value is not None:
        return " ".join(part for part in (written(step.values[0]), step.question.unit) if part)
    return in_words(step.question, step.values)


def _before(way: Walk, key: str) -> tuple[Step, ...]:
    """Return the steps before a question; all of them where it was not answered."""
    keys = [step.question.key for step in way.steps]
    return way.steps[: keys.index(key)] if key in keys else way.steps


def _fields(question: Question, values: tuple[str, ...]) -> Fields:
    unsure = {option.key for option in question.options if option.is_unsure}
    options = [
        Choice(option, is_chosen=option.key in values, id=f"answer-{number}")
        for number, option in enumerate(question.options)
        if option.is_unsure or not question.is_ranged
    ]
    is_several = question.kind.facts.takes_several
    apart = [
        choice for choice in options if question.is_ranged or (is_several and choice.stands_alone)
    ]
    choices = [choice for choice in options if choice not in apart]
    ids = ["answer"] if question.is_ranged else [choice.id for choice in (choices or apart)]
    typed = [value for value in values if value not in unsure] if question.is_ranged else []
    return Fields(
        first=ids[0] if ids else "",
        options=tuple(choices),
        apart=tuple(apart),
        typed=typed[0] if typed else "",
    )
