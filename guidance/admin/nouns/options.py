"""Options and routes of a question, in its form."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _

from guidance.admin.fields.condition_choices import Asked, ConditionChoices
from guidance.admin.fields.terms import adds_field, term_choices
from guidance.admin.nouns.parts import PartFormSet, PartInline
from guidance.admin.workshop.retired import RetiredBoxesField, offer_options, retired_field
from guidance.admin.workshop.targets import KeyedForm, LeadingForm, nodes_of, to_read, tree_of
from guidance.core.documents import trees as nouns
from guidance.core.documents.kinds import kind_named
from guidance.models import Option, Route, Tree


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


class OptionForm(KeyedForm, LeadingForm):
    noun = nouns.Option
    named_by = "label"
    known_keys: frozenset[str] = frozenset()
    """Of the rows of the question; those of the same form are added."""
    retired: tuple[dict[str, str], frozenset[str]] = ({}, frozenset())
    """What was published of the question's options, and the keys that are in use."""
    keys_made: set[str] = set()
    """Made for new rows of the same form; its own in each request."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        adds = self.fields.get("adds")
        if adds is not None and hasattr(adds, "show"):
            adds.show(self.instance.adds if self.instance.pk else [])
        boxes, (titles, used) = self.fields.get("succeeds"), self.retired
        if isinstance(boxes, RetiredBoxesField):
            now = self.instance.succeeds if self.instance.pk else []
            boxes.offer(titles, used=used, now=now)

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

    def taken_keys(self) -> set[str]:
        posted: Any = self.data
        keys = {str(posted[name]) for name in posted if name.endswith("-key")}
        return keys | self.known_keys | self.keys_made

    def clean_key(self) -> str:
        key = super().clean_key()
        self.keys_made.add(key)
        return key

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


class RouteForm(LeadingForm):
    noun = nouns.Route
    asked: tuple[Asked, ...] | None = None
    """What a condition can look at, where it is to be chosen."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        adds = self.fields.get("adds")
        if adds is not None and hasattr(adds, "show"):
            adds.show(self.instance.adds if self.instance.pk else [])
        if "when" in self.fields and self.asked is not None:
            self.fields["when"].widget = ConditionChoices(self.asked)
            self.fields["when"].help_text = ""


class OptionInline(PartInline):
    model = Option
    form = OptionForm
    formset = Options
    prepopulated_fields = {"key": ("label",)}

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        is_ranged = obj is not None and obj.is_ranged
        fieldsets = (
            (None, {"fields": ("label", ("goto", "goto_new"))}),
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
                {
                    "fields": (
                        "help",
                        ("is_exclusive", "is_unsure"),
                        ("key", "position"),
                        "succeeds",
                    ),
                    "classes": ("collapse",),
                },
            ),
        )
        return to_read(fieldsets, may_write=self.has_change_permission(request, obj))

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        tree = obj.tree if obj else tree_of(request)
        term_choices(request, tree)
        formset = super().get_formset(request, obj, **kwargs)
        formset.form.nodes = nodes_of(request, tree) if tree else None
        formset.form.keys_made = set()
        offer_options(request, formset.form, obj)
        if obj is not None and request.method == "POST":
            formset.form.known_keys = frozenset(obj.options.values_list("key", flat=True))
        return formset

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        """Offer two empty ones in the workshop, where a question has none yet, one to a few."""
        extra = super().get_extra(request, obj, **kwargs)
        in_workshop = getattr(request, "in_workshop", None) is not None
        is_empty = in_workshop and obj is not None and not obj.options.exists()
        return max(extra, 2) if is_empty else extra

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "succeeds":
            return retired_field(db_field)
        if db_field.name == "adds":
            return adds_field(db_field, term_choices(request, None))
        return super().formfield_for_dbfield(db_field, request, **kwargs)


class RouteInline(PartInline):
    model = Route
    form = RouteForm
    classes = ("collapse",)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        fields = ("when", ("goto", "goto_new"), "position", "adds")
        fieldsets = [(None, {"fields": fields})]
        return to_read(fieldsets, may_write=self.has_change_permission(request, obj))

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        tree = obj.tree if obj else tree_of(request)
        term_choices(request, tree)
        formset = super().get_formset(request, obj, **kwargs)
        formset.form.nodes = nodes_of(request, tree) if tree else None
        formset.form.asked = asked_in(request, tree) if tree else None
        return formset

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "adds":
            return adds_field(db_field, term_choices(request, None))
        return super().formfield_for_dbfield(db_field, request, **kwargs)


def asked_in(request: HttpRequest, tree: Tree) -> tuple[Asked, ...]:
    """Return what conditions of a tree can look at, read once a request (2 queries)."""
    memory: Any = request
    if not hasattr(memory, "_asked"):
        memory._asked = tuple(
            Asked(
                question.key,
                question.title,
                question.unit,
                tuple((f"{question.key}/{o.key}", o.label) for o in question.options.all()),
                frozenset(o.key for o in question.options.all() if o.is_unsure),
                question.is_ranged,
                (kind := kind_named(question.kind)) is not None and kind.facts.takes_several,
            )
            for question in tree.questions.prefetch_related("options")
        )
    asked: tuple[Asked, ...] = memory._asked
    return asked
