"""Which addresses of the network may be connected to, and connecting to just these.

A name is resolved once. Each address that it has is judged, and what was judged is what is
connected to: a name that means another address a moment later gains nothing.
"""

import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

MOST_ADDRESSES = 4
"""So many addresses of one name are tried."""
_NO_PLACE = tuple(
    ipaddress.ip_network(net)
    for net in (
        "192.88.99.0/24",  # the way to 6to4: RFC 7526
        "2001::/23",  # Teredo, ORCHID and other protocols: RFC 2928
        "2002::/16",  # 6to4, which leads to an IPv4 address: RFC 3056
        "64:ff9b::/96",  # NAT64: RFC 6052
        "64:ff9b:1::/48",  # NAT64 within a network: RFC 8215
        "100::/64",  # discarded: RFC 6666
        "5f00::/16",  # segment routing: RFC 9602
    )
)
Resolve = Callable[[str, int], list[str]]


class Refused(Exception):
    """Raised for what is not looked at; ``reason`` is a code that the edge has words for."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason} {detail}".strip())
        self.reason = reason
        self.detail = detail


class Unreachable(Exception):
    """Raised where nobody answers, or not in time; ``reason`` is a code as in ``Refused``."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason} {detail}".strip())
        self.reason = reason
        self.detail = detail


def is_public(address: str) -> bool:
    """Tell whether an address is one of the public network, and nothing but itself.

    >>> [is_public(one) for one in ("93.184.215.14", "10.0.0.1", "::ffff:8.8.8.8", "fe80::1%1")]
    [True, False, False, False]
    """
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if getattr(found, "ipv4_mapped", None) is not None:
        return False
    is_odd = found.is_multicast or found.is_reserved or found.is_unspecified or found.is_loopback
    if is_odd or getattr(found, "is_site_local", False):
        return False
    if found.is_link_local or found.is_private or not found.is_global:
        return False
    return not any(found.version == net.version and found in net for net in _NO_PLACE)


def resolve(host: str, port: int) -> list[str]:
    """Return the addresses of a name as the machine's resolver knows them."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Unreachable("no-such-host", host) from error
    return list(dict.fromkeys(str(one[4][0]) for one in found))


@dataclass(frozen=True)
class Network:
    """The network as sources are looked at over it. Tests bring their own."""

    resolve: Resolve = resolve
    is_allowed: Callable[[str], bool] = is_public
    schemes: tuple[str, ...] = ("https",)
    ports: tuple[int, ...] = (443,)
    context: Callable[[], ssl.SSLContext] = field(default=ssl.create_default_context)
    seconds: float = 20.0
    """For a whole look: all redirects, and every byte."""

    def connect(self, host: str, port: int, *, is_tls: bool, until: float) -> socket.socket:
        """Return a connection to a public address of a host; raises Refused and Unreachable.

        All addresses of the name have to be public, not only the one that answers.
        """
        found = self._resolved(host, port, until)
        if not found:
            raise Unreachable("no-such-host", host)
        for address in found:
            if not self.is_allowed(address):
                raise Refused("not-public", host)
        raw = _connected(found[:MOST_ADDRESSES], port, until)
        if not is_tls:
            return raw
        try:
            raw.settimeout(left(until))
            return self.context().wrap_socket(raw, server_hostname=host)
        except (ssl.CertificateError, ssl.SSLError, OSError, ValueError) as error:
            raw.close()
            if isinstance(error, TimeoutError):
                raise Unreachable("slow") from error
            if isinstance(error, ssl.SSLCertVerificationError):
                raise Unreachable("certificate", str(error.verify_message)[:200]) from error
            raise Unreachable("no-tls") from error

    def _resolved(self, host: str, port: int, until: float) -> list[str]:
        """Resolve in a thread that may be left behind, for a resolver knows no time."""
        found: list[list[str]] = []
        errors: list[Exception] = []

        def ask() -> None:
            try:
                found.append(self.resolve(host, port))
            except Exception as error:
                errors.append(error)

        thread = threading.Thread(target=ask, daemon=True)
        thread.start()
        thread.join(left(until))
        if errors:
            raise errors[0]
        if not found:
            raise Unreachable("slow")
        return found[0]


def left(until: float) -> float:
    """Return the seconds that are left of a look; raises Unreachable where none are."""
    seconds = until - time.monotonic()
    if seconds <= 0:
        raise Unreachable("slow")
    return seconds


def _connected(addresses: list[str], port: int, until: float) -> socket.socket:
    error: OSError | None = None
    for address in addresses:
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        connection = socket.socket(family, socket.SOCK_STREAM)
        try:
            connection.settimeout(left(until))
            connection.connect((address, port))
        except OSError as failed:
            connection.close()
            error = failed
        except Unreachable:
            connection.close()
            raise
        else:
            return connection
    if isinstance(error, TimeoutError):
        raise Unreachable("slow") from error
    raise Unreachable("no-answer") from error
