"""What the API shows: editions only, with addresses that last."""

import pytest

from tests.editions import published_faq, published_license, published_tree
from tests.scenes import scene

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shelf")]


@scene
def shelf():
    published_license()
    published_faq()
    published_tree()


def test_licenses_are_listed(client, django_assert_num_queries):
    published_license("other", title="Other License", family="Others", is_open_source=True)
    published_license("third", title="Third License")

    with django_assert_num_queries(2):  # how many there are, and those of the page
        answer = client.get("/api/v1/licenses").json()

    assert answer["count"] == 3
    assert [item["slug"] for item in answer["results"]] == ["example", "other", "third"]
    assert answer["results"][0]["edition"]["number"] == 1


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        ("family=others", ["other"]),
        ("family=nobody", []),
        ("open_source=true", ["other"]),
        ("open_source=false", ["example"]),
    ],
)
def test_licenses_are_filtered(client, query, slugs):
    published_license("other", title="Other License", family="Others", is_open_source=True)

    answer = client.get(f"/api/v1/licenses?{query}").json()

    assert [item["slug"] for item in answer["results"]] == slugs


def test_lists_are_paged(client):
    first = client.get("/api/v1/licenses/example/terms?page_size=2").json()
    second = client.get("/api/v1/licenses/example/terms?page_size=2&page=2").json()

    assert [term["key"] for term in first["results"]] == ["use", "notice"]
    assert [term["key"] for term in second["results"]] == ["no-harm"]
    assert first["next"].endswith("/api/v1/licenses/example/terms?page=2&page_size=2")
    assert second["next"] is None


def test_section_gives_its_words(client):
    answer = client.get("/api/v1/licenses/example/sections/1").json()

    assert answer["text"].startswith("1. Grant. You may use")
    assert answer["url"] == "http://testserver/licenses/example/v1/#1"


def test_annotation_says_where_its_words_stand(client):
    text = client.get("/licenses/example/text/").content.decode()

    answer = client.get("/api/v1/licenses/example/annotations/grant-is-broad").json()

    assert text[answer["start"] : answer["end"]] == "use and change the work"


def test_annotations_are_web_annotations(client):
    answer = client.get("/api/v1/licenses/example/annotations.jsonld")

    page = answer.json()
    note = page["items"][0]
    profile = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
    assert answer["Content-Type"] == profile
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert page["type"] == "AnnotationPage"
    assert (
        page["id"] == page["partOf"]["first"] == f"http://testserver{answer.request['PATH_INFO']}"
    )
    assert (page["startIndex"], page["partOf"]["total"]) == (0, len(page["items"]))
    assert [(body["purpose"], body["value"]) for body in note["body"][1:]] == [
        ("tagging", "grants"),
        ("tagging", "license-text"),
        ("tagging", "settled"),
    ]


def test_selectors_of_a_web_annotation_find_its_words_in_its_source(client):
    note = client.get("/api/v1/licenses/example/annotations.jsonld").json()["items"][0]

    text = client.get(note["target"]["source"]).content.decode()
    quote, position = note["target"]["selector"]
    assert text[position["start"] : position["end"]] == quote["exact"] == "use and change the work"
    assert text.count(quote["prefix"] + quote["exact"] + quote["suffix"]) == 1
    assert len(quote["prefix"]) >= 10


@pytest.mark.parametrize(
    "accepted",
    ["*/*", "application/json", "application/ld+json",
     'application/ld+json;profile="http://www.w3.org/ns/anno.jsonld"'],
)  # fmt: skip
def test_web_annotations_are_given_to_who_asks_for_their_type(client, accepted):
    answer = client.get("/api/v1/licenses/example/annotations.jsonld", headers={"accept": accepted})

    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ("terms?kind=limitation", ["no-harm"]),
        ("terms?topic=attribution", ["notice", "no-harm"]),
        ("terms?kind=limitation&topic=commercial-use", []),
        ("annotations?kind=grants", ["grant-is-broad"]),
        ("annotations?section=nowhere", []),
    ],
)
def test_parts_of_a_license_are_filtered(client, query, keys):
    answer = client.get(f"/api/v1/licenses/example/{query}").json()

    assert [item["key"] for item in answer["results"]] == keys


@pytest.mark.parametrize(
    "query",
    ["licenses/example/terms?kind=x", "licenses/example/annotations?kind=x", "search?kind=x"],
)
def test_kinds_that_do_not_exist_are_problems(client, query):
    answer = client.get(f"/api/v1/{query}")

    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert [error["field"] for error in answer.json()["errors"]] == ["kind"]


@pytest.mark.parametrize("count", [1, 3])
def test_editions_are_listed_newest_first(client, count, django_assert_max_num_queries):
    for number in range(2, count + 1):
        published_license(summary=f"Summary {number}.")

    with django_assert_max_num_queries(3):
        answer = client.get("/api/v1/licenses/example/editions").json()

    shown = [(item["number"], item["is_current"]) for item in answer["results"]]
    assert shown == [(number, number == count) for number in range(count, 0, -1)]


@pytest.mark.parametrize("address", ["licenses/example", "faq/may-i-sell-it", "trees/can-i-use-it"])
def test_permanent_address_is_that_of_the_edition(client, address):
    noun = address.partition("/")[0]

    listed = client.get(f"/api/v1/{noun}").json()["results"][0]
    detail = client.get(f"/api/v1/{address}").json()

    assert listed["permanent_url"] == detail["permanent_url"]
    assert detail["permanent_url"].endswith("/v1/")
    assert client.get(detail["permanent_url"]).status_code == 200


def test_pinned_edition_stays_when_a_new_one_is_published(client):
    before = client.get("/api/v1/licenses/example/editions/1").json()

    published_license(summary="Another summary.")

    after = client.get("/api/v1/licenses/example/editions/1").json()
    assert after.pop("edition") == {**before.pop("edition"), "is_current": False}
    assert after == before
    assert client.get("/api/v1/licenses/example").json()["summary"] == "Another summary."


def test_faq_gives_citations_with_addresses(client):
    answer = client.get("/api/v1/faq/may-i-sell-it").json()

    assert answer["citations"] == [
        {
            "license": "example",
            "license_edition": 1,
            "section": "1",
            "label": "1",
            "words": "for any purpose",
            "url": "http://testserver/licenses/example/v1/#1",
        }
    ]


def test_faq_is_filtered_by_topic_and_license(client):
    published_faq("other", question="Other?", topics=["attribution"], licenses=[])

    def slugs(query):
        return [item["slug"] for item in client.get(f"/api/v1/faq?{query}").json()["results"]]

    assert slugs("topic=attribution") == ["other"]
    assert slugs("license=example") == ["may-i-sell-it"]
    assert slugs("topic=attribution&license=example") == []


def test_tree_shows_its_questions(client):
    answer = client.get("/api/v1/trees/can-i-use-it").json()

    assert [question["key"] for question in answer["questions"]] == ["users", "sharing"]
    assert (answer["shortest"], answer["longest"]) == (1, 2)


def test_search_finds_clauses(client):
    answer = client.get("/api/v1/search?q=notice&kind=clause").json()

    assert [(hit["kind"], hit["label"]) for hit in answer["results"]] == [("clause", "2")]


def test_search_is_paged_as_lists_are(client):
    for number in range(21):
        published_faq(f"q-{number}", question=f"May I whistle, {number}?")

    first = client.get("/api/v1/search?q=whistle").json()
    second = client.get(first["next"]).json()

    assert (first["count"], len(first["results"]), first["previous"]) == (21, 20, None)
    assert (len(second["results"]), second["next"]) == (1, None)
    assert second["previous"] == "http://testserver/api/v1/search?page=1&q=whistle"
    assert first["results"][0]["licenses"] == {"example": "Example"}


def test_search_says_that_it_took_other_words(client):
    answer = client.get("/api/v1/search?q=notise").json()

    assert (answer["is_corrected"], answer["is_any"], answer["suggestion"]) == (
        True,
        False,
        "notice",
    )


@pytest.mark.parametrize("kind", ["license", "faq", "tree", "topics"])
def test_document_schemas_are_served(client, kind):
    assert client.get(f"/api/v1/schemas/{kind}").json()["type"] == "object"


def test_answers_set_no_cookie_and_may_be_kept(client):
    answer = client.get("/api/v1/licenses/example")

    assert answer.cookies == {}
    assert answer["Cache-Control"] == "public, max-age=60"


@pytest.mark.parametrize(
    "address", ["licenses", "licenses/example", "licenses/example/annotations.jsonld", "search?q=x"]
)
def test_answers_that_have_not_changed_are_not_sent_again(client, address):
    etag = client.get(f"/api/v1/{address}")["ETag"]

    again = client.get(f"/api/v1/{address}", headers={"if-none-match": etag})
    published_license(short_title="Renamed")
    changed = client.get("/api/v1/licenses", headers={"if-none-match": etag})

    assert (again.status_code, again.content, again["ETag"]) == (304, b"", etag)
    assert again["Access-Control-Allow-Origin"] == "*"
    assert changed.status_code == 200


def test_a_fault_of_our_own_is_a_problem(client, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("guidance.api.reading.documents.json_schema", lambda kind: 1 / 0)

    answer = client.get("/api/v1/schemas/tree")

    assert (answer.status_code, answer["Content-Type"]) == (500, "application/problem+json")
    assert answer.json()["status"] == 500


def test_a_fault_of_our_own_elsewhere_is_a_page(client, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("guidance.views.frame.home.card_parts", lambda found: 1 / 0)

    answer = client.get("/")

    assert (answer.status_code, answer["Content-Type"]) == (500, "text/html; charset=utf-8")


def test_methods_that_are_not_offered_are_problems(client):
    answer = client.post("/api/v1/licenses")

    assert (answer.status_code, answer["Content-Type"]) == (405, "application/problem+json")


def test_too_many_requests_are_a_problem(client, settings):
    settings.RATES = settings.RATES | {"api": "2/min"}

    answers = [client.get("/api/v1/schemas/tree", REMOTE_ADDR="192.0.2.77") for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[2]["Content-Type"] == "application/problem+json"
    assert 0 < int(answers[2]["Retry-After"]) <= 60
