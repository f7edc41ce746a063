"""What pydantic finds, in words for people: in a file, and at the field of a form."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any


@dataclass(frozen=True)
class Words:
    """What is wrong in a file, and what to do there; at a field of a form, both in one.

    A form says ``message`` where ``at_field`` is empty; of a pattern, ``advice``.
    """

    message: str
    advice: str
    at_field: str = ""


_KINDS_ADVICE = "Say which kind of document this is: kind: license, faq, tree or topics."
_NAMED_FIELDS = Words(
    "It must be a group of named fields.",
    "Write one field a line: its name, a colon, its value.",
)
_TOO_LONG = Words("It is longer than {max_length} characters.", "Shorten it.")
_NO_DATE = Words("It is not a date.", "Write it as 2023-07-18.")
_NO_NUMBER = Words("It must be a whole number.", "Write digits only.")
_NO_TRUTH = Words("It must be true or false.", "Write true or false, without quotes.")
_WORDS: dict[str, Words] = {
    "missing": Words("This field is missing.", "Add it.", "Fill this in."),
    "extra_forbidden": Words(
        "There is no field of this name here.",
        "Remove it, or correct its name; see the JSON Schema.",
    ),
    "string_type": Words(
        "It must be words.",
        "Put a number, a date, yes or no in quotes; leave the field out for nothing.",
    ),
    "string_pattern_mismatch": Words("“{given}” is not written as it must be.", ""),
    "string_too_long": replace(
        _TOO_LONG, at_field="Shorten it to at most {max_length} characters."
    ),
    "too_long": _TOO_LONG,
    "enum": Words("It must be {expected}.", "Use one of these."),
    "literal_error": Words("It must be {expected}.", "Use this value."),
    "int_type": _NO_NUMBER,
    "int_parsing": _NO_NUMBER,
    "int_from_float": _NO_NUMBER,
    "bool_type": _NO_TRUTH,
    "bool_parsing": _NO_TRUTH,
    "date_type": _NO_DATE,
    "date_parsing": _NO_DATE,
    "date_from_datetime_parsing": _NO_DATE,
    "greater_than_equal": Words("It must be at least {ge}.", "Raise it."),
    "less_than_equal": Words("It must be at most {le}.", "Lower it."),
    "too_short": Words("It must not be empty.", "Add an item.", "Write at least one."),
    "tuple_type": Words(
        "It must be a list.",
        "Write one item a line, each after a hyphen; leave the field out for none.",
    ),
    "dict_type": _NAMED_FIELDS,
    "model_type": _NAMED_FIELDS,
    "model_attributes_type": _NAMED_FIELDS,
    "union_tag_not_found": Words("It does not say which kind of document it is.", _KINDS_ADVICE),
    "union_tag_invalid": Words("“{tag}” is not a kind of document.", _KINDS_ADVICE),
}
"""What pydantic finds, by its type, in words for people, and what to do about it."""

_PATTERNS = (
    ("/", Words("", "Write license/term, such as llama-2/keep-notice.")),
    ("{64}", Words("", "Write the SHA-256 of the text, 64 digits and letters from a to f.")),
    (
        ".",
        Words(
            "",
            "Use lower-case letters and digits, with single dots or hyphens between them.",
            "Use lower-case letters, digits, dots and hyphens only.",
        ),
    ),
    (
        "",
        Words(
            "",
            "Use lower-case letters and digits, with single hyphens between them.",
            "Use lower-case letters, digits and hyphens only.",
        ),
    ),
)
"""How what has a pattern is written, by a sign that the pattern has."""


def words_in_file(detail: Any) -> tuple[str, str]:
    """Return what is wrong and what to do; a type that is not known keeps pydantic's words."""
    words = _WORDS.get(detail["type"], Words("", "Correct this value."))
    pattern = _pattern_of(detail)
    message = _filled(words.message, detail)
    if not message:
        message = str(detail["msg"]).removeprefix("Value error, ")
        message = message[:1].upper() + message[1:] + ("" if message.endswith(".") else ".")
    return message, pattern.advice if pattern else words.advice


def words_at_field(detail: Any, translated: Callable[[str], str]) -> str:
    """Return what is wrong, or what to do, in one sentence; pydantic's for an unknown type.

    ``translated`` gives the words of the reader's language for those that stand here.
    """
    pattern = _pattern_of(detail)
    words = pattern or _WORDS.get(detail["type"], Words("", ""))
    said = words.at_field or (words.advice if pattern else words.message)
    return _filled(translated(said), detail) if said else str(detail["msg"])


def _pattern_of(detail: Any) -> Words | None:
    pattern = detail.get("ctx", {}).get("pattern")
    return pattern and next(words for sign, words in _PATTERNS if sign in pattern)


def _filled(words: str, detail: Any) -> str:
    return words.format(given=str(detail["input"])[:60], **detail.get("ctx", {}))
