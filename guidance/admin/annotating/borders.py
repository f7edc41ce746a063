"""The borders of sections by sight: the whole text with each drawn, to split, to join, to name."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guidance.admin.addresses.places import page_url
from guidance.admin.annotating.texts import Clause, bare_text
from guidance.admin.fields.columns import is_number
from guidance.admin.fields.keys import key_of
from guidance.admin.saving.committing import committed
from guidance.admin.saving.kept_words import TypedForm
from guidance.admin.saving.overtakings import last_saved
from guidance.admin.saving.showing import shows_again
from guidance.models import License, Section
from guidance.services.drafts import borders
from guidance.services.drafts.coverage import Coverage, coverage_of
from guidance.services.publishing.inspecting import inspect


@dataclass(frozen=True)
class Drawn:
    """A section between its borders; ``seen`` and ``seen_both`` name what is shown."""

    clause: Clause
    coverage: Coverage
    seen: str
    seen_both: str
    next: str
    form: "NamesForm"


class NamesForm(TypedForm, forms.Form):
    """The number, the heading and the short name of a section, as readers see them."""

    label = forms.CharField(label=gettext_lazy("Number"), max_length=300, required=False)
    heading = forms.CharField(label=gettext_lazy("Heading"), max_length=300, required=False)
    short = forms.CharField(
        label=gettext_lazy("Short name, for the contents list"), max_length=60, required=False
    )


class BorderPages:
    """The page on which sections are corrected, to be mixed in."""

    row_of: Any
    page: Callable[..., HttpResponse]
    log_change: Any
    has_change_permission: Callable[..., bool]

    def border_pages(self) -> list[tuple[str, str, Any]]:
        return [("borders/", "borders", self.borders_view)]

    @shows_again
    def borders_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Draw the borders; move one on POST."""
        row = self.row_of(request, object_id)
        if not self.has_change_permission(request, row):
            raise PermissionDenied
        form = NamesForm(request.POST) if request.method == "POST" else None
        if form is not None and form.is_valid():
            return self._move(request, row, form.cleaned_data)
        drawn = _drawn(row)
        title = _("Borders of the sections")
        return self.page(request, row, inspect(row), step="borders", title=title, drawn=drawn)

    def _move(self, request: HttpRequest, row: License, names: dict[str, str]) -> HttpResponse:
        posted, user = request.POST, request.user
        section = int(posted["section"]) if is_number(posted.get("section")) else 0
        given: dict[str, Any] = {"section": section, "seen": posted.get("seen", ""), "by": user}

        def write() -> tuple[Section, str]:
            if "join" in posted:
                found, told = borders.join_next(row, **given), _("Joined with the next: %s.")
            elif "at" in posted:
                at = int(posted["at"]) if is_number(posted["at"]) else 0
                found = borders.split_at(row, at=at, key_of=key_of, **given)
                told = _("Begins here now: %s.")
            else:
                found = borders.rename(row, **(given | names))
                told = _("Is called now: %s.")
            self.log_change(request, row, told % found)
            return found, told % found

        at = ""
        try:
            found, told = committed(request, write)
        except borders.BorderMoved:
            words = _("This section was changed meanwhile. Nothing was written; look at it anew.")
            typed = " ".join(filter(None, names.values()))
            mine = _("You had written: %s") % typed if typed else ""
            messages.error(request, " ".join(filter(None, (words, last_saved(row), mine))))
        except borders.NoBorder:
            messages.error(request, _("No border can be here: a section needs words on each side."))
        else:
            messages.success(request, told)
            at = f"#at-{found.key}"
        return redirect(f"{page_url(row, 'borders')}{at}")


def _drawn(row: License) -> list[Drawn]:
    clauses, coverage = bare_text(row), coverage_of(row)
    seen = [borders.seen_of(row, clause.row) for clause in clauses]
    drawn = []
    for number, clause in enumerate(clauses):
        following = clauses[number + 1] if number + 1 < len(clauses) else None
        names = {name: getattr(clause.row, name) for name in ("label", "heading", "short")}
        drawn.append(
            Drawn(
                clause=clause,
                coverage=coverage.get(clause.row.key, Coverage()),
                seen=seen[number],
                seen_both=seen[number] + seen[number + 1] if following else "",
                next=following.name if following else "",
                form=NamesForm(initial=names, auto_id=f"id_{clause.row.pk}_%s"),
            )
        )
    return drawn
