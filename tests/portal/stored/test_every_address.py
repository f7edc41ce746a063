"""Every public address: the same answer stored, made anew, and with stored pages switched off."""

import re
import time
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from guidance.api.urls import v1
from guidance.models import ChangedGround, Edition, Review
from guidance.services.publishing.recalls import recall
from guidance.views import urls
from guidance.views.frame import caching
from tests.portal.stored.asking import Site
from tests.views.checking.results import LINK, publish_otherwise

pytestmark = pytest.mark.long

SEEN = {
    "guidance_publication", "guidance_edition", "guidance_review", "guidance_recall",
    "guidance_changedground",
}  # fmt: skip
"""The tables that have triggers: what is stored may be made of these."""
WORDS = {
    "slug:slug": "example", "edition:number": "1", "int:number": "1", "slug:kind": "license",
    "str:key": "{key}", "str:token": "abc",
}  # fmt: skip
KEYS = {"sections/": "1", "annotations/": "grant-is-broad", "terms/": "use"}
LEFT_TO_DJANGO = {
    "search", "suggest", "license-suggest",
    "unanswered", "robots", "check-markdown", "check-qr", "check-share",
    "result", "result-markdown", "result-qr", "result-ready", "result-take-back", "evaluate",
    "evaluate-edition", "check", "check-zip", "result-zip", "check-file", "check-json",
    "feedback", "feedback-reply", "guest-review", "result-file", "result-json",
    "stack-from-file", "stack-result", "stack-markdown", "stack-json", "stack-zip",
    "stack-notice", "stack-keep", "kept-stack", "kept-stack-markdown", "kept-stack-json",
    "kept-stack-zip", "kept-stack-notice", "kept-stack-ready", "kept-stack-take-back",
    "check-compare",
    "result-feed", "check-feed", "check-compare-markdown", "check-compare-json",
}  # fmt: skip
"""What is never stored, or (of questionnaires) tried elsewhere."""


def addresses():
    """Return every public address with its name, filled with what there is."""
    for base, patterns in (("/", urls.urlpatterns), ("/api/v1/", v1)):
        for pattern in flat(patterns):
            yield pattern.name, base + filled(str(pattern.pattern))


def flat(patterns):
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            yield from flat(pattern.url_patterns)
        else:
            yield pattern


def filled(route):
    for written, value in WORDS.items():
        route = route.replace(f"<{written}>", value)
    for start, key in KEYS.items():
        route = route.replace(f"{start}{{key}}", start + key)
    if route.startswith("faq/"):
        route = route.replace("example", "may-i-sell-it")
    elif route.startswith(("check/", "trees/")):
        route = route.replace("example", "can-i-use-it")
    return route


STORED = {path for name, path in addresses() if name not in LEFT_TO_DJANGO} | {
    "/check/can-i-use-it/"
}


@pytest.fixture(scope="module", params=["", "gzip", "br"])
def coding(request):
    return {"HTTP_ACCEPT_ENCODING": request.param}


def test_stored_answers_are_byte_for_byte_those_without(library, coding):
    on, off = Site(), Site(is_on=False)

    differing = {
        path
        for path in sorted(STORED)
        for made, stored, without in [[site.ask(path, **coding) for site in (on, on, off)]]
        if not made == stored == without or made.status != 200
    }

    assert differing == set()
    assert on.asked_django == len(STORED)
    assert off.asked_django == len(STORED)


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_answers_at_once_are_byte_for_byte_those_of_a_thread(library, coding, method):
    site = Site()
    differing = set()
    for path in sorted(STORED):
        tag = site.ask(path, **coding).headers["ETag"]
        for known in ("", tag):
            asked = {"method": method, "HTTP_IF_NONE_MATCH": known, **coding}
            if site.ask_at_once(path, **asked) != site.ask(path, **asked):
                differing.add(path)

    assert differing == set()


def test_stored_answers_are_what_django_says(library, client):
    on = Site()

    differing = {
        path
        for path in sorted(STORED)
        for told, stored in [(client.get(path), [on.ask(path) for _ in range(2)][1])]
        if told.content != stored.body or others(told.headers) != others(stored.headers)
    }

    assert differing == set()


def others(headers):
    """Return the headers that are not made anew where an answer is stored."""
    made = {"ETag", "Content-Length", "Vary"}
    return {name: value for name, value in headers.items() if name not in made}


def test_stored_pages_set_no_cookies_and_are_made_of_what_is_seen(library, django_user_model):
    ada = django_user_model.objects.create(username="ada")
    license = Edition.objects.get(publication__kind="license")
    publish_otherwise()
    recall(license, reason="Wrong.", advice="Wait.", by=None)
    Review.objects.create(edition=license, reviewer=ada, reviewed_at=license.published_at)
    assert ChangedGround.objects.exists()
    site = Site()

    with CaptureQueriesContext(connection) as queries:
        answers = [site.ask(path) for path in sorted(STORED | {LINK})]

    assert not any("Set-Cookie" in answer.headers for answer in answers)
    asked = {
        name
        for query in queries
        for name in re.findall(r'(?:FROM|JOIN|INTO|UPDATE) "(\w+)"', query["sql"])
    }
    assert asked == SEEN


def test_clock_changes_no_stored_answer(library, monkeypatch):
    before = {path: answer_made_anew(path) for path in sorted(STORED | {LINK})}
    at, now = timezone.now() + timedelta(days=400), time.time() + 400 * 86_400
    monkeypatch.setattr(timezone, "now", lambda: at)
    monkeypatch.setattr(time, "time", lambda: now)

    assert {path for path, old in before.items() if answer_made_anew(path) != old} == set()


def answer_made_anew(path):
    caching._kept.clear()
    return Site().ask(path)
