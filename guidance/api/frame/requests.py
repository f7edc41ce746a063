"""Read what callers send: answers and parameters, each error with its field."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from rest_framework.exceptions import ParseError, ValidationError
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.parsers import JSONParser
from rest_framework.request import Request

from guidance.core.documents import numbers
from guidance.core.documents.fields import storable

MAX_ANSWERS = 200
MAX_VALUES = 60
MAX_LENGTH = 100


class Negotiation(DefaultContentNegotiation):
    """Choose how to answer; what ``format`` cannot mean is refused like any other parameter."""

    def select_renderer(self, request: Request, renderers: Any, format_suffix: Any = None) -> Any:
        written = request.query_params.get("format")
        known = sorted({renderer.format for renderer in renderers})
        if written is not None and written not in known:
            raise ValidationError({"format": f"Write one of {', '.join(known)}."})
        return super().select_renderer(request, renderers, format_suffix)


class Parser(JSONParser):
    """Read JSON; what is nested too deep to be read is the caller's mistake."""

    def parse(self, stream: Any, media_type: Any = None, parser_context: Any = None) -> Any:
        try:
            return super().parse(stream, media_type, parser_context)
        except RecursionError as error:
            raise ParseError("JSON parse error - nested too deep") from error


def answers_from(data: Any) -> dict[str, tuple[str, ...]]:
    """Return the answers of a request body, or raise ValidationError naming each bad field.

    A single value may stand for a list of one; numbers may be written as numbers.
    """
    if not isinstance(data, Mapping) or set(data) - {"answers"}:
        raise ValidationError({"answers": "Send an object with the one field answers."})
    given = data.get("answers")
    if not isinstance(given, Mapping):
        raise ValidationError({"answers": "Send an object: question key to a list of values."})
    if len(given) > MAX_ANSWERS:
        raise ValidationError({"answers": f"Send at most {MAX_ANSWERS} answers."})
    answers: dict[str, tuple[str, ...]] = {}
    errors: dict[str, list[str]] = {}
    for key, values in given.items():
        listed = values if isinstance(values, list) else [values]
        try:
            answers[_text(key, "key")] = tuple(_value(value) for value in listed[: MAX_VALUES + 1])
            if len(listed) > MAX_VALUES:
                raise ValueError(f"Send at most {MAX_VALUES} values.")
        except ValueError as error:
            errors[_shown(key)] = [str(error)]
    if errors:
        raise ValidationError({"answers": errors})
    return answers


def _value(value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise ValueError("Send each value as text: an option key, a number or a date.")
    if isinstance(value, float) and abs(value) <= numbers.LARGEST:
        # A number of JSON has one meaning; as text, three decimals could be a group.
        value = numbers.write(Decimal(repr(value)))
    return _text(str(value), "value")


def _text(text: str, noun: str) -> str:
    if len(text) > MAX_LENGTH:
        raise ValueError(f"Send at most {MAX_LENGTH} characters a {noun}.")
    try:
        return storable(text)
    except ValueError as error:
        raise ValueError(f"The {noun} {error}.") from error


def _shown(key: str) -> str:
    """Return a key as an answer can repeat it: short, and in characters that UTF-8 has."""
    return key[:MAX_LENGTH].encode("utf-8", "backslashreplace").decode()


def choice_from(params: Mapping[str, str], name: str, choices: Iterable[str]) -> str:
    """Return a parameter that is one of ``choices``, "" where it is not given."""
    written = params.get(name, "")
    if written and written not in (known := list(choices)):
        raise ValidationError({name: f"Write one of {', '.join(known)}."})
    return written


def number_from(
    params: Mapping[str, str], name: str, *, default: int, most: int | None = None
) -> int:
    """Return a parameter that is a whole number from 1 up; ValidationError otherwise.

    One too large to be meant is cut to ten digits, so that it costs nothing to look for.
    """
    written = params.get(name)
    if written is None:
        return default
    is_whole = written.isascii() and written.isdigit()
    number = int(written.lstrip("0")[:10] or "0") if is_whole else 0
    if number < 1 or (most is not None and number > most):
        raise ValidationError(
            {name: f"Write a whole number from 1 {f'to {most}' if most else 'up'}."}
        )
    return number


def flag_from(params: Mapping[str, str], name: str) -> bool | None:
    """Return a yes-or-no parameter, None where it is not given; ValidationError otherwise."""
    written = params.get(name, "").lower()
    if written not in ("", "true", "false", "1", "0"):
        raise ValidationError({name: "Write true or false."})
    return None if not written else written in ("true", "1")
