"""How a license is read: notes folded, open or left out, some clauses only; what is cited."""

import pytest

from guidance.models import License
from tests.documents import BODY
from tests.editions import published_faq, published_license, published_tree
from tests.html import links, only, select, texts, values
from tests.views.reading.pages import page

pytestmark = pytest.mark.django_db

CITED = "Example License, clause 1 (guidance version 1 of "
FIXED = "/licenses/example/v1/"


@pytest.mark.parametrize(
    ("query", "is_open"), [("", [False]), ("?notes=open", [True]), ("?notes=odd", [False])]
)
def test_notes_are_open_where_the_address_says_so(client, query, is_open):
    published_license()

    html = page(client, f"/licenses/example/{query}")

    assert ["open" in note.attrs for note in select(html, ".folded")] == is_open


def test_text_only_has_no_note_and_no_mark(client):
    published_license()

    html = page(client, "/licenses/example/?notes=none")

    assert (select(html, ".folded"), select(html, ".text mark")) == ([], [])
    words = " ".join(texts(html, ".clause .text")).replace("# ", "")
    assert words == " ".join(BODY.split())
    assert texts(html, ".ways a[aria-current]") == ["Text only"]


def test_made_up_ways_are_the_same_page(client):
    published_license()

    tags = {
        client.get(f"/licenses/example/{query}")["ETag"]
        for query in ("", "?notes=odd", "?only=nothing", "?utm=x")
    }

    assert len(tags) == 1
    assert client.get("/licenses/example/?notes=none")["ETag"] not in tags


def test_only_some_clauses_are_shown_and_the_others_counted(client):
    published_license()

    html = page(client, "/licenses/example/?only=2,aup.1,made-up")

    assert values(html, ".clause", "id") == ["2"]
    assert [text.split(",")[0] for text in texts(html, ".left-out")] == [
        "2 clauses are left out here",
        "1 clause is left out here",
    ]
    assert values(html, ".items > li", "id") == ["aup.1"]
    assert texts(html, ".ways a[aria-current]") == ["Only what applies to my result"]


def test_clause_and_note_are_cited_with_edition_date_and_fixed_address(client):
    published_license()

    note, clause = texts(page(client), "#1 [data-copy-text]")

    assert clause.startswith(CITED)
    assert clause.endswith(f"), http://testserver{FIXED}#1")
    assert note.startswith("Example License, note on “use and change the work”, clause 1 (")
    assert note.endswith(f"{FIXED}#note-grant-is-broad")


def test_signs_lead_to_the_fixed_edition(client):
    published_license()

    html = page(client)

    fixed = values(html, "[data-copy-link]", "href")
    assert fixed != []
    assert all(address.startswith(f"{FIXED}#") for address in fixed)


def test_what_rests_on_a_clause_is_linked_at_the_clause(client):
    published_license()
    published_faq()
    published_tree()
    published_faq("other", question="Other?", citations=[{"license": "example", "section": "2"}])

    html = page(client)

    assert links(only(html, "#1 > .clause-foot"), "li > a") != []
    assert ("/faq/other/", "Other?") in links(only(html, "#2 > .clause-foot"), "li > a")
    assert ("/faq/other/", "Other?") not in links(only(html, "#1 > .clause-foot"), "li > a")


def test_what_rests_on_a_clause_is_asked_in_one_query_and_once(client, django_assert_num_queries):
    published_license()
    for number in range(3):
        published_faq(f"faq-{number}", question=f"{number}?")
    page(client)

    with django_assert_num_queries(2):
        page(client, "/licenses/example/?notes=open")


def test_draft_cites_nothing_that_is_fixed(admin_client):
    published_license()
    html = page(admin_client, f"/admin/guidance/license/{License.objects.get().pk}/preview/")

    assert texts(html, ".clause [data-copy-text]") == []
    assert values(html, ".number", "href")[0] == "#title"


def test_result_leads_to_only_the_clauses_that_it_rests_on(client):
    published_license()
    published_tree()
    result = client.get("/check/can-i-use-it/v1/?users=100&sharing=no", follow=True)

    (address, words), *others = links(result.content.decode(), ".license-part a")

    assert (others, words) == ([], "Example: read only what applies to this result, with the notes")
    shown = page(client, address.partition("#")[0])
    assert len(select(shown, ".left-out")) >= 1
    assert len(select(shown, ".clause")) >= 1
