"""Where a row is used in drafts: what cites a clause, adds a term, leads to an outcome."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from guidance.models import (
    Annotation,
    Case,
    FaqEntry,
    Option,
    Outcome,
    PolicySection,
    Question,
    Route,
    Section,
    Term,
    Topic,
    Tree,
)

_CLAUSES = (Section, PolicySection)
_NODES = (Question, Outcome)


@dataclass(frozen=True)
class Use:
    """One row that names another: ``row`` has a page, ``whole`` is the document it belongs to."""

    row: Any
    whole: Any


def uses_of(rows: Iterable[Any]) -> dict[Any, list[Use]]:
    """Return where each of these rows is used, in the drafts as they are saved now.

    Rows of one kind. The number of queries depends on the kind alone (7 at most); nothing is
    asked for a kind that nothing names. What belongs to the row itself is no use of it.
    """
    wanted = [row for row in rows if row is not None and row.pk]
    found: dict[Any, list[Use]] = {row: [] for row in wanted}
    if not wanted:
        return found
    first = wanted[0]
    if isinstance(first, _CLAUSES):
        pairs = _citing({(_license_of(row).slug, row.key): row for row in wanted})
    elif isinstance(first, Term):
        pairs = _adding({f"{row.license.slug}/{row.key}": row for row in wanted})
    elif isinstance(first, Topic):
        pairs = _about({row.slug: row for row in wanted})
    elif isinstance(first, _NODES):
        pairs = _leading({(row.tree_id, row.key): row for row in wanted})
    elif isinstance(first, Tree):
        pairs = _handing_over({row.slug: row for row in wanted})
    elif isinstance(first, FaqEntry):
        pairs = _related({row.slug: row for row in wanted})
    else:
        return found
    for row, use in pairs:
        if use not in found[row] and use.row != row:
            found[row].append(use)
    return found


def clauses_used(license: Any) -> dict[str, list[Use]]:
    """Return by key what rests on each clause of a license (6 queries)."""
    clauses = list(license.sections.select_related("license"))
    return {row.key: uses for row, uses in uses_of(clauses).items()}


def _license_of(row: Any) -> Any:
    return row.policy.license if isinstance(row, PolicySection) else row.license


def _citing(wanted: dict[tuple[str, str], Any]) -> Iterator[tuple[Any, Use]]:
    """Yield what rests on clauses, by license and key (5 queries)."""
    slugs = {slug for slug, _key in wanted}
    keys = {key for _slug, key in wanted}
    notes = Annotation.objects.filter(license__slug__in=slugs, section__in=keys)
    for note in notes.select_related("license"):
        if (note.license.slug, note.section) in wanted:
            yield wanted[(note.license.slug, note.section)], Use(note, note.license)
    for term in Term.objects.filter(license__slug__in=slugs).select_related("license"):
        for one in term.citations:
            if (term.license.slug, one.get("section")) in wanted:
                yield wanted[(term.license.slug, one["section"])], Use(term, term.license)
    for model, belongs in ((FaqEntry, ""), (Question, "tree"), (Outcome, "tree")):
        manager: Any = model._default_manager
        citing = manager.exclude(citations=[])
        for row in citing.select_related(belongs) if belongs else citing:
            for one in row.citations:
                place = (one.get("license"), one.get("section"))
                if place in wanted:
                    yield wanted[place], Use(row, getattr(row, belongs) if belongs else row)


def _adding(wanted: dict[str, Any]) -> Iterator[tuple[Any, Use]]:
    """Yield what names terms, written license/term (5 queries)."""
    named: tuple[tuple[Any, tuple[str, ...], str], ...] = (
        (Option, ("adds",), "question"),
        (Route, ("adds",), "question"),
        (Outcome, ("adds",), ""),
        (Case, ("includes", "excludes"), ""),
    )
    for model, fields, inside in named:
        path = f"{inside}__tree" if inside else "tree"
        for row in model._default_manager.select_related(path):
            for ref in (ref for field in fields for ref in getattr(row, field)):
                if ref in wanted:
                    shown = getattr(row, inside) if inside else row
                    yield wanted[ref], Use(shown, shown.tree)
    for term in Term.objects.exclude(contradicts=[]).select_related("license"):
        for key in term.contradicts:
            if (ref := f"{term.license.slug}/{key}") in wanted:
                yield wanted[ref], Use(term, term.license)


def _about(wanted: dict[str, Any]) -> Iterator[tuple[Any, Use]]:
    """Yield the terms and FAQ entries of topics, by slug (3 queries)."""
    terms = Term.objects.filter(topic__slug__in=wanted).select_related("license", "topic")
    for term in terms:
        if term.topic:
            yield wanted[term.topic.slug], Use(term, term.license)
    entries = FaqEntry.objects.filter(topics__slug__in=wanted).distinct()
    for entry in entries.prefetch_related("topics"):
        for topic in entry.topics.all():
            if topic.slug in wanted:
                yield wanted[topic.slug], Use(entry, entry)


def _leading(wanted: dict[tuple[int, str], Any]) -> Iterator[tuple[Any, Use]]:
    """Yield what leads to questions and outcomes, or names them, by tree and key (5 queries)."""
    trees = {tree for tree, _key in wanted}
    for tree in Tree.objects.filter(pk__in=trees):
        if (tree.pk, tree.start) in wanted:
            yield wanted[(tree.pk, tree.start)], Use(tree, tree)
    for question in Question.objects.filter(tree__in=trees).select_related("tree"):
        if (question.tree_id, question.goto) in wanted:
            yield wanted[(question.tree_id, question.goto)], Use(question, question.tree)
    for model in (Option, Route):
        manager: Any = model._default_manager
        for row in manager.filter(question__tree__in=trees).select_related("question__tree"):
            of = row.question.tree_id
            for key in {row.goto, *_asked_in(getattr(row, "when", None))}:
                if (of, key) in wanted:
                    yield wanted[(of, key)], Use(row.question, row.question.tree)
    for case in Case.objects.filter(tree__in=trees).select_related("tree"):
        for key in (*case.outcomes, *case.answers):
            if (case.tree_id, key) in wanted:
                yield wanted[(case.tree_id, key)], Use(case, case.tree)


def _asked_in(condition: Any) -> Iterator[str]:
    """Yield the keys of the questions that a condition names, however it is nested."""
    if isinstance(condition, dict):
        if isinstance(condition.get("question"), str):
            yield condition["question"]
        for inner in condition.values():
            yield from _asked_in(inner)
    elif isinstance(condition, list):
        for inner in condition:
            yield from _asked_in(inner)


def _handing_over(wanted: dict[str, Any]) -> Iterator[tuple[Any, Use]]:
    """Yield the outcomes of other trees that go on with these, by slug (one query)."""
    for outcome in Outcome.objects.filter(hands_over__in=wanted).select_related("tree"):
        if outcome.tree.slug != outcome.hands_over:
            yield wanted[outcome.hands_over], Use(outcome, outcome.tree)


def _related(wanted: dict[str, Any]) -> Iterator[tuple[Any, Use]]:
    """Yield the FAQ entries that name others as related, by slug (one query)."""
    for entry in FaqEntry.objects.exclude(related=[]):
        for slug in entry.related:
            if slug in wanted:
                yield wanted[slug], Use(entry, entry)
