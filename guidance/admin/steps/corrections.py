"""What ships beside a draft: what changed there, item by item, to be taken over or set aside."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from guidance.admin.addresses.places import Places, page_url
from guidance.admin.saving.committing import committed
from guidance.admin.saving.kept_words import TypedForm
from guidance.admin.saving.overtakings import last_saved
from guidance.admin.saving.showing import shows_again
from guidance.core.documents.corrections import Correction, taken_over
from guidance.core.documents.formats import InvalidDocument
from guidance.core.documents.nouns import Noun
from guidance.models.fields import validate_storable
from guidance.models.shipped import LONGEST_WHY
from guidance.services.drafts.differences import Difference, differences_in_full, noun_words
from guidance.services.drafts.holding import KINDS
from guidance.services.drafts.wording import title_of
from guidance.services.people import may_write
from guidance.services.publishing.acts import DraftChanged
from guidance.services.publishing.corrections import (
    Beside,
    beside,
    look_of,
    set_aside,
    take_over,
)
from guidance.services.publishing.inspecting import Inspection, inspect

_LONGEST_TITLE = 80


class AnswerForm(TypedForm, forms.Form):
    """What is done about a correction; without a place, about all that give up no own words."""

    place = forms.CharField(widget=forms.HiddenInput, max_length=200, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    reason = forms.CharField(
        label=gettext_lazy("Why we keep ours"),
        max_length=LONGEST_WHY,
        required=False,
        validators=[validate_storable],
        help_text=gettext_lazy(
            "For colleagues, if you keep ours: Our counsel reads clause 2 more strictly."
        ),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if "keep" in self.data and not given.get("reason", "x").strip():
            self.add_error("reason", _("Write why you keep ours."))
        return given


@dataclass(frozen=True)
class ShownCorrection:
    """A correction in words, with its form: what changed in what ships, and against ours."""

    noun: str
    title: str
    url: str
    kind: str
    place: str
    seen: str
    meets_ours: bool
    shipped: tuple[Difference, ...]
    ours: tuple[Difference, ...]
    form: AnswerForm


class CorrectionPages:
    """The page of what ships beside a draft."""

    model: Any
    row_of: Any
    page: Callable[..., HttpResponse]
    log_change: Any

    def correction_pages(self) -> list[tuple[str, str, Any]]:
        return [("shipped/", "shipped", self.shipped_view)]

    @shows_again
    def shipped_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Show what ships in other words; take over or set aside on POST."""
        row = self.row_of(request, object_id)
        if request.method != "POST":
            return self._shipped_page(request, row)
        if not may_write(request.user, KINDS[self.model]):
            raise PermissionDenied
        form = AnswerForm(request.POST)
        if form.is_valid() and committed(request, lambda: self._answer_item(request, row, form)):
            return redirect(page_url(row, "shipped"))
        return self._shipped_page(request, row, given=form)

    def _answer_item(self, request: HttpRequest, row: Any, form: AnswerForm) -> bool:
        """Take over or set aside, and say so; False where the page is to be looked at again."""
        user: Any = request.user
        given = form.cleaned_data
        try:
            if "keep" in form.data:
                kept = set_aside(
                    row, place=given["place"], seen=given["seen"], reason=given["reason"], by=user
                )
                words = _("Kept ours against what ships: %(item)s. %(reason)s")
                named = {"item": _name(kept), "reason": given["reason"]}
                self.log_change(request, row, words % named)
                messages.success(request, _("Set aside. It comes back if it ships in other words."))
                return True
            places = [given["place"]] if given["place"] else _without_conflict(row)
            now, taken = take_over(row, places=places, seen=given["seen"], by=user)
        except DraftChanged:
            words = _(
                "The draft, or what ships, changed after you had opened this page. Nothing was "
                "written. Look at it as it is now."
            )
            reason = given["reason"] and _("You had written: %s") % given["reason"]
            messages.error(request, " ".join(filter(None, [words, last_saved(row), reason])))
            return False
        except InvalidDocument as error:
            for problem in error.problems:
                messages.error(request, f"{problem.message} {problem.advice}")
            return False
        names = "; ".join(_name(one) for one in taken)
        self.log_change(request, now, _("Taken over from what ships: %s.") % names)
        words = ngettext(
            "Taken over into the draft: %d item. Nothing is published yet.",
            "Taken over into the draft: %d items. Nothing is published yet.",
            len(taken),
        )
        messages.success(request, words % len(taken))
        return True

    def _shipped_page(
        self, request: HttpRequest, row: Any, *, given: AnswerForm | None = None
    ) -> HttpResponse:
        inspection = inspect(row)
        found = beside(row, inspection.document)
        free = found.without_conflict if found else ()
        return self.page(
            request,
            row,
            inspection,
            step="shipped",
            title=_("What ships beside this draft"),
            beside=found,
            items=tuple(_shown(found, row, given)) if found else (),
            free=len(free),
            all_form=AnswerForm(initial={"seen": look_of(free)}, auto_id="id_all_%s"),
            kept=[(noun_of(one.place), one.place.partition(":")[2], one) for one in found.kept]
            if found
            else [],
            may_answer=may_write(request.user, KINDS[self.model]),
        )


def correction_tags(row: Any, inspection: Inspection) -> list[list[tuple[str, str]]]:
    """Return the labels of the step, as its only one; no step where nothing ships beside it."""
    found = beside(row, inspection.document)
    if found is None:
        return []
    count = "?" if found.ours is None else str(len(found.corrections) or "")
    return [[("warning", count)] if count else []]


def _without_conflict(row: Any) -> list[str]:
    found = beside(row)
    return [one.place for one in found.without_conflict] if found else []


def _shown(found: Beside, row: Any, given: AnswerForm | None) -> Iterable[ShownCorrection]:
    places = Places(row)
    ours: Any = found.ours
    for number, one in enumerate(found.corrections):
        # What taking it over does is compared, so the page cannot show anything else.
        place, before = one.place, found.before_at(one.place)
        against_ours = differences_in_full(ours, taken_over(ours, found.now, [place]), place)
        shipped: tuple[Difference, ...] = ()
        if one.meets_ours and before is not None:
            was = taken_over(ours, before, [place])
            shipped = differences_in_full(was, taken_over(was, found.now, [place]), place)
        yield ShownCorrection(
            noun=noun_of(place),
            title=_title(one),
            url=places.url(place) if one.ours is not None and ":" in place else "",
            kind=_kind(one),
            place=place,
            seen=look_of([one]),
            meets_ours=one.meets_ours,
            shipped=shipped,
            ours=against_ours,
            form=_form(one, number, given),
        )


def _kind(one: Correction) -> str:
    if one.now is None:
        return "removed"
    return "added" if one.ours is None else "changed"


def _form(one: Correction, number: int, given: AnswerForm | None) -> AnswerForm:
    is_given = given is not None and given.data.get("place") == one.place
    return AnswerForm(given.data if given and is_given else None, auto_id=f"id_{number}_%s")


def noun_of(place: str) -> str:
    """Return what people call what stands at a place: a term, the short answer, an order."""
    noun, _colon, key = place.partition(":")
    if key:
        return noun_words(noun)
    if place.endswith(" order"):
        return _("order of %s") % noun_words(place.removesuffix(" order"))
    return noun_words(place)


def _title(one: Correction) -> str:
    item = next((value for value in (one.ours, one.now, one.before) if value is not None), None)
    words = title_of(item) if ":" in one.place and isinstance(item, Noun) else ""
    return words if len(words) <= _LONGEST_TITLE else words[:_LONGEST_TITLE].rstrip() + "…"


def _name(one: Correction) -> str:
    key = one.place.partition(":")[2]
    return f"{noun_of(one.place)} {key}".strip()
