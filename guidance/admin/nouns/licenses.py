"""Licenses in the admin, with their sections and incorporated policies."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guidance.admin.fields.columns import is_number
from guidance.admin.nouns.children import MORE_KEY, MORE_SLUG, ChildAdmin
from guidance.admin.nouns.parts import PartInline
from guidance.admin.nouns.sections import ON_A_PAGE, SectionInline, pages_of
from guidance.admin.saving.overtakings import gone, last_saved
from guidance.admin.saving.shown import ShownForm
from guidance.admin.steps.drafts import DISMISSED, DraftAdmin
from guidance.admin.steps.revisions import RevisedAdmin, RevisedForm
from guidance.admin.steps.standings import PEOPLE
from guidance.core.documents import licenses as nouns
from guidance.models import License, LicenseText, Policy, PolicySection
from guidance.services.drafts import sectioning
from guidance.services.drafts.holding import Gone
from guidance.services.publishing.sentences import fill


class LicenseForm(RevisedForm):
    noun = nouns.License
    made_of = {"slug": "short_title"}

    class Meta:
        widgets = {"summary": forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"})}


class PolicyForm(RevisedForm):
    noun = nouns.Policy
    made_of = {"slug": "title"}
    within = "license"


class PolicyPartForm(ShownForm):
    noun = nouns.Policy
    made_of = {"slug": "title"}
    within = "license"


class PolicySectionForm(ShownForm):
    noun = nouns.PolicySection
    made_of = {"key": "heading"}
    within = "policy"


class PolicyInline(PartInline):
    model = Policy
    form = PolicyPartForm
    classes = ("collapse",)
    show_change_link = True
    fieldsets = (
        (None, {"fields": ("title", "url", "read_on", ("travels", "travels_by"), "note")}),
        (MORE_SLUG, {"fields": (("slug", "position"),), "classes": ("collapse",)}),
    )


class PolicySectionInline(PartInline):
    model = PolicySection
    form = PolicySectionForm
    fieldsets = (
        (None, {"fields": ("heading", "body")}),
        (MORE_KEY, {"fields": (("key", "position"),), "classes": ("collapse",)}),
    )


class LicenseAdmin(DraftAdmin, RevisedAdmin):
    form = LicenseForm
    inlines = (SectionInline, PolicyInline)
    list_display = (
        "title", "state", "owned_by", "look_again", "family", "annotations_link", "terms_link",
        "updated_at",
    )  # fmt: skip
    list_filter = ("family", "is_open_source")
    list_select_related = ("text", "owner")
    search_fields = ("title", "short_title", "slug", "publisher", "spdx", "other_names")
    autocomplete_fields = ("text",)
    readonly_fields = ("parts",)
    prepopulated_fields = {"slug": ("short_title",)}
    fieldsets = (
        (None, {"fields": ("title", "short_title", "summary", "parts")}),
        (
            gettext_lazy("The license"),
            {
                "fields": (
                    "text", "family", "publisher", "classification", "is_open_source", "spdx",
                    "other_names", "effective_on", ("file_name", "hub_name"),
                ),
                "description": gettext_lazy(
                    "After choosing another text, split it again and look at every note: "
                    "their words may be gone."
                ),
            },
        ),
        (
            gettext_lazy("Asking the licensor"),
            {
                "fields": (
                    "request_to", ("request_source", "request_read_on"), "request_letter",
                ),
                "classes": ("collapse",),
            },
        ),
        (gettext_lazy("Background"), {"fields": ("background",), "classes": ("collapse",)}),
        PEOPLE,
        (gettext_lazy("More: slug"), {"fields": ("slug",), "classes": ("collapse",)}),
        DISMISSED,
    )  # fmt: skip

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Take over what is known of the text that a license is made of."""
        initial = super().get_changeform_initial_data(request)
        given = str(initial.get("text", ""))
        text = LicenseText.objects.filter(pk=int(given)).first() if is_number(given) else None
        if text is None:
            return initial
        known = {"title": text.title, "spdx": text.spdx, "publisher": text.owner}
        return {**known, **initial}

    def get_queryset(self, request: HttpRequest) -> Any:
        queryset = super().get_queryset(request)
        if not getattr(request.resolver_match, "url_name", "").endswith("_changelist"):
            return queryset
        return queryset.defer("text__body", "text__front_matter").annotate(
            annotation_count=Count("annotations", distinct=True),
            term_count=Count("terms", distinct=True),
        )

    @admin.display(description=gettext_lazy("notes"), ordering="annotation_count")
    def annotations_link(self, row: Any) -> str:
        return _link("annotation", row, row.annotation_count)

    @admin.display(description=gettext_lazy("terms"), ordering="term_count")
    def terms_link(self, row: Any) -> str:
        return _link("term", row, row.term_count)

    @admin.display(description=gettext_lazy("parts"))
    def parts(self, row: Any) -> str:
        if row is None or row.pk is None:
            return _("Save the license first; then split its text and add notes and terms.")
        notes = _link("annotation", row, _("%s notes") % row.annotations.count())
        terms = _link("term", row, _("%s terms") % row.terms.count())
        split = reverse("admin:guidance_license_split", args=[row.pk])
        count = row.sections.count()
        words = _("Split again from the text") if count else _("Split the text into sections")
        links = format_html('{} · {} · <a href="{}">{}</a>', notes, terms, split, words)
        if count > ON_A_PAGE:
            links = format_html("{}<p>{} {}</p>", links, _("Sections:"), pages_of(count))
        if not getattr(row, "may_add", False):
            return links
        return format_html(
            '{}<p><a class="addlink" href="{}?license={}">{}</a> '
            '<a class="addlink" href="{}?license={}">{}</a></p>',
            links,
            reverse("admin:guidance_annotation_add"),
            row.pk,
            _("Add note"),
            reverse("admin:guidance_term_add"),
            row.pk,
            _("Add term"),
        )

    def get_urls(self) -> Any:
        view = self.admin_site.admin_view(self.split_view)
        return [
            path("<path:object_id>/split/", view, name="guidance_license_split"),
            *super().get_urls(),
        ]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Save; before another text is taken, keep the sentences that quotes stand in now."""
        if change and "text" in form.changed_data:
            fill(License.objects.get(pk=obj.pk))
        super().save_model(request, obj, form, change)

    def split_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show what splitting the text again would change, and do it when confirmed."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        row = License.objects.select_related("text").filter(pk=_number(object_id)).first()
        if row is None:
            return gone(request, self.opts)
        if request.method == "POST":
            return self._split(request, row)
        proposal = sectioning.propose(row)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Split again from the text")
            if row.sections.exists()
            else _("Split the text into sections"),
            "subtitle": str(row),
            "license": row,
            "proposal": proposal,
            "rows": list(zip(proposal.sections, proposal.words, strict=True)),
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/guidance/split.html", context)

    def _split(self, request: HttpRequest, row: License) -> HttpResponse:
        user: Any = request.user
        try:
            now = sectioning.split_again(row, seen=request.POST.get("seen", ""), by=user)
        except Gone:
            return gone(request, self.opts)
        except sectioning.Overtaken:
            words = _("The sections or the text of this license were changed meanwhile.")
            again = _("Nothing was split. Look at the proposal again.")
            messages.error(request, f"{words} {last_saved(row)} {again}")
            return redirect(request.path)
        if now.revision == row.revision:
            messages.info(request, _("The draft has these very sections already."))
        else:
            self.log_change(request, now, _("Split again from the text."))
            messages.success(request, _("The sections are now those of the text."))
        return redirect("admin:guidance_license_change", row.pk)


class PolicyAdmin(ChildAdmin):
    """A policy with its items, a part of its license."""

    form = PolicyForm
    inlines = (PolicySectionInline,)
    list_display = ("title", "license", "url")
    list_select_related = ("license",)
    list_filter = ("license",)
    search_fields = ("title", "slug")
    autocomplete_fields = ("license",)
    fieldsets = (
        (
            None,
            {"fields": ("license", "title", "url", "read_on", ("travels", "travels_by"), "note")},
        ),
        (MORE_SLUG, {"fields": (("slug", "position"),), "classes": ("collapse",)}),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return ("license",) if obj else ()


def _number(text: str) -> int:
    return int(text) if is_number(unquote(text)) else -1


def _link(model: str, row: Any, words: object) -> str:
    query = urlencode({"license__id__exact": row.pk})
    url = reverse(f"admin:guidance_{model}_changelist")
    return format_html('<a href="{}?{}">{}</a>', url, query, words)


admin.site.register(Policy, PolicyAdmin)
