"""N+1 queries are noticed in the browser's tests too, but where many drafts are published at once.

Each of them is published for itself, with its own lock and its own checks.
"""

from django.utils.decorators import sync_only_middleware
from zeal.middleware import zeal_middleware

_TOGETHER = "/admin/guidance/releases/add/"


@sync_only_middleware
def but_where_many_are_published(get_response):
    noticing = zeal_middleware(get_response)

    def answering(request):
        return (get_response if request.path == _TOGETHER else noticing)(request)

    return answering
