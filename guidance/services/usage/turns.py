"""What one turn of somebody who answers adds to the counts."""

from collections.abc import Iterator

from guidance.core.walking.answers import Step
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
    yield from _answered(step, slug, number)
    if turn.is_finished:
        yield _reached(turn, slug, number)


def sheet_in(arrived: Turn, turn: Turn, *, slug: str, number: int) -> Iterator[Counted]:
    """Yield what comes of many answers sent at once; nothing while one is missing.

    ``arrived`` is what the page of all questions began with: what was answered there already
    is counted, and so is that its next question was shown.
    """
    if not turn.is_finished:
        return
    before = {step.question.key for step in arrived.walk.steps}
    shown = arrived.walk.question
    for step in turn.walk.steps:
        if step.question.key in before:
            continue
        if shown is None or step.question.key != shown.key:
            yield Counted(slug, number, UsageKind.ASKED, step.question.key)
        yield from _answered(step, slug, number)
    yield _reached(turn, slug, number)


def _answered(step: Step, slug: str, number: int) -> Iterator[Counted]:
    yield Counted(slug, number, UsageKind.ANSWERED, step.question.key)
    if step.is_unsure:
        yield Counted(slug, number, UsageKind.UNSURE, step.question.key)


def _reached(turn: Turn, slug: str, number: int) -> Counted:
    outcome = turn.walk.outcome
    return Counted(slug, number, UsageKind.REACHED, outcome.key if outcome else "")
