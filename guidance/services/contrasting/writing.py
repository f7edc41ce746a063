"""Two situations side by side as Markdown for a ticket, and as JSON for programs."""

import json
from collections.abc import Iterator
from typing import Any

from guidance.core.documents.licenses import TermKind
from guidance.services.contrasting.contrasts import AnswerRow, Contrast, Side, Standing, TermRow
from guidance.services.taking.data import DISCLAIMER
from guidance.services.taking.markdown import VERDICTS
from guidance.services.taking.markdown_writing import escape

_KINDS = {
    TermKind.PERMISSION: "You may",
    TermKind.CONDITION: "You must",
    TermKind.LIMITATION: "You may not",
}
_STANDINGS = {
    Standing.HOLDS: "applies",
    Standing.DEPENDS: "applies in some cases",
    Standing.ABSENT: "does not apply",
}


def contrast_json(found: Contrast, *, root: str, page: str) -> str:
    """Return a comparison as JSON in its one written form; ``root`` is that of the site."""
    tree = found.a.result.reading.document
    data = {
        "format": 1,
        "questionnaire": {"slug": tree.slug, "title": tree.title},
        "a": _side(found.a, root),
        "b": _side(found.b, root),
        "has_other_outcome": found.has_other_outcome,
        "answers": [
            {"title": row.question, "a": row.a or None, "b": row.b or None, "is_same": row.is_same}
            for row in found.answers
        ],
        "terms": [
            {
                "ref": row.shown.ref,
                "kind": row.shown.term.kind,
                "title": row.shown.term.title,
                "a": row.a,
                "b": row.b,
                "is_reworded": row.rewording is not None,
                "is_same": row.is_same,
            }
            for row in found.terms
        ],
        "urls": {"page": page},
        "note": DISCLAIMER,
    }
    return f"{json.dumps(data, ensure_ascii=False, indent=2)}\n"


def _side(side: Side, root: str) -> dict[str, Any]:
    edition = side.result.reading.edition
    return {
        "edition": side.situation.number,
        "published_at": edition and edition.published_at.isoformat(),
        "is_current": bool(edition and edition.is_current),
        "is_recalled": bool(edition and edition.recall),
        "is_withdrawn": bool(edition and edition.withdrawal),
        "verdict": side.verdict,
        "outcome": side.outcome or None,
        "url": f"{root}{side.situation.address}",
    }


def contrast_markdown(found: Contrast, *, root: str, page: str) -> str:
    """Return a comparison as Markdown, with tables that differ first."""
    title = escape(found.a.result.reading.document.title)
    lines = [f"# {title}: two situations side by side", "", f"<{page}>", ""]
    lines += ["| | A | B |", "| --- | --- | --- |"]
    lines += _head(found, root)
    for heading, rows in (
        ("Answers that differ", [_answer(row) for row in found.other_answers]),
        ("Obligations that differ", [_term(row) for row in found.other_terms]),
    ):
        lines += ["", f"## {heading}", ""]
        lines += ["| | A | B |", "| --- | --- | --- |", *rows] if rows else ["None."]
    same = [f"- {_named(row)}" for row in found.same_terms]
    lines += ["", "## The same in both", "", *(same or ["Nothing."]), "", DISCLAIMER, ""]
    return "\n".join(lines)


def _head(found: Contrast, root: str) -> Iterator[str]:
    sides = (found.a, found.b)
    verdicts = [VERDICTS[one.verdict] if one.verdict else "It depends" for one in sides]
    yield _row("Verdict", *verdicts)
    yield _row("Result", *(escape(one.outcome) or "It depends" for one in sides))
    links = [
        f"[version {one.situation.number}{_marks(one)}](<{root}{one.situation.address}>)"
        for one in sides
    ]
    yield _row("Guidance", *links)


def _marks(side: Side) -> str:
    edition = side.result.reading.edition
    if edition and edition.recall:
        return ", recalled"
    return ", withdrawn" if edition and edition.withdrawal else ""


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _answer(row: AnswerRow) -> str:
    return _row(escape(row.question), escape(row.a) or "not asked", escape(row.b) or "not asked")


def _term(row: TermRow) -> str:
    reworded = " (in other words)" if row.rewording else ""
    return _row(_named(row), _STANDINGS[row.a], f"{_STANDINGS[row.b]}{reworded}")


def _named(row: TermRow) -> str:
    return f"{_KINDS[row.shown.term.kind]}: {escape(row.shown.term.title)}"
