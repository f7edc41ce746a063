"""What the API shows: editions only, with addresses that last."""

import pytest

from tests.editions import published_faq, published_license, published_tree

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _published(db):
    published_license()
    published_faq()
    published_tree()


def test_licenses_are_listed(client, django_assert_num_queries):
    published_license("other", title="Other License", family="Others", is_open_source=True)
    published_license("third", title="Third License")

    with django_assert_num_queries(1):
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


@pytest.mark.parametrize("page", ["0", "x", "99", "-1"])
def test_pages_that_are_not_there_are_problems(client, page):
    answer = client.get(f"/api/v1/licenses?page={page}")

    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"


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
    assert answer["Content-Type"].startswith("application/ld+json")
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert page["type"] == "AnnotationPage"
    assert page["items"][0]["target"]["selector"][0] == {
        "type": "TextQuoteSelector",
        "exact": "use and change the work",
        "prefix": "",
        "suffix": "",
    }


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


@pytest.mark.parametrize("kind", ["license", "faq", "tree", "topics"])
def test_document_schemas_are_served(client, kind):
    assert client.get(f"/api/v1/schemas/{kind}").json()["type"] == "object"


@pytest.mark.parametrize(
    "path",
    [
        "licenses/nope", "licenses/example/sections/9", "licenses/example/editions/2",
        "licenses/example/editions/99999999999999", "faq/nope", "trees/nope", "schemas/nope",
        "nope", "licenses/example/terms/%00", "licenses/example/terms/%ED%A0%80",
    ],
)  # fmt: skip
def test_unknown_addresses_are_problems(client, path):
    answer = client.get(f"/api/v1/{path}")

    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["status"] == 404


def test_answers_set_no_cookie_and_may_be_kept(client):
    answer = client.get("/api/v1/licenses/example")

    assert answer.cookies == {}
    assert answer["Cache-Control"] == "public, max-age=60"


def test_methods_that_are_not_offered_are_problems(client):
    answer = client.post("/api/v1/licenses")

    assert (answer.status_code, answer["Content-Type"]) == (405, "application/problem+json")


def test_too_many_requests_are_a_problem(client, monkeypatch, settings):
    from rest_framework.throttling import AnonRateThrottle

    monkeypatch.setattr(AnonRateThrottle, "THROTTLE_RATES", {"anon": "2/min"})

    codes = [
        client.get("/api/v1/schemas/tree", REMOTE_ADDR="192.0.2.77").status_code for _ in range(3)
    ]

    assert codes == [200, 200, 429]
