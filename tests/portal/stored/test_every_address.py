"""Every public address: the same answer stored, made anew, and with stored pages switched off."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guidance.api.urls import v1
from guidance.views import urls
from tests.portal.stored.asking import Site

SEEN = {"guidance_publication", "guidance_edition", "guidance_review", "guidance_recall"}
"""The tables that have triggers: what is stored may be made of these."""
WORDS = {
    "slug:slug": "example", "edition:number": "1", "int:number": "1", "slug:kind": "license",
    "str:key": "{key}", "str:token": "abc",
}  # fmt: skip
KEYS = {"sections/": "1", "annotations/": "grant-is-broad", "terms/": "use"}
LEFT_TO_DJANGO = {
    "search", "unanswered", "robots", "check-markdown", "check-qr", "check-share", "result",
    "result-markdown", "result-qr", "result-ready", "result-take-back", "evaluate",
    "evaluate-edition", "check", "check-zip", "result-zip",
    "check-file", "check-json", "feedback", "feedback-reply", "guest-review", "result-file", "result-json",
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


def test_stored_pages_set_no_cookies_and_are_made_of_what_is_seen(library):
    site = Site()

    with CaptureQueriesContext(
        connection,
    ) as queries:
        answers = [site.ask(path) for path in sorted(STORED)]

    assert not any("Set-Cookie" in answer.headers for answer in answers)
    named = {
        word.strip('"')
        for query in queries
        for word in query["sql"].replace("(", " ").split()
        if word.startswith('"guidance_') and "." not in word
    }
    assert named == SEEN
