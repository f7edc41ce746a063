"""Writers of what is public: publish, withdraw, bring back, confirm, recall; and of reviews."""

from typing import Any

from django.test import Client

from guidance.models import Publication, Recall, Review, ReviewRequest
from tests.admin.forms import changed
from tests.writers.common import (
    ASKED,
    CHANGED,
    SLUGS,
    UNTOUCHED,
    WITHDRAWN,
    Writer,
    draft,
    form_of,
    page,
    sent,
    words_of,
)

LIVE = (CHANGED, UNTOUCHED, ASKED)


def _publication(kind: str) -> Any:
    return Publication.objects.select_related("current").get(kind=kind, slug=SLUGS[kind])


def _open(step: str, *args: int, **given: str) -> Any:
    """Return what opens a step's page of the draft, and fills its form."""

    def open_it(client: Client, kind: str) -> Any:
        url = page(kind, step, draft(kind).pk, *args)
        return url, changed(form_of(client.get(url)), **given), words_of(client)

    return open_it


def _is_published(kind: str, opened: Any) -> bool:
    found = _publication(kind)
    return found.withdrawn_at is None and found.current.digest == opened[1]["seen"][0]


def _is_withdrawn(kind: str, opened: Any) -> bool:
    return _publication(kind).withdrawn_at is not None


def _open_return(client: Client, kind: str) -> Any:
    shown = client.get(page(kind, "editions", draft(kind).pk))
    return page(kind, "bring-back", draft(kind).pk), form_of(shown)


def _is_back(kind: str, opened: Any) -> bool:
    return _publication(kind).withdrawn_at is None


def _open_confirmation(client: Client, kind: str) -> Any:
    pk = draft(kind).pk
    return page(kind, "confirm", pk, 1), form_of(client.get(page(kind, "edition", pk, 1)))


def _is_confirmed(kind: str, opened: Any) -> bool:
    return Review.objects.filter(edition__publication__kind=kind, edition__number=1).exists()


def _open_recall(client: Client, kind: str) -> Any:
    words = words_of(client)
    return page(kind, "recall", draft(kind).pk, 1), {
        "reason": words, "advice": "Ask us.", "_recall": "yes",
    }  # fmt: skip


def _is_recalled(kind: str, opened: Any) -> bool:
    found = Recall.objects.filter(edition__publication__kind=kind, edition__number=1)
    return list(found.values_list("reason")) == [(opened[1]["reason"],)]


def _open_request(client: Client, kind: str) -> Any:
    url, words = page(kind, "review", draft(kind).pk), words_of(client)
    return url, changed(form_of(client.get(url)), note=words), words


def _is_asked(kind: str, opened: Any) -> bool:
    return ReviewRequest.objects.filter(kind=kind, note=opened[2]).exists()


def _open_answer(client: Client, kind: str) -> Any:
    pk, words = draft(kind).pk, words_of(client)
    form = form_of(client.get(page(kind, "review", pk)), having="seen")
    form = changed(form, verdict="agrees", note=words)
    return page(kind, "review-answer", pk), form, words


def _is_answered(kind: str, opened: Any) -> bool:
    return ReviewRequest.objects.filter(kind=kind, answer=opened[2]).exists()


PUBLIC = (
    Writer("publish", _open("publish", note="Because."), sent("is published"), _is_published,
           states=(CHANGED, ASKED, WITHDRAWN)),
    Writer("withdraw", _open("withdraw", note="Wrong."), sent("Withdrawn."), _is_withdrawn,
           states=LIVE),
    Writer("bring back", _open_return, sent("public again"), _is_back, states=(WITHDRAWN,)),
    Writer("confirm", _open_confirmation, sent("is confirmed"), _is_confirmed, states=LIVE),
    Writer("recall", _open_recall, sent("is recalled"), _is_recalled),
    Writer("ask", _open_request, sent("Asked."), _is_asked, states=(CHANGED,)),
    Writer("answer", _open_answer, sent("Your agreement is recorded"), _is_answered,
           states=(ASKED,)),
)  # fmt: skip
