"""Cases in the admin: answers, what is expected of them, and whether it holds."""

from contextlib import suppress
from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guidance.admin.fields.answer_choices import AnswerChoices
from guidance.admin.fields.columns import is_number
from guidance.admin.fields.lines import AnswerLinesField
from guidance.admin.fields.terms import TermBoxesField, adds_field, term_choices
from guidance.admin.nouns.options import asked_in
from guidance.admin.nouns.questions import NodeAdmin
from guidance.admin.steps.revisions import RevisedForm
from guidance.admin.workshop.targets import KeyedForm, nodes_of, tree_of
from guidance.core.checks.cases import check_cases
from guidance.core.documents import trees as nouns
from guidance.core.documents.formats import InvalidDocument
from guidance.core.walking.walks import Walk, walk
from guidance.models import Case, Tree
from guidance.services.drafts.rows_to_document import tree_document

RIGHT = "_right"
"""The button by which somebody says that what the draft comes to is right."""
_EXPECTED = ("outcomes", "includes", "excludes", "exact")


class CaseForm(KeyedForm, RevisedForm):
    noun = nouns.Case
    signer = ""
    has_no_outcome = False
    """Whether it is to say what the draft comes to, and that is nothing yet."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.pk and "answers" in self.initial:
            self._propose(str(self.initial["answers"]), str(self.initial.get("tree", "")))
        for name in ("outcomes", "includes", "excludes"):
            field = self.fields.get(name)
            if field is not None and hasattr(field, "show"):
                field.show(getattr(self.instance, name) if self.instance.pk else [])
        if "outcomes" in self.fields:
            self.fields["outcomes"].required = False

    def _propose(self, lines: str, tree: str) -> None:
        """Let a case that an address fills in show what its answers come to."""
        with suppress(ValidationError):
            self.instance.answers = AnswerLinesField().clean(lines)
            self.instance.tree = Tree.objects.filter(pk=tree).first() if is_number(tree) else None

    def taken_keys(self) -> set[str]:
        tree = self.cleaned_data.get("tree") or getattr(self.instance, "tree", None)
        return set(tree.cases.values_list("key", flat=True)) if tree is not None else set()

    def full_clean(self) -> None:
        if self.is_bound and RIGHT in self.data:
            self._say_right()
        super().full_clean()

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if self.has_no_outcome:
            self.add_error("answers", _("In the draft, these answers come to no outcome yet."))
        elif not given.get("outcomes") and "outcomes" not in self.errors:
            words = _("Choose what is expected, or save with “Yes, that is right”.")
            self.add_error("outcomes", words)
        cleaned = super().clean()
        self._sign(cleaned)
        return cleaned

    def _say_right(self) -> None:
        """Fill in what the draft comes to for the answers, as if it had been ticked and signed."""
        taken = self._taken()
        if taken is None or not taken.is_finished or not taken.possibilities or taken.unfit:
            self.has_no_outcome = True
            return
        expected = list(dict.fromkeys(p.outcome.key for p in taken.possibilities))
        filled = {"outcomes": expected, "includes": list(taken.terms)}
        for name, value in filled.items():
            field: Any = self.fields[name]
            if hasattr(field, "show"):
                field.show(value)
            self._put(name, field.prepare_value(value))
        self._put("signed_by", self.signer)
        self._put("signed_on", timezone.localdate())

    def _taken(self) -> Walk | None:
        """Walk the draft with the answers of the form; None where that cannot be done."""
        posted = str(self._posted("tree") or "") if "tree" in self.fields else ""
        of = Tree.objects.filter(pk=posted).first() if is_number(posted) else None
        tree = of or (self.instance.tree if self.instance.tree_id else None)
        with suppress(InvalidDocument, ValidationError):
            answers = self.fields["answers"].clean(self._posted("answers"))
            return walk(tree_document(tree), answers) if tree is not None else None
        return None

    def _sign(self, cleaned: dict[str, Any]) -> None:
        """Ask why, where something else is expected than somebody signed; sign it anew."""
        row = self.instance
        if not (row.pk and row.signed_by) or any(name in self.errors for name in _EXPECTED):
            return
        if all(cleaned.get(name, getattr(row, name)) == getattr(row, name) for name in _EXPECTED):
            return
        if not cleaned.get("reason") or cleaned.get("reason") == row.reason:
            words = _("Say why something else is expected than %s signed.")
            self.add_error("reason", words % row.signed_by)
        elif "signed_by" not in self.changed_data:
            cleaned["signed_by"], cleaned["signed_on"] = self.signer, timezone.localdate()


@admin.register(Case)
class CaseAdmin(NodeAdmin):
    form = CaseForm
    is_drawn = False
    change_form_template = "admin/guidance/case_change_form.html"
    list_display = ("title", "key", "tree", "signed_by", "signed_on", "updated_at")
    list_filter = ("tree", "signed_on")
    search_fields = ("title", "key", "signed_by")
    readonly_fields = ("comes_out",)
    fieldsets = (
        (None, {"fields": ("title", "comes_out", "answers")}),
        (
            gettext_lazy("What is expected"),
            {"fields": ("outcomes", "includes", "exact", "excludes", "reason")},
        ),
        (gettext_lazy("Who says so"), {"fields": (("signed_by", "signed_on"),)}),
        (
            gettext_lazy("More: questionnaire, key and position"),
            {"fields": ("tree", ("key", "position")), "classes": ("collapse",)},
        ),
    )

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        tree = obj.tree if obj else tree_of(request)
        term_choices(request, tree)
        memory: Any = request
        memory._case_tree = tree
        form = super().get_form(request, obj, change=change, **kwargs)
        user: Any = request.user
        form.signer = user.get_full_name() or user.get_username()
        return form

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        user: Any = request.user
        signed = {"signed_by": user.get_full_name() or user.get_username()}
        initial = {**signed, "signed_on": timezone.localdate()}
        return {**initial, **super().get_changeform_initial_data(request)}

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        tree = getattr(request, "_case_tree", None)
        label = capfirst(db_field.verbose_name)
        if db_field.name == "answers":
            words = _("One question a line, such as sharing: weights, hosted")
            field = AnswerLinesField(label=label, required=False, help_text=words)
            if tree is not None:
                field.widget, field.help_text = AnswerChoices(asked_in(request, tree)), ""
            return field
        if db_field.name == "outcomes" and tree is not None:
            choices = nodes_of(request, tree).outcomes
            return TermBoxesField(choices=choices, required=False, label=label)
        if db_field.name in ("includes", "excludes"):
            terms = adds_field(db_field, term_choices(request, None))
            terms.help_text = "" if terms.choices else terms.help_text
            return terms
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def keys_are_fixed(self, row: Any) -> bool:
        return False  # cases are never shown in public: no link names them

    @admin.display(description=gettext_lazy("comes out"))
    def comes_out(self, row: Any) -> str:
        if row is None or row.pk is None:
            return _proposed(row) or _("Save it to see whether the tree gives what is expected.")
        return render_to_string("admin/guidance/_case.html", {"problems": problems_of(row)})


def _proposed(case: Case | None) -> str:
    """Say what the draft gives for the answers of a case that was never saved; empty if nothing."""
    if case is None or case.tree_id is None:
        return ""
    try:
        taken = walk(tree_document(case.tree), case.answers)
    except InvalidDocument:
        return ""
    outcomes = dict.fromkeys(possible.outcome for possible in taken.possibilities)
    if not taken.is_finished or not outcomes:
        return _("In the draft, these answers come to no outcome yet.")
    return render_to_string("admin/guidance/_case.html", {"outcomes": outcomes})


def problems_of(case: Case) -> list[str]:
    """Say in what the draft's tree differs from what the case expects; empty: in nothing."""
    try:
        tree = tree_document(case.tree)
    except InvalidDocument as error:
        first = error.problems[0]
        words = _("The tree cannot be walked yet. %(place)s: %(why)s")
        return [words % {"place": first.place, "why": first.message}]
    place = f"case:{case.key}"
    return [finding.message for finding in check_cases(tree) if finding.place == place]
