"""Look at sources: fetched, compared with the words that are kept, and noted beside the draft.

Fetching happens outside of any transaction, and never in a request of the web: a command of
the timer does it. Whoever takes a source to look at it is the only one for a while.
"""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from guidance.core.documents.fields import MAX_TEXT
from guidance.core.sources.pages import Judged, judge_page, judge_text
from guidance.models import License, Policy, Source, SourceState
from guidance.services.intake.web_pages import Unreadable, words_of_page
from guidance.services.mailing.telling import of_source
from guidance.services.sources.fetching import fetch
from guidance.services.sources.networks import Network, Refused, Unreachable
from guidance.services.sources.telling import parts_of_mail

PUBLIC = Network()
MOST_AT_ONCE = 20
"""Sources that one run of the timer looks at: it has other things to do, and comes again."""
_AGAIN = timedelta(hours=1)
"""So long after a look another follows where the license has another text by then."""
_TAKEN = timedelta(minutes=5)
"""For so long nobody else looks at a source that somebody took, even if they died."""


def make_sources(slugs: Iterable[str] | None = None) -> list[Source]:
    """Return a row for each text and policy of licenses, made where there was none.

    Of all licenses, or of those named. What belongs to no policy any more is deleted.
    """
    licenses = License.objects.all() if slugs is None else License.objects.filter(slug__in=slugs)
    wanted = {(pk, "") for pk in licenses.values_list("pk", flat=True)}
    wanted |= set(Policy.objects.filter(license__in=licenses).values_list("license_id", "slug"))
    held = {
        (one.license_id, one.policy): one
        for one in Source.objects.light().filter(license__in=licenses)
    }
    gone = [one.pk for key, one in held.items() if key not in wanted]
    Source.objects.filter(pk__in=gone).delete()
    new = [Source(license_id=pk, policy=policy) for pk, policy in sorted(wanted - set(held))]
    Source.objects.bulk_create(new, ignore_conflicts=True)
    rows = Source.objects.light().filter(license__in=licenses).select_related("license")
    return list(rows.order_by("license__slug", "policy"))


def address_of(source: Source) -> str:
    """Return where a source is looked at: an address of its own, or that of text or policy."""
    if source.address:
        return source.address
    if not source.policy:
        return source.license.text.url
    policies = source.license.policies.all()
    return next((one.url for one in policies if one.slug == source.policy), "")


def name_of(source: Source) -> str:
    """Return the license, or the policy of a license, that a source is of."""
    return f"{source.license.slug}/{source.policy}".rstrip("/")


def look_at_due(*, at: datetime | None = None, network: Network = PUBLIC) -> list[Source]:
    """Look at what somebody asked for, and at what nobody looked at for ``SOURCES_DAYS``.

    At most MOST_AT_ONCE, longest ago first; also where the license has another text by now.
    With ``SOURCES_DAYS`` 0 only at what was asked for.
    """
    now = at or timezone.now()
    due = Q(asked_at__isnull=False)
    if settings.SOURCES_DAYS:
        make_sources()
        late = now - timedelta(days=settings.SOURCES_DAYS)
        has_another = ~Q(against="") & ~Q(against=F("license__text__digest"))
        has_another &= Q(looked_at__lte=now - _AGAIN)
        due |= Q(looked_at__isnull=True) | Q(looked_at__lte=late) | has_another
    longest_ago = F("looked_at").asc(nulls_first=True)
    rows = Source.objects.filter(due).order_by(
        F("asked_at").asc(nulls_last=True), longest_ago, "pk"
    )
    found = []
    for pk in list(rows.values_list("pk", flat=True)[:MOST_AT_ONCE]):
        if (seen := look_at(pk, network=network)) is not None:
            found.append(seen)
    return found


def look_at_all(slugs: Iterable[str] | None, *, network: Network = PUBLIC) -> Iterator[Source]:
    """Look at all sources of licenses now, one after the other."""
    for one in make_sources(slugs):
        if (seen := look_at(one.pk, network=network)) is not None:
            yield seen


def look_at(pk: int, *, network: Network = PUBLIC) -> Source | None:
    """Look at one source; None where somebody else is doing so, or it was changed meanwhile."""
    now = timezone.now()
    free = Source.objects.filter(Q(taken_at__isnull=True) | Q(taken_at__lte=now - _TAKEN), pk=pk)
    if not free.update(taken_at=now):
        return None
    source = Source.objects.light().select_related("license__text").get(pk=pk)
    where, words, moved_to, trouble = address_of(source), "", "", ("", "")
    try:
        words, moved_to = _read(where, network)
    except (Refused, Unreachable) as error:
        trouble = (error.reason, error.detail[:200])
    except Unreadable as error:
        trouble = ("charset", error.charset[:200])
    return _keep(pk, now, where, words, moved_to, trouble)


def _read(where: str, network: Network) -> tuple[str, str]:
    """Return the words at an address, and the address that it has moved to."""
    if not where:
        raise Refused("no-address")
    page = fetch(where, network)
    words = words_of_page(page.body, is_html=page.kind == "html", charset=page.charset)
    if len(words) > MAX_TEXT:
        raise Refused("long")
    if not words.strip():
        raise Refused("empty")
    return words, page.moved_to if page.moved_to != where else ""


@transaction.atomic
def _keep(
    pk: int, taken_at: datetime, where: str, words: str, moved_to: str, trouble: tuple[str, str]
) -> Source | None:
    rows = Source.objects.select_for_update(of=("self",), no_key=True)
    source = rows.select_related("license__text").filter(pk=pk, taken_at=taken_at).first()
    if source is None:
        return None
    source.taken_at = None
    if address_of(source) != where:  # what was asked for stays asked for
        source.save(update_fields=["taken_at"])
        return None
    source.looked_at, source.looked_where, source.asked_at = taken_at, where, None
    source.trouble, source.trouble_detail = trouble
    source.failures = source.failures + 1 if trouble[0] else 0
    if not trouble[0]:
        source.moved_to = moved_to
        _note(source, words, taken_at)
    source.save()
    if source.is_news and settings.MAIL_IS_SENT:
        of_source(source, *parts_of_mail(source))
    return source


def _note(source: Source, words: str, at: datetime) -> None:
    """Note the words that were seen, and how they stand to those that are kept."""
    text = "" if source.policy else source.license.text.digest
    is_of_text = source.base_of == text
    base = source.base if is_of_text else ""
    judged = judged_of(source, words, base)
    state = _state(judged, has_base=bool(base))
    if judged.how in ("same", "layout"):
        source.base, source.base_of = words, text
        source.is_settled = source.is_settled and is_of_text
    if source.state != state or source.part != judged.part or source.seen_at is None:
        source.since = at
    source.state, source.words, source.seen_at, source.against = state, words, at, text
    source.part, source.added = judged.part, list(judged.added)
    source.look = _look(source)


def judged_of(source: Source, words: str, base: str) -> Judged:
    """Say how words of a page stand to the text, or to the page as it was found right."""
    if source.policy:
        return judge_page(base or words, words)
    text = source.license.text.body
    return judge_text(text, words, before=base, is_settled=bool(base) and source.is_settled)


def _state(judged: Judged, *, has_base: bool) -> str:
    if judged.how == "elsewhere":
        return SourceState.CHANGED if has_base else SourceState.ELSEWHERE
    return SourceState(judged.how).value


def _look(source: Source) -> str:
    seen: tuple[Any, ...] = (source.state, source.against, source.part, source.added, source.words)
    return hashlib.sha256(repr(seen).encode("utf-8", "replace")).hexdigest()
