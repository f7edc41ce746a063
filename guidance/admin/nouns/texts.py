"""License texts in the admin: added by pasting or uploading, and never changed."""

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from guidance.admin.addresses.places import page_url
from guidance.admin.fields.columns import LinesMixin, is_number
from guidance.admin.fields.noun_forms import NounForm
from guidance.admin.saving.held import HeldAdmin
from guidance.core.documents.fields import MAX_TEXT
from guidance.core.documents.licenses import License, Text
from guidance.core.documents.nouns import Noun
from guidance.core.texts.doubts import Doubt, doubts
from guidance.core.texts.normal import NEWEST, digest, normalize, split
from guidance.models import LicenseText, Source
from guidance.services.intake.uploads import NotText, text_of
from guidance.services.sources.resting import words_of

MAX_UPLOAD = 4 * MAX_TEXT
"""Bytes: no character takes more than four in UTF-8."""
_TEXT = "admin:guidance_licensetext_change"
_MAKE = _("Make a license of this text")
_DOUBTS = {
    "tags": _("There are HTML tags between the words: “%s”. Copy the text from the page itself."),
    "comment": _("Signs of a comment seem to stand between the words: “%s”. Take them out."),
    "table": _("The rows of a table will run together: “%s”. Write each as a paragraph."),
    "hyphens": _("There are soft hyphens inside words: “%s”. Take them out, or write a hyphen."),
    "uncut": _("No section was found, though there are many paragraphs: set blank lines between."),
    "numbers": _("A number begins no section: “%s”. Look at the lines around it."),
    "keys": _("The same number stands twice, so a key had to be invented: %s."),
    "glued": _("Items of a list run together: “%s”. Write each as a paragraph."),
}
_LOOK = _("A text is kept for ever. Look at this first, or say below that it is right so.")


class LicenseTextForm(NounForm):
    """Take the words from one of two places, normalize them, and refuse a text held already."""

    noun: type[Noun] | None = Text
    noun_names = {"source_key": "key"}
    body = forms.CharField(
        label=_("Text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 18, "class": "vLargeTextField"}),
        help_text=_("Paste the verbatim words. Line breaks inside paragraphs are joined."),
    )
    source = forms.CharField(
        label=_("Source"),
        max_length=200,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text=_("Where the words come from, such as: the publisher’s page, 24 November 2026."),
    )
    is_right = forms.BooleanField(
        label=_("It is right as it is"),
        required=False,
        help_text=_("Tick this if the words are really so."),
        widget=forms.HiddenInput,
    )
    looked_at = forms.CharField(required=False, widget=forms.HiddenInput)
    upload = forms.FileField(
        label=_("Or a text file"),
        required=False,
        help_text=_("Plain text in UTF-8, at most 500,000 characters."),
    )

    def _check(self, name: str, value: Any) -> None:
        if name in ("title", "spdx", "category", "owner"):
            noun, self.noun, self.noun_names = self.noun, License, {name: "family"}
            super()._check(name, value)
            self.noun, self.noun_names = noun, type(self).noun_names
        elif name != "body":
            super()._check(name, value)

    def clean_upload(self) -> str:
        upload = self.cleaned_data.get("upload")
        if not upload:
            return ""
        if upload.size > MAX_UPLOAD:
            raise ValidationError(_("The file is too large: at most 500,000 characters."))
        try:
            return text_of(upload.read())
        except NotText as error:
            where = _(" (line %s)") % error.line if error.line else ""
            raise ValidationError(f"{error.message}{where} {error.advice}") from error

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "body" in self.errors or "upload" in self.errors:
            return cleaned
        pasted, uploaded = cleaned.get("body", ""), cleaned.get("upload", "")
        if bool(pasted.strip()) == bool(uploaded.strip()):
            self.add_error("body", _("Paste the text here or choose a file, one of the two."))
            return cleaned
        field = "upload" if uploaded.strip() else "body"
        raw = uploaded or pasted
        if len(raw) > MAX_TEXT:
            self.add_error(field, _("The text is longer than 500,000 characters."))
            return cleaned
        body = normalize(raw, form=NEWEST)
        if not body:
            self.add_error(field, _("There are no words in this text."))
            return cleaned
        self._refuse_held(field, digest(body))
        if not self.errors:
            self._ask_about(field, doubts(raw, body, split(body, form=NEWEST)), of=digest(body))
        cleaned["body"] = body
        return cleaned

    def _ask_about(self, field: str, found: tuple[Doubt, ...], *, of: str) -> None:
        """Refuse a doubtful text, until somebody who was shown the doubts says that it is right."""
        is_shown = self.cleaned_data.get("looked_at") == of
        if not found or (is_shown and self.cleaned_data.get("is_right")):
            return
        self.fields["is_right"].widget = forms.CheckboxInput()
        given = dict(self.data.items()) | {self.add_prefix("looked_at"): of}
        given.pop(self.add_prefix("is_right"), None)
        self.data = given
        words = (str(_DOUBTS[doubt.kind]) for doubt in found)
        told = [
            text % doubt.words if doubt.words else text
            for text, doubt in zip(words, found, strict=True)
        ]
        self.add_error(field, [ValidationError(line) for line in (*told, str(_LOOK))])

    def _refuse_held(self, field: str, of: str) -> None:
        held = LicenseText.objects.filter(digest=of).first()
        if held is not None:
            url = reverse(_TEXT, args=[held.pk])
            words = _('These very words are held already: <a href="{}">{}</a>.')
            self.add_error(field, format_html(str(words), url, held))
        self.instance.digest = of
        self.instance.form = NEWEST


@admin.register(LicenseText)
class LicenseTextAdmin(LinesMixin, HeldAdmin):
    form = LicenseTextForm
    list_display = ("title", "source", "source_key", "category", "form", "imported_at")
    search_fields = ("title", "source_key", "spdx", "digest")
    search_help_text = _("Title, key, SPDX identifier or digest")
    list_per_page = 50
    show_full_result_count = False
    fieldsets = (
        (
            None,
            {
                "fields": ("title", "body", "upload", "is_right", "looked_at", "source", "url"),
                "description": _(
                    "A text never changes: notes and citations count on its words. For a new "
                    "revision of a license, add a text and choose it in the license."
                ),
            },
        ),
        (
            _("More about it"),
            {"fields": ("spdx", "category", "owner", "source_key"), "classes": ("collapse",)},
        ),
    )

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Take over the words that were seen at a source, to be read before they are kept."""
        initial = super().get_changeform_initial_data(request)
        source = _source_of(request)
        return initial if source is None else {**initial, **_seen_at(source)}

    def response_add(self, request: HttpRequest, obj: Any, *args: Any, **kwargs: Any) -> Any:
        """Go on to the new text, or to the steps of a new revision where it is of a source."""
        source = _source_of(request)
        if source is None:
            response = super().response_add(request, obj, *args, **kwargs)
            is_alone = "_addanother" not in request.POST and "_popup" not in request.POST
            return redirect(reverse(_TEXT, args=[obj.pk])) if is_alone else response
        return redirect(f"{page_url(source.license, 'revise')}?text={obj.pk}")

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return super().get_fieldsets(request, obj)
        names = ("title", "used_in", "source", "source_key", "digest", "form", "imported_at")
        return (
            (None, {"fields": (*names, "body")}),
            (_("About it"), {"fields": ("url", "spdx", "category", "owner")}),
        )

    def get_queryset(self, request: HttpRequest) -> Any:
        queryset = super().get_queryset(request)
        is_list = getattr(request.resolver_match, "url_name", "").endswith("_changelist")
        return queryset.defer("body", "front_matter") if is_list else queryset

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return ("used_in",) if obj is not None else ()

    @admin.display(description=_("used in"))
    def used_in(self, row: Any) -> str:
        """Lead to the licenses that have this text, or to making one of it."""
        name = "admin:guidance_license_change"
        links = [(reverse(name, args=[one.pk]), one) for one in row.licenses.all()]
        if not links:
            links = [(f"{reverse('admin:guidance_license_add')}?text={row.pk}", _MAKE)]
        return format_html_join(" · ", '<a href="{}">{}</a>', links)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def _source_of(request: HttpRequest) -> Source | None:
    """Return the source of a license's text that an address names."""
    given = request.GET.get("source", "")
    sources = Source.objects.filter(policy="").exclude(words="").select_related("license__text")
    return sources.filter(pk=int(given)).first() if is_number(given) else None


def _seen_at(source: Source) -> dict[str, Any]:
    text, seen = source.license.text, source.seen_at
    host = urlsplit(source.looked_where).hostname or ""
    return {
        "title": text.title,
        "body": words_of(source),
        "source": f"{host}, {date_format(seen)}" if seen else host,
        "url": source.moved_to or source.looked_where,
        "spdx": text.spdx,
        "category": text.category,
        "owner": text.owner,
    }
