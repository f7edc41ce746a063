"""What a case or a term depends on, in words: of which questions not every answer leads there."""

from typing import NamedTuple

from guidance.core.walking.answers import ALSO

MAX_LISTED = 3
"""So many answers that go together are listed."""


class Limit(NamedTuple):
    """A question's title with those of its answers that can lead somewhere.

    ``is_with_others``: an answer does so alone and together with any other.
    """

    question: str
    answers: tuple[str, ...]
    is_with_others: bool


Limits = tuple[Limit, ...]
"""Questions of which not every answer can lead somewhere."""
AnswersMet = dict[str, dict[str, None]]
"""Answers by the title of their question, each once, in the order met."""


def limits_of(here: AnswersMet, everywhere: AnswersMet) -> Limits:
    found = (
        limit_of(question, tuple(answers), tuple(everywhere[question]))
        for question, answers in here.items()
        if len(answers) < len(everywhere[question])
    )
    return tuple(limit for limit in found if limit.answers)


def is_loose(here: AnswersMet, everywhere: AnswersMet) -> bool:
    """Tell whether a limit says less than its answers do, since these are too many to list."""
    return any(
        len(answers) < len(everywhere[question])
        and not _decides(tuple(answers), tuple(everywhere[question]))
        and _is_long(tuple(answers))
        for question, answers in here.items()
    )


def _is_long(answers: tuple[str, ...]) -> bool:
    return len(answers) > MAX_LISTED and any(ALSO in answer for answer in answers)


def _decides(answers: tuple[str, ...], every: tuple[str, ...]) -> tuple[str, ...]:
    """Return the options that decide where all that are chosen with them follow, else none."""
    alone = tuple(answer for answer in answers if ALSO not in answer)
    holding = {one for one in every if not set(alone).isdisjoint(one.split(ALSO))}
    return alone if len(alone) < len(answers) and set(answers) == holding else ()


def limit_of(question: str, answers: tuple[str, ...], every: tuple[str, ...]) -> Limit:
    """Name only the options that decide, where all that are chosen with them follow.

    Three options that can be chosen together make seven answers, of which four hold the
    first one: nobody reads four lines that mean "the first one". Of more answers together than
    are read, the options that all of them have are named, else those of them that there are,
    and none where that says nothing.
    """
    if alone := _decides(answers, every):
        return Limit(question, alone, is_with_others=True)
    if not _is_long(answers):
        return Limit(question, answers, is_with_others=False)
    chosen = [answer.split(ALSO) for answer in answers]
    met = tuple(dict.fromkeys(option for options in chosen for option in options))
    common = tuple(option for option in met if all(option in options for options in chosen))
    if common:
        return Limit(question, (ALSO.join(common),), is_with_others=True)
    possible = {option for answer in every for option in answer.split(ALSO)}
    return Limit(question, met if set(met) < possible else (), is_with_others=True)
