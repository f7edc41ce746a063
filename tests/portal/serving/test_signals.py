"""A process that is told to end before it listens ends once it does."""

import os
import signal
import time

from portal.serving.signals import ENDING, hold, let_through


def test_signal_that_came_too_early_is_taken_later():
    hold()
    if (pid := os.fork()) == 0:
        time.sleep(0.2)
        signal.signal(signal.SIGTERM, lambda *_: os._exit(7))
        let_through()
        os._exit(0)
    os.kill(pid, signal.SIGTERM)

    _, status = os.waitpid(pid, 0)

    assert os.waitstatus_to_exitcode(status) == 7


def test_who_forked_goes_on_taking_signals():
    hold()
    if (pid := os.fork()) == 0:
        os._exit(0)
    os.waitpid(pid, 0)

    assert not signal.pthread_sigmask(signal.SIG_BLOCK, []) & ENDING
