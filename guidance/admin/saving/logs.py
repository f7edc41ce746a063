"""The history of a document tells of its parts too: notes, terms, questions, outcomes, cases.

And who wrote last, as the histories tell it.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib import admin
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest
from django.utils.translation import gettext as _

Said = list[dict[str, dict[str, Any]]]
"""What a log entry says, as Django keeps it: ``{"changed": {"name", "object", "fields"}}``."""


class LoggedAdmin(admin.ModelAdmin):
    """Log what is done to a part with the document that it belongs to, as well as with itself."""

    published_as: Any

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        entry = super().log_addition(request, obj, message)
        self._log_on_draft(request, [obj], "added", message)
        return entry

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Log a change; a save that changed nothing leaves no line."""
        if not message:
            return None
        entry = super().log_change(request, obj, message)
        self._log_on_draft(request, [obj], "changed", message)
        return entry

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        entries = super().log_deletions(request, queryset)
        self._log_on_draft(request, queryset, "deleted", [{"deleted": {}}])
        return entries

    def _log_on_draft(self, request: Any, rows: Iterable[Any], done: str, message: Any) -> None:
        found: dict[Any, Said] = {}
        for row in rows:
            draft = self.published_as(row)
            if draft is not row:
                found.setdefault(draft, []).extend(_on_draft(row, done, message))
        for draft, said in found.items():
            LogEntry.objects.log_actions(
                request.user.pk, [draft], CHANGE, change_message=said, single_object=True
            )


def _on_draft(row: Any, done: str, message: Any) -> Said:
    """Return what a part's log entry says, as its document's: each thing by its name."""
    mine = {"name": str(row._meta.verbose_name), "object": str(row)}
    if not isinstance(message, list):
        return [{done: mine}]
    said: Said = []
    for one in message:
        for what, facts in one.items():
            if "object" in facts:
                named = {**facts, "object": f"{facts['object']} ({row})"}
            else:
                named = {**mine, **facts}
            said.append({what: named})
    return said


def last_entry(rows: Sequence[Any], *, since: Any = None) -> LogEntry | None:
    """Return the newest line of the histories of some rows, or None (a query for each)."""
    found: list[LogEntry] = []
    for row in dict.fromkeys(rows):
        kind = ContentType.objects.get_for_model(row)
        entries = LogEntry.objects.filter(content_type=kind, object_id=str(row.pk))
        if since is not None:
            entries = entries.filter(action_time__gte=since)
        found += entries.select_related("user").order_by("-action_time", "-pk")[:1]
    return max(found, key=lambda entry: entry.action_time, default=None)


def name_of(entry: LogEntry | None) -> str:
    if entry is None:
        return _("Somebody else (or an import)")
    return entry.user.get_full_name() or entry.user.get_username()
