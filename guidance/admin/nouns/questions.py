"""Questions in the admin, with their options and routes."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Count
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guidance.admin.addresses.places import node_url
from guidance.admin.fields.noun_forms import NounForm
from guidance.admin.nouns.children import ChildAdmin
from guidance.admin.nouns.faqs import CITATIONS_HELP
from guidance.admin.nouns.options import OptionInline, RouteInline, refuse_bounds
from guidance.admin.steps.revisions import RevisedForm
from guidance.admin.workshop.forms import NodeForm
from guidance.admin.workshop.retired import (
    Published,
    RetiredBoxesField,
    published_in,
    retired_field,
)
from guidance.admin.workshop.targets import (
    KeyedForm,
    LeadingForm,
    Nodes,
    nodes_of,
    to_read,
    tree_of,
)
from guidance.core.documents import trees as nouns
from guidance.models import Outcome, Question, Tree

MORE = gettext_lazy("More: questionnaire, key and position")


class SucceedingForm(KeyedForm):
    """A form of a node that can stand for retired ones."""

    published = Published()

    def offer_retired(self, titles: dict[str, str], used: list[tuple[str, str]]) -> None:
        boxes = self.fields.get("succeeds")
        if isinstance(boxes, RetiredBoxesField):
            now = self.instance.succeeds if self.instance.pk else []
            boxes.offer(titles, used=(key for key, _title in used), now=now)


class QuestionForm(SucceedingForm, LeadingForm, RevisedForm):
    noun = nouns.Question

    class Meta:
        widgets = {
            "title": forms.TextInput(attrs={"class": "vLargeTextField", "size": 80}),
            "help": forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
            "why": forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "citations" in self.fields:
            self.fields["citations"].help_text = CITATIONS_HELP
        self.offer_retired(self.published.questions, self.nodes.questions if self.nodes else [])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        tree = cleaned.get("tree") or (self.instance.tree if self.instance.tree_id else None)
        refuse_shared_key(self, tree, Outcome, _("An outcome has this key already."))
        words = _("The largest answer is below the smallest.")
        kind = cleaned.get("kind") or ""
        refuse_bounds(self, kind=kind, low="minimum", high="maximum", words=words)
        return cleaned


def refuse_shared_key(form: NounForm, tree: Tree | None, other: Any, words: str) -> None:
    """Questions and outcomes of a tree share one set of keys."""
    key = form.cleaned_data.get("key")
    is_moved = tree is not None and key and {"key", "tree"} & set(form.changed_data)
    if is_moved and other.objects.filter(tree=tree, key=key).exists():
        form.add_error("key", words)


class NodeAdmin(NodeForm, ChildAdmin):
    """What questions and outcomes share: their tree, and its keys on offer as targets."""

    parent_name = "tree"
    is_drawn = True
    """Whether the tree's picture has a box for each."""
    change_form_template = "admin/guidance/node_change_form.html"
    list_select_related = ("tree",)
    autocomplete_fields = ("tree",)
    ordering = ("tree", "position", "pk")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("tree")

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kw: Any) -> Any:
        obj = kw.get("obj")
        if obj and self.is_drawn:
            context["box_url"] = f"{node_url(obj.tree, obj.key)}#at-{obj.key}"
        return super().render_change_form(request, context, *args, **kw)

    def nodes_in(self, request: HttpRequest, row: Any) -> Nodes | None:
        tree = row.tree if row is not None else tree_of(request)
        return nodes_of(request, tree) if tree is not None else None

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        form.nodes = self.nodes_in(request, obj)
        if obj is not None and self.is_drawn:
            form.published = published_in(request, obj.tree)
        return form

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "succeeds":
            return retired_field(db_field)
        return super().formfield_for_dbfield(db_field, request, **kwargs)


@admin.register(Question)
class QuestionAdmin(NodeAdmin):
    form = QuestionForm
    inlines = (OptionInline, RouteInline)
    list_display = ("title", "key", "tree", "kind", "option_count", "updated_at")
    list_filter = ("tree", "kind")
    search_fields = ("title", "key", "help")
    change_form_template = "admin/guidance/question_change_form.html"
    fieldsets = (
        (None, {"fields": ("title", "kind", "help", "why")}),
        (
            gettext_lazy("Numbers and dates"),
            {
                "fields": (("unit", "decimals"), ("minimum", "maximum")),
                "description": gettext_lazy(
                    "Numbers are written in digits (700000000), dates as 2023-07-18. The ranges "
                    "of the options must hold every answer exactly once."
                ),
            },
        ),
        (
            gettext_lazy("Where other answers lead"),
            {
                "fields": (("goto", "goto_new"),),
                "description": gettext_lazy(
                    "Routes are tried first, in their order; then the target of the chosen "
                    "option; then this one."
                ),
            },
        ),
        (gettext_lazy("What it rests on"), {"fields": ("citations",)}),
        (MORE, {"fields": ("tree", ("key", "position"), "succeeds"), "classes": ("collapse",)}),
    )
    """The first two stand before the options and routes, the others after them."""

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        first, (name, numbers), *others = super().get_fieldsets(request, obj)
        if obj is None or not obj.is_ranged:
            numbers = {**numbers, "classes": ("collapse",)}
        fieldsets = [first, (name, numbers), *others]
        return to_read(fieldsets, may_write=self.has_change_permission(request, obj))

    def get_queryset(self, request: HttpRequest) -> Any:
        queryset = super().get_queryset(request)
        is_list = getattr(request.resolver_match, "url_name", "").endswith("_changelist")
        return queryset.annotate(option_count=Count("options")) if is_list else queryset

    @admin.display(description=gettext_lazy("options"), ordering="option_count")
    def option_count(self, row: Any) -> int:
        return int(row.option_count)
