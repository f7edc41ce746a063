"""Questions in the admin, with their options and routes."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Count
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guidance.admin.addresses.places import change_url
from guidance.admin.fields.columns import is_number
from guidance.admin.fields.noun_forms import NounForm
from guidance.admin.fields.terms import LINES_HELP, Targets, adds_field, term_choices
from guidance.admin.nouns.children import ChildAdmin
from guidance.admin.nouns.faqs import CITATIONS_HELP
from guidance.admin.nouns.parts import PartFormSet, PartInline
from guidance.admin.saving.shown import ShownForm
from guidance.admin.steps.revisions import RevisedForm
from guidance.core.documents import trees as nouns
from guidance.core.documents.kinds import kind_named
from guidance.models import Option, Outcome, Question, Route, Tree


def refuse_bounds(form: forms.BaseForm, *, kind: str, low: str, high: str, words: str) -> None:
    """Say at its field what is wrong with two bounds for a question of this kind."""
    given = {name: str(form.cleaned_data.get(name) or "") for name in (low, high)}
    asked = kind_named(kind)
    values: dict[str, Any] = {}
    for name, text in given.items():
        if not text or name in form.errors:
            continue
        if asked is None or not asked.facts.is_ranged:
            form.add_error(name, _("Only number and date questions have bounds; leave it empty."))
            continue
        try:
            values[name] = asked.read(text)
        except ValueError as error:
            form.add_error(name, f"“{text}” {error}.")
    if len(values) == 2 and values[high] < values[low]:
        form.add_error(high, words)


class QuestionForm(RevisedForm):
    noun = nouns.Question

    class Meta:
        widgets = {
            "title": forms.TextInput(attrs={"class": "vLargeTextField", "size": 80}),
            "help": forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
            "why": forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
            "goto": Targets(),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "citations" in self.fields:
            self.fields["citations"].help_text = CITATIONS_HELP

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


class OptionForm(ShownForm):
    noun = nouns.Option

    class Meta:
        widgets = {"goto": Targets()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        adds = self.fields.get("adds")
        if adds is not None and hasattr(adds, "show"):
            adds.show(self.instance.adds if self.instance.pk else [])

    @property
    def folded(self) -> list[tuple[str, str]]:
        """Say what stands in the parts that are folded, by their headings."""
        option = self.instance
        adds = self.fields.get("adds")
        titles = dict(getattr(adds, "choices", ()))
        terms = [str(titles.get(ref, ref)).partition(": ")[2] or str(ref) for ref in option.adds]
        bounds = " – ".join(filter(None, (option.low, option.high)))
        return [
            (_("Range, for numbers and dates"), bounds),
            (_("Terms that it adds"), "; ".join(terms)),
            (_("Help, key and position"), " · ".join(filter(None, (option.key, option.help)))),
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        low, high = cleaned.get("low"), cleaned.get("high")
        if (
            low
            and low == high
            and not (cleaned.get("low_inclusive") and cleaned.get("high_inclusive"))
        ):
            self.add_error("high", _("Nothing is between the two; include both bounds."))
        return cleaned


class Options(PartFormSet):
    """Options whose ranges fit the kind that their question has in the same form."""

    def clean(self) -> None:
        super().clean()
        kind = str(self.instance.kind or "")
        words = _("The upper bound is below the lower.")
        for form in self.forms:
            if hasattr(form, "cleaned_data") and not form.cleaned_data.get("DELETE"):
                refuse_bounds(form, kind=kind, low="low", high="high", words=words)


class RouteForm(ShownForm):
    noun = nouns.Route

    class Meta:
        widgets = {"goto": Targets()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "adds" in self.fields:
            self.fields["adds"].help_text = LINES_HELP
            self.fields["adds"].widget.attrs["rows"] = 2


class OptionInline(PartInline):
    model = Option
    form = OptionForm
    formset = Options
    prepopulated_fields = {"key": ("label",)}

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        is_ranged = obj is not None and obj.is_ranged
        return (
            (None, {"fields": ("label", ("goto", "is_exclusive", "is_unsure"))}),
            (
                _("Range, for numbers and dates"),
                {
                    "fields": (("low", "low_inclusive"), ("high", "high_inclusive")),
                    "classes": () if is_ranged else ("collapse",),
                },
            ),
            (_("Terms that it adds"), {"fields": ("adds",), "classes": ("collapse",)}),
            (
                _("Help, key and position"),
                {"fields": ("help", ("key", "position")), "classes": ("collapse",)},
            ),
        )

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        term_choices(request, obj.tree if obj else tree_of(request))
        return super().get_formset(request, obj, **kwargs)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "adds":
            return adds_field(db_field, term_choices(request, None))
        return super().formfield_for_dbfield(db_field, request, **kwargs)


class RouteInline(PartInline):
    model = Route
    form = RouteForm
    classes = ("collapse",)
    fields = ("when", ("goto", "position"), "adds")


class NodeAdmin(ChildAdmin):
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
        tree = obj.tree if obj else tree_of(request)
        context["targets"] = _targets(tree) if tree else []
        if obj and self.is_drawn:
            context["box_url"] = f"{change_url(obj.tree)}#at-{obj.key}"
        return super().render_change_form(request, context, *args, **kw)


def tree_of(request: HttpRequest) -> Tree | None:
    given = str(request.POST.get("tree") or request.GET.get("tree") or "")
    return Tree.objects.filter(pk=int(given)).first() if is_number(given) else None


def _targets(tree: Tree) -> list[tuple[str, str]]:
    """Return the keys of a tree's questions and outcomes with their titles (2 queries)."""
    questions = tree.questions.values_list("key", "title")
    outcomes = tree.outcomes.values_list("key", "title")
    return [(key, f"? {title}") for key, title in questions] + [
        (key, f"■ {title}") for key, title in outcomes
    ]


@admin.register(Question)
class QuestionAdmin(NodeAdmin):
    form = QuestionForm
    inlines = (OptionInline, RouteInline)
    list_display = ("title", "key", "tree", "kind", "option_count", "updated_at")
    list_filter = ("tree", "kind")
    search_fields = ("title", "key", "help")
    change_form_template = "admin/guidance/question_change_form.html"
    fieldsets = (
        (None, {"fields": ("tree", "kind", "title", "help", "why", ("key", "position"))}),
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
                "fields": ("goto",),
                "description": gettext_lazy(
                    "Routes are tried first, in their order; then the target of the chosen "
                    "option; then this one."
                ),
            },
        ),
        (gettext_lazy("What it rests on"), {"fields": ("citations",)}),
    )
    """The first two stand before the options and routes, the others after them."""

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        first, (name, numbers), *others = super().get_fieldsets(request, obj)
        if obj is None or not obj.is_ranged:
            numbers = {**numbers, "classes": ("collapse",)}
        return [first, (name, numbers), *others]

    def get_queryset(self, request: HttpRequest) -> Any:
        queryset = super().get_queryset(request)
        is_list = getattr(request.resolver_match, "url_name", "").endswith("_changelist")
        return queryset.annotate(option_count=Count("options")) if is_list else queryset

    @admin.display(description=gettext_lazy("options"), ordering="option_count")
    def option_count(self, row: Any) -> int:
        return int(row.option_count)
