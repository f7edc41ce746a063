"""What the team does about a source: asks for a look, says that it is nothing, gives an address.

None of it changes a draft: a text is replaced by the steps of a new revision alone.
"""

from datetime import timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from guidance.models import License, Source, SourceState
from guidance.services.people import name_of

PAUSE = timedelta(minutes=10)
"""For so long after a look nobody can ask for another."""


class LookMoved(Exception):
    """Raised where a source was looked at again, or answered to, since it was shown."""


class LookedJustNow(Exception):
    """Raised where somebody asks for another look too soon."""


def _held(license: License, policy: str) -> Source:
    """Return the row of a source, made where there was none, locked."""
    Source.objects.bulk_create([Source(license=license, policy=policy)], ignore_conflicts=True)
    rows = Source.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("license__text").get(license=license, policy=policy)


@transaction.atomic
def ask(license: License, policy: str) -> Source:
    """Ask the timer for a look at a source. Raises LookedJustNow."""
    source = _held(license, policy)
    now = timezone.now()
    if source.looked_at is not None and source.looked_at > now - PAUSE:
        raise LookedJustNow(str(source))
    if source.asked_at is None:
        source.asked_at = now
        source.save(update_fields=["asked_at"])
    return source


@transaction.atomic
def give_address(license: License, policy: str, address: str) -> Source:
    """Let a source be looked at under another address, "" for that of the text or policy.

    What was seen under the former one says nothing of this one.
    """
    source = _held(license, policy)
    source.address = address
    source.asked_at = timezone.now()
    source.looked_at, source.moved_to, source.trouble, source.failures = None, "", "", 0
    source.taken_at = None
    source.save()
    return source


@transaction.atomic
def settle(source: Source, *, look: str, note: str, by: User) -> Source:
    """Say that what changed is nothing: the page as it was seen is right from now on.

    Raises LookMoved where something else was seen, or the license has another text, by now.
    """
    now = _held(source.license, source.policy)
    text = "" if now.policy else now.license.text.digest
    if now.state != SourceState.CHANGED or now.look != look or now.against != text:
        raise LookMoved(str(source))
    now.base, now.base_of, now.is_settled = now.words, text, True
    now.state, now.since = SourceState.LAYOUT, timezone.now()
    now.look = ""
    now.settled_at, now.settled_by, now.settled_by_name = now.since, by, name_of(by)
    now.note = note
    now.save()
    return now
