"""Readings: what readers see comes from editions, never from drafts."""

import json
import re
from datetime import UTC, date, datetime

import pytest
from django.db import models

from guidance.core.documents.nouns import nouns_in
from guidance.core.walking.memories import Memory
from guidance.models import (
    Annotation,
    Case,
    FaqEntry,
    License,
    LicenseText,
    Option,
    Outcome,
    Policy,
    PolicySection,
    Question,
    Route,
    Section,
    Term,
    Topic,
    Tree,
)
from guidance.services.editions import readings
from guidance.services.editions.readings import current_of_kind, current_tree, pinned
from guidance.services.publishing.acts import withdraw
from tests.editions import published_faq, published_license, published_tree
from tests.scenes import scene

pytestmark = [pytest.mark.django_db, pytest.mark.long]

DRAFTS = (
    Annotation, Case, FaqEntry, License, LicenseText, Option, Outcome, Policy, PolicySection,
    Question, Route, Section, Term, Topic, Tree,
)  # fmt: skip
STARTS = (
    "/", "/licenses/", "/faq/", "/check/", "/compare/", "/changes/", "/changes.atom", "/about/",
    "/licenses/example/text/", "/compare/?licenses=example,other",
    "/search/?q=notice", "/search/?q=users&kind=question",
    "/check/can-i-use-it/?users=100", "/check/can-i-use-it/v1/?users=100&sharing=yes",
    "/check/can-i-use-it/v1/?users=unsure&sharing=unsure",
    "/api/v1/licenses", "/api/v1/faq", "/api/v1/trees", "/api/v1/search?q=notice",
)  # fmt: skip
LINK = re.compile(rb'(?:href|src|action)="(/[^"#]*)|"(?:https?://testserver)?(/api/v1/[^"#?]*)"')
AT_MOST = 400


def is_page(link):
    """Tell whether to follow a link: not to forms with a token, nor every filter."""
    elsewhere = ("/admin/", "/static/", "/api/docs", "/api/schema", "/search/")
    is_filter = "?" in link and not link.startswith("/check/")
    return not (link.startswith(elsewhere) or "/share/" in link or is_filter)


def public_pages(client):
    """Fetch every page that links lead to, and return their bytes by address."""
    found, waiting = {}, list(STARTS)
    while waiting and len(found) < AT_MOST:
        address = waiting.pop()
        if address in found:
            continue
        response = client.get(address)
        content = b"".join(response) if response.streaming else response.content
        found[address] = (response.status_code, response.get("Location", ""), content)
        links = [part.decode() for pair in LINK.findall(content) for part in pair if part]
        waiting += [link.replace("&amp;", "&") for link in links if is_page(link)]
        waiting += [response["Location"]] if response.get("Location") else []
    assert len(found) < AT_MOST, "links without end"
    return found


def other_value(field, value, pk):
    """Return another value that the column takes, whatever its form would say of it."""
    if isinstance(field, models.BooleanField):
        return not value
    if isinstance(field, models.DateTimeField):
        return datetime(1999, 9, 9, tzinfo=UTC)
    if isinstance(field, models.DateField):
        return date(1999, 9, 9)
    if isinstance(field, models.JSONField):
        return {"edited": ["draft"]} if isinstance(value, dict) else ["edited-draft"]
    if field.name in ("start", "end", "minutes") and isinstance(value, int):
        return value + (1 if field.name != "minutes" else -1 if value > 1 else 1)
    if isinstance(field, models.IntegerField):
        return value + 7
    return f"edited-draft-{pk}"[: field.max_length or None]


def edit_everything():
    """Give every column of every draft row another value; return how many were given."""
    count = 0
    for model in DRAFTS:
        for row in model.objects.all():
            for field in model._meta.concrete_fields:
                if field.primary_key or field.is_relation:
                    continue
                value = other_value(field, getattr(row, field.attname), row.pk)
                columns = {field.name: value}
                if (model, field.name) == (Section, "start"):
                    columns["end"] = max(value, row.end)
                model.objects.filter(pk=row.pk).update(**columns)
                count += 1
    return count


@pytest.fixture(autouse=True)
def _clock_stands(monkeypatch):
    """Let the time stand: a result taken as a file says the minute in which it was made."""
    at = datetime(2026, 3, 4, 12, tzinfo=UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: at)


@scene
def site():
    published_license()
    published_license("other", short_title="Other")
    published_faq()
    published_faq("is-it-mine", related=["may-i-sell-it"])
    published_tree()


def test_public_pages_stay_when_every_draft_row_is_edited_and_deleted(site, client):
    before = public_pages(client)

    assert edit_everything() > 300
    edited = public_pages(client)
    for model in (Tree, FaqEntry, License, Topic, LicenseText):
        model.objects.all().delete()
    deleted = public_pages(client)

    ok = {address for address, (status, _, _) in before.items() if status == 200}
    assert {"/", "/licenses/example/", "/faq/may-i-sell-it/", "/changes.atom"} <= ok
    assert edited == before
    assert deleted == before


def test_evaluation_stays_when_every_draft_row_is_edited(site, client):
    def evaluated():
        body = json.dumps({"answers": {"users": ["100"], "sharing": ["yes"]}})
        response = client.post(
            "/api/v1/trees/can-i-use-it/evaluate", body, content_type="application/json"
        )
        return response.status_code, response.content

    before = evaluated()
    edit_everything()

    assert before[0] == 200
    assert evaluated() == before


def test_pinned_edition_of_an_absurd_number_is_none(site):
    assert pinned("tree", "can-i-use-it", 1).edition.number == 1
    assert pinned("tree", "can-i-use-it", 2**31 - 1) is None
    assert pinned("tree", "can-i-use-it", 2**31) is None
    assert pinned("tree", "can-i-use-it", 2**63) is None


def test_withdrawn_is_not_current_but_its_editions_are_read(site):
    edition = published_tree(title="Can I use it now?")
    assert current_tree("can-i-use-it").edition.number == 2

    withdraw(edition.publication, note="Wrong.")

    assert current_tree("can-i-use-it") is None
    old, last = (pinned("tree", "can-i-use-it", number).edition for number in (1, 2))
    assert [(one.is_current, one.is_last) for one in (old, last)] == [(False, False), (False, True)]
    assert current_of_kind("tree") == []


def test_an_older_edition_is_not_current(site):
    published_tree(title="Can I use it now?")

    old, new = (pinned("tree", "can-i-use-it", number).edition for number in (1, 2))

    assert (old.is_current, new.is_current) == (False, True)


def test_current_reading_is_one_query(site, django_assert_num_queries):
    with django_assert_num_queries(1):
        current_tree("can-i-use-it")

    with django_assert_num_queries(1):
        current_of_kind("license")


def test_what_editions_hold_is_kept_up_to_a_size(site, monkeypatch):
    [whole] = current_of_kind("tree")
    size = readings.size_of((whole.document, whole.context, whole.html))

    for most, is_kept in ((size, True), (size - 1, False)):
        monkeypatch.setattr(readings, "_memory", Memory(most, weigh=readings.size_of))
        documents = [current_tree(whole.document.slug).document for _ in range(2)]
        assert (documents[0] is documents[1]) == is_kept


def test_nouns_of_a_document_share_the_names_of_their_fields(site):
    [whole] = current_of_kind("tree")
    nouns = nouns_in((whole.document, whole.context))

    own = {id(noun.model_fields_set) for noun in nouns}

    assert len(own) == len({frozenset(noun.model_fields_set) for noun in nouns}) < len(nouns)


def test_words_that_editions_repeat_are_kept_once(site):
    published_license("another")

    one, another = (readings.current_license(slug) for slug in ("example", "another"))

    assert one.document.text.body is another.document.text.body
    shared = [name for name in one.html if name in another.html]
    assert shared
    for source in shared:
        assert one.html[source] is another.html[source]
