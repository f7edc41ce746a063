"""How often one visitor may call the API, and what of it is heavy."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from portal.limits.rules import spend_of, turn_of


class VisitorThrottle(BaseThrottle):
    """Count all calls of a visitor; raises TooMany, which ``problems.py`` answers."""

    def allow_request(self, request: Request, view: Any) -> bool:
        spend_of(request._request, "api")
        return True


def heavy(limit: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Count the calls of a method by its own limit, and let a visitor's wait for each other."""

    def decorate(answer: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(answer)
        def counted(view: Any, request: Request, *args: Any, **kwargs: Any) -> Any:
            spend_of(request._request, limit)
            with turn_of(request._request):
                return answer(view, request, *args, **kwargs)

        return counted

    return decorate
