"""What the admin's first page says needs doing: for whoever looks, and for the whole team."""

from collections.abc import Callable, Iterable
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guidance.admin.addresses.places import desk_url, page_url
from guidance.admin.asking.rights import may_see
from guidance.admin.worklist.listing import SHOWN, Row, Task, task_of
from guidance.admin.worklist.origins import source_tasks
from guidance.admin.worklist.published import (
    confirm_task,
    look_task,
    public_tasks,
    release_tasks,
)
from guidance.models import MissedQuery, Publication, ReviewRequest
from guidance.services.drafts.holding import KINDS, Draft
from guidance.services.publishing.corrections import drafts_with_corrections
from guidance.services.publishing.uncompared import uncompared
from guidance.services.worklist.conditions import Condition, conditions
from guidance.services.worklist.requests import drafts_of, requests_for
from guidance.services.worklist.standing import (
    Drafts,
    drafts_to_publish,
    mine_of,
    overdue,
    withdrawn,
)


def tasks(user: Any) -> list[Task]:
    """Return what needs doing, with counts and addresses: first what is ``mine``.

    A constant number of queries, but for the drafts that changed since somebody looked last.
    Nobody is told of what they may not see.
    """
    seen = [model for model in KINDS if user.has_perm(f"guidance.view_{model._meta.model_name}")]
    if not seen:
        return []
    to_publish = drafts_to_publish(seen)
    mine = mine_of(to_publish, user)
    found = [
        *_review_tasks(user, seen),
        *task_of(_("your drafts"), _plain(mine), mine=True),
        *_found_tasks(seen),
        *look_task(user, seen),
        *source_tasks(user),
        *release_tasks(user),
        *_dated_tasks(seen),
        *_correction_tasks(seen),
        *_draft_tasks(to_publish),
        *confirm_task(user),
        *_sentence_tasks(seen),
        *_asked_task(user),
        *public_tasks(user),
    ]
    return sorted(found, key=lambda task: not task["mine"])


def _plain(rows: Iterable[Draft]) -> list[Row]:
    return [(str(row), desk_url(row), "") for row in rows]


def _review_tasks(user: Any, seen: list[Any]) -> list[Task]:
    """Return the drafts that wait for this user's review, and those answered for them."""
    waiting, answered = requests_for(user)
    found = []
    for words, requests, said in (
        (_("drafts waiting for your review"), waiting, _asked),
        (_("drafts whose review was answered"), answered, _answered),
    ):
        drafts = drafts_of(requests, seen)
        rows = [
            (str(drafts[key]), page_url(drafts[key], "review"), said(one))
            for one in requests
            if (key := (one.kind, one.draft)) in drafts
        ]
        found += task_of(words, rows, mine=True)
    return found


def _asked(request: ReviewRequest) -> str:
    """Say who asked, when, and what for."""
    facts = {"who": request.asked_by_name, "on": _day(request.asked_at)}
    said = _("%(who)s asked on %(on)s") % facts
    note = Truncator(request.note).chars(120)
    return f"{said}: {note}" if note else said


def _answered(request: ReviewRequest) -> str:
    facts = {"who": request.reviewer_name, "on": _day(request.answered_at)}
    if request.is_agreed:
        return _("%(who)s agreed on %(on)s") % facts
    said = _("%(who)s asked for changes on %(on)s") % facts
    note = Truncator(request.answer).chars(120)
    return f"{said}: {note}" if note else said


def _day(at: Any) -> str:
    return date_format(timezone.localtime(at))


def _found_tasks(seen: list[Any]) -> list[Task]:
    """Return what the checks find in drafts, the worst of each kind first."""
    looked = {row: one for row, one in conditions().items() if type(row) in seen}
    kinds: tuple[tuple[str, str, Callable[[Condition], int], Callable[[int], str]], ...] = (
        (_("drafts with errors"), "checks", lambda one: one.errors, _errors),
        (_("quotes whose words are not found"), "checks", lambda one: one.orphans, _quotes),
        (_("quotes whose sentence has changed"), "sentences", lambda one: one.turned, _quotes),
        (_("cases that fail"), "checks", lambda one: one.failing, _cases),
    )
    found = []
    for words, page, counted, said in kinds:
        worst = sorted(
            ((counted(one), row) for row, one in looked.items() if counted(one)),
            key=lambda pair: (-pair[0], str(pair[1])),
        )
        rows = [(str(row), page_url(row, page), said(count)) for count, row in worst]
        total = len(rows) if page == "checks" and said is _errors else sum(n for n, _r in worst)
        found += task_of(words, rows, count=total)
    return found


def _errors(count: int) -> str:
    return ngettext("%d error", "%d errors", count) % count


def _quotes(count: int) -> str:
    return ngettext("%d quote", "%d quotes", count) % count


def _cases(count: int) -> str:
    return ngettext("%d case", "%d cases", count) % count


def _dated_tasks(seen: list[Any]) -> list[Task]:
    """Return what was to be looked at again by now, and what was withdrawn."""
    late = [
        (str(one.draft), desk_url(one.draft), date_format(one.publication.look_again_on))
        for one in overdue(on=timezone.localdate())
        if type(one.draft) in seen and one.publication.look_again_on
    ]
    gone = [
        (str(one.draft), page_url(one.draft, "editions"), _why_withdrawn(one.publication))
        for one in withdrawn()
        if type(one.draft) in seen
    ]
    return [
        *task_of(_("to be looked at again by today"), late),
        *task_of(_("withdrawn from the site"), gone),
    ]


def _why_withdrawn(publication: Publication) -> str:
    on = _day(publication.withdrawn_at)
    note = Truncator(publication.withdrawn_note).chars(120)
    return f"{on}: {note}" if note else on


def _correction_tasks(seen: list[Any]) -> list[Task]:
    """Return the drafts beside which something else ships since the team made them its own."""
    drafts = [row for row in drafts_with_corrections() if type(row) in seen]
    rows = [(str(row), page_url(row, "shipped"), "") for row in drafts]
    return task_of(_("shipped guidance changed"), rows, url=reverse("admin:guidance_shipped"))


def _draft_tasks(to_publish: list[Drafts]) -> list[Task]:
    found = []
    for one in to_publish:
        words = {"words": one.model._meta.verbose_name_plural}
        url = reverse(f"admin:guidance_{one.model._meta.model_name}_changelist")
        edited = _("%(words)s edited since they were published") % words
        unpublished = _("%(words)s never published") % words
        found += task_of(edited, _plain(one.edited), url=url)
        found += task_of(unpublished, _plain(one.unpublished), url=url)
    return found


def _sentence_tasks(seen: list[Any]) -> list[Task]:
    """Return the drafts with quotes that nobody has compared yet, most of them first."""
    counts = {row: count for row, count in uncompared().items() if type(row) in seen}
    most = sorted(counts.items(), key=lambda one: (-one[1], str(one[0])))
    rows = [(str(row), page_url(row, "sentences"), _quotes(count)) for row, count in most]
    words = _("quotes not yet compared with their sentences")
    return task_of(words, rows, count=sum(counts.values()))


def _asked_task(user: Any) -> list[Task]:
    """Return what readers asked for and did not find, or said not to be answered."""
    if not may_see(user):
        return []
    queries = list(MissedQuery.objects.often(on=timezone.localdate())[: SHOWN + 1])
    if not queries:
        return []
    count = MissedQuery.objects.often(on=timezone.localdate()).count()
    url = reverse("admin:guidance_missed")
    rows = [
        (one.words, url, ngettext("%d time", "%d times", one.times) % one.times) for one in queries
    ]
    return task_of(_("questions from readers without an answer"), rows, url=url, count=count)
