"""A result as plain data, for programs. What is said here stays: fields are added, none changes."""

from collections.abc import Iterable
from typing import Any

from guidance.core.documents.trees import Outcome
from guidance.services.editions.marks import RecallMark
from guidance.services.results.citing import ShownCitation, ShownTerm, Terms
from guidance.services.results.finding_out import FirstDoubt
from guidance.services.results.onward import Kept, Onward
from guidance.services.results.prospects import Prospect
from guidance.services.results.question_pages import step_answer
from guidance.services.results.result_pages import ResultPage
from guidance.services.taking.files import ProductFile
from guidance.services.taking.places import Places
from guidance.services.taking.proofs import Proof
from guidance.services.taking.takes import Take

DISCLAIMER = "This guidance explains a license. It is not legal advice for your case."


def as_data(page: ResultPage, taken: Take, places: Places) -> dict[str, Any]:
    """Return a result as JSON data."""
    result = page.result
    return {
        "format": 1,
        "title": page.title,
        "questionnaire": {"slug": page.tree.slug, "title": page.tree.title},
        "verdict": page.verdict,
        "outcome": _outcome(result.outcome, result.citations, places) if result.outcome else None,
        "guidance": _guidance(taken.proof),
        "since": _since(page),
        "texts": [
            {
                "license": text.license,
                "title": text.title,
                "edition": text.edition,
                "effective_on": text.effective_on and text.effective_on.isoformat(),
                "source": text.source,
                "source_url": text.url,
                "sha256": text.digest,
                "text_url": places.whole(text.address),
                "url": places.whole(text.page),
            }
            for text in taken.proof.texts
        ],
        "policies": [
            {
                "license": policy.license,
                "title": policy.title,
                "read_on": policy.read_on and policy.read_on.isoformat(),
                "source_url": policy.url,
                "url": places.whole(policy.page),
            }
            for policy in taken.proof.policies
        ],
        "ask_counsel": page.ask or None,
        "requests": [
            {
                "license": one.license,
                "to": one.to,
                "source_url": one.source,
                "read_on": one.read_on and one.read_on.isoformat(),
                "letter": one.letter,
            }
            for one in taken.requests
        ],
        "find_out_first": page.first and _first(page.first),
        "obligations": _obligations(result.terms, places),
        "cases": [_case(case.prospect, places) for case in page.cases],
        "answers": [
            {
                "question": step.question.key,
                "title": step.question.title,
                "values": list(step.values),
                "answer": step_answer(step),
            }
            for step in result.walk.steps
        ],
        "onward": [_onward(one, places) for one in taken.onward],
        "files": [_file(one, places) for one in taken.files],
        "spdx": [{"title": title, "identifier": spdx} for title, spdx in taken.spdx],
        "urls": {
            "page": places.page,
            "markdown": places.markdown,
            "json": places.json,
            "zip": places.zip if taken.files else None,
        },
        "note": DISCLAIMER,
    }


def _first(first: FirstDoubt) -> dict[str, Any]:
    return {
        "question": first.question.key,
        "title": first.question.title,
        "results_open": first.total,
        "answers": [
            {
                "answers": list(one.answers),
                "results_left": one.left,
                "outcome": one.only and one.only.key,
            }
            for one in first.branchings
        ],
    }


def _onward(onward: Onward, places: Places) -> dict[str, Any]:
    """Return the questionnaire that one goes on with, and which answers go along."""

    def answers(kept: Iterable[Kept]) -> list[dict[str, Any]]:
        return [
            {
                "question": one.question.key,
                "title": one.question.title,
                "values": list(one.values),
                "answer": one.answer,
            }
            for one in kept
        ]

    return {
        "slug": onward.slug,
        "title": onward.title,
        "edition": onward.edition,
        "url": places.whole(onward.address),
        "is_answered": onward.is_answered,
        "from_outcomes": list(onward.outcomes),
        "carried": answers(onward.carried),
        "left": answers(onward.left),
    }


def _guidance(proof: Proof) -> dict[str, Any]:
    edition = proof.edition
    if edition is None:
        return {"standing": proof.standing}
    return {
        "standing": proof.standing,
        "edition": edition.number,
        "sha256": edition.digest,
        "published_at": edition.published_at.isoformat(),
        "is_current": edition.is_current,
        "current_edition": proof.today or (edition.number if edition.is_current else None),
        "reviewed_at": edition.reviewed_at and edition.reviewed_at.isoformat(),
        "reviewed_by": edition.reviewed_by,
        "recalled": _recalled(edition.recall),
        "withdrawn": edition.withdrawal
        and {"at": edition.withdrawal.at.isoformat(), "reason": edition.withdrawal.reason},
        "rests_on_recalled": [
            {"license": ground.slug, "edition": ground.number, **(_recalled(ground.recall) or {})}
            for ground in edition.grounds
        ],
        "made_at": proof.made_at and proof.made_at.isoformat(),
    }


def _recalled(mark: RecallMark | None) -> dict[str, Any] | None:
    if mark is None:
        return None
    return {"at": mark.at.isoformat(), "reason": mark.reason, "advice": mark.advice}


def _since(page: ResultPage) -> dict[str, Any] | None:
    """Return what the current edition says to the same answers, where it is another one."""
    if (now := page.since) is None:
        return None
    return {
        "edition": now.edition,
        "is_same": now.is_same,
        "verdict": now.verdict,
        "outcome": now.outcome and now.outcome.title,
        "asks": now.asks or None,
        "gained": [term.title for term in now.gained],
        "lost": [term.title for term in now.lost],
        "reworded": [after.title for _, after in now.reworded],
    }


def _outcome(
    outcome: Outcome, citations: Iterable[ShownCitation], places: Places
) -> dict[str, Any]:
    return {
        "key": outcome.key,
        "verdict": outcome.verdict,
        "title": outcome.title,
        "summary": outcome.summary,
        "next_steps": outcome.next_steps,
        "hands_over": outcome.hands_over,
        "clauses": _clauses(citations, places),
    }


def _obligations(terms: Terms, places: Places) -> list[dict[str, Any]]:
    found = []
    for kind, group in (
        ("must", terms.must),
        ("must-not", terms.must_not),
        ("may", terms.may),
        ("to-know", terms.to_know),
    ):
        found += [_term(kind, shown, places) for shown in group]
    return found


def _term(kind: str, shown: ShownTerm, places: Places) -> dict[str, Any]:
    term = shown.term
    return {
        "ref": shown.ref,
        "kind": kind,
        "when": term.when if kind != "to-know" else None,
        "title": term.title,
        "trigger": term.trigger,
        "body": term.body,
        "fulfilment": term.fulfilment,
        "file": term.file or None,
        "clauses": _clauses(shown.citations, places),
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


def _case(case: Prospect, places: Places) -> dict[str, Any]:
    return {
        "number": case.number,
        "ways": [
            [{"title": question, "answer": answer} for question, answer in way] for way in case.ways
        ],
        "more_ways": case.more,
        "depends_on": [
            {"title": one.question, "answers": list(one.answers)} for one in case.limits
        ],
        "outcome": _outcome(case.outcome, case.citations, places),
    }


def _file(one: ProductFile, places: Places) -> dict[str, Any]:
    return {
        "path": one.path,
        "what": one.what,
        "fulfils": one.term.ref if one.term else None,
        "must_travel": None if one.travels is None else one.travels == "must",
        "sha256": one.digest,
        "url": places.file(one.path),
    }
