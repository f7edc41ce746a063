"""Other wordings as files hold them: a list of places with their lines, read with all problems."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    TypeAdapter,
    ValidationError,
)

from guidance.core.documents.errors import words_in_file
from guidance.core.documents.fields import FilledLine
from guidance.core.documents.formats import (
    MAX_PROBLEMS,
    InvalidDocument,
    Place,
    Problem,
    shortened,
    written,
)
from guidance.core.wordings.lines import (
    Lines,
    Part,
    Spot,
    Wordings,
    problems_of,
    spot_of,
    tidy,
)

FIELD = "wordings"
"""The field in which the file of a document has them beside it."""

MOST_PLACES = 3_000
"""Places of one list; no document has so many parts that people ask for."""


def _spot(value: object) -> Spot:
    if not isinstance(value, str):
        raise ValueError("must be text, such as faq/may-i-sell-it")
    return spot_of(value)


def _lines(lines: Lines) -> Lines:
    kept = tidy(lines)
    if problems := list(problems_of(kept)):
        raise ValueError(" ".join(problems))
    return kept


class _Item(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    of: Annotated[Spot, BeforeValidator(_spot)]
    also: Annotated[tuple[FilledLine, ...], AfterValidator(_lines)]


_ADAPTER: TypeAdapter[tuple[_Item, ...]] = TypeAdapter(tuple[_Item, ...])


@dataclass(frozen=True)
class Given:
    """What a file says of one document. Where it ``is_whole``, parts it leaves out have none."""

    kind: str
    slug: str
    file: str
    lines: Mapping[Part, Lines]
    is_whole: bool = False

    @property
    def key(self) -> tuple[str, str]:
        return self.kind, self.slug


def read(
    data: object,
    *,
    file: str,
    line_of: Callable[[Place], int | None],
    within: Place = (),
    whole: tuple[str, str] | None = None,
) -> list[Given]:
    """Return what plain data says of each document; InvalidDocument with every problem in it.

    ``within`` is where the data stands in its file. ``whole`` is the document beside which it
    stands: all of it is about that one, and is all there is.
    """
    problems: list[Problem] = []

    def refuse(place: Place, message: str, advice: str) -> None:
        where = (*within, *place)
        line = line_of(where)
        problems.append(Problem(file, shortened(written(where)), line, shortened(message), advice))

    if isinstance(data, list) and len(data) > MOST_PLACES:
        refuse((), f"There are more than {MOST_PLACES:,} places.", "Divide it into several files.")
        raise InvalidDocument(tuple(problems))
    try:
        items = _ADAPTER.validate_python(data)
    except ValidationError as error:
        for detail in error.errors(include_url=False)[:MAX_PROBLEMS]:
            refuse(tuple(detail["loc"]), *words_in_file(detail))
        raise InvalidDocument(tuple(problems)) from error
    times = Counter(item.of for item in items)
    for at, item in enumerate(items):
        if times[item.of] > 1:
            refuse((at, "of"), f"“{item.of}” stands here twice.", "Put its lines together.")
        if whole is not None and (item.of.kind, item.of.slug) != whole:
            message = f"“{item.of}” is no part of the document that it stands beside."
            refuse((at, "of"), message, f"Begin with {'/'.join(whole)}.")
    if problems:
        raise InvalidDocument(tuple(problems[:MAX_PROBLEMS]))
    found: dict[tuple[str, str], dict[Part, Lines]] = {whole: {}} if whole is not None else {}
    for item in items:
        found.setdefault((item.of.kind, item.of.slug), {})[item.of.inside] = item.also
    return [
        Given(kind, slug, file, lines, is_whole=whole is not None)
        for (kind, slug), lines in found.items()
    ]


def as_data(kind: str, slug: str, wordings: Wordings) -> list[dict[str, Any]]:
    """Return the wordings of a document as files hold them: the document's first."""
    return [
        {"of": str(Spot(kind, slug, *part)), "also": list(wordings[part])}
        for part in sorted(wordings)  # that of the document itself is empty
        if wordings[part]
    ]


def repeated(given: Iterable[Given]) -> list[Problem]:
    """Return what several files, or one of them twice, say of the same part."""
    seen: dict[Spot, str] = {}
    problems = []
    for one in given:
        for part in one.lines:
            spot = Spot(*one.key, *part)
            if spot in seen:
                message = f"Other wordings of “{spot}” stand in {seen[spot]} too."
                problems.append(Problem(one.file, str(spot), None, message, "Keep one of them."))
            seen[spot] = one.file
    return problems
