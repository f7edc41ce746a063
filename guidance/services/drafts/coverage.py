"""What the team says about each clause of a license, and which nobody has interpreted yet."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from guidance.models import Case, FaqEntry, License, Outcome, Question


@dataclass
class Coverage:
    """How many things rest on a clause, in the drafts as they are now.

    ``cases`` are those that expect an outcome which cites the clause.
    """

    notes: int = 0
    terms: int = 0
    answers: int = 0
    questions: int = 0
    outcomes: int = 0
    cases: int = 0

    @property
    def total(self) -> int:
        return sum(getattr(self, one.name) for one in fields(self))

    @property
    def heat(self) -> int:
        """Return how much there is, from 0 (nobody has interpreted it) to 4."""
        return next((step for step, most in enumerate((0, 2, 6, 14)) if self.total <= most), 4)


def coverage_of(license: License) -> Mapping[str, Coverage]:
    """Count what rests on each clause, by its key; a clause without anything is not in it.

    Six queries, however much there is.
    """
    found: dict[str, Coverage] = defaultdict(Coverage)
    for key in license.annotations.values_list("section", flat=True):
        found[key].notes += 1
    for citations in license.terms.values_list("citations", flat=True):
        for key in _cited(citations):
            found[key].terms += 1
    for citations in FaqEntry.objects.values_list("citations", flat=True):
        for key in _cited(citations, license.slug):
            found[key].answers += 1
    for citations in Question.objects.values_list("citations", flat=True):
        for key in _cited(citations, license.slug):
            found[key].questions += 1
    resting: dict[tuple[int, str], set[str]] = {}
    for tree, outcome, citations in Outcome.objects.values_list("tree", "key", "citations"):
        keys = _cited(citations, license.slug)
        for key in keys:
            found[key].outcomes += 1
        if keys:
            resting[tree, outcome] = keys
    for tree, expected in Case.objects.values_list("tree", "outcomes"):
        for key in set().union(*(resting.get((tree, one), ()) for one in expected)):
            found[key].cases += 1
    return dict(found)


def _cited(citations: Iterable[Any], slug: str | None = None) -> set[str]:
    """Return the keys of the clauses that are cited, of the license ``slug`` if one is named."""
    return {
        one["section"]
        for one in citations or ()
        if isinstance(one, dict) and (slug is None or one.get("license") == slug)
    }
