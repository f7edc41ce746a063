"""Where a request comes from, by the one rule that lockout and throttling share."""

from ipaddress import IPv6Address, ip_address

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """Return the visitor's address: the PROXY_COUNT-th from the end of X-Forwarded-For.

    What stands before it was written by the visitor and means nothing. Without
    proxies the header means nothing either. Source: DRF's ``NUM_PROXIES``. Of an IPv6
    address the network is returned, since one visitor has all its 2^64 addresses.
    """
    count = settings.REST_FRAMEWORK["NUM_PROXIES"]
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "")
    peer = _network(str(request.META.get("REMOTE_ADDR", "")))
    if not count or not forwarded:
        return peer
    addresses = [part.strip() for part in forwarded.split(",")]
    return _network(addresses[-min(count, len(addresses))]) or peer


def _network(address: str) -> str:
    """Return an IPv4 address, the first address of an IPv6 one's /64, or nothing for neither."""
    try:
        known = ip_address(address)
    except ValueError:
        return ""
    if not isinstance(known, IPv6Address):
        return str(known)
    return str(known.ipv4_mapped or IPv6Address(int(known) >> 64 << 64))
