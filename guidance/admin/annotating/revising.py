"""A new revision of a license's text: what differs, and what becomes of all that is quoted."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guidance.admin.addresses.places import Places, page_url
from guidance.admin.fields.columns import is_number
from guidance.admin.saving.committing import committed
from guidance.admin.saving.notices import say_errors
from guidance.admin.saving.overtakings import last_saved
from guidance.core.documents.formats import InvalidDocument
from guidance.core.texts import diffs
from guidance.core.texts.revisions import Fated
from guidance.models import License, LicenseText
from guidance.services.drafts import retexting
from guidance.services.drafts.differences import shortened
from guidance.services.people import may_write
from guidance.services.publishing.inspecting import inspect

_OFFERED = 20


@dataclass(frozen=True)
class Shown:
    """A quote of the queue: both passages side by side, and the way to what it is of."""

    fated: Fated
    look: str
    old: tuple[diffs.Change, ...]
    new: tuple[diffs.Change, ...]
    url: str


class RevisingPages:
    """The page on which a draft gets a new revision of its text, to be mixed in."""

    row_of: Any
    page: Callable[..., HttpResponse]
    log_change: Any

    def revising_pages(self) -> list[tuple[str, str, Any]]:
        return [("revise/", "revise", self.revise_view)]

    def revise_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Choose a text and see what it would change; take it on POST."""
        row = self.row_of(request, object_id)
        if not may_write(request.user, "license"):
            raise PermissionDenied
        given = request.GET.get("text", "")
        texts = LicenseText.objects.exclude(pk=row.text_id)
        text = texts.filter(pk=int(given)).first() if is_number(given) else None
        if text is None:
            query = request.GET.get("q", "").strip()[:200]
            return self._page(request, row, texts=_offered(texts, query), query=query)
        try:
            revision = retexting.propose(row, text)
        except InvalidDocument:
            messages.error(request, _("This draft makes no document yet. The checks say why."))
            return redirect(page_url(row, "checks"))
        if request.method == "POST":
            return self._take(request, row, text)
        places = Places(row)
        groups = [
            (name, words, [_shown(one, places) for one in revision.of(name)])
            for name, words in (
                ("similar", _("Similar: read both, and tick what is still right")),
                ("lost", _("Lost: the words are not there any more")),
                ("moved", _("Moved: the same words and sentence, in another section")),
                ("same", _("Same: nothing changes")),
            )
        ]
        changes = shortened(diffs.compare(row.text.body, text.body))
        return self._page(
            request, row, revision=revision, changes=changes,
            groups=[group for group in groups if group[2]],
        )  # fmt: skip

    def _page(self, request: HttpRequest, row: License, **context: Any) -> HttpResponse:
        title = _("A new revision of the text")
        return self.page(request, row, inspect(row), step="revise", title=title, **context)

    def _take(self, request: HttpRequest, row: License, text: LicenseText) -> HttpResponse:
        user: Any = request.user
        seen, accepted = request.POST.get("seen", ""), request.POST.getlist("look")

        def write() -> list[Fated]:
            staying = retexting.take(row, text, seen=seen, accepted=accepted, by=user)
            self.log_change(request, row, _("Took a new revision of the text: %s.") % text)
            return staying

        try:
            staying = committed(request, write)
        except retexting.LooksDifferent:
            words = _("The draft was changed meanwhile. Nothing was written; look at it as it is.")
            messages.error(request, f"{words} {last_saved(row)}".rstrip())
            return redirect(request.get_full_path())
        say_errors(request, row)
        told = ngettext(
            "The draft has the new text. %d quote waits to be looked at.",
            "The draft has the new text. %d quotes wait to be looked at.",
            len(staying),
        )
        messages.success(request, told % len(staying))
        return redirect(page_url(row, "sentences" if staying else "annotate"))


def _offered(texts: Any, query: str) -> list[LicenseText]:
    """Return the texts that a search finds; without one, those that came last."""
    texts = texts.defer("body", "front_matter")
    if query:
        named = Q(title__icontains=query) | Q(source_key__icontains=query)
        texts = texts.filter(named | Q(spdx__iexact=query) | Q(source__icontains=query))
    return list(texts.order_by("-imported_at", "-pk")[:_OFFERED])


def _shown(one: Fated, places: Places) -> Shown:
    changes = diffs.compare(one.old, one.new) if one.old and one.new else ()
    return Shown(
        fated=one,
        look=retexting.look_of(one),
        old=tuple(change for change in changes if change.kind != "added"),
        new=tuple(change for change in changes if change.kind != "removed"),
        url=places.url(one.quoted.place),
    )
