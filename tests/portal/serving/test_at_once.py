"""What is held is answered without a thread; all else goes gunicorn's way, byte for byte."""

import re
import time

import pytest
from gunicorn.glogging import Logger
from gunicorn.http import message

from tests.portal.serving.workers import LARGE, waited_for


def without_date(head):
    return re.sub(r"Date: .*", "Date:", head)


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("headers", [[], ["Connection: keep-alive"], ["X-Other: 1", "X-Other: 2"]])
def test_answer_is_the_same_to_the_byte(run, method, headers):
    running, application = run("/page")
    visitor = running.visitor()
    head, body = visitor.ask("/page", *headers, method=method)
    assert (application.at_once_called, application.called) == (["/page"], [])

    application.held.clear()
    other_head, other_body = visitor.ask("/page", *headers, method=method)

    assert application.called == ["/page"]
    assert (without_date(head), body) == (without_date(other_head), other_body)


def test_connection_is_asked_again_and_again(run):
    running, application = run("/page", "/next")
    visitor = running.visitor()

    bodies = [visitor.ask(path)[1] for path in ("/page", "/other", "/next", "/page")]

    assert bodies == [b"/page", b"/other", b"/next", b"/page"]
    assert application.at_once_called == ["/page", "/next", "/page"]
    assert application.called == ["/other"]


@pytest.mark.parametrize(
    ("request_line", "headers", "body"),
    [
        ("POST /page HTTP/1.1", ["Content-Length: 4"], "more"),
        ("GET /page HTTP/1.1", ["Content-Length: 4"], "more"),
        ("GET /page HTTP/1.1", ["Expect: 100-continue"], ""),
        ("GET /page HTTP/1.1", ["Connection: close"], ""),
        ("GET /page HTTP/1.0", [], ""),
        ("GET /broken HTTP/1.1", [], ""),
        ("GET http://example.org/page HTTP/1.1", [], ""),
    ],
)
def test_what_is_out_of_the_ordinary_goes_the_other_way(run, request_line, headers, body):
    running, application = run("/page")
    visitor = running.visitor()

    visitor.send("\r\n".join([request_line, "Host: example.org", *headers, "", body]))
    if "Expect: 100-continue" in headers:
        assert visitor.answer(has_body=False)[0] == "HTTP/1.1 100 Continue"
    head, answered = visitor.answer()

    path = re.search(r"/(page|broken)", request_line)[0]
    assert head.startswith(("HTTP/1.1 200 OK", "HTTP/1.0 200 OK"))
    assert answered == (path + body).encode()
    assert (application.at_once_called, application.called) == ([], [path])


def test_requests_that_come_together_are_answered_in_their_order(run):
    running, application = run("/one", "/two")
    visitor = running.visitor()

    visitor.send("".join(f"GET {path} HTTP/1.1\r\nHost: a\r\n\r\n" for path in ("/one", "/two")))

    assert [visitor.answer()[1], visitor.answer()[1]] == [b"/one", b"/two"]
    assert visitor.ask("/one")[1] == b"/one"
    assert application.called == ["/one", "/two"]


@pytest.mark.parametrize("path", ["/page", "/other"])
def test_request_may_come_in_pieces(run, path):
    running, application = run("/page")
    visitor = running.visitor()
    visitor.ask("/page")

    for piece in (f"GET {path} HT", "TP/1.1\r\nHost: exam", "ple.org\r\n", "\r\n"):
        visitor.send(piece)
        time.sleep(0.02)

    assert visitor.answer()[1] == path.encode()
    assert [*application.at_once_called[1:], *application.called] == [path]
    assert visitor.ask("/page")[1] == b"/page"


def test_halves_of_requests_hold_no_thread(run):
    running, _ = run(threads=2)
    halves = [running.visitor() for _ in range(5)]
    for half in halves:
        half.send("GET /page HTTP/1.1\r\nHost: ex")

    assert running.visitor().ask("/other")[1] == b"/other"

    for half in halves:
        half.send("ample.org\r\n\r\n")
        assert half.answer()[1] == b"/page"


@pytest.mark.parametrize("is_kept", [False, True])
def test_half_a_request_is_not_waited_for_for_ever(run, is_kept):
    running, _ = run("/page")
    visitor = running.visitor()
    if is_kept:
        visitor.ask("/page")
    visitor.send("GET /page HTTP/1.1\r\n")
    assert waited_for(lambda: any(conn.head for conn in running.worker.pending_conns))
    [conn] = running.worker.pending_conns
    assert 5 < conn.timeout - time.monotonic() < 8

    conn.timeout = time.monotonic()

    assert visitor.is_closed(within=3)
    assert waited_for(lambda: running.worker.nr_conns == 0)


@pytest.mark.parametrize(
    ("begin", "piece", "status"),
    [("GET /page?", "a" * 34_000, "414 URI Too Long"),
     ("GET /page HTTP/1.1\r\n", f"X-A: {'a' * 8_000}\r\n" * 9, "431 Request Header Fields")],
)  # fmt: skip
def test_head_without_an_end_is_refused_and_holds_no_thread(run, begin, piece, status):
    running, application = run(threads=1)
    visitors = [running.visitor() for _ in range(3)]

    for visitor in visitors:
        visitor.send(begin + piece)

    assert all(visitor.answer()[0].startswith(f"HTTP/1.1 {status}") for visitor in visitors)
    assert all(visitor.is_closed(within=3) for visitor in visitors)
    assert running.visitor().ask("/other")[1] == b"/other"
    assert application.called == ["/other"]


@pytest.mark.parametrize("length", [32_000, 32_700])
def test_longest_address_is_read(run, length, monkeypatch):
    monkeypatch.setattr(message, "MAX_REQUEST_LINE", 32_768)  # as scripts/gunicorn.conf.py does
    running, application = run(limit_request_line=32_768)

    assert running.visitor().ask("/page?" + "a" * length)[1] == b"/page"
    assert application.called == ["/page"]


@pytest.mark.parametrize(
    "written",
    ["GET /pa ge HTTP/1.1\r\n\r\n", "GET /page HTTP/9.9\r\n\r\n",
     "GET /page HTTP/1.1\nHost: a\n\n", "GET /page HTTP/1.1\r\nHost: a\r\n\n"],
)  # fmt: skip
def test_nonsense_is_refused_by_gunicorn(run, written):
    running, application = run("/page")
    visitor = running.visitor()

    visitor.send(written)

    assert visitor.answer()[0].startswith(("HTTP/1.1 400", "HTTP/1.1 505"))
    assert application.called == []


def test_large_answer_reaches_a_slow_reader_whole_and_needs_no_thread(run):
    running, application = run(threads=1)
    waiting, visitor = running.visitor(), running.visitor()
    waiting.send("GET /wait HTTP/1.1\r\nHost: example.org\r\n\r\n")
    visitor.send("GET /large HTTP/1.1\r\nHost: example.org\r\n\r\n")
    assert waited_for(lambda: running.worker.sending)

    bodies = [visitor.answer()[1], visitor.ask("/large")[1]]

    assert [len(body) for body in bodies] == [LARGE] * 2
    assert application.at_once_called == ["/large"] * 2


@pytest.mark.parametrize("is_gone", [False, True])
def test_who_takes_nothing_of_an_answer_is_let_go(run, is_gone):
    running, _ = run()
    visitor = running.visitor()
    visitor.send("GET /large HTTP/1.1\r\nHost: example.org\r\n\r\n")
    assert waited_for(lambda: running.worker.sending)

    if is_gone:
        visitor.close()

    def is_let_go():
        for conn in [] if is_gone else [*running.worker.sending]:
            conn.timeout = time.monotonic()
        return running.worker.nr_conns == 0

    assert waited_for(is_let_go)


def test_held_page_needs_no_thread(run):
    """As while a database hangs: each thread waits, and what is held is answered."""
    running, application = run("/page", threads=2)
    waiting = [running.visitor() for _ in range(3)]
    for visitor in waiting:
        visitor.send("GET /wait HTTP/1.1\r\nHost: example.org\r\n\r\n")
    assert waited_for(lambda: len(application.called) == 2)

    assert running.visitor().ask("/page")[1] == b"/page"

    assert len(application.called) == 2
    application.may_go_on.set()
    assert [visitor.answer()[1] for visitor in waiting] == [b"/wait"] * 3


def test_visitors_who_leave_are_let_go(run):
    running, _ = run("/page")
    for asked in ("", "GET /half", None):
        visitor = running.visitor()
        if asked is None:
            visitor.ask("/page")
        else:
            visitor.send(asked)
        visitor.close()

    assert waited_for(lambda: running.worker.nr_conns == 0)


@pytest.mark.parametrize("is_kept", [False, True])
def test_who_asks_is_let_in_where_as_many_as_may_be_open_ask_nothing(run, is_kept):
    running, _ = run("/page", worker_connections=6)
    idle = [running.visitor() for _ in range(8)]
    if is_kept:
        idle = [one for one in idle if not one.is_closed(within=0.2)]
        for visitor in idle:
            visitor.ask("/page")

    assert running.visitor().ask("/page")[1] == b"/page"
    assert running.worker.nr_conns <= 6


def test_who_made_room_at_the_same_look_is_not_read_any_more(run):
    running, _ = run(begins=False)
    worker = running.worker
    visitor = running.visitor()
    worker.accept(worker.sockets[0])
    [conn] = worker.pending_conns
    visitor.send("GET /page HTTP/1.1")

    worker._end(conn, worker.pending_conns)
    worker.on_pending_socket_readable(conn, conn.sock)

    assert (worker.nr_conns, len(worker.pending_conns)) == (0, 0)
    running.thread.start()


def test_access_log_has_the_same_line(run, monkeypatch):
    lines = []
    monkeypatch.setattr(
        Logger, "access",
        lambda self, response, request, environ, taken: lines.append(
            (response.status, response.sent, request.uri, environ["RAW_URI"], taken.seconds)
        ),
    )  # fmt: skip
    running, application = run("/page", accesslog="-")
    visitor = running.visitor()

    visitor.ask("/page")
    application.held.clear()
    visitor.ask("/page")

    assert waited_for(lambda: len(lines) == 2)
    assert lines[0] == lines[1] == ("200 OK", 5, "/page", "/page", 0)


def test_application_without_it_is_asked_as_ever(run):
    running, application = run("/page")
    running.worker.wsgi = lambda environ, start_response: application(environ, start_response)

    assert running.visitor().ask("/page")[1] == b"/page"
    assert application.called == ["/page"]
