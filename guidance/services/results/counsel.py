"""What to ask counsel, in a sentence to copy: the team's own, or one made of the outcome."""

from collections.abc import Iterable

from guidance.core.documents.trees import Outcome, Tree, Verdict
from guidance.services.results.citing import ShownCitation
from guidance.services.results.presenting import Result
from guidance.services.results.question_pages import step_answer


def counsel_question(result: Result) -> str:
    """Return what to ask counsel with the answers given, or "" where counsel need not be asked."""
    outcome = result.outcome
    if outcome is None or outcome.verdict is not Verdict.ASK_COUNSEL:
        return ""
    answers = "; ".join(f"{one.question.title} {step_answer(one)}" for one in result.walk.steps)
    asked = outcome.ask or _made(outcome, result.reading.document, result.citations)
    return f"{asked} Our answers: {answers}."


def _made(outcome: Outcome, tree: Tree, citations: Iterable[ShownCitation]) -> str:
    """Return a sentence of the outcome's title and of the clauses that it rests on.

    The clauses stand by license: Llama 2 1.b.v and 2.
    """
    labels: dict[str, list[str]] = {}
    for one in citations:
        own = labels.setdefault(one.license_title, [])
        if one.name not in own:
            own.append(one.name)
    clauses = "; ".join(f"{title} {_joined(own)}" for title, own in labels.items())
    under = f" under {clauses}" if clauses else ""
    said = outcome.title.rstrip(".")
    return f"“{tree.title}” came to “{said}”. May we go on{under}, and with which safeguards?"


def _joined(labels: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(labels[:-1]), labels[-1]]))
