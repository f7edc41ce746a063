"""Those who write: one begins at a time, in order, and nobody is held back by who waits."""

import threading

from portal.limits.turns import Turns
from tests.portal.limits.visits import Visit, one_by_one, working


class Writer(threading.Thread):
    """A request in a place that writes until it is told to end."""

    def __init__(self, turns, who, *, patience=5, holds=True):
        super().__init__(daemon=True)
        self.holds = holds
        self.turns, self.who, self.patience = turns, who, patience
        self.began, self.told, self.is_mine = threading.Event(), threading.Event(), None
        self.start()

    def run(self):
        with self.turns.place(self.who):
            self.is_mine = self.turns.await_writing("database", self.patience)
            if self.is_mine and self.holds:
                self.turns.begin_writing("database")
            self.began.set()
            self.told.wait(5)
            if self.is_mine:
                self.turns.end_writing("database")

    end = Visit.end


def test_beside_one_who_writes_one_other_begins_and_no_more(visits):
    turns = Turns(places=4, seats=0, share=4)
    visits += [Writer(turns, "editor")]
    working(visits)

    visits += [Visit(turns, who) for who in "abc"]
    assert working(visits).count(True) == 2

    visits[0].end()
    assert working(visits) == [True] * 4


def test_who_waits_for_the_database_holds_nobody_back(visits):
    turns = Turns(places=4, seats=0, share=4)
    visits += [Writer(turns, "editor", holds=False)]
    working(visits)

    visits += [Visit(turns, who) for who in "abc"]

    assert working(visits) == [True] * 4


def test_who_writes_waits_for_who_writes_and_holds_nobody_back_meanwhile(visits):
    turns = Turns(places=4, seats=0, share=4)
    visits += [Writer(turns, "a")]
    working(visits)
    visits += [Writer(turns, "b"), Visit(turns, "reader")]
    assert working(visits) == [True, False, True]

    visits[0].end()
    assert working(visits) == [True] * 3


def test_writers_come_in_the_order_of_asking(visits):
    turns = Turns(places=4, seats=0, share=4)

    one_by_one(visits, *[lambda who=who: Writer(turns, who) for who in "abcd"])

    for done in range(4):
        assert working(visits) == [True] * (done + 1) + [False] * (3 - done)
        visits[done].end()


def test_who_waits_too_long_to_write_is_told(visits):
    turns = Turns(places=4, seats=0, share=4)
    visits += [Writer(turns, "a")]
    working(visits)
    visits += [Writer(turns, "b", patience=0.01)]
    working(visits)

    assert sorted(visit.is_mine for visit in visits) == [False, True]
    for visit in visits:
        visit.end()
    assert (turns.writers, turns.to_write, turns.free) == ({}, {}, 4)
