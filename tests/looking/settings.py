"""The portal's own settings, as in production behind TLS; static files lie in a folder apart."""

from portal.settings import *  # noqa: F403
from portal.settings import BASE_DIR

STATIC_ROOT = BASE_DIR / ".local" / "looking" / "static"
