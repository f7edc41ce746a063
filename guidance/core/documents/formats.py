"""The document format: parse with every error at once, dump canonically, JSON Schema.

One format serves the edition, the export, the import, the shipped pack and the
restoring of an old edition. Reading YAML is not done here: ``core`` reads no files.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from typing import Annotated, Any

from pydantic import Field, TypeAdapter, ValidationError

from guidance.core.documents.counts import crowded
from guidance.core.documents.faqs import FaqEntry
from guidance.core.documents.fields import WRITTEN
from guidance.core.documents.licenses import License, Topics
from guidance.core.documents.trees import Tree

Document = License | FaqEntry | Tree | Topics
Place = tuple[str | int, ...]

KINDS: dict[str, type[License] | type[FaqEntry] | type[Tree] | type[Topics]] = {
    "license": License,
    "faq": FaqEntry,
    "tree": Tree,
    "topics": Topics,
}
_ADAPTER: TypeAdapter[Document] = TypeAdapter(Annotated[Document, Field(discriminator="kind")])

_SCHEMA = "https://json-schema.org/draft/2020-12/schema"

_KINDS_ADVICE = "Say which kind of document this is: kind: license, faq, tree or topics."
_NAMED_FIELDS = (
    "It must be a group of named fields.",
    "Write one field a line: its name, a colon, its value.",
)
_TOO_LONG = ("It is longer than {max_length} characters.", "Shorten it.")
_NO_DATE = ("It is not a date.", "Write it as 2023-07-18.")
_NO_NUMBER = ("It must be a whole number.", "Write digits only.")
_NO_TRUTH = ("It must be true or false.", "Write true or false, without quotes.")
_WORDS = {
    "missing": ("This field is missing.", "Add it."),
    "extra_forbidden": (
        "There is no field of this name here.",
        "Remove it, or correct its name; see the JSON Schema.",
    ),
    "string_type": (
        "It must be words.",
        "Put a number, a date, yes or no in quotes; leave the field out for nothing.",
    ),
    "string_pattern_mismatch": ("“{given}” is not written as it must be.", ""),
    "string_too_long": _TOO_LONG,
    "too_long": _TOO_LONG,
    "enum": ("It must be {expected}.", "Use one of these."),
    "literal_error": ("It must be {expected}.", "Use this value."),
    "int_type": _NO_NUMBER,
    "int_parsing": _NO_NUMBER,
    "int_from_float": _NO_NUMBER,
    "bool_type": _NO_TRUTH,
    "bool_parsing": _NO_TRUTH,
    "date_type": _NO_DATE,
    "date_parsing": _NO_DATE,
    "date_from_datetime_parsing": _NO_DATE,
    "greater_than_equal": ("It must be at least {ge}.", "Raise it."),
    "less_than_equal": ("It must be at most {le}.", "Lower it."),
    "too_short": ("It must not be empty.", "Add an item."),
    "tuple_type": (
        "It must be a list.",
        "Write one item a line, each after a hyphen; leave the field out for none.",
    ),
    "dict_type": _NAMED_FIELDS,
    "model_type": _NAMED_FIELDS,
    "model_attributes_type": _NAMED_FIELDS,
    "union_tag_not_found": ("It does not say which kind of document it is.", _KINDS_ADVICE),
    "union_tag_invalid": ("“{tag}” is not a kind of document.", _KINDS_ADVICE),
}
"""What pydantic finds, by its type, in words for people, and what to do about it."""

_PATTERN_ADVICE = (
    ("/", "Write license/term, such as llama-2/keep-notice."),
    ("{64}", "Write the SHA-256 of the text, 64 digits and letters from a to f."),
    (".", "Use lower-case letters and digits, with single dots or hyphens between them."),
    ("", "Use lower-case letters and digits, with single hyphens between them."),
)


_MANY = 3_000
MAX_REPEATED = 300
MAX_PROBLEMS = 300
"""Nobody reads more of them, and each takes time to tell."""


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong with a document: where, what, and what to do.

    ``line`` counts from 1; None where the source has no lines.
    """

    file: str
    place: str
    line: int | None
    message: str
    advice: str

    def __str__(self) -> str:
        where = ":".join(part for part in (self.file, str(self.line or "")) if part)
        parts = (where, self.place, "—", self.message, self.advice)
        return " ".join(part for part in parts if part)


class InvalidDocument(Exception):
    """Raised with all the problems of a document at once."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(map(str, problems)))
        self.problems = problems


def parse(
    data: object,
    *,
    file: str = "",
    line_of: Callable[[Place], int | None] | None = None,
    is_written: bool = False,
) -> Document:
    """Read a document from plain data, or raise InvalidDocument with every problem in it.

    ``line_of`` gives the line of a place in the source, where there is one. Where somebody
    writes it now (``is_written``), it must also be such that its pages stay quick, and of
    more than MAX_PROBLEMS problems only the first are told.
    """
    if is_written and (crowd := tuple(islice(crowded(data), MAX_PROBLEMS))):
        raise InvalidDocument(tuple(_crowd(*one, file=file, line_of=line_of) for one in crowd))
    try:
        return _ADAPTER.validate_python(data, context=WRITTEN if is_written else None)
    except ValidationError as error:
        details = _details(error, data) if is_written else error.errors(include_url=False)
        told = details[:MAX_PROBLEMS] if is_written else details
        problems = [_problem(detail, file=file, line_of=line_of) for detail in told]
        if len(told) < error.error_count():
            problems.append(read_no_further(file))
        raise InvalidDocument(tuple(problems)) from error


def _details(error: ValidationError, data: object) -> list[Any]:
    """Return what pydantic found; of very many, what it finds where each list begins.

    A hundred thousand details take a second and 150 MB, to tell three hundred.
    """
    if error.error_count() > _MANY:
        try:
            _ADAPTER.validate_python(_begun(data), context=WRITTEN)
        except ValidationError as found:
            return list(found.errors(include_url=False))
    return list(error.errors(include_url=False))


def _begun(part: Any) -> Any:
    if isinstance(part, dict):
        return {name: _begun(value) for name, value in part.items()}
    return [_begun(item) for item in part[:5]] if isinstance(part, list) else part


def read_no_further(file: str) -> Problem:
    """Return the last problem of a file that has too many to name them all."""
    message = "There are more problems: the file was read no further."
    return Problem(file=file, place="", line=None, message=message, advice="Correct these first.")


def _crowd(
    place: Place,
    name: str,
    most: int,
    *,
    file: str,
    line_of: Callable[[Place], int | None] | None,
) -> Problem:
    return Problem(
        file=file,
        place=shortened(written(place)),
        line=line_of(place) if line_of else None,
        message=f"There are more than {most:,} {name}.",
        advice="One document cannot hold so many: divide it, or leave some out.",
    )


def _problem(detail: Any, *, file: str, line_of: Callable[[Place], int | None] | None) -> Problem:
    place: Place = tuple(detail["loc"])
    if place and place[0] in KINDS:
        place = place[1:]  # pydantic puts the tag of the union first
    message, advice = _words(detail)
    return Problem(
        file=file,
        place=shortened(written(place)),
        line=line_of(place) if line_of else None,
        message=shortened(message),
        advice=advice,
    )


def _words(detail: Any) -> tuple[str, str]:
    """Return what is wrong and what to do; a type that is not known keeps pydantic's words."""
    advice = _WORDS.get(detail["type"], ("", "Correct this value."))[1]
    facts = detail.get("ctx", {})
    if "pattern" in facts:
        advice = next(words for sign, words in _PATTERN_ADVICE if sign in facts["pattern"])
    if message := plain_words(detail):
        return message, advice
    message = str(detail["msg"]).removeprefix("Value error, ")
    return message[:1].upper() + message[1:] + ("" if message.endswith(".") else "."), advice


def plain_words(detail: Any) -> str:
    """Say in plain words what pydantic found; empty for a type that has none."""
    message = _WORDS.get(detail["type"], ("", ""))[0]
    return message.format(given=str(detail["input"])[:60], **detail.get("ctx", {}))


def shortened(text: str) -> str:
    """Cut what a file wrote to what a message can repeat: a key may have two million letters."""
    return text if len(text) <= MAX_REPEATED else f"{text[: MAX_REPEATED - 2]} …"


def written(place: Place) -> str:
    """Write a place as people read it.

    >>> written(("questions", 2, "options", 0, "goto"))
    'questions[2].options[0].goto'
    """
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in place).lstrip(
        "."
    )


def as_data(document: Document) -> dict[str, Any]:
    """Return the document as plain JSON data, fields at their default left out.

    Leaving them out keeps the digest of an old document the same when the
    format gains an optional field.
    """
    return document.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def dump(document: Document) -> bytes:
    """Return the canonical form: the same document gives the same bytes (UTF-8 JSON)."""
    return canonical(as_data(document))


def canonical(data: object) -> bytes:
    """Return plain data as JSON with sorted keys and no blanks, in UTF-8."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest(document: Document) -> str:
    """Return the SHA-256 of the canonical form, in hexadecimal."""
    return hashlib.sha256(dump(document)).hexdigest()


def schema(kind: str) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of one kind of document."""
    return {"$schema": _SCHEMA, **KINDS[kind].model_json_schema(by_alias=True)}
