"""How somebody wants mail: they say it themselves, and what waits for them follows."""

from django.contrib.auth.models import User
from django.db import transaction

from guidance.models import Mail, MailEvent, MailHow, MailState, MailWish


def wish_of(user: User) -> MailHow:
    """Return how somebody wants mail (one query)."""
    said = MailWish.objects.filter(user=user).values_list("how", flat=True).first()
    return MailHow(said) if said else MailHow.AT_ONCE


@transaction.atomic
def wish(user: User, how: MailHow) -> None:
    """Let somebody have mail like this from now on, and what waits for them already, too."""
    MailWish.objects.update_or_create(user=user, defaults={"how": how})
    mine = Mail.objects.filter(to=user).exclude(event=MailEvent.DIGEST).unsent()
    if how is MailHow.NEVER:
        waiting = (MailState.WAITING, MailState.GATHERED)
        Mail.objects.filter(to=user, state__in=waiting).delete()
    elif how is MailHow.DAILY:
        mine.update(state=MailState.GATHERED)
    else:
        mine.update(state=MailState.WAITING)
