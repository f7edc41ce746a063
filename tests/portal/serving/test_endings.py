"""A process that ends keeps nobody waiting, and is kept by nobody."""

import contextlib
import time

import pytest

from tests.portal.serving.workers import waited_for


def test_process_ends_after_as_many_requests_as_it_should(run):
    running, application = run("/page", max_requests=3)
    visitor = running.visitor()

    heads = [visitor.ask("/page")[0] for _ in range(3)]

    assert ["Connection: close" in head for head in heads] == [False, False, True]
    assert (len(application.at_once_called), len(application.called)) == (2, 1)
    running.thread.join(10)
    assert not running.thread.is_alive()


def test_at_the_end_the_last_answers_say_that_it_is_over(run):
    running, _ = run("/page")
    asking, silent = running.visitor(), running.visitor()
    asking.ask("/page")

    running.tell_to_end()
    head, body = asking.ask("/page")

    assert ("Connection: close" in head, body) == (True, b"/page")
    assert silent.is_closed(within=4)
    asking.close()
    running.thread.join(4)
    assert not running.thread.is_alive()


def test_halves_of_requests_do_not_keep_a_process_that_ends(run):
    running, _ = run("/page", threads=1)
    halves = [running.visitor() for _ in range(3)]
    for half in halves:
        half.send("GET /page HTTP/1.1\r\nHost: ")
    assert waited_for(lambda: len([c for c in running.worker.pending_conns if c.head]) == 3)

    begun = time.monotonic()
    running.tell_to_end()
    while running.thread.is_alive() and time.monotonic() - begun < 5:
        for half in halves:
            with contextlib.suppress(OSError):
                half.send("a")
        time.sleep(0.1)

    assert not running.thread.is_alive()


@pytest.mark.parametrize("silent", [0, 5])
def test_who_waits_at_the_door_is_answered_at_the_end_beside_the_silent(run, silent):
    running, _ = run("/page", threads=1, begins=False)
    quiet = [running.visitor() for _ in range(silent)]
    asking = running.visitor()
    asking.send("GET /page HTTP/1.1\r\nHost: example.org\r\n\r\n")

    running.worker.alive = False
    running.thread.start()

    head, body = asking.answer()
    assert ("Connection: close" in head, body) == (True, b"/page")
    assert all(visitor.is_closed(within=4) for visitor in quiet)


def test_the_last_request_of_a_process_does_not_wait_for_the_silent(run):
    running, application = run("/page", threads=1, max_requests=2)
    assert running.visitor().ask("/page")[1] == b"/page"
    silent = [running.visitor() for _ in range(4)]
    assert waited_for(lambda: len(running.worker.pending_conns) == len(silent))

    begun = time.monotonic()
    assert running.visitor().ask("/page")[1] == b"/page"

    assert time.monotonic() - begun < 2
    assert application.called == ["/page"]
