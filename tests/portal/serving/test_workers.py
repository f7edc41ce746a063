"""A worker that is told to end waits for another, takes all who wait at its door, and shuts it."""

import os
import signal
import socket
from types import SimpleNamespace

import pytest
from gunicorn.config import Config

from portal.outages import circuits
from portal.outages.circuits import Circuit
from portal.serving import workers
from portal.serving.handover import Handover
from portal.serving.workers import Worker


@pytest.fixture
def worker():
    """A worker with a door, which counts whom it takes and answers nobody."""
    made = Worker.__new__(Worker)
    door = socket.create_server(("127.0.0.1", 0))
    made.sockets, made.nr_conns, made.alive, made._accepting = [door], 0, True, True
    made.poller = SimpleNamespace(unregister=lambda door: None, register=lambda *given: None)
    made.taken = []
    made.enqueue_req = made.taken.append
    made.cfg, made.wsgi, made.worker_connections = Config(), None, 1_000
    yield made
    for one in made.taken:
        one.sock.close()
    door.close()


@pytest.mark.parametrize("waiting", [0, 1, 3])
def test_all_who_wait_are_taken_and_the_next_is_refused(worker, waiting):
    place = worker.sockets[0].getsockname()
    visitors = [socket.create_connection(place) for _ in range(waiting)]
    worker.alive = False

    worker.set_accept_enabled(False)

    assert len(worker.taken) == waiting
    assert worker.sockets == []
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(place)
    for visitor in visitors:
        visitor.close()


def test_door_stays_open_while_it_only_rests(worker):
    worker.set_accept_enabled(False)

    assert worker.sockets[0].fileno() >= 0
    assert worker.taken == []


@pytest.fixture
def handover(monkeypatch):
    made = Handover()
    monkeypatch.setattr(workers, "handover", made)
    return made


@pytest.fixture
def old(worker, handover):
    """A worker that began before any reload, and is told to end as gunicorn tells it."""
    worker.generation, worker.booted = handover.generation, True
    worker.told_to_end = worker.notified = 0.0
    worker.tmp = SimpleNamespace(notify=lambda: None)
    worker.method_queue = SimpleNamespace(defer=lambda call: None)
    return worker


def told(worker):
    worker.handle_exit(signal.SIGTERM, None)
    return worker.alive


def test_worker_that_is_stopped_ends_at_once(old):
    assert told(old) is False


def test_worker_that_is_still_beginning_ends_in_the_middle_of_it(old):
    old.booted = False

    with pytest.raises(SystemExit) as ended:
        told(old)

    assert ended.value.code == 0, "else the server would think that it cannot start"


def test_old_worker_goes_on_at_a_reload_until_a_new_one_is_up(old, handover):
    handover.begin()
    assert [told(old), told(old)] == [True, True]
    old.notify()
    assert old.alive

    handover.tell_up(1)
    old.notify()

    assert not old.alive


def test_new_worker_is_not_waited_for_for_ever(old, handover):
    handover.begin()
    told(old)

    old.told_to_end -= Worker.PATIENCE

    assert told(old) is False


def test_new_worker_waits_for_nobody(old, handover):
    handover.begin()
    old.generation = handover.generation

    assert told(old) is False


def test_second_reload_waits_for_its_own_workers(handover):
    handover.begin()
    handover.tell_up(1)
    handover.begin()

    assert [handover.is_awaited(generation) for generation in (0, 1, 2)] == [True, True, False]


def test_processes_that_were_forked_learn_of_it(handover):
    handover.begin()
    if (pid := os.fork()) == 0:
        handover.tell_up(1)
        os._exit(0)
    os.waitpid(pid, 0)

    assert not handover.is_awaited(0)


def test_worker_with_what_it_holds_does_not_end_by_its_requests_while_the_database_is_away(
    worker, monkeypatch
):
    monkeypatch.setattr(circuits, "database", Circuit("The database"))
    worker.max_requests = 20_000

    circuits.database.failed("gone")
    while_away = worker.max_requests
    circuits.database.worked()

    assert (while_away, worker.max_requests) == (float("inf"), 20_000)
