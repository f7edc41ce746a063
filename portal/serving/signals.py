"""No signal to end is lost between the fork of a worker and the moment in which it listens.

In between it has the handlers of gunicorn's first process, which only write the signal down; that
process then waited for all the time that it grants (``graceful_timeout``).
"""

import os
import signal

ENDING = frozenset({signal.SIGTERM, signal.SIGINT, signal.SIGQUIT})


def hold() -> None:
    """Let these signals wait in this process, and in the one that it forks next."""
    signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)


def let_through() -> None:
    """Take those that wait, and all that come."""
    signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)


os.register_at_fork(after_in_parent=let_through)
