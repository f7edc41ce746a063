"""A database that does not answer: 503 with a page, a problem or the words typed, and no line."""

import pytest
from django.db import connection

from portal.outages import circuits
from portal.outages.circuits import Away, Circuit


@pytest.fixture
def away(db, monkeypatch):
    """Let each query fail as it does where the circuit is open."""
    circuit = Circuit("The database")
    circuit.failed("gone")
    monkeypatch.setattr(circuits, "database", circuit)

    def refuse(*_given):
        raise Away("The database does not answer: gone")

    with connection.execute_wrapper(refuse):
        yield


@pytest.mark.parametrize("path", ["/", "/licenses/example/", "/check/x/v1/", "/results/abc/"])
def test_reader_gets_a_page(away, client, caplog, path):
    caplog.clear()

    response = client.get(path)

    assert (response.status_code, response["Retry-After"]) == (503, "10")
    assert response["Cache-Control"] == "no-store"
    assert "The database of this site does not answer at the moment." in response.text
    assert caplog.records == []


def test_caller_gets_a_problem(away, client):
    response = client.get("/api/v1/licenses/example")

    assert (response.status_code, response["Retry-After"]) == (503, "10")
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["status"] == 503


def test_admin_says_so_without_asking_who_is_there(away, client):
    client.cookies["sessionid"] = "x" * 32

    response = client.get("/admin/")

    assert response.status_code == 503
    assert "does not answer" in response.text


def test_lost_connection_alone_is_one_line(db, client, caplog):
    def refuse(*_given):
        raise Away("gone")

    with connection.execute_wrapper(refuse):
        client.get("/licenses/")

    assert [one.getMessage() for one in caplog.records] == [
        "The database did not answer one request (GET)"
    ]
