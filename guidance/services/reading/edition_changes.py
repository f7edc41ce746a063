"""What an edition changed against an earlier one, as readers see it (no query).

The comparison of two editions never changes, so it is kept in memory.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from guidance.core.documents.changes import FieldChange, compare_documents, compare_terms
from guidance.core.documents.nouns import for_readers
from guidance.core.texts.diffs import Change
from guidance.services.drafts.differences import Item, WayDifferences, items_of, way_differences
from guidance.services.drafts.wording import titles_of, words_by_titles
from guidance.services.editions.readings import Reading

MAX_ITEMS = 120
MAX_CHARACTERS = 40_000
MAX_PASSAGE = 2_000
"""So many characters of one passage are shown; beyond them it is cut with an ellipsis."""
MAX_TITLE = 120
MAX_GROUPS = 10

_FRAGMENTS = {
    "question": "question-",
    "outcome": "outcome-",
    "annotation": "note-",
    "term": "term-",
    "section": "",
    "policy": "",
}
_memory: dict[tuple[object, ...], "EditionChanges"] = {}
_MEMORY_SIZE = 64


@dataclass(frozen=True)
class NamedItem:
    """A thing that changed, with what people call it and where it stands."""

    item: Item
    title: str
    fragment: str

    @property
    def is_removed(self) -> bool:
        return self.item.kind == "removed"


@dataclass(frozen=True)
class EditionChanges:
    """What changed between two editions.

    ``items`` are of the document, ``terms`` of what it refers to; ``left`` counts those that
    are not shown. ``is_shortened`` says that passages were cut, ``is_team_only`` that only
    what the team checks with was changed. ``groups_left`` counts groups of ways not shown.
    """

    items: tuple[NamedItem, ...]
    terms: tuple[NamedItem, ...]
    left: int
    is_shortened: bool
    is_team_only: bool
    ways: WayDifferences | None
    groups_left: int

    @property
    def is_empty(self) -> bool:
        return not self.items and not self.terms and not self.left


def edition_changes(old: Reading[Any], new: Reading[Any]) -> EditionChanges:
    """Compare two published editions of one thing, for readers."""
    pair = tuple(
        (r.document.slug, r.edition and (r.edition.number, r.edition.digest)) for r in (old, new)
    )
    key = (new.document.kind, *pair)
    if key not in _memory:
        if len(_memory) >= _MEMORY_SIZE:
            _memory.clear()
        _memory[key] = _compared(old, new)
    return _memory[key]


def _compared(old: Reading[Any], new: Reading[Any]) -> EditionChanges:
    before, after = for_readers(old.document), for_readers(new.document)
    changes = compare_documents(before, after)
    titles = {**titles_of(before), **titles_of(after)}
    old_terms, new_terms = for_readers(old.context.terms), for_readers(new.context.terms)
    term_titles = {ref: term.title for ref, term in (*old_terms.items(), *new_terms.items())}
    titles_of_terms = {"term:" + ref: title for ref, title in term_titles.items()}
    items = _named(changes, titles, term_titles)
    terms = _named(compare_terms(old_terms, new_terms), titles_of_terms, {})
    shown, left, is_shortened = _cut(items)
    shown_terms, terms_left, is_term_shortened = _cut(terms)
    ways = way_differences(before, after, term_titles) if items else None
    groups_left = max(len(ways.groups) - MAX_GROUPS, 0) if ways else 0
    return EditionChanges(
        items=shown,
        terms=tuple(replace(term, fragment="") for term in shown_terms),
        left=left + terms_left,
        is_shortened=is_shortened or is_term_shortened,
        is_team_only=not changes and bool(compare_documents(old.document, new.document)),
        ways=replace(ways, groups=ways.groups[:MAX_GROUPS]) if ways else None,
        groups_left=groups_left,
    )


def _named(
    changes: Iterable[FieldChange], titles: dict[str, str], term_titles: dict[str, str]
) -> list[NamedItem]:
    found = items_of(changes, written=lambda one: words_by_titles(one, titles, term_titles))
    return [
        NamedItem(item, _short(titles.get(item.place, "")), fragment_of(item.place))
        for item in found
    ]


def _short(title: str) -> str:
    words = " ".join(title.split())
    return words if len(words) <= MAX_TITLE else f"{words[: MAX_TITLE - 1].rstrip()}…"


def fragment_of(place: str) -> str:
    """Return where on its edition's page a place is; empty for the page itself.

    >>> fragment_of("option:sharing/weights"), fragment_of("section:1.a"), fragment_of("")
    ('#question-sharing', '#1.a', '')
    """
    noun, _, key = place.partition(":")
    if noun in ("option", "route"):
        noun, key = "question", key.partition("/")[0]
    return f"#{_FRAGMENTS[noun]}{key}" if noun in _FRAGMENTS else ""


def _cut(items: list[NamedItem]) -> tuple[tuple[NamedItem, ...], int, bool]:
    """Return as many items as a page bears, how many are left, and whether passages were cut."""
    shown: list[NamedItem] = []
    characters = 0
    is_shortened = False
    for named in items[:MAX_ITEMS]:
        short = _with_short_passages(named)
        is_shortened = is_shortened or short != named
        characters += sum(
            len(change.text) for part in short.item.differences for change in part.changes
        )
        if shown and characters > MAX_CHARACTERS:
            break
        shown.append(short)
    return tuple(shown), len(items) - len(shown), is_shortened


def _with_short_passages(named: NamedItem) -> NamedItem:
    differences = tuple(
        replace(part, changes=_cut_passages(part.changes)) for part in named.item.differences
    )
    return replace(named, item=replace(named.item, differences=differences))


def _cut_passages(changes: tuple[Change, ...]) -> tuple[Change, ...]:
    """Cut each run that is too long, and what comes after so many characters as a page bears."""
    cut: list[Change] = []
    left = MAX_CHARACTERS
    for change in changes:
        if left <= 0:
            return (*cut, Change("same", " …"))
        is_long = len(change.text) > MAX_PASSAGE
        cut.append(replace(change, text=f"{change.text[:MAX_PASSAGE]} …") if is_long else change)
        left -= len(cut[-1].text)
    return tuple(cut)
