"""What of the sources of words needs doing: what changed there, and addresses in trouble."""

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from guidance.admin.addresses.places import page_url
from guidance.admin.worklist.listing import Row, Task, task_of
from guidance.models import Source, SourceState
from guidance.services.sources.troubles import is_to_be_told, words_of


def source_tasks(user: Any) -> list[Task]:
    """Return what changed at a source, and what could not be read, one's own first (3 queries)."""
    if not user.has_perm("guidance.view_license"):
        return []
    rows = Source.objects.light().select_related("license").prefetch_related("license__policies")
    changed = list(rows.changed().order_by("since"))
    known = {one.pk for one in changed}
    found: list[Task] = []
    troubled = [one for one in rows.to_mend() if one.pk not in known and _said(one)]
    for words, sources, said in (
        (_("texts and policies that say something else at their source"), changed, _since),
        (_("sources whose address is to be looked at"), troubled, _said),
    ):
        mine = [one for one in sources if _is_of(one, user)]
        listed = [*mine, *(one for one in sources if one not in mine)]
        lines = [_row(one, said(one), is_change=sources is changed) for one in listed]
        found += task_of(words, lines, mine=bool(mine))
    return found


def _is_of(source: Source, user: Any) -> bool:
    return user.pk in (source.license.owner_id, source.license.deputy_id)


def _row(source: Source, said: str, *, is_change: bool) -> Row:
    row = source.license
    title = next((one.title for one in row.policies.all() if one.slug == source.policy), str(row))
    if is_change:
        return title, page_url(row, "source", source.pk), said
    return title, f"{page_url(row, 'sources')}#source-{source.policy or 'text'}", said


def _since(source: Source) -> str:
    return _("seen on %s") % date_format(source.since) if source.since else ""


def _said(source: Source) -> str:
    """Say what is to be mended at a source; "" where nothing is."""
    if source.trouble:
        return words_of(source) if is_to_be_told(source) else ""
    if source.moved_to:
        return _("It has moved to %s.") % source.moved_to
    if source.state == SourceState.ELSEWHERE:
        return _("The words are not on that page. Give the address where they are.")
    return ""
