"""Put mail into the outbox, in the transaction of what it tells of. Nothing is sent here."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import User
from django.utils import timezone

from guidance.models import Mail, MailEvent, MailHow, MailState, MailWish
from guidance.services.drafts.holding import KINDS, Draft
from guidance.services.mailing.audiences import Known, audiences
from guidance.services.mailing.wording import body_of, page_of, subject_of

_REPLACED = (MailEvent.OPINION,)
"""Events of which only the last mail is sent, where one still waits."""


def tell(
    event: MailEvent,
    row: Draft,
    *parts: str,
    subject: str,
    by: User | None,
    known: Known | None = None,
    page: str = "",
    once: str = "",
) -> None:
    """Tell who is to be told of an event with a draft; nothing where no mail is sent.

    ``by`` did it, and is never told. Six queries at most, however many are told.
    """
    if not settings.MAIL_IS_SENT:
        return
    people = audiences(event, {row: known or {}}, by=by.pk if by else None)
    body = body_of(*parts, page=page or page_of(row, "review"))
    put(event, dict.fromkeys(people, body), subject=subject, about=about_of(row), once=once)


def about_of(row: Draft) -> str:
    return f"{KINDS[type(row)].value}/{row.pk}"


def put(
    event: MailEvent,
    bodies: Mapping[User, str],
    *,
    subject: str,
    about: str = "",
    once: str = "",
    at: datetime | None = None,
) -> None:
    """Let mail wait for these people, each as they wish (three queries at most)."""
    if not (settings.MAIL_IS_SENT and bodies):
        return
    now = at or timezone.now()
    how = wishes_of(bodies)
    rows = [
        Mail(
            to=user, event=event, about=about, once=once, subject=subject_of(subject), body=body,
            made_at=now, try_at=now, state=_STATES[how[user.pk]],
        )
        for user, body in sorted(bodies.items(), key=lambda one: one[0].pk)
        if how[user.pk] in _STATES
    ]  # fmt: skip
    if event in _REPLACED:
        mine = Mail.objects.unsent().filter(event=event, about=about)
        mine.filter(to__in=[row.to_id for row in rows]).delete()
    Mail.objects.bulk_create(rows, ignore_conflicts=bool(once))


_STATES = {MailHow.AT_ONCE: MailState.WAITING, MailHow.DAILY: MailState.GATHERED}


def wishes_of(people: Iterable[User]) -> dict[int, MailHow]:
    """Return how each of these people wants mail: at once, unless they said otherwise."""
    keys = [user.pk for user in people]
    said = MailWish.objects.filter(user__in=keys).values_list("user", "how")
    return dict.fromkeys(keys, MailHow.AT_ONCE) | {pk: MailHow(how) for pk, how in said}
