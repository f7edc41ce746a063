"""What changed, as a page and as a feed."""

import xml.etree.ElementTree as ET

import pytest
from django.utils import timezone

from guidance.models import Edition
from guidance.services.publishing.recalls import recall
from guidance.views.reading import changes
from tests.documents import license_data
from tests.editions import published, published_license
from tests.html import texts, values
from tests.scenes import scene
from tests.services.naming.many import put_before

pytestmark = pytest.mark.django_db
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def shown(client, address="/changes/?show=all"):
    return [str(edition) for edition in client.get(address).context["editions"]]


def test_editions_are_listed_newest_first_with_their_notes(client):
    published_license("one")
    published(license_data("one", summary="Other words."), note="Because of a <question>.")

    response = client.get("/changes/?show=all")

    assert [str(edition) for edition in response.context["editions"]] == [
        "License one v2",
        "License one v1",
    ]
    assert response.content.decode().count("Because of a &lt;question&gt;.") == 1


def test_withdrawn_editions_are_not_listed(client):
    published_license("one")
    edition = published_license("two")
    edition.publication.withdrawn_at = timezone.now()
    edition.publication.save()

    assert shown(client) == ["License one v1"]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("1", ["License l-2 v1", "License l-1 v1"]),
        ("2", ["License l-0 v1"]),
        ("3", ["License l-0 v1"]),
        ("0", ["License l-0 v1"]),
        ("x", ["License l-2 v1", "License l-1 v1"]),
    ],
)
def test_list_is_cut_into_pages(client, monkeypatch, page, expected):
    monkeypatch.setattr(changes, "_ON_A_PAGE", 2)
    for number in range(3):
        published_license(f"l-{number}")

    assert shown(client, f"/changes/?show=all&page={page}") == expected


def test_feed_is_atom_with_an_entry_for_each_edition(client):
    published_license("one", title="License One")
    published(license_data("one", title="License One", summary="New."), note="Why & <how>.")

    response = client.get("/changes.atom")

    feed = ET.fromstring(response.content)  # noqa: S314 - our own words
    entries = feed.findall("a:entry", ATOM)
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert [entry.findtext("a:title", "", ATOM) for entry in entries] == [
        "License: License One, version 2",
        "License: License One, version 1",
    ]
    assert [entry.findtext("a:id", "", ATOM) for entry in entries] == [
        "http://testserver/licenses/one/v2/",
        "http://testserver/licenses/one/v1/",
    ]
    summary = entries[0].find("a:summary", ATOM)
    assert (summary.get("type"), summary.text) == (
        "html",
        'Why &amp; &lt;how&gt;. <a href="http://testserver/changes/license/one/v2/">'
        "What changed in words</a>",
    )


def test_feed_has_the_address_that_the_site_is_known_by(client, settings):
    settings.SITE_URL = "https://guidance.example"
    published_license("one")

    feed = ET.fromstring(client.get("/changes.atom").content)  # noqa: S314 - our own words

    links = [link.get("href") for link in feed.iter("{http://www.w3.org/2005/Atom}link")]
    assert links == [
        "https://guidance.example/changes/",
        "https://guidance.example/changes.atom",
        "https://guidance.example/licenses/one/v1/",
    ]


def test_feed_of_a_license_has_its_editions_alone(client):
    published_license("one")
    published_license("two")
    published(license_data("one", title="License One", summary="New."), note="Why.")

    feed = ET.fromstring(client.get("/licenses/one/changes.atom").content)  # noqa: S314

    assert feed.findtext("a:title", "", ATOM) == "License Guidance: License One"
    ids = [entry.findtext("a:id", "", ATOM) for entry in feed.findall("a:entry", ATOM)]
    assert ids == ["http://testserver/licenses/one/v2/", "http://testserver/licenses/one/v1/"]
    assert "/licenses/one/changes.atom" in values(
        client.get("/licenses/one/").content.decode(), ".actions a", "href"
    )


def test_feed_of_a_license_that_is_not_there_is_not_found(client):
    edition = published_license("one")

    assert client.get("/licenses/two/changes.atom").status_code == 404
    edition.publication.withdrawn_at = timezone.now()
    edition.publication.save()
    assert client.get("/licenses/one/changes.atom").status_code == 410


def test_feed_without_editions_is_still_a_feed(client):
    feed = ET.fromstring(client.get("/changes.atom").content)  # noqa: S314

    assert feed.findall("a:entry", ATOM) == []


def test_home_shows_changes_of_the_team_but_not_what_ships(client):
    published(license_data("shipped"), is_shipped=True)
    published_license("changed")

    response = client.get("/")

    assert [str(edition) for edition in response.context["changes"]] == ["License changed v1"]
    assert Edition.objects.count() == 2


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["License one v2"]),
        ("?show=new", ["License two v1"]),
        ("?show=all", ["License two v1", "License one v2", "License one v1"]),
        ("?license=one&show=all", ["License one v2", "License one v1"]),
        ("?license=two", []),
        ("?license=nobody", ["License one v2"]),
        ("?since=2026-01-01", ["License two v1", "License one v2"]),
        ("?since=2999-01-01", []),
        ("?since=soon", ["License one v2"]),
    ],
)
def test_list_shows_the_newest_of_what_changed_or_what_is_asked_for(client, query, expected):
    published_license("one")
    published_license("one", summary="Other words.")
    published_license("two")

    assert shown(client, f"/changes/{query}") == expected


def test_recalled_first_edition_is_shown_as_changed(client):
    edition = published_license("one")
    recall(edition, by=None, reason="Wrong.", advice="Ask.", at=timezone.now())
    published_license("two")

    assert shown(client, "/changes/") == ["License one v1"]


def test_pages_keep_what_is_asked_for(client, monkeypatch):
    monkeypatch.setattr(changes, "_ON_A_PAGE", 1)
    published_license("one")
    published_license("two")

    html = client.get("/changes/?show=new&since=2026-01-01").content.decode()

    assert values(html, ".paging a", "href") == ["?since=2026-01-01&show=new&page=2"]


@scene
def many():
    published_license("example", spdx="MIT")
    published_license("example", spdx="MIT", summary="Another one.")
    published_license("other", title="Other", short_title="Other")
    put_before()


def test_of_many_licenses_any_is_asked_for_by_its_name(client, many):
    everything = client.get("/changes/?show=all").content.decode()
    named = client.get("/changes/?show=all&named=mit").content.decode()

    assert len(values(everything, "#license option", "value")) == 61
    assert values(everything, "#named", "data-names") == ["/search/licenses/"]
    assert values(named, "#license option[selected]", "value") == ["example"]
    assert values(named, "#named", "value") == [""]
    assert len(texts(named, ".day li")) == 2


@pytest.mark.parametrize(("name", "count"), [("oth", 2), ("zebra", 61), ("a\0b", 61)])
def test_name_of_no_license_is_told_and_what_begins_so_is_offered(client, many, name, count):
    html = client.get("/changes/", {"named": name}).content.decode()

    assert "is no name of one license here" in texts(html, ".banner.warn")[0]
    assert len(values(html, "#license option", "value")) == count
