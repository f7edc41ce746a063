"""Decision trees in the admin, with the way to their questions, outcomes and cases."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Count
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guidance.admin.addresses.places import Places
from guidance.admin.fields.terms import Targets
from guidance.admin.steps.drafts import DISMISSED, DraftAdmin, Step, Tag
from guidance.admin.steps.overviews import case_counts, changed_ways, facts_of
from guidance.admin.steps.pictures import tree_picture
from guidance.admin.steps.revisions import RevisedAdmin, RevisedForm
from guidance.admin.steps.standings import PEOPLE
from guidance.core.documents import trees as nouns
from guidance.models import Tree
from guidance.services.drafts.holding import Draft
from guidance.services.publishing.inspecting import Inspection


class TreeForm(RevisedForm):
    noun = nouns.Tree

    class Meta:
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
            "covers": forms.Textarea(attrs={"rows": 5, "class": "vLargeTextField"}),
            "start": Targets("guidance-questions"),
        }


@admin.register(Tree)
class TreeAdmin(DraftAdmin, RevisedAdmin):
    form = TreeForm
    change_form_template = "admin/guidance/tree_change_form.html"
    list_display = (
        "title", "state", "owned_by", "look_again", "question_count", "outcome_count", "case_count",
        "updated_at",
    )  # fmt: skip
    list_select_related = ("owner",)
    list_filter = ("licenses",)
    search_fields = ("title", "slug", "summary")
    autocomplete_fields = ("licenses",)
    readonly_fields = ("parts",)
    prepopulated_fields = {"slug": ("title",)}
    fieldsets = (
        (None, {"fields": ("title", "slug", "summary", "covers", "minutes", "licenses", "start")}),
        (gettext_lazy("Questions and outcomes"), {"fields": ("parts",)}),
        PEOPLE,
        DISMISSED,
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        queryset = super().get_queryset(request)
        if not getattr(request.resolver_match, "url_name", "").endswith("_changelist"):
            return queryset
        return queryset.annotate(
            question_count=Count("questions", distinct=True),
            outcome_count=Count("outcomes", distinct=True),
            case_count=Count("cases", distinct=True),
        )

    def steps(self, row: Draft, inspection: Inspection) -> list[Step]:
        edit, preview, checks, *others = super().steps(row, inspection)
        good, bad = case_counts(inspection)
        tags: list[Tag] = [("published", f"{good} ✓")] if good else []
        tags += [("error", f"{bad} ✕")] if bad else []
        url = f"{reverse('admin:guidance_case_changelist')}?tree__id__exact={row.pk}"
        return [edit, preview, checks, ("cases", url, _("Cases"), tags), *others]

    def at_a_glance(self, row: Any, inspection: Inspection) -> dict[str, Any]:
        tree = inspection.document
        if not isinstance(tree, nouns.Tree) or not tree.questions:
            return {}
        return {
            "picture": tree_picture(tree, inspection.findings, Places(row)),
            "facts": facts_of(tree, inspection),
            "comparison": changed_ways(tree, inspection),
        }

    @admin.display(description=gettext_lazy("questions"), ordering="question_count")
    def question_count(self, row: Any) -> int:
        return int(row.question_count)

    @admin.display(description=gettext_lazy("outcomes"), ordering="outcome_count")
    def outcome_count(self, row: Any) -> int:
        return int(row.outcome_count)

    @admin.display(description=gettext_lazy("cases"), ordering="case_count")
    def case_count(self, row: Any) -> int:
        return int(row.case_count)

    @admin.display(description=gettext_lazy("parts"))
    def parts(self, row: Any) -> str:
        if row is None or row.pk is None:
            return _("Save the tree first; then add its questions and outcomes.")
        context = {
            "tree": row,
            "questions": row.questions.annotate(option_count=Count("options")),
            "outcomes": row.outcomes.all(),
            "case_count": row.cases.count(),
            "may_add": getattr(row, "may_add", False),
        }
        return render_to_string("admin/guidance/_tree_parts.html", context)
