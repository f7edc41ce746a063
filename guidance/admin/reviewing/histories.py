"""The page that says who changed what in a draft, from which edition on, and takes one back."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from guidance.admin.addresses.places import Places, page_url
from guidance.core.documents.formats import InvalidDocument
from guidance.core.texts import diffs
from guidance.services.drafts.authorship import changes_of
from guidance.services.drafts.differences import noun_words, shortened
from guidance.services.drafts.holding import KINDS
from guidance.services.people import may_write
from guidance.services.publishing.inspecting import inspect
from guidance.services.reviewing.taking_back import MovedOn, take_back


class WrittenPages:
    """Show what was written on a draft, and by whom; take one change back on POST."""

    row_of: Any
    page: Callable[..., HttpResponse]
    log_change: Any

    def written_pages(self) -> list[tuple[str, str, Any]]:
        return [
            ("written/", "written", self.written_view),
            ("written/<int:number>/<int:index>/", "written-back", self.written_back_view),
        ]

    def written_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        row = self.row_of(request, object_id)
        inspection = inspect(row)
        edition = inspection.state.edition
        places = Places(row)
        may = may_write(request.user, KINDS[type(row)])
        return self.page(
            request,
            row,
            inspection,
            step="editions",
            template="admin/guidance/draft_written.html",
            title=_("Who changed what"),
            edition=edition,
            written=[
                (
                    one,
                    edition is not None and one.at <= edition.published_at,
                    [
                        _told(change, places, page_url(row, "written-back", one.pk, index), may)
                        for index, change in enumerate(one.changes)
                    ],
                )
                for one in changes_of(row)
            ],
        )

    def written_back_view(
        self, request: HttpRequest, object_id: int, number: int, index: int
    ) -> HttpResponse:
        row = self.row_of(request, object_id)
        user: Any = request.user
        if not may_write(user, KINDS[type(row)]):
            raise PermissionDenied
        if request.method != "POST":
            return redirect(page_url(row, "written"))
        try:
            now = take_back(row, number, index, by=user)
        except MovedOn:
            words = _("It was changed again since, so nothing was taken back. Look at it as it is.")
            messages.error(request, words)
        except InvalidDocument as error:
            for problem in error.problems:
                messages.error(request, f"{problem.message} {problem.advice}")
        else:
            self.log_change(request, now, _("Took a change back."))
            messages.success(request, _("The draft says again what it said before this change."))
        return redirect(page_url(row, "written"))


def _told(change: Any, places: Places, back: str, may: bool) -> dict[str, Any]:
    place, title, field, before, after = change
    noun = place.partition(":")[0] or KINDS[type(places.row)].value
    return {
        "noun": noun_words(noun),
        "title": title,
        "field": noun_words(field) if field else "",
        "kind": "changed" if field else "added" if before is None else "removed",
        "url": places.url(place) if after is not None else "",
        "changes": shortened(diffs.compare(_words(before), _words(after))),
        "back": back if may and field != "text" else "",
    }


def _words(value: Any) -> str:
    """Return what stood in a field, as one reads it."""
    if value is None:
        return ""
    if isinstance(value, list):
        return "; ".join(_words(one) for one in value)
    if isinstance(value, dict):
        told = ((name, _words(one)) for name, one in value.items() if name != "key")
        return "; ".join(f"{noun_words(name)}: {words}" for name, words in told)
    return _("yes") if value is True else str(value)
