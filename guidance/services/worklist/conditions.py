"""How drafts stand with the checks: looked at once, and remembered until one of them changes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from guidance.core.checks import Finding, causes_of
from guidance.core.documents.formats import InvalidDocument
from guidance.core.walking.handing import Other
from guidance.core.walking.memories import Memory
from guidance.models import Edition, FaqEntry, License, Outcome, PublicationKind, Tree
from guidance.services.drafts.edited import last_saved
from guidance.services.drafts.holding import KINDS, Draft
from guidance.services.drafts.rows_to_document import document_of, read_ahead
from guidance.services.editions.readings import Reading, current_of_kind
from guidance.services.publishing.inspecting import findings_of, known_faqs, known_trees

_ORPHANED = frozenset({
    "annotation-orphaned", "annotation-ambiguous", "annotation-outside-section",
    "annotation-inexact", "citation-unknown-section", "citation-not-found", "citation-ambiguous",
    "citation-inexact",
})  # fmt: skip
"""Quotes that do not stand where they are said to stand."""
_TURNED = frozenset({
    "annotation-turned", "annotation-reworded", "citation-turned", "citation-reworded",
})  # fmt: skip
"""Quotes whose sentence was another when somebody looked at it last."""
_FAILING = frozenset({"case-failed", "case-unfit"})
_TITLES: dict[type[Any], tuple[str, ...]] = {
    License: ("title",),
    FaqEntry: ("question",),
    Tree: ("title",),
}
_AT_ONCE = 100
"""Drafts that are read whole at once."""

_Around = tuple[frozenset[str], Mapping[str, Other]]
"""The FAQ entries and the questionnaires that there are."""

_conditions: Memory["Condition"] = Memory(10_000)


@dataclass(frozen=True)
class Condition:
    """What the checks find in a draft, counted: errors, and among all findings those of a kind.

    Findings of one cause are one error.
    """

    errors: int = 0
    orphans: int = 0
    failing: int = 0
    turned: int = 0


def conditions() -> dict[Draft, Condition]:
    """Return how every draft stands (13 queries, and a few for each hundred that changed).

    A draft is checked anew where it, a published license, the list of FAQ entries or, where any
    hands over, of questionnaires has changed.
    """
    editions = Edition.objects.filter(
        current_of__kind=PublicationKind.LICENSE, current_of__withdrawn_at__isnull=True
    )
    grounds = tuple(sorted(editions.values_list("pk", "digest")))
    known = known_faqs()
    others = known_trees() if Outcome.objects.exclude(hands_over="").exists() else {}
    shelf: Any = {License: (), FaqEntry: (grounds, known), Tree: (grounds, tuple(others.items()))}
    found: dict[Draft, Condition] = {}
    licenses: list[Reading[Any]] | None = None
    for model in KINDS:
        drafts: Any = model._default_manager.only("slug", *_TITLES[model], "updated_at", "revision")
        rows = {row.pk: row for row in drafts}
        saved = last_saved(model, rows)
        keys = {pk: (model, pk, row.revision, saved[pk], shelf[model]) for pk, row in rows.items()}
        unknown = [pk for pk, key in keys.items() if _conditions.get(key) is None]
        if unknown and licenses is None:
            licenses = current_of_kind(PublicationKind.LICENSE)
        for pk, condition in _looked_at(model, unknown, licenses or [], (known, others)):
            _conditions.keep(keys[pk], condition)
        for pk, key in keys.items():
            found[rows[pk]] = _conditions.get(key) or Condition()
    return found


def _looked_at(
    model: type[Any], wanted: Sequence[int], licenses: list[Reading[Any]], around: _Around
) -> Iterable[tuple[int, Condition]]:
    if not wanted:
        return
    current = Edition.objects.filter(current_of__kind=KINDS[model])
    editions = {one.publication.slug: one for one in current.select_related("publication")}
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        for row in read_ahead(model._default_manager.filter(pk__in=some)):
            yield row.pk, _condition(row, licenses, around, editions.get(row.slug))


def _condition(
    row: Draft, licenses: list[Reading[Any]], around: _Around, edition: Edition | None
) -> Condition:
    try:
        document = document_of(row)
    except InvalidDocument as error:
        return Condition(errors=len(error.problems))
    known, others = around
    found = findings_of(document, licenses, known=known, others=others, edition=edition)
    errors = tuple(finding for finding in found if finding.severity == "error")
    return Condition(
        errors=len(causes_of(errors)),
        orphans=_count(found, _ORPHANED),
        failing=_count(found, _FAILING),
        turned=_count(found, _TURNED),
    )


def _count(findings: Iterable[Finding], codes: frozenset[str]) -> int:
    return sum(finding.code in codes for finding in findings)
