"""Which addresses are connected to: the public ones, and just those that were judged."""

import ssl
import subprocess
import time

import pytest

from guidance.services.sources.fetching import fetch
from guidance.services.sources.networks import Network, Refused, Unreachable, is_public
from tests.services.sources.servers import answer, network


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("93.184.215.14", True),
        ("2606:4700::1111", True),
        ("127.0.0.1", False),
        ("127.9.9.9", False),
        ("0.0.0.0", False),  # noqa: S104 - to be refused
        ("10.0.0.1", False),
        ("172.16.0.1", False),
        ("172.32.0.1", True),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("100.128.0.1", True),
        ("192.0.2.1", False),
        ("192.88.99.1", False),
        ("198.18.0.1", False),
        ("224.0.0.1", False),
        ("240.0.0.1", False),
        ("255.255.255.255", False),
        ("::", False),
        ("::1", False),
        ("::127.0.0.1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:8.8.8.8", False),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::808:808", False),
        ("64:ff9b:1::1", False),
        ("2001::1", False),
        ("2001:db8::1", False),
        ("2002:7f00:1::", False),
        ("fc00::1", False),
        ("fd12::1", False),
        ("fe80::1", False),
        ("fe80::1%lo", False),
        ("fec0::1", False),
        ("ff02::1", False),
        ("100::1", False),
        ("localhost", False),
        ("0x7f.1", False),
        ("2130706433", False),
        ("", False),
    ],
)
def test_only_public_addresses_are_connected_to(address, expected):
    assert is_public(address) is expected


@pytest.mark.parametrize("host", ["inside.example", "mixed.example", "mapped.example"])
def test_name_that_leads_inside_is_refused(server, host):
    with pytest.raises(Refused) as caught:
        fetch(server.url("/", host=host), network(server))

    assert (caught.value.reason, server.asked) == ("not-public", [])


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]", "2130706433", "0x7f000001"])
def test_this_machine_is_refused_by_the_network_itself(host):
    with pytest.raises((Refused, Unreachable)) as caught:
        fetch(f"https://{host}/", Network(seconds=5))

    assert caught.value.reason in ("not-public", "no-such-host")


def test_name_is_resolved_once_and_another_answer_gains_nothing(server):
    server.pages["/"] = answer("<p>Words.</p>")
    answers = [["127.0.0.1"], ["10.0.0.1"]]

    page = fetch(server.url(), network(server, resolve=lambda _host, _port: answers.pop(0)))

    assert page.body == b"<p>Words.</p>"
    assert answers == [["10.0.0.1"]]


def test_resolver_that_does_not_answer_is_waited_for_so_long(server):
    begun = time.monotonic()

    with pytest.raises(Unreachable) as caught:
        fetch(server.url(), network(server, resolve=lambda *_: time.sleep(3), seconds=0.3))

    assert caught.value.reason == "slow"
    assert time.monotonic() - begun < 2


def test_name_that_nobody_knows_is_said(server):
    with pytest.raises(Unreachable, match="no-such-host"):
        fetch(server.url("/", host="nowhere.example"), network(server))


@pytest.fixture
def certificate(tmp_path):
    key, file = tmp_path / "key.pem", tmp_path / "cert.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
         "-subj", "/CN=publisher.example", "-addext", "subjectAltName=DNS:publisher.example",
         "-keyout", str(key), "-out", str(file)],
        check=True, capture_output=True,
    )  # fmt: skip
    return key, file


@pytest.fixture
def secure(server, certificate):
    """The server with TLS; it keeps the names that it was asked for."""
    key, file = certificate
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file, key)
    server.names = []
    context.sni_callback = lambda _connection, name, _context: server.names.append(name)
    server.wrap = lambda connection: context.wrap_socket(connection, server_side=True)
    server.pages["/"] = answer("<p>Words.</p>")
    return server


def trusting(file):
    return lambda: ssl.create_default_context(cafile=file)


def test_certificate_is_checked_for_the_name(secure, certificate):
    its = network(secure, context=trusting(certificate[1]))

    page = fetch(secure.url(scheme="https"), its)
    with pytest.raises(Unreachable) as caught:
        fetch(secure.url(scheme="https", host="moved.example"), its)

    assert page.body == b"<p>Words.</p>"
    assert caught.value.reason == "certificate"
    assert secure.names == ["publisher.example", "moved.example"]


def test_certificate_that_nobody_vouches_for_is_refused(secure):
    with pytest.raises(Unreachable) as caught:
        fetch(secure.url(scheme="https"), network(secure))

    assert (caught.value.reason, secure.asked) == ("certificate", [])


def test_server_without_tls_is_said(server):
    with pytest.raises(Unreachable) as caught:
        fetch(server.url(scheme="https"), network(server))

    assert caught.value.reason == "no-tls"
