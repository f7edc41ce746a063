"""Where one sees what stands at a place of a draft: in its preview, and what was remarked there."""

from collections.abc import Callable
from typing import Any

from guidance.admin.addresses.places import page_url, preview_url, stands_at
from guidance.core.checks.proposals import answers_to, propose_answers
from guidance.core.documents.editions import Publishable
from guidance.core.documents.trees import Answers, Tree
from guidance.models import Remark
from guidance.services.drafts.holding import Draft
from guidance.services.results.addresses import with_query, written_query
from guidance.services.reviewing.remarks import open_remarks

_IDS = {"section": "{}", "policy": "{}", "annotation": "note-{}", "term": "term-{}"}


def preview_places(row: Draft, document: Publishable) -> Callable[[str], str]:
    """Return what leads from a place to the preview of the draft that shows it."""
    home = preview_url(row, back="review")

    def look(place: str) -> str:
        noun, _, key = place.partition(":")
        if isinstance(document, Tree):
            answers = _answers(document, noun, key)
            if answers is None:
                return home
            return with_query(page_url(row, "preview-questions"), written_query(answers))
        return preview_url(row, _IDS[noun].format(key) if noun in _IDS else "", back="review")

    return look


def remarks_at(row: Draft, part: Any) -> list[tuple[Remark, str]]:
    """Return the open remarks that the form of a row shows, with the page to answer them.

    The form of a draft shows all of them, that of a part those on itself and what is in it.
    """
    found = open_remarks(row)
    if part is not row:
        found = [one for one in found if one.place and stands_at(one.place, part)]
    page = page_url(row, "review") if found else ""
    return [(one, f"{page}#remark-{one.pk}") for one in found]


def _answers(tree: Tree, noun: str, key: str) -> Answers | None:
    """Return the answers that lead to a question, to an outcome, or through a case."""
    if noun in ("question", "option", "route"):
        return answers_to(tree, key.partition("/")[0])
    if noun == "case":
        return next((case.answers for case in tree.cases if case.key == key), None)
    if noun != "outcome":
        return None
    for case in tree.cases:
        if key in case.outcomes:
            return case.answers
    for question in tree.questions:
        for option in question.options:
            if key in (option.goto, question.goto) and not question.is_ranged:
                return propose_answers(tree, question.key, option.key)
    return None
