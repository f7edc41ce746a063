"""Results found again: by the address that has their answers, or by a short link's token."""

from django.http import Http404, HttpRequest

from guidance.core.documents.trees import Answers, Tree
from guidance.core.walking.walks import walk
from guidance.models import PublicationKind, SavedResult
from guidance.services.editions.readings import Reading, current_tree, pinned, read
from guidance.services.results.links import read_link
from guidance.services.results.presenting import Result, present
from guidance.services.results.typed_answers import kept_answers

DONE = "_done"
"""The parameter with the terms that are ticked, by their references."""


def pinned_result(
    request: HttpRequest, slug: str, number: int
) -> tuple[Reading[Tree], Answers, Result]:
    """Return the edition, the answers that it uses, and its result; Http404 where there is none."""
    reading = pinned_tree(slug, number)
    query = request.GET.copy()
    query.pop(DONE, None)
    link = read_link(reading.document, number, query)
    if not link.is_whole:
        raise Http404
    return reading, link.answers, present(reading, link.walk)


def pinned_tree(slug: str, number: int) -> Reading[Tree]:
    if (reading := pinned(PublicationKind.TREE, slug, number)) is None:
        raise Http404
    return reading


def today_of(reading: Reading[Tree]) -> Reading[Tree] | None:
    """Return the current edition where ``reading`` is an older one (one query at most).

    Where it was withdrawn, today there is none.
    """
    if reading.edition is None or reading.edition.is_current or reading.edition.withdrawal:
        return None
    return current_tree(reading.document.slug)


def kept_link(token: str) -> SavedResult:
    """Return what is kept under a short link, taken back or not; Http404 where there is none."""
    if len(token) > 32 or "\x00" in token:
        raise Http404
    saved = SavedResult.objects.with_editions().filter(token=token).first()
    if saved is None:
        raise Http404
    # The query tells it of the row that it returns.
    for name in ("has_recalled_licenses", "has_changed_grounds"):  # as with_grounds()
        setattr(saved.edition, name, getattr(saved, name, False))
    return saved


def open_link(token: str) -> SavedResult:
    """Return what is kept under a short link; Http404 where it was taken back."""
    saved = kept_link(token)
    if saved.taken_back_at:
        raise Http404
    return saved


def result_of(saved: SavedResult) -> Result:
    reading = read(saved.edition)
    kept = {key: tuple(values) for key, values in saved.answers.items()}
    answers = kept_answers(reading.document, kept)
    return present(reading, walk(reading.document, answers))
