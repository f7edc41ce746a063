"""What of the published guidance needs doing: another look, its time, a reviewer, a correction."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from guidance.admin.worklist.listing import Task, task_of
from guidance.models import Publication, Release
from guidance.services.publishing.withdrawals import orphans
from guidance.services.worklist.standing import to_look_at


def look_task(user: Any, seen: list[Any]) -> list[Task]:
    """Return what rests on words that something published changed, one's own documents first."""
    found = to_look_at(seen)
    url = reverse("admin:guidance_looks")
    mine = [one for one in found if user.pk in (one.draft.owner_id, one.draft.deputy_id)]
    rows = [
        (
            one.ground.edition.title,
            f"{url}#look-{one.ground.pk}",
            " ".join(one.ground.reasons[:1]),
        )
        for one in (*mine, *(one for one in found if one not in mine))
    ]
    return task_of(_("resting on words that changed"), rows, url=url, mine=bool(mine))


def release_tasks(user: Any) -> list[Task]:
    """Return what was due and not published, and what is scheduled (four queries)."""
    if not user.has_perm("guidance.view_publication"):
        return []
    url = reverse("admin:guidance_releases")
    found = []
    for words, releases in (
        (_("due and not published"), Release.objects.stopped()),
        (_("scheduled to be published"), Release.objects.waiting()),
    ):
        listed = list(releases.prefetch_related("items"))
        rows = [
            (
                ", ".join(item.title for item in one.items.all()),
                f"{url}#release-{one.pk}",
                one.problem or date_format(timezone.localtime(one.publish_at), "DATETIME_FORMAT"),
            )
            for one in listed
        ]
        mine = any(one.problem and one.made_by_id == user.pk for one in listed)
        found += task_of(words, rows, url=url, mine=mine)
    return found


def confirm_task(user: Any) -> list[Task]:
    """Return the editions that no reviewer has confirmed; a reviewer is led to confirm many."""
    count = Publication.objects.live().filter(current__review__isnull=True).count()
    url = reverse("admin:guidance_edition_changelist") + "?reviewed=waiting"
    if user.has_perm("guidance.review_guidance"):
        url = reverse("admin:guidance_confirm")
    return task_of(_("editions not yet confirmed by a reviewer"), [], url=url, count=count)


def public_tasks(user: Any) -> list[Task]:
    """Return what is public and should not stay so as it is, for publishers (two queries).

    That is what was recalled and not corrected yet, and what has no draft any more.
    """
    if not user.has_perms(("guidance.view_publication", "guidance.publish_guidance")):
        return []
    recalled = Publication.objects.live().with_cards().filter(current__recall__isnull=False)
    page, url = "admin:guidance_publication_change", "admin:guidance_publication_changelist"
    found = []
    for words, publications, query in (
        (_("recalled, and neither corrected nor withdrawn"), recalled, "?recalled=yes"),
        (_("public without a draft"), orphans(), "?draft=none"),
    ):
        rows = [
            (one.current.title, reverse(page, args=[one.pk]), "")
            for one in publications
            if one.current
        ]
        found += task_of(words, rows, url=reverse(url) + query)
    return found
