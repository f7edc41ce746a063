"""Counts begin with the first time and end, are shared as widely as can be, and never hang."""

import logging
import os
import socket
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from portal.limits.counting import (
    BestCounter,
    Count,
    MachineCounter,
    WorkerCounter,
    named,
)
from portal.limits.servers import RedisCounter

URL_FILE = Path(__file__).resolve().parents[3] / ".local" / "redis-url"
NOW = 1_800_000_000.0
NAME = named("search", "192.0.2.1")


@pytest.fixture
def redis_url():
    if not URL_FILE.is_file():
        line = "NO REDIS: run `bash scripts/services.sh redis` to find or start one"
        if os.environ.get("CI"):
            pytest.fail(line)
        pytest.skip(line)
    return URL_FILE.read_text().strip()


@pytest.fixture(params=["machine", "worker"])
def counter(request, tmp_path):
    return MachineCounter(tmp_path / "counts") if request.param == "machine" else WorkerCounter()


def numbers(counter, *times, name=NAME, seconds=60):
    return [counter.add(name, 1, seconds=seconds, at=at).number for at in times]


def test_count_begins_with_the_first_time_and_ends(counter):
    assert numbers(counter, NOW, NOW + 30, NOW + 59.9, NOW + 60, NOW + 61) == [1, 2, 3, 1, 2]


def test_count_says_when_it_ends_and_who_shares_it(counter):
    counter.add(NAME, 1, seconds=60, at=NOW)

    count = counter.add(NAME, 1, seconds=60, at=NOW + 20)

    assert count == Count(2, NOW + 60, is_shared=isinstance(counter, MachineCounter))


def test_what_is_counted_under_other_names_does_not_count(counter):
    numbers(counter, NOW, NOW, name=named("search", "192.0.2.2"))

    assert numbers(counter, NOW) == [1]
    assert named("a", "bc") != named("ab", "c")


def test_what_is_given_back_does_not_count_nor_go_below_nothing(counter):
    numbers(counter, NOW, NOW)

    assert counter.add(NAME, -1, seconds=60, at=NOW).number == 1
    assert counter.add(NAME, -5, seconds=60, at=NOW).number == 0


def test_clock_that_was_put_back_keeps_nobody_out(counter):
    numbers(counter, NOW + 86_400)

    assert numbers(counter, NOW) == [1]


def test_threads_lose_no_count(counter):
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda _: numbers(counter, NOW), range(400)))

    assert numbers(counter, NOW) == [401]


def test_worker_forgets_those_whom_it_saw_longest_ago(monkeypatch):
    monkeypatch.setattr(WorkerCounter, "MOST", 3)
    counter = WorkerCounter()

    for number in range(5):
        numbers(counter, NOW, name=named(str(number)))

    assert len(counter.counts) == 3
    assert numbers(counter, NOW, name=named("4")) == [2]


# One machine


def test_processes_of_a_machine_count_together(tmp_path):
    one, other = (MachineCounter(tmp_path / "state" / "counts") for _ in range(2))

    assert [numbers(one, NOW), numbers(other, NOW), numbers(one, NOW)] == [[1], [2], [3]]
    assert (tmp_path / "state").stat().st_mode & 0o077 == 0
    assert (tmp_path / "state" / "counts").stat().st_mode & 0o077 == 0


def test_full_drawer_makes_room_where_least_was_counted(tmp_path, monkeypatch):
    monkeypatch.setattr(MachineCounter, "DRAWERS", 1)
    counter = MachineCounter(tmp_path / "counts")
    numbers(counter, NOW, NOW, NOW)

    for number in range(50):
        numbers(counter, NOW, name=named(str(number)))

    assert numbers(counter, NOW) == [4]
    assert (tmp_path / "counts").stat().st_size == counter.size


def test_drawer_takes_the_place_of_what_has_ended(tmp_path, monkeypatch):
    monkeypatch.setattr(MachineCounter, "DRAWERS", 1)
    counter = MachineCounter(tmp_path / "counts")
    for number in range(counter.PLACES - 1):
        numbers(counter, NOW, name=named(str(number)))
    numbers(counter, NOW, NOW, NOW, seconds=10)

    numbers(counter, NOW + 11, name=named("new"))

    assert numbers(counter, NOW + 11, name=named("0")) == [2]


@pytest.mark.parametrize("content", [b"", b"x" * 100, os.urandom(4096 * 256)])
def test_damaged_file_is_counted_in_nevertheless(tmp_path, content):
    (tmp_path / "counts").write_bytes(content)

    assert numbers(MachineCounter(tmp_path / "counts"), NOW, NOW + 1) == [1, 2]


# Over all servers


def test_redis_counts_for_all_servers(redis_url):
    name = uuid.uuid4().bytes
    one, other = RedisCounter(redis_url), RedisCounter(redis_url)

    first = one.add(name, 1, seconds=60, at=NOW)
    then = other.add(name, 2, seconds=60, at=NOW)
    last = one.add(name, -1, seconds=60, at=NOW)

    assert [first.number, then.number, last.number] == [1, 3, 2]
    assert all(59 < count.ends - NOW <= 60 and count.is_shared for count in (first, then, last))


# As widely as can be


@pytest.fixture
def silent():
    """The address of a Redis that takes connections and never answers."""
    with socket.create_server(("127.0.0.1", 0), backlog=64) as server:
        yield f"redis://127.0.0.1:{server.getsockname()[1]}/0"


@pytest.fixture
def gone():
    """The address of a Redis that is not there."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        yield f"redis://127.0.0.1:{free.getsockname()[1]}/0"


@pytest.mark.parametrize("url", ["silent", "gone"])
def test_redis_that_does_not_answer_is_left_out_and_hangs_nobody(url, request, tmp_path, caplog):
    machine = MachineCounter(tmp_path / "counts")
    counter = BestCounter([RedisCounter(request.getfixturevalue(url)), machine])
    began = time.monotonic()

    found = [counter.add(NAME, 1, seconds=60, at=NOW) for _ in range(20)]

    assert time.monotonic() - began < 2
    assert [count.number for count in found] == list(range(1, 21))
    assert all(count.is_shared for count in found)
    assert [record.levelno for record in caplog.records] == [logging.WARNING]


class Flaky(WorkerCounter):
    is_well = False
    asked = 0

    def add(self, name, by, *, seconds, at):
        self.asked += 1
        if not self.is_well:
            raise OSError("disk full")
        return super().add(name, by, seconds=seconds, at=at)


@pytest.mark.parametrize(("pause", "asked"), [(60, 1), (0, 3)])
def test_counter_that_failed_is_asked_again_after_a_pause(pause, asked):
    flaky = Flaky()
    counter = BestCounter([flaky], pause=pause)

    assert numbers(counter, NOW, NOW, NOW) == [1, 2, 3]
    assert flaky.asked == asked


def test_outage_of_a_counter_is_two_lines_however_long_it_lasts(caplog):
    flaky = Flaky()
    counter = BestCounter([flaky], pause=0)

    numbers(counter, NOW, NOW, NOW)
    flaky.is_well = True
    numbers(counter, NOW, NOW)

    assert [record.getMessage() for record in caplog.records] == [
        "Flaky cannot count (disk full); asked again every 0 seconds",
        "Flaky counts again",
    ]


def test_counter_that_is_well_again_counts_again():
    flaky = Flaky()
    counter = BestCounter([flaky], pause=0)
    numbers(counter, NOW)

    flaky.is_well = True

    assert numbers(counter, NOW, NOW) == [1, 2]
    assert counter.rests == [0.0, 0.0]


def test_counter_that_is_well_again_is_found_so_without_counting_anybody():
    flaky, second = Flaky(), Flaky()
    counter = BestCounter([flaky, second], pause=0)
    numbers(counter, NOW)
    assert counter.away == ["Flaky", "Flaky"]

    flaky.is_well = second.is_well = True
    counter.look()

    assert counter.away == []
    assert numbers(counter, NOW, NOW) == [1, 2]


def test_looking_asks_nobody_who_is_well_or_rests():
    flaky, well = Flaky(), Flaky()
    well.is_well = True
    counter = BestCounter([flaky, well], pause=60)
    numbers(counter, NOW)

    counter.look()

    assert (flaky.asked, well.asked) == (1, 1)
