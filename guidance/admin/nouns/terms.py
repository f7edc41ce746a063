"""Terms and topics in the admin."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Count
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guidance.admin.addresses.places import change_url, page_url
from guidance.admin.fields.keys import key_of
from guidance.admin.fields.relations import NEW_NAME, DutySelect, contradicts_field
from guidance.admin.nouns.children import MORE_KEY, MORE_SLUG, ChildAdmin, take_parent
from guidance.admin.saving.held import HeldAdmin
from guidance.admin.saving.shown import ShownForm
from guidance.admin.steps.revisions import RevisedForm
from guidance.core.documents import licenses as nouns
from guidance.models import FaqEntry, Term, Topic

LOCAL_CITATIONS_HELP = gettext_lazy(
    'One a line: the section, then the quoted words, such as 1.b.iii "retain in all copies". '
    'Where the words stand twice: 1.a "rights" after "other" before "owned". An item of a '
    "policy has a key only: aup.1.a"
)


class TermForm(RevisedForm):
    noun = nouns.Term
    made_of = {"key": "title"}
    within = "license"

    class Meta:
        widgets = {"body": forms.Textarea(attrs={"rows": 5, "class": "vLargeTextField"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        take_parent(self)
        if "citations" in self.fields:
            self.fields["citations"].help_text = LOCAL_CITATIONS_HELP
        if "contradicts" in self.fields:
            self.fields["contradicts"] = contradicts_field(self.instance)
        if "same_as" in self.fields:
            self.fields["same_as"].widget = DutySelect(self.instance.same_as)
            self.fields["same_as"].label = _("Shared duty")
            self.fields["same_as"].help_text = _(
                "Where other licenses ask for the very same: who uses several reads it once. "
                "Terms of one duty must be fulfilled by doing one thing."
            )

    def clean_same_as(self) -> str:
        chosen = str(self.cleaned_data.get("same_as") or "")
        return key_of(str(self.data.get("title", ""))) if chosen == NEW_NAME else chosen


@admin.register(Term)
class TermAdmin(ChildAdmin):
    form = TermForm
    list_display = ("title", "kind", "topic", "key", "citation_count", "license", "updated_at")
    list_filter = ("license", "kind", "topic")
    list_select_related = ("license", "topic")
    search_fields = ("key", "title", "body")
    autocomplete_fields = ("license",)
    ordering = ("license", "position", "pk")
    prepopulated_fields = {"key": ("title",)}
    fieldsets = (
        (None, {"fields": ("license", ("kind", "topic"), "title", "trigger", "body")}),
        (gettext_lazy("What it rests on"), {"fields": ("citations", "contradicts")}),
        (gettext_lazy("What helps"), {"fields": ("when", "fulfilment", "file", ("glance", "tag"))}),
        (gettext_lazy("In a product of many parts"), {"fields": ("uses", "same_as")}),
        (MORE_KEY, {"fields": (("key", "position"),), "classes": ("collapse",)}),
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("license", "topic")

    @admin.display(description=gettext_lazy("citations"))
    def citation_count(self, row: Any) -> int:
        return len(row.citations)

    def fragment(self, row: Any) -> str:
        return f"term-{row.key}"

    def place_of(self, row: Any) -> str:
        return f"{self.place_in(row.license)}#term-{row.pk}"

    def place_in(self, draft: Any) -> str:
        return page_url(draft, "annotate")


class TopicForm(ShownForm):
    noun = nouns.Topic
    made_of = {"slug": "title"}


@admin.register(Topic)
class TopicAdmin(HeldAdmin):
    form = TopicForm
    list_display = ("title", "slug", "description", "term_count")
    search_fields = ("title", "slug")
    fieldsets = (
        (None, {"fields": ("title", "description")}),
        (MORE_SLUG, {"fields": (("slug", "position"),), "classes": ("collapse",)}),
    )
    prepopulated_fields = {"slug": ("title",)}

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).annotate(term_count=Count("terms"))

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        form.keys_are_fixed = obj is not None and obj.terms.exists()
        return form

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Return what would be deleted; FAQ entries on a topic keep it, as terms do.

        Else their drafts would change, unseen by who wrote them, and no edition of them that
        has the topic could be restored.
        """
        deleted, counts, needed, protected = super().get_deleted_objects(objs, request)
        entries = FaqEntry.objects.filter(topics__in=list(objs)).distinct()
        links = [format_html('<a href="{}">{}</a>', change_url(one), one) for one in entries]
        return deleted, counts, needed, [*protected, *links]

    @admin.display(description=gettext_lazy("terms"), ordering="term_count")
    def term_count(self, row: Any) -> int:
        return int(row.term_count)
