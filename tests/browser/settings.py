"""Settings of the portal that the browser visits: the tests' own, with static files served.

They are looked up at each request, so that editing a style sheet meanwhile breaks no answer.
"""

from tests.settings import *  # noqa: F403

WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
# Drafts that are published together are each published for itself, which no N+1 query is; what
# pages ask of the database is counted by the tests without a browser.
MIDDLEWARE = [one for one in MIDDLEWARE if not one.startswith("zeal.")]  # noqa: F405
