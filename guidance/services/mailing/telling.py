"""What mail says of each step: asked, answered, remarked, published, stopped, looked at anew.

Each is called in the transaction of its step, and asks nothing where no mail is sent.
"""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guidance.models import (
    ChangedGround,
    Edition,
    Invitation,
    MailEvent,
    Opinion,
    Publication,
    PublicationKind,
    Release,
    ReleaseState,
    Remark,
    ReviewRequest,
    Source,
)
from guidance.services.drafts.holding import KINDS, Draft
from guidance.services.mailing.audiences import Role, audiences
from guidance.services.mailing.outbox import put, tell
from guidance.services.mailing.wording import body_of, listed, one_line, page_of, quoted, title_of


def of_request(row: Draft, request: ReviewRequest, *, by: User) -> None:
    who, what = one_line(request.asked_by_name), title_of(row)
    said = _("%(who)s asks for a review of “%(what)s”.") % {"who": who, "what": what}
    subject = _("Review asked for: %s") % what
    tell(MailEvent.ASKED, row, said, quoted(request.note), subject=subject, by=by)


def of_answer(row: Draft, request: ReviewRequest, *, by: User) -> None:
    facts = {"who": one_line(request.reviewer_name), "what": title_of(row)}
    if request.is_agreed:
        event, subject = MailEvent.AGREED, _("Agreed: %(what)s")
        said = _("%(who)s agrees with “%(what)s”, as it was then.")
    else:
        event, subject = MailEvent.CHANGES, _("Changes asked for: %(what)s")
        said = _("%(who)s asks for changes of “%(what)s”.")
    known = {Role.ASKER: [request.asked_by_id]}
    note = quoted(request.answer)
    tell(event, row, said % facts, note, subject=subject % facts, by=by, known=known)


def of_remark(row: Draft, remark: Remark, *, by: User) -> None:
    """Tell of a remark, or of an answer to one."""
    if not settings.MAIL_IS_SENT:
        return
    first = remark.answers_id or remark.pk
    thread = Remark.objects.filter(answers=first) | Remark.objects.filter(pk=first)
    known = {Role.TALKERS: set(thread.values_list("author", flat=True)), **_asker(row)}
    facts = {"who": one_line(remark.author_name), "what": title_of(row)}
    said = _("%(who)s remarks on “%(what)s”:")
    if remark.answers_id:
        said = _("%(who)s answers a remark on “%(what)s”:")
    at = _("At: %s") % one_line(remark.title) if remark.title else ""
    subject = _("Remark on %(what)s") % facts
    words = quoted(remark.words)
    tell(
        MailEvent.REMARKED, row, said % facts, at, words, subject=subject, by=by, known=known
    )  # fmt: skip


def of_opinions(row: Draft, made: Invitation, said: Iterable[Opinion]) -> None:
    """Tell of what a guest has sent: their verdict on the draft, and of how many statements."""
    if not settings.MAIL_IS_SENT:
        return
    new = list(said)
    overall = next((one for one in new if one.is_overall), None)
    count = sum(not one.is_overall for one in new)
    facts = {"who": one_line(new[0].name), "for": one_line(made.guest), "what": title_of(row)}
    first = _("%(who)s, by the link made for %(for)s, has judged “%(what)s”.") % facts
    parts = [first]
    if overall and overall.verdict:
        parts.append(_("Of the whole draft: %s.") % overall.get_verdict_display())
    if overall and overall.words:
        parts.append(quoted(overall.words))
    if count:
        words = ngettext("Of %d statement they say more.", "Of %d statements they say more.", count)
        parts.append(words % count)
    known = {Role.INVITER: [made.made_by_id], **_asker(row)}
    subject = _("A guest has judged %(what)s") % facts
    tell(MailEvent.OPINION, row, *parts, subject=subject, by=None, known=known)


def of_edition(row: Draft, edition: Edition, *, by: User | None) -> None:
    """Tell of what was published; who had asked for its review is told too."""
    if not settings.MAIL_IS_SENT:
        return
    requests = ReviewRequest.objects.of_draft(KINDS[type(row)], row.pk)
    asked = requests.filter(closed_at=edition.published_at).values_list("asked_by", flat=True)
    facts = {"what": title_of(row), "number": edition.number}
    said = _("“%(what)s” is published, as edition %(number)d.")
    if edition.published_by_name:
        facts["who"] = one_line(edition.published_by_name)
        said = _("%(who)s has published “%(what)s”, as edition %(number)d.")
    tell(
        MailEvent.PUBLISHED, row, said % facts, quoted(edition.note),
        subject=_("Published: %(what)s") % facts, by=by, known={Role.ASKER: set(asked)},
        page=page_of(row, "editions"),
    )  # fmt: skip


def of_release(release: Release, rows: Iterable[Draft]) -> None:
    """Tell how a release ended at its time: who made it, and whose drafts were not published."""
    drafts = list(rows)
    if not (settings.MAIL_IS_SENT and drafts):
        return
    titles = [title_of(row) for row in drafts]
    if release.state == ReleaseState.DONE:
        event, subject = MailEvent.RELEASED, _("Published as scheduled: %s")
        said = _("Published as scheduled for %s:")
    else:
        event, subject = MailEvent.STOPPED, _("Not published: %s")
        said = _("Scheduled for %s, and not published:")
    when = date_format(timezone.localtime(release.publish_at), "DATETIME_FORMAT")
    known = {Role.MAKER: [release.made_by_id]}
    people = audiences(event, dict.fromkeys(drafts, known), by=None)
    body = body_of(
        said % when, listed(titles), one_line(release.problem, 1_000), quoted(release.note),
        page=reverse("admin:guidance_releases"),
    )  # fmt: skip
    put(event, dict.fromkeys(people, body), subject=subject % ", ".join(titles))


def of_grounds(grounds: Iterable[ChangedGround]) -> None:
    """Tell whose editions rest on words that were changed: one mail for all that is theirs."""
    rows = list(grounds)
    if not (settings.MAIL_IS_SENT and rows):
        return
    ground = rows[0].ground
    reasons = {one.edition_id: one.reasons for one in rows}
    editions = Edition.objects.filter(pk__in=reasons).select_related("publication")
    places = {
        (one.publication.kind, one.publication.slug): one for one in editions.without_documents()
    }
    drafts = {row: places[key] for key, row in _drafts_of(places).items()}
    known = {row: {Role.PUBLISHER: [one.published_by_id]} for row, one in drafts.items()}
    found = audiences(MailEvent.GROUND, known, by=ground.published_by_id)
    lines = {
        row: f"{title_of(row)}: {one_line(' '.join(reasons[one.pk][:1]))}"
        for row, one in drafts.items()
    }
    said = _("What these editions rest on was changed by “%s”:") % one_line(ground.title)
    page = reverse("admin:guidance_looks")
    bodies = {
        user: body_of(said, listed(lines[row] for row in mine), page=page)
        for user, mine in found.items()
    }
    put(MailEvent.GROUND, bodies, subject=_("Needs another look: %s") % one_line(ground.title))


def of_source(source: Source, *parts: str) -> None:
    """Tell that the words of a license or of a policy are others now where they came from.

    ``parts`` say what differs.
    """
    if not settings.MAIL_IS_SENT:
        return
    row = source.license
    current = Edition.objects.filter(
        current_of__kind=PublicationKind.LICENSE, current_of__slug=row.slug
    )
    facts = {"what": title_of(row), "where": one_line(source.looked_where, 500)}
    said = _("Other words stand now at the source of “%(what)s”: %(where)s")
    if source.policy:
        said = _("Other words stand now at a policy of “%(what)s”: %(where)s")
    tell(
        MailEvent.SOURCE, row, said % facts, *parts, _("Nothing of it was taken over."),
        subject=_("Changed at its source: %(what)s") % facts, by=None,
        known={Role.PUBLISHER: current.values_list("published_by", flat=True)},
        page=reverse("admin:guidance_license_source", args=[row.pk, source.pk]),
    )  # fmt: skip


def of_day(row: Draft, publication: Publication) -> None:
    """Tell that the day has come by which somebody wanted to look at an edition again."""
    day = publication.look_again_on
    if not (settings.MAIL_IS_SENT and day and publication.current):
        return
    facts = {"what": title_of(row), "day": date_format(day)}
    tell(
        MailEvent.LOOK_AGAIN, row,
        _("“%(what)s” was to be looked at again by %(day)s.") % facts,
        subject=_("To be looked at again: %(what)s") % facts, by=None,
        known={Role.PUBLISHER: [publication.current.published_by_id]},
        page=page_of(row, "change"), once=once_of(publication),
    )  # fmt: skip


def once_of(publication: Publication) -> str:
    """Name the day that somebody is told of once: another day is another name."""
    return f"day/{publication.kind}/{publication.pk}/{publication.look_again_on}"


def _asker(row: Draft) -> dict[Role, Iterable[int | None]]:
    standing = ReviewRequest.objects.of_draft(KINDS[type(row)], row.pk).standing()
    return {Role.ASKER: set(standing.values_list("asked_by", flat=True))}


def _drafts_of(places: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Draft]:
    found: dict[tuple[str, str], Draft] = {}
    wanted = list(places)
    for model, kind in KINDS.items():
        slugs = [slug for of, slug in wanted if of == kind]
        manager: Any = model._default_manager
        if slugs:
            found |= {(kind.value, row.slug): row for row in manager.filter(slug__in=slugs)}
    return found
