"""How the API reads parameters and addresses: what means nothing is refused in its own form."""

import pytest
from django.test import Client

from tests.editions import published_faq, published_license, published_tree
from tests.scenes import scene

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shelf")]


@scene
def shelf():
    published_license()
    published_faq()
    published_tree()


LISTS = [
    "licenses", "faq", "trees", "licenses/example/sections", "licenses/example/annotations",
    "licenses/example/terms", "licenses/example/editions", "faq/may-i-sell-it/editions",
    "trees/can-i-use-it/editions", "licenses/example/editions/1/terms",
]  # fmt: skip
NO_NUMBERS = [
    "abc",
    "null",
    "0",
    "000",
    "-1",
    "+1",
    "1.0",
    "1e1",
    "%201",
    "",
    "last",
    "%D9%A3",
    "1%00",
]


def refusal(answer) -> tuple[int, str, list[tuple[str, str]]]:
    errors = [(error["field"], error["message"]) for error in answer.json().get("errors", [])]
    return answer.status_code, answer["Content-Type"], errors


@pytest.mark.parametrize("written", [*NO_NUMBERS, "201", "9" * 5_000])
def test_page_sizes_that_mean_nothing_are_refused(client, written):
    answer = client.get(f"/api/v1/licenses?page_size={written}")

    errors = [("page_size", "Write a whole number from 1 to 200.")]
    assert refusal(answer) == (400, "application/problem+json", errors)


@pytest.mark.parametrize("written", NO_NUMBERS)
@pytest.mark.parametrize("path", ["licenses?", "search?q=notice&"])
def test_page_numbers_that_mean_nothing_are_refused(client, path, written):
    answer = client.get(f"/api/v1/{path}page={written}")

    errors = [("page", "Write a whole number from 1 up.")]
    assert refusal(answer) == (400, "application/problem+json", errors)


@pytest.mark.parametrize("path", LISTS)
def test_every_list_reads_its_pages_alike(client, path):
    statuses = [
        client.get(f"/api/v1/{path}?{query}").status_code
        for query in ("page_size=1", "page_size=200", "page=01", "page_size=201", "page=x")
    ]

    assert statuses == [200, 200, 200, 400, 400]


@pytest.mark.parametrize("page", ["2", "99", "9" * 5_000])
@pytest.mark.parametrize("path", ["licenses?", "search?q=notice&"])
def test_pages_beyond_the_last_are_problems(client, path, page):
    answer = client.get(f"/api/v1/{path}page={page}")

    assert refusal(answer) == (404, "application/problem+json", [])


@pytest.mark.parametrize(
    ("path", "known"),
    [
        ("licenses/example/annotations.jsonld", "json, jsonld"),
        ("licenses/example/editions/1/annotations.jsonld", "json, jsonld"),
        ("licenses", "json"),
        ("trees/can-i-use-it/evaluate", "json"),
    ],
)
@pytest.mark.parametrize("written", ["", "xml", "JSON", "null", "%00"])
def test_formats_that_are_not_offered_are_refused(client, path, known, written):
    answer = client.get(f"/api/v1/{path}?format={written}")

    errors = [("format", f"Write one of {known}.")]
    assert refusal(answer) == (400, "application/problem+json", errors)


@pytest.mark.parametrize("written", ["json", "jsonld"])
def test_formats_that_are_offered_are_given(client, written):
    answer = client.get(f"/api/v1/licenses/example/annotations.jsonld?format={written}")

    assert answer.status_code == 200


@pytest.mark.parametrize("written", ["%25", "_", "exampl_", "EXAMPLE", "nothing"])
def test_signs_in_a_filter_are_signs(client, written):
    found = client.get("/api/v1/search?q=notice&license=example").json()

    filtered = client.get(f"/api/v1/search?q=notice&license={written}").json()
    listed = client.get(f"/api/v1/faq?license={written}").json()

    assert found["count"] > 0
    assert (filtered["count"], filtered["results"], listed["count"]) == (0, [], 0)


# Addresses


@pytest.mark.parametrize(
    "path",
    [
        "licenses/nope", "licenses/example/sections/9", "licenses/example/editions/2",
        "licenses/example/editions/99999999999999", "faq/nope", "trees/nope", "schemas/nope",
        "nope", "licenses/example/terms/%00", "licenses/example/terms/%ED%A0%80",
        "licenses/a%0Ab", "licenses/example%0A", "licenses%0A", "%0A", "%0D%0A/", "a%E2%80%A8b",
        "licenses/example/terms/no%0Atice", "licenses/example/%0A/",
        "licenses/example/editions/1%0A",
        "licenses//example", "../v1/nope", "%2e%2e/v2", "%C2%85", "%FF", "nope;x=1", "nope/" * 400,
    ],
)  # fmt: skip
def test_unknown_addresses_are_problems(client, path):
    answer = client.get(f"/api/v1/{path}")

    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["status"] == 404


@pytest.mark.parametrize("method", ["get", "head", "post", "put", "delete", "options", "patch"])
@pytest.mark.parametrize(
    "path", ["/api/%0A", "/api/docs%0A", "/api/v2/licenses", "/api/schema%0A/"]
)
def test_odd_addresses_are_problems_whatever_the_method(client, path, method):
    answer = getattr(client, method)(path)

    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


@pytest.mark.parametrize("path", ["/api/", "/api/v1/", "/api/docs/"])
@pytest.mark.parametrize("method", ["post", "put", "delete", "options"])
def test_what_is_sent_to_a_page_is_a_problem(method, path):
    answer = getattr(Client(enforce_csrf_checks=True), method)(path)

    assert (answer.status_code, answer["Content-Type"]) == (405, "application/problem+json")
    assert answer["Allow"] == "GET, HEAD"


@pytest.mark.parametrize(
    ("path", "kind"),
    [("/api/v1/licenses", "application/problem+json"), ("/", "text/html; charset=utf-8")],
)
def test_a_foreign_host_is_refused_in_the_form_of_the_face(client, path, kind):
    answer = client.get(path, headers={"host": "evil.example"})

    assert (answer.status_code, answer["Content-Type"]) == (400, kind)


@pytest.mark.parametrize(("asked", "address"), [
    ("/api/", "/api/docs/"),
    ("/api/docs", "/api/docs/"),
    ("/api/v1/", "/api/docs/"),
    ("/api/v1/licenses/?family=x", "/api/v1/licenses?family=x"),
    ("/api/v1/licenses/example/terms/", "/api/v1/licenses/example/terms"),
])  # fmt: skip
def test_addresses_with_another_ending_lead_to_the_one(client, asked, address):
    answer = client.get(asked)

    assert (answer.status_code in (301, 302), answer["Location"]) == (True, address)
