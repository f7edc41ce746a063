"""Conditions in words: what people read where a route is shown or has changed.

What a condition *is* stands in ``trees``; whether it holds is decided in ``walks``.
"""

from collections.abc import Mapping

from guidance.core.documents.fields import number_of
from guidance.core.documents.kinds import QuestionKind
from guidance.core.documents.trees import Condition

_WORDS = {
    "equals": "is",
    "any_of": "any of",
    "none_of": "none of",
    "at_least": "at least",
    "below": "below",
    "more_than": "more than",
    "at_most": "at most",
    "before": "before",
    "on_or_after": "on or after",
}


def describe_condition(
    condition: Condition, labels: Mapping[str, Mapping[str, str]] | None = None
) -> str:
    """Write a condition in words, by the keys of its questions and options.

    ``labels`` holds what options are called, by the keys of question and option; what is not
    there keeps its key. Parts with commas or joining words of their own are put in
    parentheses.

    >>> describe_condition(Condition.model_validate({"all": [
    ...     {"question": "sharing", "is": "weights"},
    ...     {"question": "fields", "any_of": ["health", "law"]},
    ... ]}))
    'sharing is weights and (fields any of health, law)'
    """
    operator = condition.operator
    if operator in ("all", "any"):
        parts = condition.all or condition.any or ()
        if len(parts) == 1:
            return describe_condition(parts[0], labels)
        joint = " and " if operator == "all" else " or "
        return joint.join(_part(part, labels) for part in parts)
    value = getattr(condition, operator)
    called = (labels or {}).get(condition.question or "", {})
    if isinstance(value, tuple):
        value = ", ".join(_called(key, called) for key in value)
    elif operator == "equals":
        value = _called(value, called)
    elif operator in QuestionKind.NUMBER.facts.comparisons:
        value = f"{number_of(value):,}"
    return f"{condition.question} {_WORDS[operator]} {value}"


def _called(key: str, labels: Mapping[str, str]) -> str:
    return f"“{labels[key]}”" if key in labels else key


def _part(condition: Condition, labels: Mapping[str, Mapping[str, str]] | None) -> str:
    inner = condition
    while len(inner.all or inner.any or ()) == 1:
        inner = (inner.all or inner.any or ())[0]
    words = describe_condition(inner, labels)
    is_plain = inner.question is not None and ", " not in words
    return words if is_plain else f"({words})"
