"""A slow, plain walker, written apart from ``guidance.core`` to hold it to account.

It tries every value that can be told apart in the generated trees of ``trees``: numbers
and dates one after another instead of by intervals, and choices by every set.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations

from guidance.core.documents.trees import Condition, Option, Question, Tree

Given = dict[str, tuple[tuple[str, ...], str]]
"""For each question asked, the options chosen and the value as it was written."""
End = tuple[str | None, frozenset[str]]


def values_of(question: Question) -> list[tuple[str, ...]]:
    """Return every sure answer to a question of a generated tree."""
    sure = [option for option in question.options if not option.is_unsure]
    if question.kind == "choice":
        return [(option.key,) for option in sure]
    if question.kind == "choices":
        together = [option.key for option in sure if not option.is_exclusive]
        sets = [chosen for size in range(1, 5) for chosen in combinations(together, size)]
        return sets + [(option.key,) for option in sure if option.is_exclusive]
    if question.kind == "date":
        days = [date(2023, 6, 28) + timedelta(days=number) for number in range(20)]
        written = [day.isoformat() for day in days]
    else:
        step = Decimal("0.25") if question.decimals else Decimal(1)
        written = [str(Decimal(-2) + step * number) for number in range(int(15 / step))]
    return [(text,) for text in written if chosen_of(question, (text,))]


def chosen_of(question: Question, values: tuple[str, ...]) -> list[Option]:
    if not question.is_ranged:
        return [option for option in question.options if option.key in values]
    value = _comparable(question, values[0])
    for bound, is_fit in ((question.minimum, value.__ge__), (question.maximum, value.__le__)):
        if bound is not None and not is_fit(_comparable(question, bound)):
            return []
    return [option for option in question.options if _is_in_range(question, option, value)][:1]


def _comparable(question: Question, text: str):
    return Decimal(text) if question.kind == "number" else date.fromisoformat(text)


def _is_in_range(question: Question, option: Option, value) -> bool:
    if option.is_unsure:
        return False
    is_above = is_below = True
    if option.low is not None:
        low = _comparable(question, option.low)
        is_above = value >= low if option.low_inclusive else value > low
    if option.high is not None:
        high = _comparable(question, option.high)
        is_below = value <= high if option.high_inclusive else value < high
    return is_above and is_below


def is_true(condition: Condition, given: Given) -> bool:
    if condition.all is not None:
        return all(is_true(part, given) for part in condition.all)
    if condition.any is not None:
        return any(is_true(part, given) for part in condition.any)
    if condition.question not in given:
        return False
    chosen, written = given[condition.question]
    match condition.operator:
        case "equals":
            return chosen == (condition.equals,)
        case "any_of":
            return any(key in condition.any_of for key in chosen)
        case "none_of":
            return not any(key in condition.none_of for key in chosen)
        case "at_least":
            return Decimal(written) >= Decimal(condition.at_least)
        case "more_than":
            return Decimal(written) > Decimal(condition.more_than)
        case "at_most":
            return Decimal(written) <= Decimal(condition.at_most)
        case "below":
            return Decimal(written) < Decimal(condition.below)
        case "before":
            return date.fromisoformat(written) < date.fromisoformat(condition.before)
        case _:
            return date.fromisoformat(written) >= date.fromisoformat(condition.on_or_after)


def ways(
    tree: Tree,
    answers: dict[str, tuple[str, ...]],
    key: str | None = None,
    given: Given | None = None,
) -> Iterator[tuple[tuple[str, ...], End]]:
    """Yield (questions asked, end) of each way that ``answers`` leave open, of a sound tree.

    A question that they do not answer, or only with "unsure", is tried with every value.
    """
    key = tree.start if key is None else key
    given = given or {}
    for outcome in tree.outcomes:
        if outcome.key == key:
            yield (), (key, frozenset(outcome.adds))
            return
    question = next(made for made in tree.questions if made.key == key)
    values = answers.get(key, ("unsure",))
    for chosen_values in values_of(question) if values == ("unsure",) else [values]:
        chosen = chosen_of(question, chosen_values)
        now = {**given, key: (tuple(option.key for option in chosen), chosen_values[0])}
        terms = {term for option in chosen for term in option.adds}
        target = next((option.goto for option in chosen if option.goto), question.goto)
        for route in question.routes:
            if is_true(route.when, now):
                target, terms = route.goto, terms | set(route.adds)
                break
        for asked, (end, further) in ways(tree, answers, target, now):
            yield (key, *asked), (end, further | terms)
