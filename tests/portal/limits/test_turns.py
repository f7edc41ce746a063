"""Of one visitor few requests are worked at in the same moment; nobody waits for ever."""

import subprocess
import sys
import time
from contextlib import ExitStack

import pytest

from portal.limits.turns import Crowded, MachineTurns, Turns
from tests.portal.limits.visits import Visit, one_by_one, working


def test_visitor_has_a_share_of_the_places_and_others_the_rest(visits):
    turns = Turns(places=3, seats=0, share=2)
    visits += [Visit(turns, "greedy") for _ in range(3)]
    assert working(visits).count(True) == 2

    visits += [Visit(turns, "other")]
    assert working(visits)[-1]

    visits[0].end()
    assert working(visits) == [True] * 4


def test_no_more_are_worked_at_than_there_are_places(visits):
    turns = Turns(places=2, seats=0, share=2)

    visits += [Visit(turns, who) for who in "abc"]

    assert working(visits).count(True) == 2


def test_heavy_requests_of_a_visitor_wait_for_each_other_in_seats(visits):
    turns = Turns(places=2, seats=2, share=1)
    visits += [Visit(turns, "greedy", heavy=True) for _ in range(3)]
    assert working(visits).count(True) == 1

    visits += [Visit(turns, "other", heavy=True)]
    assert working(visits)[-1]

    next(visit for visit in visits[:3] if visit.began.is_set()).end()
    assert working(visits[:3]).count(True) == 2


def test_who_finds_no_seat_is_sent_away_unless_patient(visits):
    turns = Turns(places=4, seats=1, share=4)
    visits += [Visit(turns, "greedy", heavy=True)]
    working(visits)
    visits += [Visit(turns, "greedy", heavy=True)]
    working(visits)

    hasty, patient = (
        Visit(turns, "greedy", heavy=True, is_patient=given) for given in (False, True)
    )
    hasty.join(5)
    visits += [patient]

    assert isinstance(hasty.error, Crowded)
    assert patient.is_alive()
    assert patient.error is None


def test_those_who_wait_without_a_seat_stand_in_nobody_s_way(visits):
    turns = Turns(places=2, seats=1, share=2)
    visits += [Visit(turns, "greedy", heavy=True, is_patient=True) for _ in range(5)]

    for done in range(5):
        assert working(visits).count(True) == done + 1
        assert turns.working == {"greedy": 1}  # those who wait are in no place
        next(visit for visit in visits if visit.began.is_set() and visit.is_alive()).end()

    assert [visit.error for visit in visits] == [None] * 5


def test_who_waits_too_long_is_sent_away(visits, monkeypatch):
    monkeypatch.setattr(Turns, "PATIENCE", 0.01)
    turns = Turns(places=4, seats=4, share=4)
    visits += [Visit(turns, "greedy", heavy=True)]
    working(visits)

    late = Visit(turns, "greedy", heavy=True)
    late.join(5)

    assert isinstance(late.error, Crowded)
    assert (turns.seated, turns.free) == (0, 3)


def test_places_are_given_in_the_order_of_asking(visits):
    turns = Turns(places=1, seats=0, share=1)

    one_by_one(visits, *[lambda who=who: Visit(turns, who) for who in "abcde"])

    for done in range(5):
        assert working(visits) == [True] * (done + 1) + [False] * (4 - done)
        visits[done].end()


def test_who_has_their_share_does_not_keep_those_behind_them(visits):
    turns = Turns(places=3, seats=0, share=1)

    began = one_by_one(visits, *[lambda who=who: Visit(turns, who) for who in "aab"])

    assert began == [True, False, True]


def test_who_goes_first_is_before_those_who_wait_up_to_half_of_the_places(visits):
    turns = Turns(places=2, seats=0, share=2)
    one_by_one(visits, *[lambda who=who: Visit(turns, who) for who in "abcd"])
    began = one_by_one(visits, *[lambda who=who: Visit(turns, who, is_first=True) for who in "xy"])
    assert began == [True, True, False, False, False, False]

    visits[0].end()
    assert working(visits) == [True, True, False, False, True, False]  # the first editor

    visits[1].end()
    assert working(visits) == [True, True, True, False, True, False]  # a reader, then

    visits[4].end()
    assert working(visits) == [True, True, True, False, True, True]


def test_who_is_done_is_forgotten():
    turns = Turns(places=2, seats=2, share=1)

    with turns.place("a"), turns.turn("a"), turns.aside("passwords", most=1):
        assert (turns.free, turns.working["a"]) == (2, 0)

    assert [turns.present, turns.working, turns.heavy, turns.aside_for] == [{}] * 4
    assert turns.free == 2


@pytest.mark.parametrize("most", [1, 3])
def test_aside_are_so_many_and_no_more(most):
    turns = Turns(places=2, seats=0, share=2)

    with ExitStack() as stack:
        for _ in range(most):
            stack.enter_context(turns.aside("passwords", most=most))
        with pytest.raises(Crowded):
            stack.enter_context(turns.aside("passwords", most=most))


@pytest.mark.parametrize(("together", "is_kept"), [(1, False), (2, True)])
def test_refused_is_kept_if_it_asks_for_more_than_its_share(visits, together, is_kept):
    turns = Turns(places=4, seats=4, share=1)
    turns.present["greedy"] = together

    began = time.monotonic()
    with turns.changed:
        turns.free, turns.working["greedy"] = 3, 1
    turns.rest("greedy", 0.05)

    assert (time.monotonic() - began >= 0.05) is is_kept


def test_machine_lets_other_processes_wait(tmp_path, monkeypatch):
    monkeypatch.setattr(MachineTurns, "PATIENCE", 0.02)
    monkeypatch.setattr(MachineTurns, "_hold", lambda self, byte: False)
    turns = MachineTurns(tmp_path / "turns")

    began = time.monotonic()
    with turns.turn("greedy"):
        waited = time.monotonic() - began

    assert 0.02 <= waited < 2  # then it begins anyway: the other process may be stopped


def test_machine_holds_a_visitor_until_it_is_done(tmp_path):
    turns = MachineTurns(tmp_path / "turns")
    with turns.turn("greedy"):
        assert not free_elsewhere(tmp_path / "turns", "greedy")
        assert free_elsewhere(tmp_path / "turns", "other")

    assert free_elsewhere(tmp_path / "turns", "greedy")


def free_elsewhere(path, who):
    """Tell whether another process could have the turn of a visitor now."""
    code = (
        "import sys, zlib; from pathlib import Path;"
        "from portal.limits.turns import MachineTurns as M;"
        "sys.exit(0 if M(Path(sys.argv[1]))._hold(zlib.crc32(sys.argv[2].encode())) else 3)"
    )
    return subprocess.run([sys.executable, "-c", code, str(path), who], check=False).returncode == 0
