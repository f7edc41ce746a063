"""One turn of somebody who answers: what their address holds, what fits, and what comes next."""

from dataclasses import dataclass

from django.http import QueryDict

from guidance.core.documents.trees import Answers, Tree
from guidance.core.walking.answers import Reason
from guidance.core.walking.successions import question_for
from guidance.core.walking.walks import Walk, canonical_answers, walk
from guidance.services.results.addresses import written_query
from guidance.services.results.repairs import is_stray, receive
from guidance.services.results.typed_answers import answers_of, kept_answers, refusal

MAX_DROPPED = 20
_LONGEST_NAME = 80


@dataclass(frozen=True)
class Turn:
    """How far the answers in an address lead, and which question to show for it.

    ``answers`` are as they were given, ``kept`` those that fit, each in its one written
    form; both in tree order. ``error`` says why the answer to ``asked`` was refused;
    ``changing`` is a question answered earlier that is asked again. At most one of the two
    is a question, else "". ``dropped`` are questions whose answers no longer fit,
    ``unknown`` the names of answers to questions that there are not (any more), and of what
    could not be read at all, on one line and cut where they are too long.
    ``is_told``: something was left out that the reader has to know before a result.
    """

    walk: Walk
    answers: Answers
    kept: Answers
    asked: str
    error: str
    changing: str
    dropped: tuple[str, ...]
    unknown: tuple[str, ...]
    is_told: bool

    @property
    def is_finished(self) -> bool:
        return self.walk.is_finished and not (self.asked or self.changing)

    @property
    def query(self) -> str:
        """Return the parameters of the one address that this state has."""
        return written_query(self.kept, dropped=self.dropped, unknown=self.unknown)


def take_turn(tree: Tree, query: QueryDict, *, is_typed: bool = False) -> Turn:
    """Read an address of a questionnaire; never raises, whatever is in it.

    ``is_typed``: it is no address, but a form with several answers that was sent just now.
    """
    asked, changing = query.get("_ask", ""), query.get("_change", "")
    received = receive(tree, query)
    if question := question_for(tree, changing):
        changing = question.key
    # What was typed just now is not repaired: its reader is here, and can be asked.
    is_typed = is_typed or bool(asked)
    answers = answers_of(tree, query) if is_typed else kept_answers(tree, received.answers)
    way = walk(tree, answers)
    error = refusal(tree, asked, answers, way)
    if error or all(step.question.key != changing for step in way.steps):
        changing = ""
    used = {**canonical_answers(tree, way), **way.pending}
    told = query.getlist("_dropped")[:MAX_DROPPED]
    dropped = [*(unfit.question for unfit in way.unfit), *told]
    unknown = [name for name, _ in received.unknown] + query.getlist("_unknown")[:MAX_DROPPED]
    unknown += filter(is_stray, query)
    unknown = [
        name for name in dict.fromkeys(map(_named, unknown)) if name and not tree.question(name)
    ]
    is_misfit = any(unfit.reason is not Reason.NOT_ASKED for unfit in way.unfit)
    return Turn(
        walk=way,
        answers=answers,
        kept={q.key: used[q.key] for q in tree.questions if q.key in used},
        asked=asked if error else "",
        error=error,
        changing=changing,
        dropped=tuple(key for key in dict.fromkeys(dropped) if tree.question(key))[:MAX_DROPPED],
        unknown=tuple(unknown[:MAX_DROPPED]),
        is_told=bool(is_misfit or told or unknown),
    )


def _named(name: str) -> str:
    """Return the name of a part of an address as it can be shown, however damaged it is."""
    printed = "".join(sign if sign.isprintable() else " " for sign in name)
    return " ".join(printed.split())[:_LONGEST_NAME].strip()
