"""Differences between two documents in words and by ways: for the team, and for readers.

No query is made here.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from django.utils.translation import gettext_lazy as _

from guidance.core.documents.changes import FieldChange, compare_documents
from guidance.core.documents.formats import Document
from guidance.core.documents.trees import Answers, Tree
from guidance.core.texts import diffs
from guidance.core.walking import paths
from guidance.core.walking.answers import in_words
from guidance.core.walking.comparisons import Comparison, Ending
from guidance.services.drafts.wording import words_of

_CONTEXT = 160
"""Of words that stay the same between two changes, so many characters are shown at each end."""

_WORDS = {
    "goto": _("goes to"),
    "adds": _("adds"),
    "when": _("when"),
    "why": _("why we ask"),
    "body": _("words"),
    "order": _("order"),
    "equals": _("is"),
    "start": _("start"),
    "glance": _("at a glance"),
    "fulfilment": _("text that fulfils it"),
    "trigger": _("applies when"),
    "file": _("file"),
    "uses": _("kinds of use that trigger it"),
    "same_as": _("name of a shared duty"),
    "file_name": _("name of a copy"),
    "hub_name": _("name on model cards"),
    "request_to": _("where to ask for a license"),
    "request_source": _("where that address stands"),
    "request_read_on": _("address read on"),
    "request_letter": _("letter to ask for a license"),
    "ask": _("what to ask counsel"),
    "read_on": _("day of the copy"),
    "travels": _("when the license is passed on"),
    "travels_by": _("by section"),
    "covers": _("what it covers"),
    "dismissed": _("warnings that stay"),
}

_NOUNS = {
    "faq": _("FAQ entry"),
    "tree": _("questionnaire"),
    "annotation": _("note"),
    "text": _("license text"),
}


@dataclass(frozen=True)
class Difference:
    """One field that changed; ``changes`` are its words, what stays shortened."""

    kind: str
    field: str
    changes: tuple[diffs.Change, ...]


@dataclass(frozen=True)
class Item:
    """One thing that was added, removed or changed, with the page that it is on, or ""."""

    kind: str
    noun: str
    key: str
    place: str
    url: str
    differences: tuple[Difference, ...]


@dataclass(frozen=True)
class WayGroup:
    """Ways that differ in the same manner, with titles, and an example as (question, answer)."""

    ways: int
    old: Ending | None
    new: Ending | None
    old_title: str
    new_title: str
    gained: tuple[str, ...]
    lost: tuple[str, ...]
    answers: Answers
    example: tuple[tuple[str, str], ...]
    url: str = ""

    @property
    def is_same_outcome(self) -> bool:
        return self.old == self.new


@dataclass(frozen=True)
class WayDifferences:
    comparison: Comparison
    groups: tuple[WayGroup, ...]


def document_differences(
    old: Document, new: Document, address: Callable[[str], str] | None = None
) -> tuple[Item, ...]:
    """Return what differs, item by item, in words.

    ``address`` gives the page of what is at a place of ``new``; without it nothing is linked.
    """
    return items_of(compare_documents(old, new), address)


def items_of(
    changes: Iterable[FieldChange],
    address: Callable[[str], str] | None = None,
    written: Callable[[FieldChange], tuple[str, str]] = words_of,
) -> tuple[Item, ...]:
    """Put changes that touch one thing together, each in words: those of ``written``."""
    items = []
    for (noun, key), found in groupby(changes, key=lambda change: (change.noun, change.key)):
        group = list(found)
        whole = next((change for change in group if not change.field), None)
        is_there = whole is None or whole.kind != "removed"
        items.append(
            Item(
                kind=whole.kind if whole else "changed",
                noun=str(_NOUNS.get(noun, noun)),
                key=key,
                place=group[0].place,
                url=address(group[0].place) if address and is_there else "",
                differences=tuple(_difference(change, written(change)) for change in group),
            )
        )
    return tuple(items)


def differences_in_full(old: Document, new: Document, place: str) -> tuple[Difference, ...]:
    """Return what differs at a place, field by field; of what comes or goes, all that it says.

    What is inside, such as an option, is named with its fields.
    """
    found = []
    for change in compare_documents(old, new):
        inner = (
            f"{noun_words(change.noun)} {change.key}: " if change.place not in ("", place) else ""
        )
        for one in _in_full(change):
            said = _difference(one, words_of(one))
            found.append(replace(said, field=inner + said.field))
    return tuple(found)


def _in_full(change: FieldChange) -> Iterator[FieldChange]:
    """Yield a change of a field as it is, and an item that comes or goes as its fields."""
    if change.field:
        yield change
        return
    item = change.before or change.after
    for name in type(item).model_fields:
        value = getattr(item, name)
        if name not in ("key", "slug") and value not in (None, "", ()):
            values = {"before": None, "after": None} | {
                "after" if change.before is None else "before": value
            }
            yield replace(change, kind="changed", field=name, **values)


def noun_words(noun: str) -> str:
    """Return what people call a noun, or a field: as pages of differences do."""
    return str(_NOUNS.get(noun) or _WORDS.get(noun) or noun.replace("_", " "))


def _difference(change: FieldChange, words: tuple[str, str]) -> Difference:
    field = str(_WORDS.get(change.field, change.field.replace("_", " ")))
    return Difference(change.kind, field, shortened(diffs.compare(*words)))


def shortened(changes: tuple[diffs.Change, ...]) -> tuple[diffs.Change, ...]:
    """Return changes with the middle of what stays the same left out."""
    last = len(changes) - 1
    return tuple(
        _short(change, is_first=at == 0, is_last=at == last) if change.kind == "same" else change
        for at, change in enumerate(changes)
    )


def _short(change: diffs.Change, *, is_first: bool, is_last: bool) -> diffs.Change:
    text = change.text
    head = "" if is_first else text[:_CONTEXT]
    tail = "" if is_last else text[-_CONTEXT:]
    if len(text) <= len(head) + len(tail) + _CONTEXT:
        return change
    return diffs.Change("same", f"{head} … {tail}")


def way_differences(old: Any, new: Any, term_titles: Mapping[str, str]) -> WayDifferences | None:
    """Return how the ways of two trees differ, with an example of each; None for no trees."""
    if not isinstance(old, Tree) or not isinstance(new, Tree):
        return None
    comparison = paths.compare(old, new)
    titles = {**_outcome_titles(old), **_outcome_titles(new)}
    groups = tuple(
        WayGroup(
            ways=group.ways,
            old=group.old,
            new=group.new,
            old_title=titles.get(group.old.outcome, "") if group.old else "",
            new_title=titles.get(group.new.outcome, "") if group.new else "",
            gained=tuple(term_titles.get(ref, ref) for ref in group.gained),
            lost=tuple(term_titles.get(ref, ref) for ref in group.lost),
            answers=group.example,
            example=_example(new, old, group.example),
        )
        for group in comparison.groups
    )
    return WayDifferences(comparison, groups)


def _outcome_titles(tree: Tree) -> dict[str, str]:
    return {outcome.key: outcome.title for outcome in tree.outcomes}


def _example(new: Tree, old: Tree, answers: Answers) -> tuple[tuple[str, str], ...]:
    """Return the answers of an example in words: (question, answer)."""
    shown = []
    for key, values in answers.items():
        question = new.question(key) or old.question(key)
        if question is None:
            continue
        shown.append((question.title, in_words(question, values)))
    return tuple(shown)
