"""Sentences beside those that quotes stood in before: looked at, and said to be still right."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guidance.admin.addresses.places import Places, page_url
from guidance.admin.saving.committing import committed
from guidance.admin.saving.overtakings import last_saved
from guidance.core.texts.diffs import Change, compare
from guidance.services.drafts.holding import KINDS
from guidance.services.people import may_write
from guidance.services.publishing.inspecting import inspect
from guidance.services.publishing.sentences import (
    Comparison,
    Comparisons,
    SentencesMoved,
    comparisons_in,
    keep,
)

MOST = 100
"""So many quotes without a sentence are shown, and kept, at a time."""
_NAMED = 5
"""So many of the sentences that were kept at once are named in the history."""


@dataclass(frozen=True)
class Shown:
    """A comparison with what differs in its sentences, and where it can be put right."""

    comparison: Comparison
    old: tuple[Change, ...]
    new: tuple[Change, ...]
    url: str
    place: str


class SentencePages:
    """The page on which old and new sentences stand side by side."""

    model: Any
    row_of: Any
    page: Any
    log_change: Any

    def sentence_pages(self) -> list[tuple[str, str, Any]]:
        return [
            ("sentences/", "sentences", self.sentences_view),
            ("sentences/keep/", "sentences-keep", self.sentences_keep_view),
        ]

    def may_keep(self, request: HttpRequest) -> bool:
        """Tell whether the user may write all that a draft holds, as an import does."""
        return may_write(request.user, KINDS[self.model])

    def sentences_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        row = self.row_of(request, object_id)
        inspection = inspect(row)
        document = inspection.document
        compared = comparisons_in(document) if document is not None else Comparisons()
        places = Places(row)
        answer: HttpResponse = self.page(
            request,
            row,
            inspection,
            step="sentences",
            title=_("Sentences around quotes"),
            groups=[
                (name, words, help_text, _shown(group, places))
                for name, words, help_text, group in _groups(compared)
                if group
            ],
            uncompared=_shown(compared.uncompared[:MOST], places),
            uncompared_count=len(compared.uncompared),
            may_keep=self.may_keep(request),
            keep_url=page_url(row, "sentences-keep"),
        )
        return answer

    def sentences_keep_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Keep the sentences that were looked at; only ever on POST."""
        row = self.row_of(request, object_id)
        if not self.may_keep(request):
            raise PermissionDenied
        if request.method == "POST":
            self._keep(request, row, request.POST.getlist("look")[:MOST])
        return redirect(page_url(row, "sentences"))

    def _keep(self, request: HttpRequest, row: Any, looks: list[str]) -> None:
        user: Any = request.user

        def write() -> list[Comparison]:
            kept = keep(row, by=user, looks=looks)
            self.log_change(request, row, _said(kept))
            return kept

        try:
            kept = committed(request, write)
        except SentencesMoved:
            words = _(
                "The draft or the text changed after you had opened this page, so nothing was "
                "kept. Look at the sentences as they are now."
            )
            messages.error(request, f"{words} {last_saved(row)}".rstrip())
            return
        words = ngettext(
            "Kept: %d sentence, with your name in the history.",
            "Kept: %d sentences, with your name in the history.",
            len(kept),
        )
        messages.success(request, words % len(kept))


def _groups(compared: Comparisons) -> list[tuple[str, str, str, tuple[Comparison, ...]]]:
    return [
        (
            "error",
            _("Turned: they stop publishing"),
            _("The quoted words are there, but what they say has changed."),
            compared.turned,
        ),
        (
            "lost",
            _("Gone: the words are not found any more in such a sentence"),
            _(
                "Choose the words again, or remove what rests on them. Where the same words stand "
                "in another sentence, that is shown; it may be still right."
            ),
            compared.lost,
        ),
        (
            "warning",
            _("In other words: look at them, then decide"),
            _("No word that turns a sentence has changed."),
            compared.reworded,
        ),
    ]


def _shown(comparisons: Iterable[Comparison], places: Places) -> list[Shown]:
    shown = []
    for one in comparisons:
        changes = compare(one.old, one.new) if one.old and one.new else ()
        place = one.quoted.place
        shown.append(
            Shown(
                comparison=one,
                old=tuple(change for change in changes if change.kind != "added"),
                new=tuple(change for change in changes if change.kind != "removed"),
                url=places.url(place),
                place=place.replace(":", " ", 1),
            )
        )
    return shown


def _said(kept: list[Comparison]) -> str:
    """Say for the history what somebody looked at, and that it is still right."""
    named = [
        _("“%(words)s” (%(license)s, %(section)s)")
        % {
            "words": one.quoted.quote.exact[:60],
            "license": one.title,
            "section": one.quoted.section,
        }
        for one in kept[:_NAMED]
    ]
    more = len(kept) - len(named)
    if more:
        named.append(ngettext("%d more", "%d more", more) % more)
    start = _("Looked at the sentences around these words; still right: %s")
    return start % ", ".join(named)
