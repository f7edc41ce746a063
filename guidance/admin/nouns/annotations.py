"""Notes on quotes in the admin: the words they are about stand beside the form."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guidance.admin.addresses.places import page_url
from guidance.admin.nouns.children import MORE_KEY, ChildAdmin, take_parent
from guidance.admin.steps.revisions import RevisedForm
from guidance.core.documents import licenses as nouns
from guidance.core.documents.fields import storable
from guidance.core.texts.anchors import Match, Span, find
from guidance.models import Annotation, Section

_PLACE = ("license", "section", "exact", "prefix", "suffix")


class AnnotationForm(RevisedForm):
    noun = nouns.Annotation
    made_of = {"key": "exact"}
    within = "license"

    class Meta:
        widgets = {
            "exact": forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
            "prefix": forms.TextInput(attrs={"class": "vTextField"}),
            "suffix": forms.TextInput(attrs={"class": "vTextField"}),
            "body": forms.Textarea(attrs={"rows": 6, "class": "vLargeTextField"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "section" not in self.fields:
            return
        take_parent(self)  # so that the license's text stands beside the empty form
        license_id = self.instance.license_id
        sections = list(Section.objects.filter(license_id=license_id)) if license_id else []
        if sections:
            known = {section.key: _named(section) for section in sections}
            now = self.instance.section
            if now and now not in known:
                known[now] = _("%s (not in the text any more)") % now
            self.fields["section"] = forms.ChoiceField(
                label=self.fields["section"].label,
                choices=[("", "---------"), *known.items()],
                help_text=_("The part of the text in which the quoted words stand."),
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for name in ("exact", "prefix", "suffix"):
            try:
                cleaned[name] = storable(cleaned.get(name) or "")
            except ValueError as error:
                self.add_error(name, _("This text %s.") % error)
        moved = not self.instance.pk or any(name in self.changed_data for name in _PLACE)
        if moved and not any(name in self.errors for name in _PLACE):
            self._refuse_lost_quote(cleaned)
        return cleaned

    def _refuse_lost_quote(self, cleaned: dict[str, Any]) -> None:
        license = cleaned.get("license") or self.instance.license
        section = license.sections.filter(key=cleaned.get("section")).first()
        if section is None:
            self.add_error("section", _("The license has no section with this key."))
            return
        note = Annotation(
            license=license, **{name: cleaned.get(name, "") for name in _PLACE if name != "license"}
        )
        if problem := problem_of(note, section):
            self.add_error("exact", ValidationError(problem, code="lost"))


def problem_of(note: Annotation, section: Section | None) -> str:
    """Say why the quote is not found in its section, or ""."""
    if section is None:
        return _("The license has no section “%s”.") % note.section
    body = note.license.text.body
    match = _found(note, section, body)
    if match is not None and match.how != "similar":
        return ""
    words = body[section.start : section.end]
    times = words.count(note.exact) if note.exact else 0
    if times > 1:
        return _(
            "These words stand %(times)s times in section %(section)s. Copy a few of the words "
            "that stand before or after them into the fields below."
        ) % {"times": times, "section": section.key}
    if match is not None:
        close = body[match.span.start : match.span.end]
        return _("Not exactly the words of section %(section)s. Did you mean: %(words)s") % {
            "section": section.key,
            "words": close,
        }
    if times and not (note.prefix or note.suffix):
        return _("These words are too few to be found again for certain. Quote more of them.")
    if times:
        return _("These words are in the section, but the words before or after are others.")
    return _(
        "These words are not in section %(section)s. Copy them from the text, exactly, with its "
        "spelling and punctuation."
    ) % {"section": section.key}


def _found(note: Annotation, section: Section, body: str) -> Match | None:
    if not note.exact.strip():
        return None
    quote = nouns.Quote(exact=note.exact, prefix=note.prefix, suffix=note.suffix)
    return find(quote, body, within=Span(section.start, section.end))


def _named(section: Section) -> str:
    parts = (section.key, section.heading)
    return " · ".join(part for part in parts if part)


@admin.register(Annotation)
class AnnotationAdmin(ChildAdmin):
    form = AnnotationForm
    list_display = ("key", "section", "quoted", "kind", "certainty", "license", "updated_at")
    list_filter = ("license", "kind", "authority", "certainty")
    list_select_related = ("license",)
    search_fields = ("key", "section", "exact", "body")
    search_help_text = gettext_lazy("Key, section, quoted words or note")
    autocomplete_fields = ("license",)
    ordering = ("license", "position", "pk")
    readonly_fields = ("words",)
    prepopulated_fields = {"key": ("exact",)}
    fieldsets = (
        (
            gettext_lazy("The words"),
            {"fields": ("license", "section", "words", "exact", "prefix", "suffix")},
        ),
        (
            gettext_lazy("The note"),
            {"fields": (("kind", "authority", "certainty"), "body", "url")},
        ),
        (MORE_KEY, {"fields": (("key", "position"),), "classes": ("collapse",)}),
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("license")

    @admin.display(description=gettext_lazy("words"))
    def quoted(self, row: Any) -> str:
        return f"{row.exact[:60]}…" if len(row.exact) > 60 else str(row.exact)

    @admin.display(description=gettext_lazy("words of the section"))
    def words(self, row: Any) -> str:
        license = row.license if row is not None and row.license_id else None
        if license is None:
            return _(
                "Choose a license and press “Save and continue editing”, or come here from "
                "the list of a license’s notes, to see its text."
            )
        body = license.text.body
        sections = list(license.sections.all())
        section = next((one for one in sections if one.key == row.section), None)
        return render_to_string(
            "admin/guidance/_words.html",
            {
                "problem": problem_of(row, section) if row.pk else "",
                "words": body[section.start : section.end] if section else "",
                "sections": [(one, body[one.start : one.end]) for one in sections],
            },
        )

    def fragment(self, row: Any) -> str:
        return f"note-{row.key}"

    def place_of(self, row: Any) -> str:
        return f"{self.place_in(row.license)}#note-{row.pk}"

    def place_in(self, draft: Any) -> str:
        return page_url(draft, "annotate")
