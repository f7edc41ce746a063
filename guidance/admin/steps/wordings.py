"""Other wordings of a draft: one page for all its parts, and the states that they had before."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guidance.admin.addresses.places import Places, page_url
from guidance.admin.saving.committing import committed
from guidance.admin.saving.kept_words import TypedForm
from guidance.admin.saving.met_words import met
from guidance.admin.saving.showing import shows_again
from guidance.admin.saving.wordings import noun_of, said
from guidance.core.wordings.lines import (
    PARTS,
    WHOLE,
    Lines,
    Part,
    Wordings,
    differences,
    read_lines,
)
from guidance.models import WordingState
from guidance.services.drafts.holding import KINDS
from guidance.services.publishing.inspecting import inspect
from guidance.services.search.wordings import wordings_of
from guidance.services.wordings.keeping import (
    Differences,
    Overtaken,
    WordingsMoved,
    look_of,
    rename,
    restore,
    save,
    stamp,
    states_of,
    wordings_in,
)
from guidance.services.wordings.parts import Named, parts_of

_STATES = 20


@dataclass(frozen=True)
class Shown:
    """A part with its field: what it is called, and where it is edited."""

    noun: str
    title: str
    url: str
    field: forms.BoundField


class WordingForm(TypedForm, forms.Form):
    """A field for each part; ``shown`` has the stamp of what stood in each."""

    shown = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, row: Any, data: Any = None) -> None:
        super().__init__(data)
        self.now: Wordings = wordings_of(KINDS[type(row)], row.slug)
        self.parts: list[Named] = parts_of(row)
        known = {one.part for one in self.parts}
        posted = set(_posted(data, PARTS[KINDS[type(row)]])) if data else set()
        self.unused = [Named(part, part[1]) for part in sorted((posted | set(self.now)) - known)]
        """Parts that the draft has no more; what was written for them is not lost."""
        for one in (*self.parts, *self.unused):
            self._add(one)
        if data is None:
            self.initial["shown"] = self._stamps()

    def _add(self, one: Named) -> None:
        rows = max(2, min(12, len(self.now.get(one.part, ())) + 1))
        self.fields[name_of(one.part)] = forms.CharField(
            label=_("Also asked as"),
            required=False,
            initial="\n".join(self.now.get(one.part, ())),
            widget=forms.Textarea(attrs={"rows": rows, "class": "vLargeTextField"}),
            validators=[_validate],
        )

    def _stamps(self) -> str:
        stamps = ((one.part, stamp(self.now.get(one.part, ()))) for one in self._all)
        return " ".join(f"{name_of(part)}:{seen}" for part, seen in stamps)

    @property
    def _all(self) -> list[Named]:
        return [*self.parts, *self.unused]

    @property
    def seen(self) -> dict[Part, str]:
        """Return the stamp of what each part said when the form was opened."""
        stamps = dict(one.rpartition(":")[::2] for one in str(self.data.get("shown", "")).split())
        return {one.part: stamps[n] for one in self._all if (n := name_of(one.part)) in stamps}

    @property
    def given(self) -> dict[Part, Lines]:
        found = ((one.part, self.cleaned_data[name_of(one.part)]) for one in self._all)
        return {part: read_lines(text)[0] for part, text in found}

    def show_met(self, now: Wordings, parts: Wordings, *, who: str) -> None:
        """Say at the fields what another wrote meanwhile, and let the others show it."""
        seen, given, self.now = self.seen, self.given, now
        self.data = self.data.copy()
        for one in self._all:
            name, theirs = name_of(one.part), now.get(one.part, ())
            if one.part in parts:
                words = met(self.fields[name], "\n".join(theirs), self.data.get(name), who=who)
                self.add_error(name, ValidationError(words, code="overtaken"))
            elif stamp(given[one.part]) == seen.get(one.part):
                self.data[name] = "\n".join(theirs)
        self.data["shown"] = self._stamps()


def _validate(text: str) -> None:
    _lines, problems = read_lines(text)
    if problems:
        raise ValidationError(problems)


def name_of(part: Part) -> str:
    """Return the name of a part's field: ``also``, or ``also-term-keep-notice``."""
    return "-".join(("also", *filter(None, part)))


def _posted(data: Any, nouns: tuple[str, ...]) -> Iterator[Part]:
    """Yield the parts for which somebody has sent words, whether or not the draft has them."""
    for name in data:
        start, _dash, rest = str(name).partition("-")
        noun, _dash, key = rest.partition("-")
        if start == "also" and noun in nouns and key and str(data.get(name, "")).strip():
            yield noun, key


class WordingPages:
    """The pages of other wordings."""

    model: Any
    row_of: Any
    page: Callable[..., HttpResponse]
    log_change: Any
    has_change_permission: Any

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Let the wordings follow a draft that gets another address before it is published."""
        before = form.initial.get("slug", "") if change else ""
        super().save_model(request, obj, form, change)  # type: ignore[misc]
        if before and before != obj.slug:
            rename(KINDS[type(obj)], before, obj.slug)

    def wording_pages(self) -> list[tuple[str, str, Any]]:
        return [
            ("wordings/", "wordings", self.wordings_view),
            ("wordings/<int:number>/", "wordings-state", self.wording_state_view),
        ]

    @shows_again
    def wordings_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Show all wordings of a draft, each to be edited; write them on POST."""
        row = self.row_of(request, object_id)
        if request.method != "POST":
            return self._wordings_page(request, row, WordingForm(row))
        if not self.has_change_permission(request, row):
            raise PermissionDenied
        form = WordingForm(row, request.POST)
        if form.is_valid() and committed(request, lambda: self._save_wordings(request, row, form)):
            return redirect(page_url(row, "wordings"))
        return self._wordings_page(request, row, form)

    def _save_wordings(self, request: HttpRequest, row: Any, form: WordingForm) -> bool:
        user: Any = request.user
        try:
            changed = save(row, form.given, by=user, shown=form.seen)
        except Overtaken as overtaken:
            last = states_of(row).first()
            who = last.by_name if last and last.by_name else _("Somebody else")
            form.show_met(wordings_of(KINDS[type(row)], row.slug), overtaken.now, who=who)
            return False
        self._say_saved(request, row, changed)
        return True

    def _say_saved(self, request: HttpRequest, row: Any, changed: Differences) -> None:
        if not changed:
            messages.info(request, _("Nothing was changed."))
            return
        self.log_change(request, row, said(changed))
        words = ngettext(
            "Other wordings of %d part saved. The search knows them from now on.",
            "Other wordings of %d parts saved. The search knows them from now on.",
            len(changed),
        )
        messages.success(request, words % len(changed))

    def _wordings_page(self, request: HttpRequest, row: Any, form: WordingForm) -> HttpResponse:
        places = Places(row)
        states = list(states_of(row)[:_STATES])
        return self.page(
            request,
            row,
            inspect(row),
            step="wordings",
            title=_("Other wordings"),
            form=form,
            own=_shown(form, form.parts[0], places),
            parts=[_shown(form, one, places) for one in form.parts[1:]],
            unused=[_shown(form, one, places) for one in form.unused],
            may_write=self.has_change_permission(request, row),
            states=[(one, page_url(row, "wordings-state", one.pk)) for one in states],
        )

    def wording_state_view(self, request: HttpRequest, object_id: int, number: int) -> HttpResponse:
        """Show what bringing former wordings back would change, and do it on POST."""
        row = self.row_of(request, object_id)
        state = states_of(row).filter(pk=number).first()
        if state is None:
            raise Http404
        may_write = self.has_change_permission(request, row)
        if request.method == "POST":
            if not may_write:
                raise PermissionDenied
            return committed(request, lambda: self._restore_wordings(request, row, state))
        now = wordings_of(KINDS[type(row)], row.slug)
        return self.page(
            request,
            row,
            inspect(row),
            step="wordings",
            template="admin/guidance/draft_wordings_state.html",
            title=_("Former wordings"),
            state=state,
            changed=_in_words(row, differences(now, wordings_in(state))),
            seen=look_of(now),
            may_write=may_write,
        )

    def _restore_wordings(
        self, request: HttpRequest, row: Any, state: WordingState
    ) -> HttpResponse:
        user: Any = request.user
        try:
            changed = restore(row, state, by=user, seen=request.POST.get("seen", ""))
        except WordingsMoved:
            words = _(
                "The wordings changed after you had opened this page. Nothing was restored. Look "
                "below at what restoring would change now."
            )
            messages.error(request, words)
            return redirect(request.path)
        self._say_saved(request, row, changed)
        return redirect(page_url(row, "wordings"))


def _shown(form: WordingForm, one: Named, places: Places) -> Shown:
    noun = "annotation" if one.noun == "note" else one.noun
    url = places.url(f"{noun}:{one.part[1]}") if one.part != WHOLE else ""
    return Shown(noun_of(one.noun), one.title, url, form[name_of(one.part)])


def _in_words(row: Any, changed: Differences) -> list[tuple[str, str, Lines, Lines]]:
    titles = {one.part: one.title for one in parts_of(row)}
    return [
        (noun_of(part[0]), titles.get(part, part[1]), gone, added)
        for part, (gone, added) in changed.items()
    ]
