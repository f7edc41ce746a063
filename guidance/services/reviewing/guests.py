"""Let somebody without an account read one draft by a link, and keep what they say of it."""

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from guidance.models import Invitation, Opinion
from guidance.services.drafts.holding import KINDS, Draft
from guidance.services.mailing import telling
from guidance.services.people import name_of

SECRET_BYTES = 24
"""192 random bits."""
LONGEST_DAYS = 60
MOST_OPINIONS = 5_000
"""What is kept of one guest; who says more has to ask for another link."""


class NotValid(Exception):
    """Raised for a link that was never made, is over, or was taken back; nobody is told which."""


class SaidEnough(Exception):
    """Raised where a guest has sent more than is kept of one."""


@dataclass(frozen=True)
class Said:
    """What a guest says of one statement, or of the draft (``is_overall``)."""

    place: str
    title: str
    verdict: str
    words: str
    digest: str
    is_overall: bool = False


def may_invite(row: Draft, user: User) -> bool:
    """Tell whether ``user`` writes drafts of this kind, and so decides who reads one."""
    return user.has_perm(f"guidance.change_{row._meta.model_name}")


@transaction.atomic
def invite(
    row: Draft, *, by: User, guest: str, days: int, note: str = ""
) -> tuple[Invitation, str]:
    """Make a link for a guest; return it with its secret, which is kept nowhere.

    Raises PermissionDenied, and ValueError for other days than 1 to ``LONGEST_DAYS``.
    """
    if not may_invite(row, by):
        raise PermissionDenied("Only who writes a draft can have a guest review it.")
    if not 1 <= days <= LONGEST_DAYS:
        raise ValueError(f"{days} days")
    secret = secrets.token_urlsafe(SECRET_BYTES)
    now = timezone.now()
    made = Invitation.objects.create(
        kind=KINDS[type(row)], draft=row.pk, guest=guest, note=note,
        secret_digest=_hashed(secret), made_by=by, made_by_name=name_of(by), made_at=now,
        expires_at=now + timedelta(days=days),
    )  # fmt: skip
    return made, secret


@transaction.atomic
def take_back(row: Draft, number: int, *, by: User) -> Invitation:
    """End a link now. Raises PermissionDenied, and NotValid where it is over already."""
    if not may_invite(row, by):
        raise PermissionDenied("Only who writes a draft can take a link back.")
    mine = Invitation.objects.select_for_update().filter(kind=KINDS[type(row)], draft=row.pk)
    made = mine.filter(pk=number).first()
    if made is None or not is_valid(made):
        raise NotValid(str(number))
    made.taken_back_at = timezone.now()
    made.taken_back_by_name = name_of(by)
    made.save()
    return made


def is_valid(made: Invitation, *, at: datetime | None = None) -> bool:
    """Tell whether a link still leads to its draft; none does where operators have closed them."""
    is_open = bool(settings.GUEST_REVIEWS) and made.taken_back_at is None
    return is_open and (at or timezone.now()) < made.expires_at


def find(secret: str) -> tuple[Invitation, Draft]:
    """Return the invitation of a link and its draft (two queries); raises NotValid."""
    made = Invitation.objects.filter(secret_digest=_hashed(secret)).first()
    if made is None or not is_valid(made):
        raise NotValid
    row = _row_of(made)
    if row is None:
        raise NotValid
    return made, row


def _row_of(made: Invitation) -> Draft | None:
    model = next(model for model, kind in KINDS.items() if kind == made.kind)
    return model._default_manager.filter(pk=made.draft).first()


@transaction.atomic
def keep(secret: str, said: Iterable[Said], *, name: str) -> int:
    """Keep what a guest says that is new; return how much. Raises NotValid and SaidEnough."""
    digest = _hashed(secret)
    held = Invitation.objects.select_for_update().filter(secret_digest=digest).first()
    if held is None or not is_valid(held):
        raise NotValid
    last = opinions_of(held)
    now = timezone.now()
    new = [
        Opinion(
            invitation=held, place=one.place, title=one.title[:300], verdict=one.verdict,
            words=one.words, digest=one.digest, is_overall=one.is_overall, name=name, at=now,
        )
        for one in said
        if (one.verdict or one.words) and not _is_same(last.get(_where(one)), one, name)
    ]  # fmt: skip
    if len(new) + held.opinions.count() > MOST_OPINIONS:
        raise SaidEnough
    Opinion.objects.bulk_create(new)
    if new and (row := _row_of(held)) is not None:
        telling.of_opinions(row, held, new)
    return len(new)


def opinions_of(made: Invitation) -> dict[str, Opinion]:
    """Return what a guest said last, by place; of the whole draft as ``*`` (one query)."""
    return {_where(one): one for one in made.opinions.all()}


def invitations_of(row: Draft) -> list[Invitation]:
    """Return the invitations to a draft, newest first, with all that was said (two queries)."""
    mine = Invitation.objects.filter(kind=KINDS[type(row)], draft=row.pk)
    return list(mine.prefetch_related("opinions"))


@dataclass(frozen=True)
class Heard:
    """What a guest said last of one place; ``guest`` is whom the link was made for."""

    opinion: Opinion
    guest: str

    def is_about(self, digest: str) -> bool:
        """Tell whether they saw just what has this digest."""
        return self.opinion.digest == digest


def heard_of(row: Draft) -> dict[str, list[Heard]]:
    """Return what every guest said last, by place; of the whole draft as ``*`` (two queries)."""
    heard: dict[str, list[Heard]] = {}
    for made in reversed(invitations_of(row)):
        for where, opinion in opinions_of(made).items():
            heard.setdefault(where, []).append(Heard(opinion, made.guest))
    return heard


def _where(one: Said | Opinion) -> str:
    return "*" if one.is_overall else one.place


def _is_same(last: Opinion | None, one: Said, name: str) -> bool:
    if last is None:
        return False
    said = (last.verdict, last.words, last.digest, last.name)
    return said == (one.verdict, one.words, one.digest, name)


def _hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
