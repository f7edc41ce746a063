"""Mail that the clock brings: days that have come, and a digest once a day of what waits."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from guidance.models import Mail, MailEvent, MailHow, MailState, MailWish, Release, ReviewRequest
from guidance.services.drafts.holding import KINDS, Draft
from guidance.services.mailing import telling
from guidance.services.mailing.wording import body_of, listed, one_line, subject_of, title_of
from guidance.services.worklist.requests import drafts_of, requests_for
from guidance.services.worklist.standing import drafts_to_publish, mine_of, overdue, to_look_at

DIGEST_HOUR = 7
"""Local time from which on the digest of a day is made."""
MOST = 20
"""Lines of one kind in a digest."""


def tell_of_days(*, at: datetime | None = None) -> None:
    """Tell whose editions were to be looked at again by today, each of them once for a day."""
    if not settings.MAIL_IS_SENT:
        return
    late = overdue(on=timezone.localdate(at))
    names = {telling.once_of(one.publication): one for one in late}
    told = set(Mail.objects.filter(once__in=names).values_list("once", flat=True))
    for name, one in names.items():
        if name not in told:
            telling.of_day(one.draft, one.publication)


def make_digests(*, at: datetime | None = None) -> int:
    """Make the digest of today for whoever wants one and has none yet; return how many.

    Two that come at once make one: each claims a person by the day of their last digest.
    """
    now = timezone.localtime(at)
    if not settings.MAIL_IS_SENT or now.hour < DIGEST_HOUR:
        return 0
    today = now.date()
    without = Q(digest_on__isnull=True) | Q(digest_on__lt=today)
    wishes = MailWish.objects.filter(
        without, how=MailHow.DAILY, user__is_active=True, user__is_staff=True
    ).exclude(user__email="")
    made = 0
    for wish in list(wishes.select_related("user")):
        with transaction.atomic():
            mine = MailWish.objects.filter(without, pk=wish.pk, how=MailHow.DAILY)
            if mine.update(digest_on=today):
                made += _make_digest(wish.user, now)
    return made


def _make_digest(user: User, now: datetime) -> bool:
    """Put a digest into the outbox; False where there is nothing to say."""
    gathered = Mail.objects.filter(to=user, state=MailState.GATHERED).order_by("made_at", "pk")
    happened = list(gathered)
    waiting = waits_for(user)
    if not (happened or any(waiting.values())):
        return False
    prefix = subject_of("")
    lines = [f"{one.subject.removeprefix(prefix).strip()}{_shown(one)}" for one in happened]
    drafts = {_("Your drafts"): _own_drafts(user)}
    parts = [
        f"{heading}:\n{listed(_short(said))}"
        for heading, said in {_("Since the last mail"): lines, **waiting, **drafts}.items()
        if said
    ]
    day = date_format(now)
    Mail.objects.create(
        to=user, event=MailEvent.DIGEST, subject=subject_of(_("What waits for you, %s") % day),
        body=body_of(*parts, page=reverse("admin:index")), made_at=now, try_at=now,
    )  # fmt: skip
    Mail.objects.filter(pk__in=[one.pk for one in happened]).delete()
    return True


def _shown(mail: Mail) -> str:
    return date_format(timezone.localtime(mail.made_at), " (j M, H:i)")


def _short(lines: list[str]) -> Iterable[str]:
    yield from lines[:MOST]
    if len(lines) > MOST:
        yield _("and %d more") % (len(lines) - MOST)


def waits_for(user: User) -> dict[str, list[str]]:
    """Return what of the worklist waits for one person, in lines, under a heading each."""
    seen = _seen_by(user)
    waiting, answered = requests_for(user)
    titles = {key: title_of(row) for key, row in drafts_of([*waiting, *answered], seen).items()}
    return {
        _("Waiting for your review"): _requests(waiting, titles),
        _("Reviews that were answered"): _requests(answered, titles),
        _("Resting on words that changed"): [
            one_line(one.ground.edition.title) for one in to_look_at(seen) if _is_of(one, user)
        ],
        _("To be looked at again by today"): [
            title_of(one.draft)
            for one in overdue(on=timezone.localdate())
            if type(one.draft) in seen and _is_of(one, user)
        ],
        _("Due and not published"): [
            f"{', '.join(one_line(item.title, 120) for item in one.items.all())}: "
            f"{one_line(one.problem)}"
            for one in Release.objects.stopped().filter(made_by=user).prefetch_related("items")
        ],
    }


def _requests(requests: list[ReviewRequest], titles: dict[tuple[str, int], str]) -> list[str]:
    return [
        f"{titles[key]} ({one_line(one.reviewer_name or one.asked_by_name)})"
        for one in requests
        if (key := (one.kind, one.draft)) in titles
    ]


def _own_drafts(user: User) -> list[str]:
    rows: list[Draft] = mine_of(drafts_to_publish(_seen_by(user)), user)
    return [title_of(row) for row in rows]


def _seen_by(user: User) -> list[type[Any]]:
    return [model for model in KINDS if user.has_perm(f"guidance.view_{model._meta.model_name}")]


def _is_of(one: Any, user: User) -> bool:
    return user.pk in (one.draft.owner_id, one.draft.deputy_id)
