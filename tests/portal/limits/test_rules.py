"""How often a visitor may do something: both sides of each threshold, with clocks made up."""

import logging

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import RequestFactory

from portal.environment.values import Environment
from portal.limits import rules
from portal.limits.counting import MachineCounter
from portal.limits.rules import TooMany, give_back, rate, refusal, spend, spend_of

NOW = 1_800_000_000.0


@pytest.fixture(autouse=True)
def _rates(settings):
    settings.RATES = settings.RATES | {"search": "3/min", "login": "2/5min"}


def spent(times, limit="search", who="a", at=NOW):
    """Return how often it went well, and the seconds to wait after the first time it did not."""
    for number in range(times):
        try:
            spend(limit, who, at=at)
        except TooMany as refused:
            return number, refused.seconds
    return times, 0


def test_limit_allows_so_many_and_no_more():
    assert spent(3) == (3, 0)
    assert spent(1) == (0, 60)


def test_limit_begins_with_the_first_and_ends():
    spent(3)

    assert spent(1, at=NOW + 59.5) == (0, 1)
    assert spent(4, at=NOW + 60) == (3, 60)


def test_limits_and_visitors_are_apart():
    spent(4)

    assert spent(3, who="b") == (3, 0)
    assert spent(3, limit="login") == (2, 300)


def test_what_is_given_back_may_be_spent_again():
    spent(3)
    give_back("search", "a", at=NOW)

    assert spent(2) == (1, 60)


@pytest.mark.parametrize(("workers", "share"), [(1, 3), (2, 1), (9, 1)])
def test_worker_that_counts_alone_allows_its_share(settings, workers, share):
    settings.WEB_CONCURRENCY = workers

    assert spent(9) == (share, 60)


def test_worker_that_counts_with_others_allows_all(settings, monkeypatch, tmp_path):
    settings.WEB_CONCURRENCY = 2
    monkeypatch.setattr(rules.here, "_counter", MachineCounter(tmp_path / "counts"))

    assert spent(9) == (3, 60)


def test_folder_that_cannot_be_used_leaves_the_share(settings, tmp_path, monkeypatch, caplog):
    settings.STATE_DIR = tmp_path / "file" / "state"
    (tmp_path / "file").write_text("no folder")
    settings.WEB_CONCURRENCY = 3
    monkeypatch.setattr(rules.here, "_counter", rules._make_counter())

    assert spent(9) == (1, 60)
    assert "each process counts for itself" in caplog.text


def test_one_line_is_written_for_the_first_refusal_only(caplog):
    spent(3)
    assert caplog.records == []

    for _ in range(5):
        spent(1)

    assert [(r.levelno, r.getMessage()) for r in caplog.records] == [
        (logging.WARNING, "Too many: search, above 3/min")
    ]


def test_no_address_is_kept(monkeypatch, tmp_path):
    monkeypatch.setattr(rules.here, "_counter", MachineCounter(tmp_path / "counts"))

    spent(1, who="192.0.2.77")

    assert b"192.0.2" not in (tmp_path / "counts").read_bytes()


@pytest.mark.parametrize(
    ("proxies", "sent", "refused"),
    [
        (0, [("192.0.2.1", f"198.51.100.{n}") for n in range(4)], [3]),
        (1, [("10.0.0.1", f"203.0.113.{n}, 198.51.100.9") for n in range(4)], [3]),
        (1, [("10.0.0.1", f"198.51.100.{n}") for n in range(4)], []),
        (0, [(f"2001:db8:1:2::{n}", "") for n in range(4)], [3]),
        (0, [(f"2001:db8:1:{n}::1", "") for n in range(4)], []),
    ],
)
def test_visitors_are_told_apart_by_what_our_own_proxies_wrote(settings, proxies, sent, refused):
    settings.REST_FRAMEWORK = settings.REST_FRAMEWORK | {"NUM_PROXIES": proxies}
    found = []

    for number, (peer, forwarded) in enumerate(sent):
        request = RequestFactory().get("/", REMOTE_ADDR=peer, HTTP_X_FORWARDED_FOR=forwarded)
        try:
            spend_of(request, "search", at=NOW)
        except TooMany:
            found.append(number)

    assert found == refused


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("300/min", (300, 60)), ("5/s", (5, 1)), ("5/second", (5, 1)), ("1/sec", (1, 1)),
        ("60/h", (60, 3600)), ("7/day", (7, 86_400)), ("10/5min", (10, 300)),
        ("2/15m", (2, 900)), ("4/24hour", (4, 86_400)),
    ],
)  # fmt: skip
def test_rate_is_read(monkeypatch, written, meant):
    monkeypatch.setenv("IT", written)

    assert rate(Environment().rate("IT", "1/min")) == meant


@pytest.mark.parametrize("written", ["10/0min", "10/-5min", "0/5min", "10/5", "9/99999min", "5min"])
def test_rate_that_cannot_be_meant_is_refused(monkeypatch, written):
    monkeypatch.setenv("IT", written)

    with pytest.raises(ImproperlyConfigured):
        Environment().rate("IT", "1/min")


@pytest.mark.parametrize("seconds", [1, 60, 61, 3600])
def test_page_says_how_long_to_wait(seconds):
    words = {1: "1 second", 60: "60 seconds", 61: "2 minutes", 3600: "60 minutes"}[seconds]

    answer = refusal(RequestFactory().get("/search/?q=<b>&kind=term"), seconds)

    page = answer.content.decode()
    assert (answer.status_code, answer["Retry-After"]) == (429, str(seconds))
    assert answer["Cache-Control"] == "no-store"
    assert f"wait {words} and try again" in page
    assert 'href="/search/?q=%3Cb%3E&amp;kind=term"' in page


def test_page_offers_no_link_back_to_what_was_sent():
    page = refusal(RequestFactory().post("/check/x/v1/share/"), 5).content.decode()

    assert "/share/" not in page
