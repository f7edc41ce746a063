"""A worker that is told to end takes all who wait at its door, and shuts it."""

import socket
from types import SimpleNamespace

import pytest

from portal.observing.workers import Worker


@pytest.fixture
def worker():
    """A worker with a door, which counts whom it takes and answers nobody."""
    made = Worker.__new__(Worker)
    door = socket.create_server(("127.0.0.1", 0))
    made.sockets, made.nr_conns, made.alive, made._accepting = [door], 0, True, True
    made.poller = SimpleNamespace(unregister=lambda door: None, register=lambda *given: None)
    made.taken = []
    made.enqueue_req = made.taken.append
    made.cfg = None
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
