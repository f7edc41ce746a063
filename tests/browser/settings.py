"""Settings of the portal that the browser visits: the tests' own, with static files served.

They are looked up at each request, so that editing a style sheet meanwhile breaks no answer.
"""

from tests.settings import *  # noqa: F403

WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
MIDDLEWARE = [
    "tests.browser.settings.but_where_many_are_published" if one.startswith("zeal.") else one
    for one in MIDDLEWARE  # noqa: F405
]


def but_where_many_are_published(get_response):
    """Notice N+1 queries but where drafts are published together: each for itself, with its lock.

    Zeal is imported once Django is ready.
    """
    from zeal.middleware import zeal_middleware

    noticing = zeal_middleware(get_response)

    def answering(request):
        together = request.path == "/admin/guidance/releases/add/"
        return (get_response if together else noticing)(request)

    return answering
