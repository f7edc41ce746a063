"""Writers of many documents in one list: publish together, schedule, confirm; here of one each."""

from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from guidance.models import Publication, Release, Review
from tests.admin.forms import changed
from tests.html import forms
from tests.writers.common import (
    ASKED,
    CHANGED,
    SLUGS,
    UNTOUCHED,
    Writer,
    draft,
    page,
    sent,
    words_of,
)


def _sure(client: Client, url: str, **chosen: Any) -> dict[str, list[str]]:
    """Choose in the list, and return the form that asks once more."""
    shown = client.post(url, chosen)
    [asked] = [one for one in forms(shown) if "note" in one]
    return changed(asked, sure="yes")


def _open_release(client: Client, kind: str) -> Any:
    url, row = reverse("admin:guidance_release"), draft(kind)
    form = _sure(client, url, drafts=f"{kind}/{row.pk}")
    [digest] = next(
        one["seen"] for one in forms(client.get(page(kind, "publish", row.pk))) if "seen" in one
    )
    return url, changed(form, note=words_of(client)), digest


def _is_public(kind: str, opened: Any) -> bool:
    found = Publication.objects.select_related("current").get(kind=kind, slug=SLUGS[kind])
    return found.withdrawn_at is None and found.current.digest == opened[2]


def _open_schedule(client: Client, kind: str) -> Any:
    url, form, _digest = _open_release(client, kind)
    at = timezone.localtime(timezone.now() + timedelta(days=1))
    return url, changed(form, publish_at=f"{at:%Y-%m-%dT%H:%M}"), words_of(client)


def _is_scheduled(kind: str, opened: Any) -> bool:
    return Release.objects.waiting().filter(note=opened[2], items__kind=kind).exists()


def _open_confirming(client: Client, kind: str) -> Any:
    url = reverse("admin:guidance_confirm")
    edition = Publication.objects.get(kind=kind, slug=SLUGS[kind]).current
    return url, changed(_sure(client, url, editions=edition.pk), note=words_of(client)), edition.pk


def _is_confirmed(kind: str, opened: Any) -> bool:
    return Review.objects.filter(edition=opened[2]).exists()


MANY = (
    Writer("together", _open_release, sent("Published together: 1"), _is_public,
           states=(CHANGED, ASKED)),
    Writer("at a time", _open_schedule, sent("Scheduled for"), _is_scheduled,
           states=(CHANGED, ASKED)),
    Writer("confirm many", _open_confirming, sent("1 edition is confirmed"), _is_confirmed,
           states=(CHANGED, UNTOUCHED, ASKED)),
)  # fmt: skip
