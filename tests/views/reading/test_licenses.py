"""The annotated text of a license, its pinned editions and the plain text."""

import re

import pytest
from django.contrib.auth.models import User

from guidance.models import Annotation, License, Publication, Term, Topic
from guidance.services.publishing.acts import confirm
from tests.documents import BODY, license_data, read_policy
from tests.editions import published, published_faq, published_license, published_tree
from tests.html import links, only, select, texts, values
from tests.views.reading.pages import page

pytestmark = pytest.mark.django_db


def annotated(key, exact, kind="explains", section="1", **fields):
    quote = {"exact": exact}
    return {"key": key, "section": section, "quote": quote, "kind": kind, "body": key, **fields}


def test_words_link_to_their_note_and_back(client):
    published_license()

    html = page(client)

    assert (
        html.count(
            '<span class="words-of" id="words-grant-is-broad"></span>'
            '<mark class="grant"><a href="#note-grant-is-broad">use and change the work</a></mark>'
        )
        == 1
    )
    assert html.count('id="note-grant-is-broad"') == 1
    assert html.count('href="#words-grant-is-broad"') == 1


def test_words_under_two_notes_link_to_the_shorter_and_say_so(client):
    notes = [annotated("long", "use and change the work"), annotated("short", "change", "warns")]
    published_license(annotations=notes)

    html = page(client)

    marks = [(mark, only(mark, "a")) for mark in select(html, ".text mark")]
    assert [(mark["class"], link["href"], link.raw) for mark, link in marks] == [
        ("note", "#note-long", "use and "),
        ("warn several", "#note-short", "change"),
        ("note", "#note-long", " the work"),
    ]
    assert values(html, ".words-of", "id") == ["words-long", "words-short"]


def test_blank_between_two_notes_within_a_third_is_marked_and_no_link(client):
    quotes = {"whole": "use and change", "first": "use and", "last": "change"}
    published_license(annotations=[annotated(key, words) for key, words in quotes.items()])

    marks = select(page(client), ".text mark")

    assert [(mark.raw, len(select(mark, "a"))) for mark in marks] == [
        ("use and", 1),
        (" ", 0),
        ("change", 1),
    ]


def test_text_on_the_page_is_the_license_s_own(client):
    published_license(annotations=[annotated("long", "use and change"), annotated("in", "change")])

    clauses = texts(page(client), ".clause .text")
    words = " ".join(clauses).replace("# ", "")

    assert words == " ".join(BODY.split())


def test_note_names_its_kind_and_only_what_is_not_plain(client):
    published_license(
        annotations=[
            annotated("plain", "use and", "requires"),
            annotated("ours", "purpose", "forbids", authority="our-reading", certainty="open"),
        ]
    )

    html = page(client)

    assert texts(html, ".folded summary b") == [
        "! Requires (clause 1):",
        "✕ Forbids (clause 1):",
    ]
    assert [texts(note, ".on > span") for note in select(html, ".folded")] == [
        [],
        ["Our reading", "Open question"],
    ]


def test_note_is_folded_to_its_kind_its_clause_and_its_first_words(client):
    published_license(
        annotations=[annotated("n", "use and", "warns") | {"body": "**Long** words. " * 12}]
    )

    note = only(page(client), ".folded")

    assert note.attrs == {"class": "folded warn"}
    assert texts(note, "summary .first") == [
        "Long words. Long words. Long words. Long words. Long words. Long …"
    ]


@pytest.mark.parametrize("key", ["title", "1", "2", "3", "aup.1", "term-use", "topic-attribution"])
def test_clause_policy_item_and_term_have_a_permanent_link(client, key):
    published_license()

    assert page(client).count(f'id="{key}"') == 1


def test_glance_shows_terms_with_a_short_form_only(client):
    published_license()

    html = page(client)

    assert values(html, ".glance > section", "class") == ["grant", "duty"]
    assert values(html, ".glance li > a[href^=#term-]", "href") == ["#term-use", "#term-notice"]


def test_policy_is_marked_as_our_paraphrase_and_linked_to_the_publisher(client):
    published_license()

    policy = only(page(client), "section.policy")

    assert texts(policy, ".banner b") == ["In our own words."]
    assert values(policy, ".banner a", "href") == ["https://example.org/policy"]


def test_policy_says_when_the_copy_was_read_where_that_is_known(client):
    published(read_policy())
    published(license_data("other"))

    said = "What follows is from the copy that we read on 2 Jan 2026."

    assert only(page(client), "section.policy .banner").text.count(said) == 1
    assert "read on" not in only(page(client, "/licenses/other/"), "section.policy .banner").text


def test_page_that_stays_current_leads_to_the_permanent_one_at_once(client):
    published_license()

    permanent = "/licenses/example/v1/"

    assert links(page(client), ".head .facts a") == [(permanent, "Permanent link")]
    assert links(page(client, permanent), ".head .facts a") == []


def test_fulfilment_is_shown_as_it_is(client):
    published_license()

    assert page(client).count(">Example Notice</pre>") == 1


def test_markdown_in_a_note_is_shown_as_it_was_sanitized(client):
    body = 'A **bold** <script>alert(1)</script> <img src=x onerror="alert(1)">'
    published_license(annotations=[annotated("bad", "use and") | {"body": body}])

    body = only(page(client), ".folded .body")

    assert [one.name for one in body.elements] == ["p", "strong"]


def test_shipped_guidance_says_that_nobody_has_reviewed_it(client):
    published(license_data(), is_shipped=True)

    assert page(client).count("version 1, not yet reviewed by the legal team") == 1


def test_reviewed_guidance_says_when(client):
    edition = published(license_data(), is_shipped=True)
    unreviewed = client.get("/licenses/example/")
    confirm(edition, by=User.objects.create_user("rita"))

    reviewed = client.get("/licenses/example/", headers={"if-none-match": unreviewed["ETag"]})

    assert reviewed.status_code == 200
    assert re.findall(r"version 1, reviewed \d+ \w+ \d{4}", reviewed.content.decode()) != []
    assert "not yet reviewed" not in reviewed.content.decode()


def test_current_page_has_no_banner_and_may_be_indexed(client):
    published_license()

    html = page(client)

    assert (html.count("noindex"), html.count("permanent page")) == (0, 0)


def test_pinned_page_of_the_current_edition_says_so(client):
    published_license()

    response = client.get("/licenses/example/v1/")

    assert response["X-Robots-Tag"] == "noindex"
    assert response.content.decode().count("permanent page of version 1") == 1


def test_pinned_page_of_an_older_edition_keeps_its_words_and_links_to_the_current(client):
    published_license(summary="The first words.")
    published_license(summary="The second words.")

    html = page(client, "/licenses/example/v1/")

    assert (html.count("The first words."), html.count("The second words.")) == (2, 0)
    assert html.count("The guidance has changed since.") == 1
    assert links(html, ".pinned a")[0] == ("/licenses/example/", "Read the current guidance")
    assert values(html, "meta[name=robots]", "content") == ["noindex"]


def test_page_links_questionnaires_and_questions_about_it_only(client):
    published_license()
    published_license("other")
    published_tree()
    published_faq()
    published_faq("elsewhere", question="Elsewhere?", licenses=["other"])

    html = page(client)

    assert html.count('href="/check/can-i-use-it/start/"') == 1
    assert values(html, ".columns a[href^=/faq/m]", "href") == ["/faq/may-i-sell-it/"]
    assert html.count('href="/faq/elsewhere/"') == 0
    assert html.count('href="/faq/?license=example"') == 1


def test_page_offers_to_compare_with_its_family(client):
    published_license(family="Examples")
    published_license("older", short_title="Older", family="Examples")
    published_license("stranger", family="Others")

    compared = values(page(client), "a[href^=/compare/?]", "href")
    assert compared == ["/compare/?licenses=older,example"]


def test_page_of_a_license_without_family_offers_to_choose(client):
    published_license()
    published_license("other")

    compared = values(page(client), "a[href^=/compare/?]", "href")
    assert compared == ["/compare/?licenses=example"]


def test_text_is_verbatim_and_plain(client):
    published_license()

    response = client.get("/licenses/example/text/")

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode() == BODY


def test_changing_every_draft_row_changes_no_byte(client):
    published_license()
    draft = Publication.objects.get().current.document
    before = client.get("/licenses/example/").content
    Annotation.objects.update(body="Draft", exact="Draft")
    Term.objects.update(title="Draft", glance="Draft")
    Topic.objects.update(title="Draft")
    License.objects.update(title="Draft", summary="Draft")

    assert client.get("/licenses/example/").content == before
    assert Publication.objects.get().current.document == draft


def test_text_of_an_edition_stays_when_the_license_has_another(client, db):
    published_license()
    before = client.get("/licenses/example/v1/text/")

    body = f"{BODY}\n\n9. More. Nothing else."
    published_license(body=body)

    after = client.get("/licenses/example/v1/text/")
    assert client.get("/licenses/example/text/").content.decode() == body
    assert after.content == before.content == BODY.encode()
    assert after["X-Robots-Tag"] == "noindex"
