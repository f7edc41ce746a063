"""What a process has to do without, said once for each change."""

from portal.limits import rules
from portal.limits.counting import BestCounter, WorkerCounter
from portal.readiness.standing import _AWAY, Standing
from portal.storage.troubles import Trouble


class Resting:
    away = ("RedisCounter",)


def test_nothing_is_said_while_all_is_there(tmp_path, settings):
    settings.STATE_DIR = tmp_path

    assert Standing().reasons() == []


def test_redis_and_a_full_disk_are_reasons(monkeypatch):
    monkeypatch.setattr(rules.here, "_counter", Resting())
    monkeypatch.setattr("portal.readiness.standing.trouble_at", lambda path: Trouble.FULL)

    assert Standing().reasons() == [
        "Redis does not answer: visitors are counted on each server alone",
        "STATE_DIR: the disk is full",
    ]


def test_redis_that_is_back_is_no_reason_though_nobody_was_counted(monkeypatch, settings, tmp_path):
    settings.STATE_DIR = tmp_path
    counter = BestCounter([WorkerCounter()], pause=0)
    counter.rests[0] = 1.0  # it failed, long ago
    monkeypatch.setattr(rules.here, "_counter", counter)
    monkeypatch.setitem(_AWAY, "WorkerCounter", "It is away")

    assert Standing().reasons() == []


def test_each_change_is_one_line(caplog):
    standing = Standing()

    for reasons in ([], ["a", "b"], ["a", "b"], [], []):
        standing.tell(reasons)

    assert [one.getMessage() for one in caplog.records] == [
        "Readiness: a; b",
        "Readiness: Ready without restriction.",
    ]
