"""What is counted is written behind the readers: once an interval, and again where it failed."""

import threading
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, InterfaceError

from guidance.services import behind
from guidance.services.behind import Behind

SOON = 0.01


@pytest.fixture(autouse=True)
def closed(monkeypatch):
    """Count how often the thread's own connection is closed."""
    times = []
    # The attribute would be one of this thread's connection, and of no other.
    own = SimpleNamespace(close=lambda: times.append(1))
    monkeypatch.setattr(behind, "connection", own)
    return times


def test_waking_twice_writes_once(closed):
    written = []
    writing = Behind(lambda: written.append(1), failing="Counts")

    writing.wake(SOON)
    timer = writing.timer
    writing.wake(SOON)
    timer.join(5)

    assert (written, closed, writing.timer) == ([1], [1], None)


def test_nothing_is_written_with_an_interval_of_nought():
    writing = Behind(lambda: None, failing="Counts")

    writing.wake(0)

    assert writing.timer is None


@pytest.mark.parametrize("error", [DatabaseError("locked"), InterfaceError("closed")])
def test_what_could_not_be_written_is_tried_again(error, caplog):
    outcomes, done = [error], threading.Event()

    def write():
        if outcomes:
            raise outcomes.pop()
        done.set()

    Behind(write, failing="Counts").wake(SOON)

    assert done.wait(5)
    assert caplog.messages == ["Counts could not be written; tried again later."]
