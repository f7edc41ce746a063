"""Rows to document: read a draft as the document that publishing would make of it.

The inverse is ``document_to_rows``; both go by ``columns``, and a test holds them together.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, cast

from django.db.models import Prefetch, QuerySet

from guidance.core.documents import formats
from guidance.core.documents.faqs import FaqEntry
from guidance.core.documents.formats import InvalidDocument
from guidance.core.documents.licenses import (
    Annotation,
    License,
    Policy,
    PolicySection,
    Quote,
    Section,
    Term,
    Text,
)
from guidance.core.documents.trees import Case, Option, Outcome, Question, Route, Tree
from guidance.models import FaqEntry as FaqRow
from guidance.models import License as LicenseRow
from guidance.models import Term as TermRow
from guidance.models import Topic
from guidance.models import Tree as TreeRow
from guidance.services.drafts.columns import fields_of

Draft = LicenseRow | FaqRow | TreeRow

_ITEM = re.compile(
    r"(?P<name>\w+)\[(?P<at>\d+)\](?:\.(?P<inner>options|routes)\[(?P<inner_at>\d+)\])?"
)
_NO_START = "start"
"""Stands for the first question of a tree that has none; no question is so called then."""
_NOUNS = {
    "sections": "section",
    "policies": "policy",
    "annotations": "annotation",
    "terms": "term",
    "questions": "question",
    "outcomes": "outcome",
    "cases": "case",
}


def license_document(row: LicenseRow) -> License:
    """Return the draft of a license as a document, its text included (7 queries)."""
    return cast(License, _parsed(_license_data(row)))


def faq_document(row: FaqRow) -> FaqEntry:
    """Return the draft of an FAQ entry as a document (2 queries)."""
    return cast(FaqEntry, _parsed(_faq_data(row)))


def tree_document(row: TreeRow) -> Tree:
    """Return the draft of a tree as a document (6 queries)."""
    return cast(Tree, _parsed(_tree_data(row)))


def document_of(row: Draft) -> License | FaqEntry | Tree:
    """Return any draft as its document.

    Raises InvalidDocument where the rows make none, such as a question that was a
    number and still has ranges; places are then by key, as in findings.
    """
    if isinstance(row, LicenseRow):
        return license_document(row)
    return faq_document(row) if isinstance(row, FaqRow) else tree_document(row)


def fingerprint(row: Draft) -> str:
    """Name all that a draft holds, to the byte, also where it makes no document.

    Two that are the same have the same; to be taken with the draft held, or it may be of
    two moments.
    """
    written = json.dumps(content_of(row), sort_keys=True, default=str)
    return hashlib.sha256(written.encode()).hexdigest()


def content_of(row: Draft) -> dict[str, Any]:
    """Return all that a draft holds as data, also where it makes no document."""
    if isinstance(row, LicenseRow):
        return _license_data(row)
    return _faq_data(row) if isinstance(row, FaqRow) else _tree_data(row)


def _license_data(row: LicenseRow) -> dict[str, Any]:
    return {
        "kind": "license",
        "format": 1,
        **fields_of(row, License),
        "text": fields_of(row.text, Text),
        "sections": [fields_of(section, Section) for section in row.sections.all()],
        "policies": [
            {
                **fields_of(policy, Policy),
                "sections": [fields_of(item, PolicySection) for item in policy.sections.all()],
            }
            for policy in _rows(row, "policies", lambda: row.policies.prefetch_related("sections"))
        ],
        "annotations": [
            {**fields_of(note, Annotation), "quote": fields_of(note, Quote)}
            for note in row.annotations.all()
        ],
        "terms": [
            {**fields_of(term, Term), "topic": term.topic.slug}
            for term in _rows(row, "terms", lambda: row.terms.select_related("topic"))
        ],
    }


def _faq_data(row: FaqRow) -> dict[str, Any]:
    return {
        "kind": "faq",
        "format": 1,
        **fields_of(row, FaqEntry),
        "topics": [one.slug for one in _rows(row, "topics", lambda: row.topics.order_by("slug"))],
        "licenses": _license_slugs(row),
    }


def _tree_data(row: TreeRow) -> dict[str, Any]:
    data = _tree_as_written(row)
    if not data.get("start"):
        # A tree begins with the first of its questions, and may have none yet.
        data["start"] = data["questions"][0]["key"] if data["questions"] else _NO_START
    return data


def _tree_as_written(row: TreeRow) -> dict[str, Any]:
    return {
        "kind": "tree",
        "format": 1,
        **fields_of(row, Tree),
        "licenses": _license_slugs(row),
        "questions": [
            {
                **fields_of(question, Question),
                "options": [fields_of(option, Option) for option in question.options.all()],
                "routes": [fields_of(route, Route) for route in question.routes.all()],
            }
            for question in _rows(
                row, "questions", lambda: row.questions.prefetch_related("options", "routes")
            )
        ],
        "outcomes": [fields_of(outcome, Outcome) for outcome in row.outcomes.all()],
        "cases": [fields_of(case, Case) for case in row.cases.all()],
    }


def read_ahead(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Read drafts of one kind with all that their documents are made of, in as many queries as one.

    Where parts stand in an order of their own, it is the one that a single draft is read in.
    """
    by_slug = [
        Prefetch(name, queryset=related.objects.order_by("slug"))
        for name, related in (("topics", Topic), ("licenses", LicenseRow))
    ]
    if rows.model is LicenseRow:
        terms = Prefetch("terms", queryset=TermRow.objects.select_related("topic"))
        parts = ("sections", "policies__sections", "annotations", terms)
        return rows.select_related("text").prefetch_related(*parts)
    if rows.model is FaqRow:
        return rows.prefetch_related(*by_slug)
    return rows.prefetch_related(
        by_slug[1], "questions__options", "questions__routes", "outcomes", "cases"
    )


def _rows(row: Any, name: str, query: Callable[[], Iterable[Any]]) -> Iterable[Any]:
    """Return parts of a row: those that were read ahead with many rows, else what a query finds."""
    ahead: dict[str, Iterable[Any]] = getattr(row, "_prefetched_objects_cache", {})
    return ahead[name] if name in ahead else query()


def _license_slugs(row: Any) -> list[str]:
    rows = _rows(row, "licenses", lambda: row.licenses.order_by("slug"))
    return [license.slug for license in rows]


def _parsed(data: dict[str, Any]) -> formats.Document:
    try:
        return formats.parse(data)
    except InvalidDocument as error:
        problems = tuple(
            replace(problem, place=_by_key(data, problem.place)) for problem in error.problems
        )
        raise InvalidDocument(problems) from error


def _by_key(data: dict[str, Any], place: str) -> str:
    """Turn a place by position into one by key.

    >>> _by_key({"questions": [{"key": "sharing"}]}, "questions[0].goto")
    'question:sharing'
    """
    found = _ITEM.match(place)
    if found is None or found["name"] not in _NOUNS:
        return ""
    item = data[found["name"]][int(found["at"])]
    key = item.get("key") or item.get("slug", "")
    if found["inner"] == "routes":
        return f"route:{key}/{int(found['inner_at']) + 1}"
    if found["inner"] == "options":
        return f"option:{key}/{item['options'][int(found['inner_at'])]['key']}"
    return f"{_NOUNS[found['name']]}:{key}"
