"""Editions whose cards are older than the code: lists and pages show them all the same."""

from datetime import UTC, datetime

import pytest

from guidance.core.documents import cards, formats
from guidance.core.documents.editions import Context
from guidance.models import Edition, Publication
from guidance.services.drafts.document_to_rows import store
from guidance.services.editions.snapshots import digest_of
from tests.documents import faq_data, license_data, tree_data
from tests.editions import published_faq, published_license

pytestmark = pytest.mark.django_db

DATA = {"license": license_data(), "faq": faq_data(), "tree": tree_data()}
PAGES = (
    "/", "/licenses/", "/licenses/?q=x&family=x&open=yes&allows=x&topic=x", "/faq/",
    "/faq/?q=x&license=x&topic=x", "/check/", "/compare/", "/changes/?show=all", "/changes.atom",
    "/sitemap.xml", "/licenses/example/", "/faq/may-i-sell-it/", "/check/can-i-use-it/start/",
    "/api/v1/licenses", "/api/v1/licenses?family=x&open_source=true", "/api/v1/faq",
    "/api/v1/faq?topic=x&license=x", "/api/v1/trees", "/api/v1/trees/can-i-use-it",
)  # fmt: skip


def put(kind, card, *, slug=""):
    document = formats.parse(DATA[kind] | ({"slug": slug} if slug else {}))
    publication = Publication.objects.create(kind=kind, slug=document.slug)
    publication.current = Edition.objects.create(
        publication=publication,
        number=1,
        document=formats.as_data(document),
        context={},
        html={},
        card=card,
        digest=digest_of(document, Context()),
        published_at=datetime(2026, 1, 1, tzinfo=UTC),
    )
    publication.save()
    return publication


@pytest.mark.parametrize("page", PAGES)
def test_page_is_shown_with_cards_that_say_nothing(client, page):
    for kind in DATA:
        put(kind, {})
    put("license", {}, slug="other")

    assert client.get(page).status_code == 200


@pytest.mark.parametrize("page", PAGES)
def test_page_is_shown_with_cards_of_another_shape(client, page):
    for kind in DATA:
        put(kind, dict.fromkeys(cards.as_data(cards.read_card(kind, {})), 7))

    assert client.get(page).status_code == 200


def test_edition_without_a_title_is_called_by_its_slug(client):
    named = put("license", {"title": "Example License"})
    nameless = put("license", {}, slug="other")

    assert (named.edition.title, nameless.edition.title) == ("Example License", "other")
    assert ">other</a>" in client.get("/changes/?show=all").content.decode()


def test_card_is_of_the_kind_that_was_published():
    found = {kind: put(kind, {"title": kind}).card for kind in DATA}

    assert found == {
        "license": cards.LicenseCard(title="license"),
        "faq": cards.FaqCard(title="faq"),
        "tree": cards.TreeCard(title="tree"),
    }


def test_what_was_never_published_has_an_empty_card_and_no_edition():
    publication = Publication.objects.create(kind="faq", slug="one")

    assert publication.card == cards.FaqCard()
    with pytest.raises(ValueError, match=r"FAQ entry one was never published\."):
        _ = publication.edition


def test_question_that_is_related_to_one_without_a_title_is_published():
    published_license()
    store(formats.parse(faq_data("old")))
    put("faq", {}, slug="old")

    edition = published_faq(related=["old"])

    assert edition.context["related"] == {"old": "old"}
