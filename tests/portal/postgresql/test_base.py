"""A PostgreSQL that is silent is waited for as long as the limit says, and not longer."""

import time
from contextlib import nullcontext
from types import SimpleNamespace

import psycopg
import pytest
from django.db import OperationalError, connection

from portal.outages import circuits
from portal.outages.circuits import Away, Circuit
from portal.outages.deadlines import LOOKING, WRITING, Limit, limit, within
from portal.postgresql.base import DatabaseWrapper, Overdue, timed

pytestmark = pytest.mark.both

SHORT = Limit(statement=0.3, once_away=0.1, lock=1)


@pytest.fixture(autouse=True)
def circuit(monkeypatch):
    made = Circuit("The database")
    monkeypatch.setattr(circuits, "database", made)
    return made


def answering(*, after):
    """A wait of psycopg's that ends after so many wakes without an answer."""
    for _ in range(after):
        yield "wait"
    return "answer"


def told(gen):
    try:
        next(gen)
        while True:
            time.sleep(0.02)
            gen.send(0)
    except StopIteration as ended:
        return ended.value


def test_answer_in_time_is_passed_on():
    assert told(timed(answering(after=3), SHORT)) == "answer"


def test_answer_without_a_wait_is_passed_on():
    assert told(timed(answering(after=0), SHORT)) == "answer"


@pytest.mark.parametrize(("is_away", "least"), [(False, 0.3), (True, 0.1)])
def test_silence_ends_sooner_once_the_database_is_known_to_be_away(circuit, is_away, least):
    if is_away:
        circuit.failed("gone")
    begun = time.monotonic()

    with pytest.raises(Overdue):
        told(timed(answering(after=100), SHORT))

    assert least <= time.monotonic() - begun < least + 0.15


@pytest.fixture
def opened():
    """A wrapper whose connection answers, and notes within which limit it was asked."""
    made = DatabaseWrapper({**connection.settings_dict, "OPTIONS": {}})
    made.limits = []
    asked = SimpleNamespace(execute=lambda sql: made.limits.append(limit()))
    made.connection = SimpleNamespace(cursor=lambda: nullcontext(asked))
    return made


def test_whether_a_connection_works_is_looked_at_no_longer_than_a_look_takes(opened):
    with within(WRITING):
        assert opened.is_usable()

    assert opened.limits == [LOOKING]


def test_no_connection_is_asked_while_the_database_is_away_but_by_who_looks(opened, circuit):
    circuit.failed("gone")

    usable = [opened.is_usable()]
    for each in (WRITING, LOOKING):
        with within(each):
            usable.append(opened.is_usable())

    assert (usable, opened.limits) == ([False, False, True], [LOOKING])


needs_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="It is about PostgreSQL alone."
)


@needs_postgresql
@pytest.mark.django_db(transaction=True)
def test_statement_that_takes_too_long_is_given_up_and_the_next_one_works():
    with within(SHORT), pytest.raises(OperationalError, match="no answer in"):
        connection.cursor().execute("SELECT pg_sleep(5)")
    connection.close()

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(0.4)")  # without a limit it takes as long as it takes
        assert cursor.fetchall() == [("",)]


@needs_postgresql
@pytest.mark.django_db(transaction=True)
def test_nobody_connects_to_what_is_away_but_who_looks(circuit):
    connection.close()
    circuit.failed("gone")

    with within(SHORT), pytest.raises(Away):
        connection.ensure_connection()
    connection.ensure_connection()

    assert circuit.is_open


@needs_postgresql
@pytest.mark.django_db(transaction=True)
def test_refused_connection_opens_the_circuit(circuit, monkeypatch):
    connection.close()

    def refuse(**_given):
        raise psycopg.OperationalError("connection refused")

    monkeypatch.setattr(connection.Database, "connect", refuse)

    with within(SHORT), pytest.raises(OperationalError):
        connection.ensure_connection()

    assert circuit.reason == "connection refused"
