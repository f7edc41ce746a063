"""The list of questions and the single answer."""

import pytest

from tests.documents import read_policy
from tests.editions import published, published_faq, published_license, published_tree
from tests.html import links, only, texts, values
from tests.scenes import scene

pytestmark = pytest.mark.django_db


@scene
def questions():
    published_license()
    published_license("other", short_title="Other")
    published_faq("a-sale", question="May I sell it?", licenses=["example", "other"])
    published_faq(
        "b-notice", question="Which notice?", topics=["attribution", "commercial-use"], licenses=[]
    )
    published_faq("c-rest", question="Anything else?", short_answer="No.", topics=[])


def groups(client, query=""):
    response = client.get(f"/faq/?{query}")
    return [
        (group["title"], [publication.slug for publication in group["publications"]])
        for group in response.context["groups"]
    ]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (
            "",
            [
                ("Commercial use", ["a-sale", "b-notice"]),
                ("", ["c-rest"]),
            ],
        ),
        ("topic=commercial-use", [("Commercial use", ["a-sale", "b-notice"])]),
        ("topic=attribution", [("Notices and credit", ["b-notice"])]),
        ("license=other", [("Commercial use", ["a-sale"])]),
        ("license=example", [("Commercial use", ["a-sale"]), ("", ["c-rest"])]),
        ("q=ELSE+no", [("", ["c-rest"])]),
        ("q=zebra", []),
        ("topic=unknown", []),
    ],
)
def test_list_groups_what_fits_by_topic(client, questions, query, expected):
    assert groups(client, query) == expected


@pytest.mark.parametrize(("others", "title"), [(1, "Commercial use"), (2, "Notices and credit")])
def test_list_groups_by_the_rarest_topic_that_three_questions_share(client, others, title):
    published_license()
    for number in range(5):
        published_faq(f"sale-{number}")
    for number in range(others):
        published_faq(f"notice-{number}", topics=["attribution"])
    published_faq("both", topics=["commercial-use", "attribution"])

    assert [name for name, slugs in groups(client) if "both" in slugs] == [title]


def test_answer_shows_the_short_form_first_and_the_clause_with_its_words(client):
    published_license()
    published_faq()

    html = client.get("/faq/may-i-sell-it/").content.decode()

    assert html.index("<p>Yes.</p>") < html.index("<strong>notice</strong>")
    assert html.count('<a class="cite" href="/licenses/example/#1">Example · 1</a>') == 1
    assert html.count('<blockquote class="quote">“for any purpose”</blockquote>') == 1


def test_answer_that_cites_a_policy_shows_our_words_and_the_publisher_s_page(client):
    published_license()
    published_faq(citations=[{"license": "example", "section": "aup.1"}])

    html = client.get("/faq/may-i-sell-it/").content.decode()

    assert html.count('href="/licenses/example/#aup.1"') == 1
    assert html.count("<p>Do no harm.</p>") == 1
    assert html.count('href="https://example.org/policy"') == 1


def test_answer_keeps_the_day_on_which_the_policy_was_read(client):
    published(read_policy())
    published_faq(citations=[{"license": "example", "section": "aup.1"}])
    published_license()

    ours = only(client.get("/faq/may-i-sell-it/"), ".ours .soft").text

    assert ours == "In our own words, from the copy read on 2 Jan 2026. Example use policy"


def test_pinned_answer_keeps_its_words_and_cites_the_edition_of_then(client):
    published_license()
    published_faq(short_answer="Yes.")
    published_license(summary="New words.")
    published_faq(short_answer="No.")

    html = client.get("/faq/may-i-sell-it/v1/").content.decode()

    assert (html.count("<p>Yes.</p>"), html.count("<p>No.</p>")) == (1, 0)
    assert html.count('href="/licenses/example/v1/#1"') == 1
    assert links(html, ".pinned a")[0] == ("/faq/may-i-sell-it/", "Read the current guidance")
    assert values(html, "meta[name=robots]", "content") == ["noindex"]


def test_answer_links_what_is_related_and_still_published(client):
    published_license()
    published_tree()
    published_faq("third", question="The third?")
    gone = published_faq("gone", question="The gone?")
    published_faq(related=["gone", "third"])
    gone.publication.withdrawn_at = gone.published_at
    gone.publication.save()

    html = client.get("/faq/may-i-sell-it/").content.decode()

    beside = values(html, ".beside a", "href")
    assert [url for url in beside if "?" not in url and "/v" not in url] == [
        "/check/can-i-use-it/start/",
        "/faq/third/",
        "/licenses/example/",
    ]


def test_answer_links_to_its_permanent_page(client):
    published_license()
    published_faq()

    html = client.get("/faq/may-i-sell-it/").content.decode()

    link = only(html, "a[href=/faq/may-i-sell-it/v1/]")
    assert link.text == "Permanent link to version 1"


def test_list_puts_topics_with_a_featured_question_first(client):
    published_license()
    published_faq("a-sale", topics=["commercial-use"])
    published_faq("b-notice", topics=["attribution"], is_featured=True)

    assert [title for title, _ in groups(client)] == ["Notices and credit", "Commercial use"]


def test_list_names_questions_and_tells_their_answers_once_a_topic_is_chosen(client, questions):
    whole = client.get("/faq/").content.decode()
    chosen = client.get("/faq/?topic=commercial-use").content.decode()

    assert texts(whole, ".asked li") == ["May I sell it?", "Which notice?", "Anything else?"]
    assert links(whole, ".asked > p a") == [
        ("/faq/?topic=commercial-use", "With their short answers: Commercial use")
    ]
    assert [len(texts(chosen, selector)) for selector in (".asked li p", ".asked > p")] == [2, 0]
