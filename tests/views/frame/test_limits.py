"""Pages that are heavy or write have a limit for each visitor; reading has none."""

import pytest
from django.test import Client

from tests.views.checking.results import CHECK, LINK, QUERY

pytestmark = pytest.mark.django_db

LIMITED = [
    ("search", "/search/?q=notice"),
    ("search", "/licenses/?q=made-up"),
    ("search", "/faq/?topic=attribution"),
    ("compare", "/compare/?licenses=example,other"),
    ("compare", "/compare/"),
    ("compare", "/changes/tree/can-i-use-it/v1/"),
    ("compare", "/changes/tree/can-i-use-it/since/v1/"),
    ("results", f"{CHECK}?users=5"),
    ("results", LINK),
    ("results", f"{CHECK}v1/result.md{QUERY}"),
    ("results", f"{CHECK}v1/share/{QUERY}"),
    ("results", "/results/made-up/"),
    ("results", "/results/made-up/take-back/?key=x"),
]


@pytest.mark.parametrize(("limit", "address"), LIMITED)
def test_heavy_page_is_limited_for_each_visitor(client, tree, settings, limit, address):
    settings.RATES = settings.RATES | {limit: "2/min"}

    def ask(visitor):
        return client.get(address, REMOTE_ADDR=visitor)

    first = [ask("192.0.2.1").status_code for _ in range(2)]
    refused = ask("192.0.2.1")

    assert 429 not in first
    assert (refused.status_code, refused["Content-Type"]) == (429, "text/html; charset=utf-8")
    assert 0 < int(refused["Retry-After"]) <= 60
    assert [ask("192.0.2.2").status_code for _ in range(2)] == first


@pytest.mark.parametrize(
    "address",
    ["/", "/licenses/", "/licenses/example/", "/faq/", "/check/", f"{CHECK}start/", "/changes/",
     "/changes.atom", "/about/", "/healthz"],
)  # fmt: skip
def test_reading_has_no_limit(client, tree, settings, address):
    settings.RATES = dict.fromkeys(settings.RATES, "1/hour")

    assert [client.get(address).status_code for _ in range(3)] == [200] * 3


def test_refusal_sets_no_cookie_and_carries_the_policies(tree, settings):
    settings.RATES = settings.RATES | {"search": "1/min"}
    client = Client()

    answer = [client.get("/search/?q=x") for _ in range(2)][-1]

    assert (answer.status_code, answer.cookies) == (429, {})
    assert "script-src 'self'" in answer["Content-Security-Policy"]


def test_forms_that_were_not_sent_whole_make_no_link_and_cost_none(client, tree, settings):
    settings.RATES = settings.RATES | {"share": "1/hour"}
    address = f"{CHECK}v1/share/{QUERY}"

    faulty = [client.post(address, {"title": "x" * 201}).status_code for _ in range(3)]

    assert faulty == [200] * 3
    assert [client.post(address, {"title": "x"}).status_code for _ in range(2)] == [302, 429]
