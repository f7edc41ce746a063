"""What pages may load, and what they may use of a visitor's machine."""

from collections.abc import Callable

from csp.constants import NONE, SELF
from django.http import HttpRequest, HttpResponse

MAY_BE_LOADED = {
    "default-src": [NONE],
    "script-src": [SELF],
    "style-src": [SELF],
    "img-src": [SELF, "data:"],
    "font-src": [SELF],
    "connect-src": [SELF],
    "form-action": [SELF],
    "frame-ancestors": [NONE],
    "base-uri": [NONE],
    "object-src": [NONE],
    "manifest-src": [SELF],
}
"""The directives of the Content-Security-Policy: nothing inline, nothing from elsewhere."""
_PERMISSIONS = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "geolocation",
        "gyroscope", "magnetometer", "microphone", "midi", "payment",
        "publickey-credentials-get", "screen-wake-lock", "serial", "usb", "xr-spatial-tracking",
    )
)  # fmt: skip

Answering = Callable[[HttpRequest], HttpResponse]


def permit_nothing(get_response: Answering) -> Answering:
    """Wrap what answers requests: pages are text and forms, and need nothing else."""

    def answering(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", _PERMISSIONS)
        # What says nothing may be kept for hours by a cache on the way, beyond a publishing.
        response.headers.setdefault("Cache-Control", "no-cache")
        return response

    return answering
