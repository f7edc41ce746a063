"""How the ways of a draft differ, each with a link to its preview."""

from dataclasses import replace
from typing import Any

from guidance.admin.addresses.places import page_url
from guidance.core.documents.trees import Tree
from guidance.services.drafts import differences
from guidance.services.drafts.differences import WayDifferences
from guidance.services.drafts.holding import Draft
from guidance.services.editions.snapshots import licenses_for
from guidance.services.results.addresses import with_query, written_query
from guidance.services.results.saved_results import differing

_FEW = 20
"""So many short links are shown."""


def way_differences(old: Any, new: Any, row: Draft | None = None) -> WayDifferences | None:
    """Return how the ways of two trees differ, with an example of each; None for no trees.

    With ``row`` each example leads to the preview of that draft.
    """
    if not isinstance(old, Tree) or not isinstance(new, Tree):
        return None
    found = differences.way_differences(old, new, _term_titles(old, new))
    if found is None or row is None:
        return found
    preview = page_url(row, "preview-questions")
    groups = (
        replace(group, url=with_query(preview, written_query(group.answers)))
        for group in found.groups
    )
    return replace(found, groups=tuple(groups))


def link_differences(row: Draft, new: Any) -> dict[str, Any] | None:
    """Return which short links of a questionnaire would read differently; None where none is."""
    if not isinstance(new, Tree):
        return None
    found, count = differing(row.slug, new)
    return {"found": found[:_FEW], "more": len(found[_FEW:]), "count": count} if count else None


def _term_titles(*trees: Tree) -> dict[str, str]:
    return {
        f"{reading.document.slug}/{term.key}": term.title
        for reading in licenses_for(*trees)
        for term in reading.document.terms
    }
