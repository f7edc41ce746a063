"""Where a request comes from, by the one rule that lockout and throttling share."""

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """Return the visitor's address: the PROXY_COUNT-th from the end of X-Forwarded-For.

    What stands before it was written by the visitor and means nothing. Without
    proxies the header means nothing either. Source: DRF's ``NUM_PROXIES``.
    """
    count = settings.REST_FRAMEWORK["NUM_PROXIES"]
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "")
    peer = str(request.META.get("REMOTE_ADDR", ""))
    if not count or not forwarded:
        return peer
    addresses = [part.strip() for part in forwarded.split(",")]
    return _valid(addresses[-min(count, len(addresses))]) or peer


def _valid(address: str) -> str:
    """Return an address as it is stored, or nothing where it is none."""
    try:
        return str(ip_address(address))
    except ValueError:
        return ""
