"""What a trial of deploy/ counts as told, as held back and as well; it needs no server of ours."""

import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from scripts.deploying.failures import in_short, is_whole
from scripts.deploying.load import Counts, Kind, Load, Question, Readers

HELD = Kind("page", lambda number: Question("/"), is_held=True)
OTHER = Kind("write", lambda number: Question("/", "POST", "x=1"), well=frozenset({"302"}))


def counted(kind, **statuses):
    counts = Counts(kind)
    counts.statuses.update({name.removeprefix("s"): number for name, number in statuses.items()})
    counts.seconds.append(0.1)
    return counts


@pytest.mark.parametrize(
    ("counts", "is_well", "is_told"),
    [
        (counted(HELD, s200=3), True, True),
        (counted(HELD, s200=3, s503=1), False, False),
        (counted(OTHER, s302=3), True, True),
        (counted(OTHER, s302=3, s503=1), False, True),
        (counted(OTHER, s200=1), False, False),
        (counted(OTHER, s500=1), False, False),
        (counted(OTHER, **{"503 without words": 1}), False, False),
        (counted(OTHER, TimeoutError=1), False, False),
    ],
)
def test_kind_is_told_where_nobody_meets_a_fault(counts, is_well, is_told):
    assert (counts.is_well, counts.is_told) == (is_well, is_told)


def test_silence_is_not_well():
    assert not is_whole([Counts(HELD), Counts(OTHER)])
    assert is_whole([Counts(HELD), counted(OTHER, s302=1)])


def test_what_was_not_as_wanted_is_named():
    said = in_short([counted(HELD, s200=3), counted(OTHER, s302=1, s503=2)])

    assert said == "4 as wanted; slowest 100 ms; write 2 × 503"


@pytest.fixture
def server():
    """A server that answers as it is told to, and notes the visitors it was told of."""

    class Answering(BaseHTTPRequestHandler):
        def do_GET(self):
            self.server.visitors.add(self.headers["X-Forwarded-For"])
            status, headers, body = self.server.answer
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *words):
            pass

    made = HTTPServer(("127.0.0.1", 0), Answering)
    made.visitors = set()
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield made
    made.shutdown()
    thread.join()
    made.server_close()


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        ({"Retry-After": "10"}, b"The database does not answer.", "503"),
        ({}, b"The database does not answer.", "503 without Retry-After"),
        ({"Retry-After": "soon"}, b"The database does not answer.", "503 without Retry-After"),
        ({"Retry-After": "10"}, b"", "503 without words"),
    ],
)
def test_refusal_has_to_say_when_to_come_again_and_why(server, headers, body, status):
    server.answer = 503, headers, body
    load = Load([f"http://127.0.0.1:{server.server_port}"], "x", [Readers([HELD], 1, 0)])

    assert load._status(Question("/"), "127.0.0.1") == status


def test_readers_go_on_to_the_next_server_where_one_is_away(server):
    server.answer = 200, {}, b"x"
    gone = HTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    gone.server_close()
    bases = [f"http://127.0.0.1:{port}" for port in (gone.server_port, server.server_port)]
    load = Load(bases, "x", [Readers([HELD], 2, 0.01)])

    with load:
        end = time.monotonic() + 5
        while len(server.visitors) < 2 and time.monotonic() < end:
            time.sleep(0.01)

    [counts] = load.take()
    assert set(counts.statuses) == {"200"}
    assert server.visitors == {"127.0.1.1", "127.0.1.2"}
