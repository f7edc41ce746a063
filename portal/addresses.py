"""How the site is called from outside."""

from django.conf import settings
from django.http import HttpRequest


def absolute(request: HttpRequest, address: str) -> str:
    """Return the address with scheme and host, from SITE_URL where it is set."""
    return settings.SITE_URL + address if settings.SITE_URL else request.build_absolute_uri(address)
