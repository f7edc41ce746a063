"""What an edition changed, in words, for readers."""

import pytest

from guidance.services.reading import edition_changes
from tests.documents import license_data, tree_data
from tests.editions import published, published_faq, published_license, published_tree
from tests.html import links, only, select, texts, values

pytestmark = pytest.mark.django_db


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def marked(html):
    return [one.raw for one in select(html, "del")], [one.raw for one in select(html, "ins")]


def section(html, name):
    """Return a section without the words that say how changes are marked."""
    found = only(html, f"section[aria-labelledby={name}]")
    for words in select(found, "p.soft"):
        if words.text.startswith("Marked so:"):
            words.above.inside.remove(words)
    return found


@pytest.fixture
def faq_twice(db):
    published_license()
    published_faq()
    published_faq(short_answer="Yes, today.")


def test_words_of_an_item_are_marked_and_linked_to_the_edition_that_has_it(client):
    terms = license_data()["terms"]
    published_license()
    published_license(terms=[terms[0] | {"title": "Use it freely"}, *terms[2:]])

    items = section(page(client, "/changes/license/example/v2/"), "items")

    assert marked(items) == (["commercially"], ["freely"])
    assert links(items) == [
        ("/licenses/example/v1/#term-notice", "Keep the notice"),
        ("/licenses/example/v2/#term-use", "Use it freely"),
    ]


def test_first_edition_says_so_and_links_to_itself(client):
    published_license()

    response = client.get("/changes/license/example/v1/")

    html = response.content.decode()
    assert response.context["changes"] is None
    assert html.count("version 1 is the first one") == 1
    assert html.count('href="/licenses/example/v1/"') == 1


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("license/example", "Example License"),
        ("faq/may-i-sell-it", "May I sell it?"),
        ("tree/can-i-use-it", "Can I use it?"),
    ],
)
def test_page_is_headed_by_what_it_is_about(client, faq_twice, path, title):
    published_tree()

    html = page(client, f"/changes/{path}/v1/")

    assert texts(html, "h1") == [title]


def test_edition_is_compared_with_the_one_before_and_since_with_the_current(client):
    for words in ("one", "two", "three"):
        published_license(summary=words)

    before = section(page(client, "/changes/license/example/v3/"), "items")
    since = section(page(client, "/changes/license/example/since/v1/"), "items")

    assert marked(before) == (["two"], ["three"])
    assert marked(since) == (["one"], ["three"])


def test_current_edition_has_not_changed_since(client, faq_twice):
    html = page(client, "/changes/faq/may-i-sell-it/since/v2/")

    assert html.count("version 2 is the current one. Nothing has changed since.") == 1


def test_leading_to_another_outcome_is_said_by_titles_and_by_ways(client):
    published_license()
    published_tree()
    questions = tree_data()["questions"]
    questions[1]["options"][0] |= {"goto": "use", "adds": []}
    questions[1]["options"][1] |= {"goto": "ship"}
    published_tree(questions=questions, cases=[])

    html = page(client, "/changes/tree/can-i-use-it/v2/")

    removed, added = marked(section(html, "ways"))
    assert removed == [
        "Allowed, with conditions: You may pass it on",
        "Keep the notice",
        "Do no harm",
        "Allowed: You may use it",
    ]
    assert added == [
        "Allowed: You may use it",
        "Allowed, with conditions: You may pass it on",
        "Do no harm",
    ]
    removed, added = marked(section(html, "items"))
    assert "Keep the notice" in removed
    assert ("pass" in " ".join(removed), "pass" in " ".join(added)) == (True, True)


def test_cases_of_the_team_are_not_shown(client):
    published_license()
    published_tree()
    published_tree(cases=tree_data()["cases"][:1])

    html = page(client, "/changes/tree/can-i-use-it/v2/")

    assert html.count("Only what the legal team checks the guidance with has changed.") == 1
    assert html.count('id="items"') == 0


def test_terms_that_a_questionnaire_refers_to_are_compared(client):
    published_license()
    published_tree()
    terms = license_data()["terms"]
    published_license(terms=[terms[0], terms[1] | {"title": "Keep the file"}, terms[2]])
    published_tree()

    html = page(client, "/changes/tree/can-i-use-it/v2/")

    assert marked(section(html, "refers")) == (["notice"], ["file"])
    assert html.count('id="items"') == 0


def test_long_comparison_is_cut_and_says_so(client, monkeypatch):
    monkeypatch.setattr(edition_changes, "MAX_ITEMS", 2)
    published_license()
    published_license(title="T", short_title="S", annotations=[], terms=[])

    html = page(client, "/changes/license/example/v2/")

    assert html.count("3 more changes are not shown here") == 1


def test_long_passage_is_cut_and_says_so(client):
    published_license()
    published_license(background="word " * 1000)

    html = page(client, "/changes/license/example/v2/")

    assert html.count("Long passages are cut short here") == 1
    assert max(map(len, marked(html)[1])) == edition_changes.MAX_PASSAGE + len(" …")


def test_note_is_shown_as_characters(client):
    published_license()
    published(license_data(summary="Other."), note="Because of <b>.")

    html = page(client, "/changes/license/example/v2/")

    assert html.count("Because of &lt;b&gt;.") == 1


def test_list_and_feed_link_to_what_changed_but_not_for_first_editions(client, faq_twice):
    html = page(client, "/changes/")
    feed = client.get("/changes.atom").content.decode()

    changed = "/changes/faq/may-i-sell-it/v2/"
    assert values(html, "main li a[href^=/changes/]", "href") == [changed]
    told = [url for words in texts(feed, "entry > summary") for url in values(words, "a", "href")]
    told = [url for url in told if "/changes/" in url]
    assert told == [f"http://testserver{changed}"]


@pytest.mark.parametrize(("number", "count"), [(1, 1), (2, 0)])
def test_pinned_page_links_to_what_changed_since(client, faq_twice, number, count):
    html = page(client, f"/faq/may-i-sell-it/v{number}/")

    assert len(select(html, f"a[href=/changes/faq/may-i-sell-it/since/v{number}/]")) == count
