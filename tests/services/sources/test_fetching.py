"""Pages are fetched within bounds: size, time, redirects, kinds. Each refusal has its reason."""

import gzip
import time

import pytest

from guidance.services.sources.fetching import MAX_BYTES, MAX_REDIRECTS, Fetched, agent, fetch
from guidance.services.sources.networks import Network, Refused, Unreachable
from tests.services.sources.servers import answer, moved, network

OK = answer("<p>Words.</p>")


def reason_of(url, its):
    with pytest.raises((Refused, Unreachable)) as caught:
        fetch(url, its)
    return caught.value.reason


def test_page_comes_with_its_kind_and_charset(server):
    server.pages["/license?v=1"] = answer("Words.", kind="text/plain; charset=UTF-8")

    page = fetch(server.url("/license?v=1#here"), network(server))

    assert page == Fetched(b"Words.", "plain", "UTF-8", "")


def test_who_asks_says_who_and_for_nothing_packed(server, settings, monkeypatch):
    settings.SITE_NAME, settings.SITE_URL = "Lizenz–Führer (EU)", "https://guidance.example.org"
    settings.CONTACT = "mailto:legal@example.org"
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1/")
    server.pages["/"] = OK

    fetch(server.url(), network(server))

    said = agent()
    assert said == "Lizenz-F-hrer-EU/1 (https://guidance.example.org; legal@example.org)"
    lines = server.asked[0].split("\r\n")
    assert lines[0] == "GET / HTTP/1.1"
    assert f"User-Agent: {said}" in lines
    assert "Accept-Encoding: identity" in lines
    assert f"Host: publisher.example:{server.port}" in lines
    assert not any(line.startswith(("Cookie", "Referer", "Authorization")) for line in lines)


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://publisher.example/", "not-https"),
        ("ftp://publisher.example/", "address"),
        ("file:///etc/passwd", "address"),
        ("https://publisher.example:8443/", "port"),
        ("https://me:secret@publisher.example/", "address"),
        ("https://publisher.example:99999/", "address"),
        ("https://[::1/", "address"),
        ("https:///license", "address"),
        ("https://publisher.example%2f@evil/", "address"),
        ("gopher://x", "address"),
    ],
)
def test_only_https_addresses_are_asked(url, reason):
    assert reason_of(url, Network(resolve=lambda *_: ["93.184.215.14"])) == reason


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (answer("", status="404 Not Found"), "gone"),
        (answer("", status="410 Gone"), "gone"),
        (answer("", status="403 Forbidden"), "status"),
        (answer("", status="500 Oops"), "status"),
        (answer("", status="304 Not Modified"), "status"),
        (answer("", status="301 Moved"), "status"),
        (answer("{}", kind="application/json"), "not-text"),
        (answer("%PDF-", kind="application/pdf"), "not-text"),
        (answer("words", kind=""), "not-text"),
        (answer(gzip.compress(bytes(10**7)), headers=["Content-Encoding: gzip"]), "packed"),
        (answer(b"x", headers=["Content-Encoding: br"]), "packed"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9\r\n\r\nx", "no-http"),
        (b"220 smtp.example ESMTP\r\n", "no-http"),
        (b"", "no-http"),
        (b"HTTP/1.1 100 Continue\r\n\r\n" * 100_000, "huge"),
        (b"HTTP/1.1 200 OK\r\nX: " + b"x" * 70_000, "no-http"),
        (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200 + b"\r\n", "no-http"),
    ],
)
def test_what_is_no_page_of_words_is_refused_with_its_reason(server, page, reason):
    server.pages["/"] = page

    assert reason_of(server.url(), network(server)) == reason


@pytest.mark.parametrize(("size", "is_taken"), [(MAX_BYTES, True), (MAX_BYTES + 1, False)])
@pytest.mark.parametrize("is_told", [True, False])
def test_page_has_a_largest_size(server, size, is_taken, is_told):
    body = b"x" * size
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n"
    server.pages["/"] = answer(body, kind="text/plain") if is_told else head + body

    if is_taken:
        assert len(fetch(server.url(), network(server)).body) == size
    else:
        assert reason_of(server.url(), network(server)) == "huge"


def test_page_without_an_end_is_left(server):
    def pour(connection):
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n")
        connection.sendall(b"Transfer-Encoding: chunked\r\n\r\n")
        while True:
            connection.sendall(b"1\r\nx\r\n" * 10_000)

    server.pages["/"] = pour

    assert reason_of(server.url(), network(server, seconds=20)) == "huge"


def _silent(connection):
    time.sleep(3)


def _dripping_head(connection):
    for sign in b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + b"X-Drip: y\r\n" * 9:
        connection.sendall(bytes([sign]))
        time.sleep(0.1)


def _dripping_body(connection):
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    for _ in range(60):
        connection.sendall(b"x")
        time.sleep(0.1)


@pytest.mark.parametrize("page", [_silent, _dripping_head, _dripping_body])
def test_slow_server_has_so_long_for_all_of_it(server, page):
    server.pages["/"] = page
    begun = time.monotonic()

    reason = reason_of(server.url(), network(server, seconds=0.8))

    assert reason == "slow"
    assert time.monotonic() - begun < 2.5


def test_time_is_for_all_redirects_together(server):
    def slowly(connection):
        time.sleep(0.4)
        connection.sendall(moved("/"))

    server.pages["/"] = slowly

    assert reason_of(server.url(), network(server, seconds=1)) == "slow"


def test_permanent_redirects_name_the_new_address(server):
    server.pages |= {"/old": moved("/newer"), "/newer": moved(server.url("/new"), "308 Moved"),
                     "/new": OK}  # fmt: skip

    page = fetch(server.url("/old"), network(server))

    assert (page.body, page.moved_to) == (b"<p>Words.</p>", server.url("/new"))


def test_address_behind_a_passing_redirect_is_no_new_one(server):
    server.pages |= {"/old": moved("/a", "302 Found"), "/a": moved("/new"), "/new": OK}
    server.pages |= {"/then": moved("/old")}

    pages = [fetch(server.url(path), network(server)) for path in ("/old", "/then")]

    assert [page.moved_to for page in pages] == ["", server.url("/old")]


@pytest.mark.parametrize(("count", "is_taken"), [(MAX_REDIRECTS, True), (MAX_REDIRECTS + 1, False)])
def test_redirects_are_followed_so_often(server, count, is_taken):
    server.pages |= {f"/{n}": moved(f"/{n + 1}") for n in range(count)} | {f"/{count}": OK}

    if is_taken:
        assert fetch(server.url("/0"), network(server)).body == b"<p>Words.</p>"
    else:
        assert reason_of(server.url("/0"), network(server)) == "redirects"


def test_redirect_to_itself_ends(server):
    server.pages["/"] = moved("/")

    assert reason_of(server.url(), network(server)) == "redirects"
    assert len(server.asked) == MAX_REDIRECTS + 1


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("http://inside.example:{port}/", "not-public"),
        ("//meta.example:{port}/latest/meta-data/", "not-public"),
        ("http://10.0.0.1:{port}/", "not-public"),
        ("http://[::1]:{port}/", "not-public"),
        ("http://publisher.example:22/", "port"),
        ("file:///etc/passwd", "address"),
        ("javascript:alert(1)", "address"),
        ("http://a:b@publisher.example:{port}/", "address"),
    ],
)
def test_each_redirect_is_judged_by_where_it_leads(server, target, reason):
    server.pages["/"] = moved(target.format(port=server.port))
    its = network(server, resolve=_as_written)

    assert reason_of(server.url(), its) == reason
    assert len(server.asked) == 1


def _as_written(host, _port):
    known = {"publisher.example": "127.0.0.1", "inside.example": "10.1.2.3",
             "meta.example": "169.254.169.254"}  # fmt: skip
    return [known.get(host, host)]


def test_redirect_to_plain_http_is_refused():
    from tests.services.sources.servers import serving

    with serving() as server:
        server.pages["/"] = moved("http://publisher.example/")
        its = network(server, schemes=("https",))

        assert reason_of(server.url(), its) == "not-https"


def test_signs_in_an_address_cannot_write_a_head(server):
    server.pages["/a%0D%0AX-Evil:%201"] = OK
    server.pages["/"] = moved("/a%0D%0AX-Evil: 1")

    page = fetch(server.url(), network(server))

    assert page.body == b"<p>Words.</p>"
    assert "\r\nX-Evil" not in server.asked[1]
