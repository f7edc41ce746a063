"""Who was answered and does not close its side makes nobody wait."""

import time

from tests.portal.serving.workers import waited_for


def closing(running):
    visitor = running.visitor()
    assert b"/page" in visitor.ask("/page", "Connection: close")[1]
    return visitor


def test_nobody_waits_for_who_does_not_close(run):
    running, _ = run()
    open_still = [closing(running) for _ in range(4)]

    begun = time.monotonic()
    assert running.visitor().ask("/other")[1] == b"/other"

    assert time.monotonic() - begun < 1
    assert waited_for(lambda: len(running.worker.lingering.open) == len(open_still))


def test_they_count_as_open_until_they_are_closed(run):
    running, _ = run()
    visitor = closing(running)
    assert waited_for(lambda: running.worker.lingering.open)
    assert running.worker.nr_conns == 1

    visitor.close()

    assert waited_for(lambda: running.worker.nr_conns == 0)


def test_they_are_closed_after_a_while(run):
    running, _ = run()
    visitor = closing(running)
    assert waited_for(lambda: running.worker.lingering.open)

    for sock in running.worker.lingering.open:
        running.worker.lingering.open[sock] = time.monotonic()

    assert waited_for(lambda: running.worker.nr_conns == 0)
    visitor.close()


def test_who_goes_on_writing_is_closed(run):
    running, _ = run()
    visitor = closing(running)
    assert waited_for(lambda: running.worker.lingering.open)

    visitor.send("x" * (running.worker.lingering.MOST - 1))
    time.sleep(0.1)
    assert running.worker.nr_conns == 1
    visitor.send("x")

    assert waited_for(lambda: running.worker.nr_conns == 0, 1)


def test_worker_that_ends_waits_for_them_but_not_long(run):
    running, _ = run()
    closing(running)
    assert waited_for(lambda: running.worker.lingering.open)

    begun = time.monotonic()
    running.end()

    assert time.monotonic() - begun < 4
