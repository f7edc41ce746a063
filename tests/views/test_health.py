"""What machines ask."""

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.db.utils import OperationalError


def test_healthz_answers_without_a_database(client):
    response = client.get("/healthz")  # no database mark: a query would be an error

    assert (response.status_code, response.content) == (200, b"ok\n")
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_readyz_answers_when_every_migration_is_there(client):
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
