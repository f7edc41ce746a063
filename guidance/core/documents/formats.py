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
from guidance.core.documents.errors import words_in_file
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
    is_shown: bool = False,
) -> Document:
    """Read a document from plain data, or raise InvalidDocument with every problem in it.

    Where it is only shown (``is_shown``), fields that a newer release knows are left out: who
    went back to this one still shows what that one published.

    ``line_of`` gives the line of a place in the source, where there is one. Where somebody
    writes it now (``is_written``), it must also be such that its pages stay quick, and of
    more than MAX_PROBLEMS problems only the first are told.
    """
    if is_written and (crowd := tuple(islice(crowded(data), MAX_PROBLEMS))):
        raise InvalidDocument(tuple(_crowd(*one, file=file, line_of=line_of) for one in crowd))
    try:
        return _ADAPTER.validate_python(
            data,
            context=WRITTEN if is_written else None,
            extra="ignore" if is_shown else None,
        )
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
    message, advice = words_in_file(detail)
    return Problem(
        file=file,
        place=shortened(written(place)),
        line=line_of(place) if line_of else None,
        message=shortened(message),
        advice=advice,
    )


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
