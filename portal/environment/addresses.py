"""How the site is called from outside."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.encoding import iri_to_uri

Answering = Callable[[HttpRequest], HttpResponse]

_STANDARD = {"http": "80", "https": "443"}


def absolute(request: HttpRequest, address: str) -> str:
    """Return the address with scheme and host, from SITE_URL where it is set."""
    site = settings.SITE_URL or f"{request.scheme}://{host_of(request)}"
    return f"{site}{iri_to_uri(address)}"


def host_of(request: HttpRequest) -> str:
    """Return the host that links name, with a port that is not the visitor's invention.

    Anybody can write any port behind a host's name, and what one visitor wrote would stand
    in a page that is kept for all. Believed is the port of the socket that the request came
    in by; behind a proxy that socket is not what readers see, and the standard port is
    meant. Raises DisallowedHost where the host is none of ours.
    """
    name, port = _split(request.get_host())
    if not port or port == _STANDARD.get(request.scheme or "") or _is_behind_a_proxy(request):
        return name
    own = str(request.META.get("SERVER_PORT", ""))
    return f"{name}:{own}" if own and own != _STANDARD.get(request.scheme or "") else name


def _split(host: str) -> tuple[str, str]:
    """Return name and port; the name may be an IPv6 address in brackets."""
    name, colon, port = host.rpartition(":")
    return (name, port) if colon and not host.endswith("]") else (host, "")


def _is_behind_a_proxy(request: HttpRequest) -> bool:
    """Tell whether another program took the request from the visitor.

    One at a file's socket has no address, and gunicorn then takes the port from the host.
    """
    told = (settings.SECURE_PROXY_SSL_HEADER, settings.REST_FRAMEWORK["NUM_PROXIES"])
    return any(told) or not request.META.get("REMOTE_ADDR")


def redirect_to_no_port(get_response: Answering) -> Answering:
    """Wrap what answers requests: the way to HTTPS is at no port that only the request names.

    To stand before Django's SecurityMiddleware, which leads to whatever the request calls it.
    """

    def answering(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code == 301 and not request.is_secure():
            place = response.headers["Location"]
            called = f"https://{request.get_host()}/"
            if place.startswith(called):
                name, _ = _split(request.get_host())
                site = urlsplit(settings.SITE_URL).netloc
                host = site if _split(site)[0] == name else name
                response.headers["Location"] = f"https://{host}/{place.removeprefix(called)}"
        return response

    return answering
