"""The small types that documents are made of: keys, lines, prose, bounds.

Here live the constraints that all nouns share, so that text which one
database takes and the other refuses (NUL, lone surrogates) meets neither.
Nothing here knows what a license or a tree is.
"""

import re
import unicodedata
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Annotated

from pydantic import (
    AfterValidator,
    BeforeValidator,
    StringConstraints,
    ValidationInfo,
)

from guidance.core.documents.prose import MAX_PROSE, problems_of_prose

MAX_LINE = 300
MAX_TEXT = 500_000

MAX_MARKS = 30
"""Marks on one letter, as Unicode's stream-safe text: more take normalizing quadratic time."""

WRITTEN = {"is_written": True}
"""The context in which a noun is validated where a person writes it now: by form or by file.

What stands already, in an edition or a draft, is read without it, so that a bound which came
later makes nothing unreadable; the checks find it in drafts.
"""

_UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_FOREIGN = re.compile(rf"[^\x00-\x7f]{{{MAX_MARKS + 1},}}")
_NUMBER = re.compile(r"-?\d{1,20}(\.\d{1,10})?\Z", re.ASCII)
_SHORTENED = re.compile(r"-?[1-9]\d*\.\d{2}0\Z", re.ASCII)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z", re.ASCII)


def storable(text: str) -> str:
    """Return ``text`` in NFC with LF line ends, or raise ValueError where it cannot be stored."""
    if match := _UNSTORABLE.search(text):
        code = ord(match.group())
        raise ValueError(f"contains the character U+{code:04X}, which cannot be stored; remove it")
    if unpiled(text) != text:
        raise ValueError(f"has more than {MAX_MARKS} accents on one letter; remove them")
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def unpiled(text: str) -> str:
    """Return ``text`` without the combining marks beyond MAX_MARKS on one letter.

    Source: Unicode Standard Annex 15, Stream-Safe Text Format.
    """
    return _FOREIGN.sub(_thinned, text)


def _thinned(run: re.Match[str]) -> str:
    kept = []
    marks = 0
    for sign in run.group():
        is_mark = unicodedata.combining(sign)
        marks = marks + len(unicodedata.normalize("NFD", sign)) if is_mark else 0
        if marks <= MAX_MARKS:
            kept.append(sign)
    return "".join(kept)


def _line(text: str) -> str:
    text = storable(text).strip()
    if "\n" in text:
        raise ValueError("must be one line")
    return text


def _prose(text: str) -> str:
    return "\n".join(line.rstrip() for line in storable(text).strip().split("\n"))


def _renderable(text: str, info: ValidationInfo) -> str:
    if info.context and info.context.get("is_written") and (problems := problems_of_prose(text)):
        raise ValueError(" ".join(map(str, problems)))
    return text


def number_of(text: str) -> Decimal:
    """Read a plain decimal number such as ``700000000`` or ``2.5``; ValueError otherwise."""
    if not _NUMBER.match(text):
        raise ValueError("is not a number; write digits only, such as 700000000 or 2.5")
    try:
        return Decimal(text)
    except InvalidOperation as error:  # pragma: no cover - the pattern leaves none
        raise ValueError("is not a number") from error


def date_of(text: str) -> date:
    """Read an ISO date such as ``2023-07-18``; ValueError otherwise."""
    if not _DATE.match(text):
        raise ValueError("is not a date; write it as 2023-07-18")
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ValueError("is not a day of the calendar; write it as 2023-07-18") from error


def _bound(value: object, info: ValidationInfo) -> object:
    """Give numbers and dates, as YAML reads them, their one written form."""
    if isinstance(value, bool):
        return value
    if isinstance(value, float):
        value = Decimal(repr(value))
    if isinstance(value, int | Decimal):
        text = format(value, "f")
    elif isinstance(value, date):
        text = value.isoformat()
    elif isinstance(value, str):
        text = value.strip()
    else:
        return value
    if _DATE.match(text):
        return date_of(text).isoformat()
    number = number_of(text)
    if info.context and info.context.get("is_written") and _SHORTENED.match(text):
        group = text.replace(".", "")
        raise ValueError(f"can be read as {group} or as {number.normalize():f}; write one of them")
    plain = format(number, "f")
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return "0" if plain == "-0" else plain


def _address(text: str) -> str:
    if text and not re.match(r"https?://[^\s<>\"'\\]+\Z", text):
        raise ValueError("is not a web address; start it with https://")
    return text


KEY_PATTERN = r"[a-z0-9]+([.-][a-z0-9]+)*"
SLUG_PATTERN = r"[a-z0-9]+(-[a-z0-9]+)*"
TERM_REF_PATTERN = rf"{SLUG_PATTERN}/{KEY_PATTERN}"

Key = Annotated[str, StringConstraints(pattern=rf"^{KEY_PATTERN}$", max_length=80)]
"""A stable name inside one document: ``1.b.v``, ``def.licensee``, ``notice-file``."""
Slug = Annotated[str, StringConstraints(pattern=rf"^{SLUG_PATTERN}$", max_length=80)]
"""A stable name in an address: ``llama-2``."""
TermRef = Annotated[str, StringConstraints(pattern=rf"^{TERM_REF_PATTERN}$", max_length=161)]
"""A term of a license: ``llama-2/notice-file``."""
Line = Annotated[str, AfterValidator(_line), StringConstraints(max_length=MAX_LINE)]
"""One line of plain text."""
Prose = Annotated[
    str,
    AfterValidator(_prose),
    StringConstraints(max_length=MAX_PROSE),
    AfterValidator(_renderable),
]
"""Markdown without raw HTML."""
Verbatim = Annotated[str, AfterValidator(storable), StringConstraints(max_length=MAX_TEXT)]
"""Words of somebody else, white space and all."""
Bound = Annotated[str, BeforeValidator(_bound, json_schema_input_type=str | int | float)]
"""A number or an ISO date in its one written form: ``700000000``, ``2023-07-18``."""
Address = Annotated[str, StringConstraints(max_length=500), AfterValidator(_address)]
"""A web address, or empty."""
FILE_PATTERN = r"([A-Za-z0-9][A-Za-z0-9._-]*/){0,3}[A-Za-z0-9][A-Za-z0-9._-]*"
FileName = Annotated[str, StringConstraints(pattern=rf"^({FILE_PATTERN})?$", max_length=120)]
"""A file in a reader's product, by its folders, or empty: ``licenses/MIT.txt``. It leads nowhere
else: no part begins with a dot."""


Slugs = Annotated[tuple[Slug, ...], AfterValidator(lambda slugs: tuple(sorted(set(slugs))))]
"""A set of slugs, kept in alphabetical order."""


def filled(text: str) -> str:
    """Return ``text``, or raise ValueError where nothing was written."""
    if not text.strip():
        raise ValueError("must not be empty")
    return text


FilledLine = Annotated[Line, AfterValidator(filled)]
DISMISSAL_PATTERN = r"(?P<code>[a-z]+(-[a-z]+)*)( at (?P<place>[^\s]+))?: (?P<reason>\S.*)"
Dismissal = Annotated[Line, StringConstraints(pattern=r"^[a-z]+(-[a-z]+)*( at [^\s]+)?: [^\s].*$")]
"""A warning that the team leaves standing, and why: ``clause-uncited at term:x: It is clear.``"""
FilledProse = Annotated[Prose, AfterValidator(filled)]
