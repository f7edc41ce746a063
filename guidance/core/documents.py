"""The document format: parse with every error at once, dump canonically, JSON Schema.

One format serves the edition, the export, the import, the shipped pack and the
restoring of an old edition. Reading YAML is not done here: ``core`` reads no files.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field, TypeAdapter, ValidationError

from guidance.core.faqs import FaqEntry
from guidance.core.licenses import License, Topics
from guidance.core.trees import Tree

Document = License | FaqEntry | Tree | Topics
Place = tuple[str | int, ...]

KINDS: dict[str, type[License] | type[FaqEntry] | type[Tree] | type[Topics]] = {
    "license": License,
    "faq": FaqEntry,
    "tree": Tree,
    "topics": Topics,
}
_ADAPTER: TypeAdapter[Document] = TypeAdapter(Annotated[Document, Field(discriminator="kind")])

_KINDS_ADVICE = "Say which kind of document this is: kind: license, faq, tree or topics."
_ADVICE = {
    "missing": "Add this field.",
    "extra_forbidden": "Remove this field, or correct its name; see the JSON Schema.",
    "string_pattern_mismatch": "Use lower-case letters, digits, dots and hyphens only.",
    "string_too_long": "Shorten it.",
    "enum": "Use one of the values named.",
    "literal_error": "Use the value named.",
    "union_tag_not_found": _KINDS_ADVICE,
    "union_tag_invalid": _KINDS_ADVICE,
}


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
    data: object, *, file: str = "", line_of: Callable[[Place], int | None] | None = None
) -> Document:
    """Read a document from plain data, or raise InvalidDocument with every problem in it.

    ``line_of`` gives the line of a place in the source, where there is one.
    """
    try:
        return _ADAPTER.validate_python(data)
    except ValidationError as error:
        raise InvalidDocument(
            tuple(_problem(detail, file=file, line_of=line_of) for detail in error.errors())
        ) from error


def _problem(detail: Any, *, file: str, line_of: Callable[[Place], int | None] | None) -> Problem:
    place: Place = tuple(detail["loc"])
    if place and place[0] in KINDS:
        place = place[1:]  # pydantic puts the tag of the union first
    message = str(detail["msg"]).removeprefix("Value error, ")
    return Problem(
        file=file,
        place=written(place),
        line=line_of(place) if line_of else None,
        message=message[:1].upper() + message[1:] + ("" if message.endswith(".") else "."),
        advice=_ADVICE.get(detail["type"], "Correct this value."),
    )


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
    return KINDS[kind].model_json_schema(by_alias=True)
