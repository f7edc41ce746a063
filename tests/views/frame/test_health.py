"""What machines ask."""

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.db.utils import OperationalError

from guidance.views.frame import health
from portal.outages import circuits
from portal.outages.circuits import Circuit
from portal.readiness import static_files
from portal.readiness.standing import Standing
from portal.storage.troubles import Trouble


@pytest.fixture(autouse=True)
def standing(monkeypatch):
    """How this process stands: not told to warm up."""
    made = Standing()
    monkeypatch.setattr(health, "standing", made)
    return made


def test_healthz_answers_without_a_database(client):
    response = client.get("/healthz")  # no database mark: a query would be an error

    assert (response.status_code, response.content) == (200, b"ok\n")
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_readyz_answers_when_every_migration_is_there(client):
    assert client.get("/readyz").status_code == 200


@pytest.mark.django_db
def test_readyz_reads_no_file_the_second_time(client, monkeypatch):
    client.get("/readyz")
    monkeypatch.delattr("django.db.migrations.loader.MigrationLoader.load_disk")

    assert client.get("/readyz").status_code == 200


@pytest.mark.django_db
def test_readyz_refuses_while_a_migration_is_missing(client):
    recorder = MigrationRecorder(connection)
    last = recorder.migration_qs.filter(app="guidance").order_by("name").last()
    recorder.record_unapplied("guidance", last.name)

    response = client.get("/readyz")

    assert (response.status_code, response.content) == (503, b"migrations are missing\n")


@pytest.mark.django_db
def test_readyz_refuses_while_the_database_is_away(client):
    def away(*args, **kwargs):
        raise OperationalError("away")

    with connection.execute_wrapper(away):
        response = client.get("/readyz")

    assert (response.status_code, response.content) == (503, b"the database does not answer\n")


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
@pytest.mark.parametrize("host", ["10.0.0.7:8000", "", "not a host"])
def test_probes_are_answered_whatever_the_host(client, path, host):
    response = client.get(path, headers={"host": host})

    assert (response.status_code, response.content) == (200, b"ok\n")
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("path", ["/healthz/", "/Healthz", "/", "/about/"])
def test_nothing_else_is_answered_to_an_unknown_host(client, path):
    assert client.get(path, headers={"host": "10.0.0.7:8000"}).status_code == 400


def test_probes_take_no_other_method(client):
    assert client.post("/healthz").status_code == 405


@pytest.mark.django_db
def test_readyz_says_what_cannot_be_saved_while_readers_are_served(client, monkeypatch):
    monkeypatch.setattr(health, "standing_trouble", lambda connection: Trouble.FULL)

    response = client.get("/readyz")

    assert response.status_code == 200
    assert response.content == (
        b"degraded: pages are served, but nothing can be saved: the disk is full; free space "
        b"where the database is\n"
    )


@pytest.mark.parametrize(("is_warm", "status"), [(True, 200), (False, 503)])
def test_readyz_is_degraded_without_a_database_once_warm(
    client, monkeypatch, standing, is_warm, status
):
    circuit = Circuit("The database")
    circuit.failed("gone")
    monkeypatch.setattr(circuits, "database", circuit)
    standing.is_warm = is_warm

    response = client.get("/readyz")  # no database mark: it is not asked

    words = b"degraded: the database does not answer: gone\n"
    assert response.status_code == status
    assert response.content == (words if is_warm else b"the database does not answer\n")


@pytest.mark.django_db
@pytest.mark.parametrize(("is_warm", "status"), [(True, 200), (False, 503)])
def test_readyz_waits_for_pages_that_are_being_made(client, standing, is_warm, status):
    standing.is_warming, standing.is_warm = True, is_warm

    assert client.get("/readyz").status_code == status


@pytest.mark.django_db
def test_readyz_of_old_code_says_that_the_database_is_newer(client):
    MigrationRecorder(connection).record_applied("guidance", "9999_of_tomorrow")

    response = client.get("/readyz")

    words = b"degraded: the database is newer than this release: 9999_of_tomorrow\n"
    assert (response.status_code, response.content) == (200, words)


def test_readyz_refuses_without_static_files(client, monkeypatch, caplog, standing):
    monkeypatch.setattr(static_files, "missing", lambda: "static files are missing")

    first, second = client.get("/readyz"), client.get("/readyz")

    assert (first.status_code, first.content) == (503, b"static files are missing\n")
    assert second.content == first.content
    words = ["Readiness: not ready: static files are missing"]
    assert [one.getMessage() for one in caplog.records] == words, "a line a change, not a probe"
