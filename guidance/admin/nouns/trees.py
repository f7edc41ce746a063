"""Decision trees in the admin, with the way to their questions, outcomes and cases."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Count
from django.http import HttpRequest
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guidance.admin.addresses.places import Places, node_url, page_url
from guidance.admin.steps.drafts import DISMISSED, DraftAdmin, Step, Tag
from guidance.admin.steps.overviews import case_counts, changed_ways, facts_of
from guidance.admin.steps.pictures import tree_picture
from guidance.admin.steps.revisions import RevisedAdmin, RevisedForm
from guidance.admin.steps.standings import PEOPLE
from guidance.admin.workshop.forms import WorkshopForm
from guidance.admin.workshop.pages import WorkshopPages
from guidance.admin.workshop.targets import TargetSelect
from guidance.core.documents import trees as nouns
from guidance.models import Question, Tree
from guidance.services.drafts.holding import Draft
from guidance.services.drafts.nodes import add, key_of
from guidance.services.publishing.inspecting import Inspection


class TreeForm(RevisedForm):
    noun = nouns.Tree
    first = forms.CharField(
        label=gettext_lazy("The first question"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("In words: Which model is it? Its answers come next."),
        widget=forms.TextInput(attrs={"class": "vLargeTextField"}),
    )

    class Meta:
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
            "covers": forms.Textarea(attrs={"rows": 5, "class": "vLargeTextField"}),
            "start": TargetSelect(),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields and not self.instance.pk:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = _(
                "Its name in addresses. Made of the title where you write none; it can be changed "
                "until it is published."
            )
        if "start" in self.fields:
            tree = self.instance
            questions = tree.questions.values_list("key", "title") if tree.pk else ()
            self.fields["start"].widget.choices = [("", _("The first in the list")), *questions]

    def clean_slug(self) -> str:
        slug = str(self.cleaned_data.get("slug") or "")
        if slug or not str(self.data.get("title", "")).strip():
            return slug
        taken = Tree.objects.values_list("slug", flat=True)
        return key_of(str(self.data["title"]), taken, otherwise="questionnaire")


@admin.register(Tree)
class TreeAdmin(WorkshopPages, WorkshopForm, DraftAdmin, RevisedAdmin):
    form = TreeForm
    change_form_template = "admin/guidance/tree_change_form.html"
    list_display = (
        "title", "state", "owned_by", "look_again", "question_count", "outcome_count", "case_count",
        "updated_at", "used",
    )  # fmt: skip
    list_select_related = ("owner",)
    list_filter = ("licenses",)
    search_fields = ("title", "slug", "summary")
    box_fields = ("licenses",)
    readonly_fields = ("parts",)
    fieldsets = (
        (None, {"fields": ("title", "summary", "covers", "minutes", "licenses", "start")}),
        (gettext_lazy("Questions and outcomes"), {"fields": ("parts",)}),
        PEOPLE,
        (gettext_lazy("More: slug"), {"fields": ("slug",), "classes": ("collapse",)}),
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
        edit = ("edit", page_url(row, "workshop"), edit[2], edit[3])
        used: Step = ("usage", page_url(row, "usage"), _("How it is used"), [])
        return [edit, preview, checks, ("cases", url, _("Cases"), tags), *others, used]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Leave out the lists of parts where the map stands beside the form."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None:
            return [
                (None, {"fields": ("title", "first", "licenses", "summary")}),
                (
                    _("More: slug and what it covers"),
                    {
                        "fields": ("slug", "covers", "minutes", "start"),
                        "classes": ("collapse",),
                    },
                ),
                DISMISSED,
            ]
        if not hasattr(request, "in_workshop"):
            return fieldsets
        return [one for one in fieldsets if "parts" not in one[1]["fields"]]

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        memory: Any = request
        if not change and (title := form.cleaned_data.get("first")):
            made = add(form.instance, Question, title=title, kind="choice")
            self.admin_site._registry[Question].log_addition(request, made, [{"added": {}}])
            memory._first = made.key

    def response_post_save_add(self, request: HttpRequest, obj: Any) -> Any:
        return redirect(f"{node_url(obj, getattr(request, '_first', ''))}#inspector")

    def response_post_save_change(self, request: HttpRequest, obj: Any) -> Any:
        return redirect(node_url(obj, ""))

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

    @admin.display(description=gettext_lazy("how it is used"))
    def used(self, row: Any) -> str:
        return format_html('<a href="{}">{}</a>', page_url(row, "usage"), _("Charts"))

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
