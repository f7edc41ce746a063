"""How often one visitor may call the API."""

from typing import Any

from django.http import HttpRequest
from rest_framework.request import Request
from rest_framework.throttling import AnonRateThrottle

from portal.visitors import address_of


class VisitorThrottle(AnonRateThrottle):
    """Count visitors by the rule that the lock-out has, not by whatever a header says."""

    def get_cache_key(self, request: Request, view: Any) -> str:
        meant: HttpRequest = request._request
        return self.cache_format % {"scope": self.scope, "ident": address_of(meant)}
