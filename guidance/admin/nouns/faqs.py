"""FAQ entries in the admin."""

from typing import Any

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy

from guidance.admin.fields.relations import related_field
from guidance.admin.nouns.children import MORE_SLUG
from guidance.admin.steps.drafts import DISMISSED, DraftAdmin
from guidance.admin.steps.revisions import RevisedAdmin, RevisedForm
from guidance.admin.steps.standings import PEOPLE
from guidance.core.documents import faqs as nouns
from guidance.models import FaqEntry

CITATIONS_HELP = gettext_lazy(
    "One a line: the license, the section, then the quoted words, such as "
    'llama-2 1.b.iii "retain in all copies". An item of a policy: llama-2 aup.1.a'
)


class FaqForm(RevisedForm):
    noun = nouns.FaqEntry
    made_of = {"slug": "question"}

    class Meta:
        widgets = {
            "question": forms.TextInput(attrs={"class": "vLargeTextField", "size": 80}),
            "short_answer": forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "citations" in self.fields:
            self.fields["citations"].help_text = CITATIONS_HELP
        if "related" in self.fields:
            self.fields["related"] = related_field(self.instance)


@admin.register(FaqEntry)
class FaqEntryAdmin(DraftAdmin, RevisedAdmin):
    form = FaqForm
    list_display = ("question", "state", "owned_by", "look_again", "is_featured", "updated_at")
    list_select_related = ("owner",)
    list_filter = ("licenses", "topics", "is_featured")
    search_fields = ("question", "short_answer", "answer", "slug")
    box_fields = ("topics", "licenses")
    prepopulated_fields = {"slug": ("question",)}
    fieldsets = (
        (None, {"fields": ("question", "short_answer", "answer")}),
        (gettext_lazy("What it rests on"), {"fields": ("citations", "licenses")}),
        (gettext_lazy("Place"), {"fields": ("topics", "related", "is_featured")}),
        (MORE_SLUG, {"fields": (("slug", "position"),), "classes": ("collapse",)}),
        PEOPLE,
        DISMISSED,
    )
