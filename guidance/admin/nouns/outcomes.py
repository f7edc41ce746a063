"""Outcomes in the admin."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guidance.admin.fields.terms import adds_field, term_choices
from guidance.admin.nouns.faqs import CITATIONS_HELP
from guidance.admin.nouns.questions import MORE, NodeAdmin, SucceedingForm, refuse_shared_key
from guidance.admin.steps.revisions import RevisedForm
from guidance.admin.workshop.targets import TargetSelect, tree_of
from guidance.core.documents import trees as nouns
from guidance.models import Outcome, Question


class OutcomeForm(SucceedingForm, RevisedForm):
    noun = nouns.Outcome

    class Meta:
        widgets = {
            "title": forms.TextInput(attrs={"class": "vLargeTextField", "size": 80}),
            "summary": forms.Textarea(attrs={"rows": 5, "class": "vLargeTextField"}),
            "next_steps": forms.Textarea(attrs={"rows": 5, "class": "vLargeTextField"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "citations" in self.fields:
            self.fields["citations"].help_text = CITATIONS_HELP
        adds = self.fields.get("adds")
        if adds is not None and hasattr(adds, "show"):
            adds.show(self.instance.adds if self.instance.pk else [])
        if self.nodes is not None and "hands_over" in self.fields:
            trees = self.nodes.others()
            self.fields["hands_over"].widget = TargetSelect(choices=[("", "—"), *trees])

        self.offer_retired(self.published.outcomes, self.nodes.outcomes if self.nodes else [])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        tree = cleaned.get("tree") or (self.instance.tree if self.instance.tree_id else None)
        refuse_shared_key(self, tree, Question, _("A question has this key already."))
        return cleaned


@admin.register(Outcome)
class OutcomeAdmin(NodeAdmin):
    form = OutcomeForm
    list_display = ("title", "key", "tree", "verdict", "updated_at")
    list_filter = ("tree", "verdict")
    search_fields = ("title", "key", "summary")
    fieldsets = (
        (None, {"fields": ("title", "verdict", "summary")}),
        (gettext_lazy("What to do"), {"fields": ("next_steps", "ask", "hands_over", "adds")}),
        (gettext_lazy("What it rests on"), {"fields": ("citations",)}),
        (MORE, {"fields": ("tree", ("key", "position"), "succeeds"), "classes": ("collapse",)}),
    )

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        term_choices(request, obj.tree if obj else tree_of(request))
        return super().get_form(request, obj, change=change, **kwargs)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "adds":
            return adds_field(db_field, term_choices(request, None))
        return super().formfield_for_dbfield(db_field, request, **kwargs)
