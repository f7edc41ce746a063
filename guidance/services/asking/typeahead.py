"""What may go on as somebody types: titles of what is published, found by how words begin."""

from dataclasses import dataclass
from functools import lru_cache

from guidance.core.search.lists import COMMON_WORDS
from guidance.core.search.spellings import folded
from guidance.core.search.words import WORD
from guidance.models import SearchEntry, SearchKind
from guidance.services.search import memory

MOST = 8
MOST_LICENSES = 20
LONGEST = 100
_KINDS = (
    SearchKind.LICENSE,
    SearchKind.FAQ,
    SearchKind.TREE,
    SearchKind.TERM,
    SearchKind.QUESTION,
)


@dataclass(frozen=True)
class Suggestion:
    """A title, what it is of, and its address; the slug where it is that of a whole license."""

    words: str
    of: str
    url: str
    license: str = ""


@dataclass(frozen=True, eq=False)
class _Titles:
    """Suggestions in the order of their kinds, and lines by which each is found.

    ``of_licenses`` lines, the first, are those of whole licenses.
    """

    suggestions: tuple[Suggestion, ...]
    lines: tuple[tuple[int, str], ...]
    of_licenses: int = 0


_kept: tuple[object, _Titles] = (None, _Titles((), ()))


def suggestions(typed: str) -> tuple[Suggestion, ...]:
    """Return what begins as what was typed, best first (one query; one more where it is new)."""
    return _begun(typed, least=2)[:MOST]


def licenses_begun(typed: str) -> list[str]:
    """Return the slugs of licenses with a name that begins so, best first (queries as above)."""
    return [one.license for one in _begun(typed, least=1, only_licenses=True)]


def _begun(typed: str, *, least: int, only_licenses: bool = False) -> tuple[Suggestion, ...]:
    words = tuple(folded(word) for word in WORD.findall(typed[:LONGEST]))[:12]
    if sum(map(len, words)) < least:
        return ()
    telling = tuple(word for word in words if word not in COMMON_WORDS)
    return _found(_titles(), telling or words[-1:], only_licenses)


@lru_cache(maxsize=512)
def _found(titles: _Titles, words: tuple[str, ...], only_licenses: bool) -> tuple[Suggestion, ...]:
    begun = [f" {word}" for word in words]
    whole = f" {' '.join(words)}"
    best: dict[int, tuple[bool, int]] = {}
    for number, line in titles.lines[: titles.of_licenses if only_licenses else None]:
        if all(piece in line for piece in begun):
            worth = (not line.startswith(whole), number)
            best[number] = min(worth, best.get(number, worth))
    chosen = sorted(best, key=lambda number: best[number])
    most = MOST_LICENSES if only_licenses else 2 * MOST
    return tuple(dict.fromkeys(titles.suggestions[number] for number in chosen[:most]))


def _titles() -> _Titles:
    global _kept
    index = memory.current()
    if _kept[0] is not index:
        _found.cache_clear()
        _kept = index, _read(index.short_names)
    return _kept[1]


def _read(names: dict[str, str]) -> _Titles:
    rows = SearchEntry.objects.filter(kind__in=_KINDS).order_by("pk")
    columns = rows.values_list("kind", "title", "url", "licenses", "also", "names", "key")
    suggestions: list[Suggestion] = []
    lines: list[tuple[int, str]] = []
    of_licenses = 0
    for kind, title, url, licenses, also, own, key in sorted(
        columns, key=lambda row: _KINDS.index(SearchKind(row[0]))
    ):
        of = ", ".join(names.get(slug, slug) for slug in licenses.split()[:2])
        detail = "" if kind == SearchKind.LICENSE else of
        for line in (title, *also.splitlines(), *own.splitlines()):
            lines.append((len(suggestions), _line(line)))
        is_license = kind == SearchKind.LICENSE
        suggestions.append(Suggestion(title, detail, url, key if is_license else ""))
        of_licenses = len(lines) if is_license else of_licenses
    return _Titles(tuple(suggestions), tuple(lines), of_licenses)


def _line(text: str) -> str:
    return "".join(f" {folded(word)}" for word in WORD.findall(text))
