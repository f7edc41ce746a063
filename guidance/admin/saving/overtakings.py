"""What is said where a draft was written, or deleted, between looking at it and writing it."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.contrib.admin.models import DELETION, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from guidance.admin.saving.logs import last_entry, name_of
from guidance.services.drafts.document_to_rows import ROWS

_SAME_SAVE = timedelta(seconds=5)
"""A line of the history that is older than the last save by more tells of another save."""


def last_saved(row: Any) -> str:
    """Say who saved a draft last, and when; empty where its history does not tell."""
    entry = last_entry([row])
    saved_at = type(row)._default_manager.filter(pk=row.pk).values_list("updated_at", flat=True)
    if entry is None or entry.action_time < (saved_at.first() or timezone.now()) - _SAME_SAVE:
        return ""
    return _("On %(when)s, %(who)s saved it last.") % _signed(entry)


def last_deleted(model: Any, pk: int) -> str:
    """Say who deleted a row, and when; empty where no history tells."""
    kind = ContentType.objects.get_for_model(model)
    entries = LogEntry.objects.filter(content_type=kind, object_id=str(pk), action_flag=DELETION)
    entry = entries.select_related("user").order_by("-action_time", "-pk").first()
    if entry is None:
        return ""
    return _("On %(when)s, %(who)s deleted it.") % _signed(entry)


def _signed(entry: LogEntry) -> dict[str, str]:
    when = date_format(timezone.localtime(entry.action_time), "DATETIME_FORMAT")
    return {"who": name_of(entry), "when": when}


def meanwhile(shown: list[list[Any]], now: list[list[Any]]) -> str:
    """Say which drafts were changed, added or deleted between two looks, and by whom.

    A look is kind, slug, title, the row's number (None where there was none) and what it held.
    """
    told = []
    for (kind, slug, title, pk, held), (*_same, pk_now, held_now) in zip(shown, now, strict=True):
        if (pk, held) == (pk_now, held_now):
            continue
        model = ROWS.get(kind)
        row = model._default_manager.filter(slug=slug).first() if model else None
        if row is not None:
            told.append(_("“%s” was changed.") % row if pk else _("“%s” was added.") % row)
            told.append(last_saved(row))
        elif model is not None:
            told.append(_("“%s” was deleted.") % title)
            told.append(last_deleted(model, pk))
        else:
            told.append(_("“%s” was changed.") % title)
    return " ".join(filter(None, told))


def gone(request: HttpRequest, opts: Any) -> HttpResponse:
    """Lead whoever writes to a draft that was deleted meanwhile to the list; others get 404."""
    if request.method != "POST":
        raise Http404
    words = _("The %(noun)s was deleted meanwhile. Nothing was written.")
    messages.error(request, words % {"noun": opts.verbose_name})
    return redirect(f"admin:{opts.app_label}_{opts.model_name}_changelist")
