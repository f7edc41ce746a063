"""Sections of a license in its form: a page of them at a time, each with its words."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guidance.admin.fields.columns import is_number
from guidance.admin.nouns.parts import PartFormSet, PartTable
from guidance.admin.saving.shown import ShownForm
from guidance.core.documents import licenses as nouns
from guidance.models import Section
from guidance.services.worklist.uses import Use, clauses_used

_SHOWN = 45
"""Characters of a section's words shown at each of its ends."""
_NAMED = 3
"""Uses of a section that are named."""
ON_A_PAGE = 200
"""Sections on one page of a license's form: a form of all would have more fields than are read."""


class SectionForm(ShownForm):
    noun = nouns.Section


class Sections(PartFormSet):
    """Sections whose spans lie in the text of their license, so many on a page.

    What is sent is of the rows that it names, whatever page they would be on by now.
    """

    page = 1
    _all: list[Any] | None = None

    def rows_now(self) -> Any:
        if self._all is None:
            self._all = list(super().get_queryset())
        return self._all

    def get_queryset(self) -> Any:
        if self._is_judged:
            return super().get_queryset()
        rows = self.rows_now()
        if self.is_bound:
            start, end = f"{self.prefix}-", "-id"
            names = (name for name in self.data if name.startswith(start) and name.endswith(end))
            sent = {self.data[name] for name in names}
            return [row for row in rows if str(row.pk) in sent]
        return rows[(self.page - 1) * ON_A_PAGE : self.page * ON_A_PAGE]

    def clean(self) -> None:
        super().clean()
        size = len(self.instance.text.body) if self.instance.text_id else 0
        for form in self.forms:
            cleaned = getattr(form, "cleaned_data", {})
            start, end = cleaned.get("start"), cleaned.get("end")
            if start is None or end is None or cleaned.get("DELETE"):
                continue
            if end < start:
                form.add_error("end", _("The end comes before the start."))
            elif end > size:
                form.add_error("end", _("The text has %s characters only.") % size)


class SectionInline(PartTable):
    model = Section
    form = SectionForm
    formset = Sections
    classes = ("collapse",)
    fields = ("key", "label", "heading", "depth", "start", "end", "position", "words", "used")
    readonly_fields = ("words", "used")
    uses: Mapping[str, Sequence[Use]] = {}
    """Of the license whose form is open: one inline is made for each request."""

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset = super().get_formset(request, obj, **kwargs)
        given = request.GET.get("sections", "")
        if obj is not None and request.method == "GET":
            self.uses = clauses_used(obj)
        formset.page = max(1, int(given)) if is_number(given) else 1
        return formset

    @admin.display(description=gettext_lazy("words"))
    def words(self, row: Any) -> str:
        """Show where a section begins and ends, since nobody counts characters."""
        if row is None or row.pk is None:
            return ""
        text = row.license.text.body[row.start : row.end].strip()
        return text if len(text) <= 2 * _SHOWN else f"{text[:_SHOWN]} … {text[-_SHOWN:]}"

    @admin.display(description=gettext_lazy("used in"))
    def used(self, row: Any) -> str:
        """Name what rests on a section, beside the tick that deletes it."""
        return _named(self.uses.get(row.key, ())) if row is not None and row.pk else ""


def _named(uses: Sequence[Use]) -> str:
    names = ", ".join(f"“{use.row}”" for use in uses[:_NAMED])
    rest = len(uses) - _NAMED
    return f"{names} + {rest}" if rest > 0 else names


def pages_of(count: int) -> str:
    """Lead to the sections that stand on each page of the form."""
    starts = range(0, count, ON_A_PAGE)
    return format_html_join(
        " · ",
        '<a href="?sections={}#sections-group">{}–{}</a>',
        (
            (page, start + 1, min(start + ON_A_PAGE, count))
            for page, start in enumerate(starts, start=1)
        ),
    )
