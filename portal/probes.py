"""Answer the probes of load balancers before anything asks which host was meant.

They call a machine by its address, which no list of the site's names holds; Django would
answer 400, and the machine would be taken out of service. Nothing in the answers depends
on the host.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from guidance.views.frame.health import healthz, readyz

_PROBES = {"/healthz": healthz, "/readyz": readyz}

Answering = Callable[[HttpRequest], HttpResponse]


def answer_probes(get_response: Answering) -> Answering:
    """Wrap what answers requests; to stand before the middleware that checks the host."""

    def answering(request: HttpRequest) -> HttpResponse:
        return _PROBES.get(request.path_info, get_response)(request)

    return answering
