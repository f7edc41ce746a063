"""How the site is called: by its hosts, and by no port that only a request names."""

import io
import logging

import pytest
from django.core.exceptions import DisallowedHost
from django.test import RequestFactory

from portal.environment.addresses import absolute, host_of
from portal.logs import MOST, Brief
from tests.editions import published_faq, published_license, published_tree
from tests.scenes import scene


@scene
def shelf():
    published_license()
    published_faq()
    published_tree()


def asked(host, *, port="8000", scheme="http", remote="127.0.0.1"):
    extra = {"SERVER_PORT": port, "wsgi.url_scheme": scheme, "REMOTE_ADDR": remote}
    return RequestFactory().get("/", HTTP_HOST=host, **extra)


@pytest.fixture
def hosts(settings):
    settings.ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
    return settings


@pytest.mark.parametrize(
    ("host", "given", "named"),
    [
        ("localhost:8000", {}, "localhost:8000"),
        ("localhost:1", {}, "localhost:8000"),
        ("localhost:80008000", {}, "localhost:8000"),
        ("127.0.0.1:1", {}, "127.0.0.1:8000"),
        ("[::1]:1", {}, "[::1]:8000"),
        ("[::1]", {}, "[::1]"),
        ("localhost", {}, "localhost"),
        ("localhost:80", {}, "localhost"),
        ("localhost:1", {"port": "80"}, "localhost"),
        ("localhost:443", {"scheme": "https"}, "localhost"),
        ("localhost:80", {"scheme": "https", "port": "443"}, "localhost"),
        ("localhost:1", {"scheme": "https", "port": "8443"}, "localhost:8443"),
        ("localhost:8000", {"remote": ""}, "localhost"),  # gunicorn at a file's socket
    ],
)
def test_port_of_a_link_is_that_of_the_socket_or_none(hosts, host, given, named):
    assert host_of(asked(host, **given)) == named


@pytest.mark.parametrize("behind", ["BEHIND_TLS_PROXY", "PROXY_COUNT"])
def test_behind_a_proxy_links_have_no_port(hosts, behind):
    if behind == "PROXY_COUNT":
        hosts.REST_FRAMEWORK = hosts.REST_FRAMEWORK | {"NUM_PROXIES": 1}
    else:
        hosts.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

    assert host_of(asked("localhost:8000")) == "localhost"


def test_foreign_host_is_in_no_link(hosts):
    with pytest.raises(DisallowedHost):
        absolute(asked("evil.example"), "/")


@pytest.mark.parametrize(
    ("site", "address"), [("", "http://localhost/%C3%A4#a"), ("https://g.org", "https://g.org/%C3%A4#a")]
)  # fmt: skip
def test_address_is_written_in_ascii(hosts, site, address):
    hosts.SITE_URL = site

    assert absolute(asked("localhost"), "/ä#a") == address


PAGES = [
    "/", "/licenses/", "/licenses/example/", "/licenses/example/v1/", "/faq/may-i-sell-it/",
    "/check/can-i-use-it/start/", "/check/can-i-use-it/v1/?users=5&sharing=no", "/changes.atom",
    "/sitemap.xml", "/robots.txt", "/compare/", "/search/?q=notice", "/api/v1/licenses?page_size=1",
    "/api/v1/licenses/example", "/api/v1/licenses/example/annotations.jsonld", "/api/docs/",
    "/api/v1/search?q=notice", "/api/schema/", "/admin/login/",
]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("page", PAGES)
def test_no_page_repeats_a_port_that_only_the_request_names(client, shelf, page):
    plain = client.get(page, headers={"host": "testserver"})

    answer = client.get(page, headers={"host": "testserver:1"})

    assert answer.status_code == plain.status_code
    assert b"testserver:1" not in answer.content
    if page != "/admin/login/":  # it holds a token of its own each time
        assert answer.content == plain.content


@pytest.mark.parametrize(
    ("host", "site", "place"),
    [
        ("localhost:8000", "", "https://localhost/a/?b=c"),
        ("localhost:1", "", "https://localhost/a/?b=c"),
        ("localhost:1", "https://localhost:8443", "https://localhost:8443/a/?b=c"),
        ("127.0.0.1:1", "https://localhost:8443", "https://127.0.0.1/a/?b=c"),
    ],
)
def test_way_to_https_is_at_no_port_that_only_the_request_names(client, hosts, host, site, place):
    hosts.SECURE_SSL_REDIRECT, hosts.SITE_URL = True, site

    answer = client.get("/a/?b=c", headers={"host": host})

    assert (answer.status_code, answer["Location"]) == (301, place)


# What the log says of it


@pytest.fixture
def written():
    """Return what the portal's own handler writes from here on."""
    stream = io.StringIO()
    handler = next(
        handler
        for handler in logging.getLogger().handlers
        if any(isinstance(found, Brief) for found in handler.filters)
    )
    former = handler.setStream(stream)
    yield stream
    handler.setStream(former)


@pytest.mark.parametrize(
    "host", ["evil.example", "a b", "evil.example/x", "x" * 5_000, "testserver\t"]
)
def test_wrong_host_writes_one_line(client, written, host):
    answer = client.get("/", headers={"host": host})

    lines = written.getvalue().splitlines()
    assert (answer.status_code, len(lines)) == (400, 1)
    assert " WARNING django.security.DisallowedHost: Invalid HTTP_HOST header: '" in lines[0]
    assert len(lines[0]) < MOST + 100


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        ("a=b", "multipart/form-data; boundary=", 400),
        ("&".join(f"a{n}=b" for n in range(4_001)), "application/x-www-form-urlencoded", 400),
        ("a=" + "b" * 5 * 1024 * 1024, "application/x-www-form-urlencoded", 413),
    ],
)  # fmt: skip
def test_form_that_cannot_be_read_writes_one_line(client, written, body, kind, status):
    answer = client.post("/admin/login/", body, content_type=kind)

    lines = written.getvalue().splitlines()
    assert (answer.status_code, len(lines)) == (status, 1)
    assert " WARNING django." in lines[0]


def test_fault_of_our_own_keeps_its_traceback(client, written, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("guidance.api.reading.documents.json_schema", lambda kind: 1 / 0)

    client.get("/api/v1/schemas/tree")

    lines = written.getvalue().splitlines()
    assert " ERROR django.request: " in lines[0]
    assert lines[-1] == "ZeroDivisionError: division by zero"
