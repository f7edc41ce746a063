"""Settings of the portal that the browser visits: the tests' own, with static files served.

They are looked up at each request, so that editing a style sheet meanwhile breaks no answer.
"""

from tests.settings import *  # noqa: F403

WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
MIDDLEWARE = [
    "tests.browser.noticing.but_where_many_are_published" if one.startswith("zeal.") else one
    for one in MIDDLEWARE  # noqa: F405
]
