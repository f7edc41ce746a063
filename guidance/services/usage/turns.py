"""What one turn of somebody who answers adds to the counts."""

from collections.abc import Iterator

from guidance.models import UsageKind
from guidance.services.results.turns import Turn
from guidance.services.usage.counting import Counted


def questions_in(turn: Turn, *, slug: str, number: int) -> Iterator[Counted]:
    """Yield the question that a turn shows, if any."""
    question = turn.walk.question
    if shown := turn.changing or (question.key if question else ""):
        yield Counted(slug, number, UsageKind.ASKED, shown)


def answers_in(turn: Turn, answered: str, *, slug: str, number: int) -> Iterator[Counted]:
    """Yield what comes of the answer that was sent just now; nothing where it was refused.

    The outcome reached has no key where several are possible.
    """
    step = next((step for step in turn.walk.steps if step.question.key == answered), None)
    if turn.asked or step is None:
        return
    yield Counted(slug, number, UsageKind.ANSWERED, answered)
    if step.is_unsure:
        yield Counted(slug, number, UsageKind.UNSURE, answered)
    if turn.is_finished:
        outcome = turn.walk.outcome
        yield Counted(slug, number, UsageKind.REACHED, outcome.key if outcome else "")
