"""A stack as plain data, for programs. What is said here stays: fields are added, none changes."""

import json
from collections.abc import Iterable
from typing import Any

from guidance.core.stacks.components import Component
from guidance.services.results.citing import ShownCitation
from guidance.services.stacks.choosing import Part
from guidance.services.stacks.files import files_of
from guidance.services.stacks.presenting import Answer, ShownClash, ShownDuty, ShownSide
from guidance.services.stacks.words import CREDIT, DISCLAIMER
from guidance.services.taking.places import Places


def as_json(answer: Answer, places: Places, *, title: str = "") -> str:
    """Return the answer to a stack as JSON in its one written form."""
    data = as_data(answer, places, title=title)
    return f"{json.dumps(data, ensure_ascii=False, indent=2)}\n"


def as_data(answer: Answer, places: Places, *, title: str = "") -> dict[str, Any]:
    return {
        "kind": "stack",
        "title": title or None,
        "url": places.page,
        "whole": answer.stack.whole or None,
        "conflicts": [_clash(one, places) for one in answer.conflicts],
        "ask_counsel": [_clash(one, places) for one in answer.questions],
        "unknown": [
            {"component": _component(part.component), "licenses": list(part.unknown)}
            for part in answer.unknown
        ],
        "duties": [_duty(one, places) for one in answer.duties],
        "components": [_part(part) for part in answer.parts],
        "second_opinion": {
            "source": CREDIT,
            "pairs": [
                {"part": one.part, "whole": one.whole, "opinion": one.opinion}
                for one in answer.seconds
            ],
        },
        "files": [
            {"path": one.path, "sha256": one.digest, "to_paste": one.is_text}
            for one in files_of(answer)
        ],
        "guidance": _bases(answer),
        "disclaimer": DISCLAIMER,
    }


def _component(component: Component) -> dict[str, Any]:
    return {
        "name": component.name,
        "version": component.version,
        "license": component.license,
        "use": component.use,
        "is_changed": component.is_changed,
        "is_linked": component.is_linked,
    }


def _part(part: Part) -> dict[str, Any]:
    return _component(part.component) | {
        "is_due": not part.is_for_building,
        "choices": [str(way) for way in part.ways],
        "chosen": str(part.way) if part.way else None,
        "is_chosen_by_reader": part.is_chosen,
        "exceptions_not_covered": list(part.way.exceptions) if part.way else [],
    }


def _duty(shown: ShownDuty, places: Places) -> dict[str, Any]:
    return {
        "ref": shown.key,
        "kind": shown.duty.kind,
        "when": shown.duty.when if shown.duty.kind == "must" else None,
        "title": shown.title,
        "origins": [
            {
                "ref": origin.ref,
                "title": origin.term.title,
                "trigger": origin.term.trigger,
                "body": origin.term.body,
                "fulfilment": origin.term.fulfilment,
                "file": origin.term.file or None,
                "clauses": _clauses(origin.citations, places),
                "components": [_component(one) for one in origin.components],
            }
            for origin in shown.origins
        ],
    }


def _clash(one: ShownClash, places: Places) -> dict[str, Any]:
    sides = [_side(side, places) for side in (one.first, one.second) if side]
    return {"rule": one.rule, "sides": sides}


def _side(side: ShownSide, places: Places) -> dict[str, Any]:
    return {
        "license": side.license,
        "term": side.term and f"{side.license}/{side.term.key}",
        "title": side.term and side.term.title,
        "clauses": _clauses(side.citations, places),
        "components": [_component(one) for one in side.components],
    }


def _clauses(citations: Iterable[ShownCitation], places: Places) -> list[dict[str, Any]]:
    return [
        {
            "license": one.license,
            "section": one.section,
            "label": one.label,
            "words": one.words,
            "url": places.clause(one) or None,
        }
        for one in citations
    ]


def _bases(answer: Answer) -> list[dict[str, Any]]:
    return [
        {
            "license": base.reading.document.slug,
            "title": base.reading.document.title,
            "edition": edition.number,
            "published_at": edition.published_at.isoformat(),
            "sha256": edition.digest,
            "today": base.today or None,
            "is_recalled": edition.recall is not None,
            "text_sha256": base.reading.document.text.digest,
        }
        for base in answer.bases
        if (edition := base.reading.edition)
    ]
