"""Sections of a license in its form: a page of them at a time, each with its words."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
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
_TOLD = 20
"""Uses that are named before a section goes."""
ON_A_PAGE = 200
"""Sections on one page of a license's form: a form of all would have more fields than are read."""


class SectionForm(ShownForm):
    noun = nouns.Section


class Sections(PartFormSet):
    """Sections whose spans lie in the text of their license, so many on a page.

    What is sent is of the rows that it names, whatever page they would be on by now.
    """

    page = 1
    inline: "SectionInline"
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
        self._ask_for_used()
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

    def _ask_for_used(self) -> None:
        """Ask before sections go that something rests on, with what does; once for what is shown.

        What came to rest on one since is shown, and asked for again.
        """
        ticked = [form.instance for form in self.shown_forms if self._is_ticked(form)]
        if not ticked:
            return
        uses = clauses_used(self.instance)
        asked = {row.pk: _stamp(uses[row.key]) for row in ticked if uses.get(row.key)}
        self.inline.uses, self.inline.asked = uses, asked
        unsure = [row for row in ticked if asked.get(row.pk, "") != self.data.get(_sure(row), "")]
        if unsure:
            names = "; ".join(f"“{row}”: {_named(uses[row.key], most=_TOLD)}" for row in unsure)
            words = _(
                "Nothing was saved. What is to be deleted is used elsewhere, and what names it "
                "will be an error until it is taken out there. %s. To delete it all the same, "
                "say so beside its tick, and save again."
            )
            raise ValidationError(words % names, code="used")


class SectionInline(PartTable):
    model = Section
    form = SectionForm
    formset = Sections
    classes = ("collapse",)
    fields = (
        "key",
        "label",
        "heading",
        "short",
        "depth",
        "start",
        "end",
        "position",
        "words",
        "used",
    )
    readonly_fields = ("words", "used")
    uses: Mapping[str, Sequence[Use]] = {}
    """Of the license whose form is open: one inline is made for each request."""
    asked: Mapping[int, str] = {}
    """What somebody has to say of each section, by its number, before it goes."""

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset = super().get_formset(request, obj, **kwargs)
        given = request.GET.get("sections", "")
        if obj is not None and request.method == "GET":
            self.uses = clauses_used(obj)
        formset.inline = self
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
        if row is None or not row.pk:
            return ""
        named = _named(self.uses.get(row.key, ()))
        if not (stamp := self.asked.get(row.pk)):
            return named
        box = '{}<br><label><input type="checkbox" name="{}" value="{}"> {}</label>'
        return format_html(box, named, _sure(row), stamp, _("Delete it all the same"))


def _sure(row: Section) -> str:
    """Name the box by which somebody says that a section is to go, whatever rests on it."""
    return f"sure-{row.pk}"


def _stamp(uses: Sequence[Use]) -> str:
    """Name what rests on a section, so that one says yes to what one was shown."""
    named = sorted(f"{use.row._meta.model_name} {use.row.pk}" for use in uses)
    return sha256("; ".join(named).encode()).hexdigest()[:16]


def _named(uses: Sequence[Use], *, most: int = _NAMED) -> str:
    names = ", ".join(f"“{use.row}”" for use in uses[:most])
    rest = len(uses) - most
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
