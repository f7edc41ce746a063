"""The API's limits: all calls, and those of what is heavy."""

import pytest

from tests.editions import published_license, published_tree

pytestmark = pytest.mark.django_db


def search(client, **visitor):
    return client.get("/api/v1/search?q=notice", **visitor)


def evaluate(client, **visitor):
    address = "/api/v1/trees/can-i-use-it/evaluate"
    return client.post(address, {"answers": {}}, content_type="application/json", **visitor)


@pytest.mark.parametrize(
    ("limit", "call"),
    [("api", search), ("api", evaluate), ("search", search), ("evaluate", evaluate)],
)
def test_calls_are_limited_for_each_visitor(client, settings, limit, call):
    published_license()
    published_tree()
    settings.RATES = settings.RATES | {limit: "2/min"}

    answers = [call(client, REMOTE_ADDR="192.0.2.1") for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    refused = answers[2]
    wait = int(refused["Retry-After"])
    assert 0 < wait <= 60
    assert refused["Content-Type"] == "application/problem+json"
    assert refused.json() == {
        "type": "about:blank", "title": "Too many requests; wait a little.", "status": 429,
        "detail": f"Try again in {wait} seconds.",
    }  # fmt: skip
    assert refused["Access-Control-Allow-Origin"] == "*"
    assert call(client, REMOTE_ADDR="192.0.2.2").status_code == 200


def test_search_of_pages_and_of_the_api_are_counted_together(client, settings):
    settings.RATES = settings.RATES | {"search": "2/min"}

    codes = [client.get("/search/?q=x").status_code, search(client).status_code]

    assert [*codes, search(client).status_code] == [200, 200, 429]
