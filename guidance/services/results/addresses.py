"""Addresses of questions and results: each state and each result has one written form."""

from collections.abc import Iterable
from urllib.parse import urlencode

from django.urls import reverse

from guidance.core.documents.trees import Answers, Tree
from guidance.services.results.links import pairs_of, signed_query

MOST_ON_A_SHEET = 40
"""A questionnaire with more questions is not offered on one page."""


def written_query(
    answers: Answers,
    *,
    change: str = "",
    dropped: Iterable[str] = (),
    unknown: Iterable[str] = (),
) -> str:
    """Write answers, in their order, as the parameters of an address."""
    pairs = pairs_of(answers)
    pairs += [("_dropped", key) for key in dropped]
    pairs += [("_unknown", key) for key in unknown]
    pairs += [("_change", change)] if change else []
    return urlencode(pairs)


def with_query(base: str, query: str) -> str:
    return f"{base}?{query}" if query else base


def question_address(slug: str, answers: Answers) -> str:
    """Return the public address of a questionnaire in progress."""
    return with_query(reverse("guidance:check", args=[slug]), written_query(answers))


def sheet_address(tree: Tree, answers: Answers) -> str:
    """Return the public address of all questions on one page; "" where there are too many."""
    if len(tree.questions) > MOST_ON_A_SHEET:
        return ""
    return with_query(reverse("guidance:check-all", args=[tree.slug]), written_query(answers))


def pinned_question_address(slug: str, number: int, answers: Answers, *, change: str = "") -> str:
    """Return the address where an edition, current or not, goes on asking."""
    base = reverse("guidance:check-ask", args=[slug, number])
    return with_query(base, written_query(answers, change=change))


def result_address(
    slug: str, number: int, answers: Answers, *, name: str = "check-edition", file: str = ""
) -> str:
    """Return the permanent address of a result; ``name`` is that of another form of it.

    ``file`` is the name of one of its files.
    """
    query = signed_query(slug, number, answers)
    place = [slug, number, file] if file else [slug, number]
    return with_query(reverse(f"guidance:{name}", args=place), query)


def unsigned_address(slug: str, number: int, answers: Answers) -> str:
    """Return the address that a result had before links carried a check sign; it still answers."""
    base = reverse("guidance:check-edition", args=[slug, number])
    return with_query(base, written_query(answers))
