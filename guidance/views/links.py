"""A limit on the short links that one visitor makes, so that nobody fills the database."""

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from portal.visitors import address_of

MOST = 60
SECONDS = 3600
TOO_MANY = _(
    "Many short links were made from your network lately. Wait an hour, or share the long link."
)


def may_make(request: HttpRequest) -> bool:
    """Count one more link for this visitor, and tell whether it is allowed.

    The cache holds a keyed digest of the visitor's address for an hour, not the address.
    """
    key = "links:" + salted_hmac("guidance.links", address_of(request)).hexdigest()
    if cache.add(key, 1, SECONDS):
        return True
    try:
        return bool(cache.incr(key) <= MOST)
    except ValueError:  # it expired between the two calls
        return True
