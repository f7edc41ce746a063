"""Who has a page of the admin open, so that two people know of each other before they save."""

from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.utils import timezone

from guidance.models import Opened
from guidance.services.people import name_of

SEEN_FOR = timedelta(minutes=3)
"""A browser says every minute that its page is open; who was silent for longer has left it."""
_KEPT_FOR = timedelta(hours=1)


def others_at(page: str, user: User, *, at: datetime | None = None) -> list[str]:
    """Return the names of who else has a page open, in their order (one query)."""
    since = (at or timezone.now()) - SEEN_FOR
    seen = Opened.objects.filter(page=page, at__gt=since).exclude(user=user.pk)
    return sorted(name_of(one.user) for one in seen.select_related("user"))


def seen_at(page: str, user: User, *, at: datetime | None = None) -> None:
    """Note that somebody has a page open; forget who was seen long ago (two queries)."""
    now = at or timezone.now()
    Opened.objects.filter(at__lt=now - _KEPT_FOR).delete()
    Opened.objects.update_or_create(user=user, page=page, defaults={"at": now})


def left(page: str, user: User) -> None:
    """Note that somebody has left a page (one query)."""
    Opened.objects.filter(user=user, page=page).delete()
