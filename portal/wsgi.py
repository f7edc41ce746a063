"""The WSGI application."""

import os
import sys

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

from portal.content_types import with_plain_content_type

GIVE_UP = 4
"""The exit status of a worker at which gunicorn stops, instead of starting another one."""

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
try:
    django_application = get_wsgi_application()
    # Only now, for it asks the settings how the site is called.
    from portal.observing.requests import Observed
    from portal.stored.serving import StoredPages

    stored = StoredPages(django_application, is_on=settings.STORED_PAGES)
    application = Observed(with_plain_content_type(stored), stored.at_once)
except ImproperlyConfigured as refusal:
    sys.stderr.write(f"{refusal}\n")
    sys.exit(GIVE_UP)
