"""Each request has a number, and a line where it is slow; secrets and queries stay out of it."""

import re

import pytest

from portal.observing import requests
from portal.observing.requests import HEADER, Observed, number_of, shown
from portal.outages import circuits
from portal.outages.circuits import Circuit


def asked(path="/", *, status="200 OK", **environ):
    """Ask an application that answers so, and return its headers."""
    told = []

    def application(environ, start_response):
        start_response(status, [("Content-Type", "text/plain")])
        return [b"x"]

    whole = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": "answer=1", **environ}
    body = Observed(application)(whole, lambda status, headers, *_: told.append(dict(headers)))
    assert b"".join(body) is not None
    return told[0]


@pytest.mark.parametrize(
    ("proxies", "given", "is_taken"),
    [
        (1, "abcdefgh-12", True),
        (1, "a" * 80, True),
        (1, "a" * 81, False),
        (1, "short-7", False),
        (1, "with blanks in it", False),
        (1, "", False),
        (0, "abcdefgh-12", False),
    ],
)
def test_number_is_that_of_a_proxy_of_ours(settings, proxies, given, is_taken):
    settings.REST_FRAMEWORK = {**settings.REST_FRAMEWORK, "NUM_PROXIES": proxies}

    assert (number_of({"HTTP_X_REQUEST_ID": given}) == given) == is_taken


def test_numbers_differ_and_stand_in_the_answer():
    assert len({asked()[HEADER] for _ in range(3)}) == 3


@pytest.mark.parametrize(("least", "lines"), [(0, 0), (1, 1), (60_000, 0)])
def test_slow_request_is_a_line_without_its_query(settings, caplog, monkeypatch, least, lines):
    settings.SLOW_MILLISECONDS = least
    clock = iter([1.0, 1.25])
    monkeypatch.setattr(requests.time, "perf_counter", lambda: next(clock))

    asked("/check/x/v1/")

    expected = ["Slow: GET /check/x/v1/ took 0.25 s (200)"] * lines
    assert [record.getMessage() for record in caplog.records] == expected


@pytest.mark.parametrize(("is_away", "lines"), [(True, 0), (False, 1)])
def test_slow_request_has_no_line_while_the_database_is_away(
    settings, caplog, monkeypatch, is_away, lines
):
    settings.SLOW_MILLISECONDS = 1
    clock = iter([1.0, 1.25])
    monkeypatch.setattr(requests.time, "perf_counter", lambda: next(clock))
    monkeypatch.setattr(circuits, "database", Circuit("The database"))
    if is_away:
        circuits.database.failed("gone")
    caplog.clear()

    asked()

    assert len(caplog.records) == lines


def test_private_links_and_control_signs_are_not_written():
    paths = ["/review/secret/x/", "/feedback/secret/", "/licenses/mit/", "/a\nb"]

    assert [shown(path) for path in paths] == [
        "/review/.../x/", "/feedback/.../", "/licenses/mit/", "/a\\nb",
    ]  # fmt: skip


@pytest.mark.parametrize(("held", "lines"), [(None, 0), (("200 OK", b"Vary: A\r\n", b"x"), 1)])
def test_answer_at_once_has_a_number_and_a_line_too(settings, caplog, monkeypatch, held, lines):
    settings.SLOW_MILLISECONDS = 1
    clock = iter([1.0, 1.25])
    monkeypatch.setattr(requests.time, "perf_counter", lambda: next(clock))
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": "/licenses/mit/"}

    answer = Observed(None, lambda environ: held).at_once(environ)

    assert [record.getMessage() for record in caplog.records] == [
        "Slow: GET /licenses/mit/ took 0.25 s (200)"
    ] * lines
    if held is None:
        assert answer is None
    else:
        status, headers, body = answer
        assert (status, body) == ("200 OK", b"x")
        assert re.fullmatch(rb"Vary: A\r\nX-Request-ID: [0-9a-f]{16}\r\n", headers)


def test_application_that_has_nothing_at_once_is_asked_as_ever():
    assert Observed(None).at_once({"REQUEST_METHOD": "GET", "PATH_INFO": "/"}) is None
