"""Log lines as objects, and faults by mail: seldom, and without what was sent."""

import json
import logging
import sys

import pytest
from django.core import mail

from portal.logs import Json, Letter, Line, Seldom, written_at
from portal.observing import requests


def record(message="Hello %s", *args, error=None, line=7, created=1000.0):
    info = None
    if error:
        try:
            raise error
        except type(error):
            info = sys.exc_info()
    made = logging.LogRecord("x.y", logging.ERROR, "file.py", line, message, args, info)
    made.created = created
    return made


def test_json_line_says_when_what_and_which_request(monkeypatch):
    monkeypatch.setattr(requests._this, "number", "abc-12345", raising=False)

    line = Json().format(record("Hello %s", "a\nb"))

    assert "\n" not in line
    written = json.loads(line)
    assert {name: written[name] for name in ("at", "level", "logger", "message", "request")} == {
        "at": "1970-01-01T00:16:40.000+00:00", "level": "ERROR", "logger": "x.y",
        "message": "Hello a\nb", "request": "abc-12345",
    }  # fmt: skip


def test_json_line_holds_a_traceback_where_there_is_one():
    written = json.loads(Json().format(record("Oh", error=ValueError("no"))))

    assert written["traceback"].endswith("ValueError: no")
    assert "traceback" not in json.loads(Json().format(record("Oh")))


@pytest.mark.parametrize(("number", "end"), [("abc-12345", " [abc-12345]"), ("", "")])
def test_line_for_people_ends_with_the_request(monkeypatch, number, end):
    monkeypatch.setattr(requests._this, "number", number, raising=False)

    assert Line("%(name)s: %(message)s").format(record("Hello")) == f"x.y: Hello{end}"


def test_same_fault_is_mailed_once_in_ten_minutes():
    seldom = Seldom()
    times = [1000.0, 1599.9, 1600.0]

    assert [seldom.filter(record(created=at)) for at in times] == [True, False, True]


def test_ten_faults_an_hour_are_mailed():
    seldom = Seldom()

    told = [seldom.filter(record(line=line)) for line in range(11)]

    assert told == [True] * 10 + [False]
    assert seldom.filter(record(line=99, created=4600.0))


def test_letter_says_what_the_log_says(settings):
    settings.ADMINS = [("Operator", "ops@example.org")]

    Letter()._send("ERROR: Oh", "the words of the log")

    [sent] = mail.outbox
    assert (sent.to, sent.body) == (["ops@example.org"], "the words of the log")


@pytest.mark.parametrize(("is_mailed", "handlers"), [(False, 1), (True, 2)])
def test_faults_are_mailed_where_somebody_is_named(is_mailed, handlers):
    assert len(written_at("INFO", is_mailed=is_mailed)["root"]["handlers"]) == handlers


@pytest.mark.parametrize(("level", "least"), [("INFO", "WARNING"), ("ERROR", "ERROR")])
def test_right_passwords_are_no_line_about_failed_ones(level, least):
    assert written_at(level)["loggers"]["axes"] == {"level": least}
