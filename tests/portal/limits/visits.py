"""Requests that are worked at, each in a thread, until they are told to end."""

import os
import threading
import time
from contextlib import ExitStack

from portal.limits.turns import Crowded


class Visit(threading.Thread):
    """A request that is worked at until it is told to end."""

    def __init__(self, turns, who, *, heavy=False, is_first=False, **options):
        super().__init__(daemon=True)
        self.turns, self.who, self.heavy, self.options = turns, who, heavy, options
        self.is_first = is_first
        self.began, self.told, self.error = threading.Event(), threading.Event(), None
        self.start()

    def run(self):
        try:
            with self.turns.place(self.who, is_first=self.is_first), ExitStack() as stack:
                if self.heavy:
                    stack.enter_context(self.turns.turn(self.who, **self.options))
                self.began.set()
                self.told.wait(5)
        except Crowded as error:
            self.error = error

    def end(self):
        self.told.set()
        self.join(5)


def working(visits):
    """Return which visits are worked at, once nothing moves any more.

    Threads move later where the machine has other work.
    """
    time.sleep(0.03 * max(1.0, os.getloadavg()[0]))
    return [visit.began.is_set() for visit in visits]


def one_by_one(visits, *more):
    """Let visits come one after the other; return which of them are worked at."""
    for visit in more:
        visits += [visit()]
        working(visits)
    return working(visits)
