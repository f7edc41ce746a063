"""The API's own description: valid, complete, and true of every answer (schemathesis)."""

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from drf_spectacular.views import SpectacularAPIView
from hypothesis import HealthCheck, given, settings
from schemathesis import checks

from tests.editions import published_faq, published_license, published_tree
from tests.examples import examples

pytestmark = pytest.mark.long


@pytest.fixture
def schema(db):
    published_license()
    published_faq()
    published_tree()
    # Django's own test client does the same: the connection must outlive a request.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi("/api/schema/?format=json", get_wsgi_application())
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


CHECKS = [
    checks.not_a_server_error,
    checks.content_type_conformance,
    checks.response_schema_conformance,
    checks.status_code_conformance,
]


@pytest.mark.filterwarnings("ignore")
def test_answers_are_as_described(schema):
    operations = [result.ok() for result in schema.get_all_operations()]

    for operation in operations:

        @settings(
            max_examples=examples(12),
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy())
        def is_as_described(case):
            case.call_and_validate(checks=CHECKS)

        is_as_described()

    assert len(operations) == 30


def test_schema_has_no_warnings(capsys):
    from django.core.management import call_command

    call_command("spectacular", "--validate", "--fail-on-warn", "--file", "/dev/null")


@pytest.mark.parametrize("query", ["", "?version=%0d%0aX:1", "?version=2", "?lang=zz"])
def test_description_is_one_whatever_is_asked(client, query):
    plain, asked = client.get("/api/schema/"), client.get(f"/api/schema/{query}")

    assert (asked.status_code, asked.content) == (200, plain.content)
    assert asked["Content-Disposition"] == 'inline; filename="openapi.yaml"'


def test_description_is_made_once(client, monkeypatch):
    client.get("/api/schema/?format=json")
    monkeypatch.setattr(SpectacularAPIView.generator_class, "get_schema", None)

    assert client.get("/api/schema/?format=json").json()["openapi"] == "3.1.0"


def test_schema_describes_what_any_call_may_be_answered(client):
    described = client.get("/api/schema/?format=json").json()

    lacking = [
        (path, method, status)
        for path, operations in described["paths"].items()
        for method, operation in operations.items()
        for status in ("406", "429", "304" if method == "get" else "415")
        if status not in operation["responses"]
    ]

    assert lacking == []


def test_docs_need_nothing_inline_and_set_no_cookie(client):
    page = client.get("/api/docs/")

    html = page.content.decode()
    assert (page.status_code, page.cookies) == (200, {})
    assert html.count("<h1>API</h1>") == 1
    assert "<style" not in html
    assert html.count("<script>") == 0
    assert "csrf" not in html
