"""Differences between two documents as the admin shows them: in words, and by ways."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.translation import gettext_lazy as _

from guidance.admin.places import Places, page_url
from guidance.core import diffs, paths
from guidance.core.changes import FieldChange, compare_documents
from guidance.core.documents import Document
from guidance.core.trees import Tree
from guidance.models import PublicationKind
from guidance.services.documents import Draft
from guidance.services.question_pages import with_query, written_query
from guidance.services.readings import current_of_kind

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
    "covers": _("what it covers"),
}

_NOUNS = {"faq": _("FAQ entry"), "tree": _("questionnaire"), "annotation": _("note")}


@dataclass(frozen=True)
class Difference:
    """One field that changed; ``changes`` are its words, what stays shortened."""

    kind: str
    field: str
    changes: tuple[diffs.Change, ...]


@dataclass(frozen=True)
class Item:
    """One thing that was added, removed or changed, with where it is edited."""

    kind: str
    noun: str
    key: str
    url: str
    differences: tuple[Difference, ...]


def document_differences(
    old: Document, new: Document, places: Places | None = None
) -> tuple[Item, ...]:
    """Return what differs, item by item, in words; without ``places`` nothing is linked."""
    changes = compare_documents(old, new)
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
                url=places.url(group[0].place) if places and is_there else "",
                differences=tuple(_difference(change) for change in group),
            )
        )
    return tuple(items)


def _difference(change: FieldChange) -> Difference:
    words = diffs.compare(change.before, change.after)
    field = str(_WORDS.get(change.field, change.field.replace("_", " ")))
    return Difference(change.kind, field, shortened(words))


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


def way_differences(old: Any, new: Any, row: Draft | None = None) -> dict[str, Any] | None:
    """Return how the ways of two trees differ, with an example of each; None for no trees.

    With ``row`` each example leads to the preview of that draft.
    """
    if not isinstance(old, Tree) or not isinstance(new, Tree):
        return None
    comparison = paths.compare(old, new)
    preview = page_url(row, "preview-questions") if row else ""
    titles = {**_outcome_titles(old), **_outcome_titles(new)}
    terms = _term_titles()
    groups = [
        {
            "ways": group.ways,
            "old": group.old,
            "new": group.new,
            "old_title": titles.get(group.old.outcome, "") if group.old else "",
            "new_title": titles.get(group.new.outcome, "") if group.new else "",
            "is_same_outcome": group.old == group.new,
            "gained": [terms.get(ref, ref) for ref in group.gained],
            "lost": [terms.get(ref, ref) for ref in group.lost],
            "example": _example(new, old, group.example),
            "url": with_query(preview, written_query(group.example)),
        }
        for group in comparison.groups
    ]
    return {"comparison": comparison, "groups": groups}


def _outcome_titles(tree: Tree) -> dict[str, str]:
    return {outcome.key: outcome.title for outcome in tree.outcomes}


def _term_titles() -> dict[str, str]:
    return {
        f"{reading.document.slug}/{term.key}": term.title
        for reading in current_of_kind(PublicationKind.LICENSE)
        for term in reading.document.terms
    }


def _example(new: Tree, old: Tree, answers: Any) -> list[tuple[str, str]]:
    """Return the answers of an example in words: (question, answer)."""
    shown = []
    for key, values in answers.items():
        question = new.question(key) or old.question(key)
        if question is None:
            continue
        labels = {option.key: option.label for option in question.options}
        shown.append((question.title, "; ".join(labels.get(value, value) for value in values)))
    return shown
