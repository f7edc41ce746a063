"""Counts are read by who knows the token, of all processes that live."""

import os
import threading
import time

import pytest

from portal.observing import metrics
from portal.observing.requests import Observed


@pytest.fixture
def folder(settings, tmp_path, monkeypatch):
    settings.STATE_DIR = tmp_path
    settings.METRICS_TOKEN = "the-token"
    monkeypatch.setattr(metrics, "_sheets", {})
    return tmp_path


def scraped(**environ):
    told = []

    def application(environ, start_response):
        start_response("404 Not Found", [])
        return [b""]

    whole = {"REQUEST_METHOD": "GET", "PATH_INFO": "/metrics", **environ}
    body = Observed(application)(whole, lambda status, headers, *_: told.append(status))
    return told[0], b"".join(body).decode()


@pytest.mark.parametrize("given", ["", "Bearer", "Bearer other", "Bearer the-token2", "Bearer ä"])
def test_nobody_else_is_told_anything(folder, given):
    assert scraped(HTTP_AUTHORIZATION=given) == ("404 Not Found", "")


def test_without_a_token_there_is_no_such_page(folder, settings):
    settings.METRICS_TOKEN = ""

    assert scraped(HTTP_AUTHORIZATION="Bearer ")[0] == "404 Not Found"


def test_requests_are_counted_by_status_and_time(folder):
    for status, seconds in [("200 OK", 0.005), ("304 Not Modified", 0.006), ("503 Oh", 11)]:
        metrics.count(status, seconds)

    status, body = scraped(HTTP_AUTHORIZATION="Bearer the-token")

    pid = os.getpid()
    assert status == "200 OK"
    assert [line for line in body.splitlines() if "bucket" in line and "5.0" not in line][:1] == [
        f'guidance_request_seconds_bucket{{le="0.005",process="{pid}"}} 1.0'
    ]
    for expected in (
        f'guidance_requests_total{{status="2xx",process="{pid}"}} 1.0',
        f'guidance_requests_total{{status="5xx",process="{pid}"}} 1.0',
        f'guidance_request_seconds_bucket{{le="0.025",process="{pid}"}} 2.0',
        f'guidance_request_seconds_bucket{{le="+Inf",process="{pid}"}} 3.0',
        f'guidance_request_seconds_count{{process="{pid}"}} 3.0',
    ):
        assert expected in body.splitlines()


def test_process_that_ended_is_forgotten(folder):
    metrics.count("200 OK", 0.1)
    gone = folder / "metrics-99999999"
    gone.write_bytes(b"x")

    body = scraped(HTTP_AUTHORIZATION="Bearer the-token")[1]

    assert "99999999" not in body
    assert not gone.exists()


def test_process_is_seen_before_its_first_request(folder):
    metrics.begin()

    body = scraped(HTTP_AUTHORIZATION="Bearer the-token")[1]

    assert f'guidance_requests_total{{status="2xx",process="{os.getpid()}"}} 0.0' in body


def test_folder_that_cannot_be_written_stops_nobody(folder, settings):
    settings.STATE_DIR = folder / "a-file"
    settings.STATE_DIR.write_text("")

    metrics.begin()
    metrics.count("200 OK", 0.1)


def test_first_requests_of_many_threads_share_one_sheet(folder, monkeypatch):
    """Two sheets would cut the file of one another while it is mapped: the process would die."""
    made = []

    class Slow(metrics.Sheet):
        def __init__(self, place):
            made.append(place)
            time.sleep(0.05)
            super().__init__(place)

    monkeypatch.setattr(metrics, "Sheet", Slow)
    start = threading.Barrier(8)

    def ask():
        start.wait()
        metrics.count("200 OK", 0.1)

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert made == [folder]
    body = scraped(HTTP_AUTHORIZATION="Bearer the-token")[1]
    assert f'guidance_requests_total{{status="2xx",process="{os.getpid()}"}} 8.0' in body
