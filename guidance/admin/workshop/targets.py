"""Where an option, a route or a question leads: chosen by title, or made on the spot."""

from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guidance.admin.fields.columns import is_number
from guidance.admin.saving.shown import ShownForm
from guidance.models import Outcome, Question, Tree
from guidance.models.trees import VERDICT_CHOICES
from guidance.services.drafts.nodes import add, key_of

NEW_QUESTION = "+question"
BETWEEN = "+between"
NEW_OUTCOME = "+outcome:"


@dataclass(frozen=True)
class Wanted:
    """A node that a form asks for: what it is, and what it is called."""

    model: type[Any]
    title: str
    key: str
    fields: tuple[tuple[str, str], ...] = ()


@dataclass
class Nodes:
    """The nodes of a tree by key, and those that are to be made when the form is saved."""

    tree: Tree | None
    questions: list[tuple[str, str]] = field(default_factory=list)
    outcomes: list[tuple[str, str]] = field(default_factory=list)
    wanted: list[Wanted] = field(default_factory=list)

    @property
    def keys(self) -> set[str]:
        known = {key for key, _title in (*self.questions, *self.outcomes)}
        return known | {one.key for one in self.wanted}

    def choices(self, *, is_required: bool) -> list[Any]:
        """Return what a target can be; what is made on the spot stands last."""
        nothing = [] if is_required else [("", "—")]
        made = [
            (NEW_QUESTION, _("A new question")),
            (BETWEEN, _("A new question, put before where it leads now")),
            *((f"{NEW_OUTCOME}{name}", _("A new outcome: %s") % v) for name, v in VERDICT_CHOICES),
        ]
        groups = [
            (_("Questions"), self.questions),
            (_("Outcomes"), self.outcomes),
            (_("Make one"), made),
        ]
        return [*nothing, *((name, found) for name, found in groups if found)]

    def others(self) -> list[tuple[str, str]]:
        """Return the other questionnaires by title, as they are being written (one query)."""
        trees = Tree.objects.all()
        if self.tree is not None:
            trees = trees.exclude(pk=self.tree.pk)
        return list(trees.order_by("title", "slug").values_list("slug", "title"))

    def want(self, chosen: str, title: str, *, now: str) -> str:
        """Note a node that is to be made, and return its key; the same twice is one node."""
        if chosen.startswith(NEW_OUTCOME):
            given: dict[str, str] = {"verdict": chosen.removeprefix(NEW_OUTCOME)}
            model: type[Any] = Outcome
        else:
            given = {"kind": "choice", **({"goto": now} if chosen == BETWEEN else {})}
            model = Question
        fields = tuple(sorted(given.items()))
        for one in self.wanted:
            if (one.model, one.title, one.fields) == (model, title, fields):
                return one.key
        key = key_of(title, self.keys, otherwise=str(model._meta.model_name))
        self.wanted.append(Wanted(model, title, key, fields))
        return key

    def store(self) -> list[Any]:
        """Make what is wanted, with the tree held; return the rows."""
        if self.tree is None:
            return []
        made = [
            add(self.tree, one.model, title=one.title, key=one.key, **dict(one.fields))
            for one in self.wanted
        ]
        self.wanted.clear()
        return made


def tree_of(request: HttpRequest) -> Tree | None:
    """Return the tree that a form or an address has chosen (see ``ChildAdmin.add_view``)."""
    given = str(request.POST.get("tree") or request.GET.get("tree") or "")
    return Tree.objects.filter(pk=int(given)).first() if is_number(given) else None


def nodes_of(request: HttpRequest, tree: Tree | None) -> Nodes:
    """Return the nodes of a tree, read once a request (2 queries)."""
    memory: Any = request
    if getattr(memory, "_nodes", None) is None or memory._nodes.tree != tree:
        memory._nodes = Nodes(tree)
        if tree is not None:
            memory._nodes.questions = list(tree.questions.values_list("key", "title"))
            memory._nodes.outcomes = list(tree.outcomes.values_list("key", "title"))
    nodes: Nodes = memory._nodes
    return nodes


class TargetSelect(forms.Select):
    """The nodes of a tree by title; a key that is none of them stays, and says so."""

    def optgroups(self, name: str, value: Any, attrs: Any = None) -> Any:
        known = {str(key) for key in _flat(self.choices)}
        lost = [one for one in value if one and str(one) not in known]
        if lost:
            words = _("%s, which is not there")
            self.choices = [*((one, words % one) for one in lost), *self.choices]
        return super().optgroups(name, value, attrs)


def _flat(choices: Any) -> list[Any]:
    return [
        key
        for value, inside in choices
        for key in ([one for one, _title in inside] if isinstance(inside, list) else [value])
    ]


def to_read(fieldsets: Any, *, may_write: bool) -> Any:
    """Leave out of fieldsets, for who may only read, the field that makes a target."""
    if may_write:
        return fieldsets

    def kept(fields: Any) -> list[Any]:
        return [
            tuple(kept(one)) if isinstance(one, tuple | list) else one
            for one in fields
            if one != "goto_new"
        ]

    return [(name, {**facts, "fields": kept(facts["fields"])}) for name, facts in fieldsets]


class LeadingForm(ShownForm):
    """A form with a target, ``goto``, that can be made on the spot."""

    nodes: Nodes | None = None
    goto_new = forms.CharField(
        label=gettext_lazy("Words of the new one"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Only where a new one is made: what it asks, or says."),
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        target = self.fields.get("goto")
        if self.nodes is None or target is None:
            self.fields["goto_new"].widget = forms.HiddenInput()
        else:
            target.widget = TargetSelect(choices=self.nodes.choices(is_required=target.required))
            target.help_text = ""

    def clean_goto(self) -> str:
        chosen = str(self.cleaned_data.get("goto") or "")
        title = " ".join(str(self.data.get(self.add_prefix("goto_new"), "")).split())[:300]
        if not chosen.startswith("+") or self.nodes is None:
            if title and "goto" in self.changed_data:
                raise ValidationError(_("Choose what “%s” is: a new question or outcome.") % title)
            return chosen
        if not title:
            raise ValidationError(_("Write what the new question asks, or the new outcome says."))
        allowed = {str(key) for key in _flat(self.nodes.choices(is_required=True))}
        if chosen not in allowed:
            raise ValidationError(_("Choose one of the list."))
        return self.nodes.want(chosen, title, now=str(self.initial.get("goto") or ""))


class KeyedForm(ShownForm):
    """A form whose ``key`` is made of the words of ``named_by``, where nobody writes one."""

    named_by = "title"
    nodes: Nodes | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "key" in self.fields and not self.fields["key"].disabled:
            self.fields["key"].required = False
            self.fields["key"].help_text = _("Made of the words, where you write none.")

    def clean_key(self) -> str:
        key = str(self.cleaned_data.get("key") or "")
        words = str(self.data.get(self.add_prefix(self.named_by), ""))
        if key or not words.strip():
            return key or str(self.instance.key or "")
        return self.instance.key or key_of(
            words, self.taken_keys(), otherwise=str(self._meta.model._meta.model_name)
        )

    def taken_keys(self) -> set[str]:
        return self.nodes.keys if self.nodes is not None else set()
