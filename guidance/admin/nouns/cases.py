"""Cases in the admin: answers, what is expected of them, and whether it holds."""

from contextlib import suppress
from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guidance.admin.fields.columns import is_number
from guidance.admin.fields.lines import AnswerLinesField
from guidance.admin.nouns.questions import NodeAdmin
from guidance.admin.steps.revisions import RevisedForm
from guidance.core.checks.cases import check_cases
from guidance.core.documents import trees as nouns
from guidance.core.documents.formats import InvalidDocument
from guidance.core.walking.walks import walk
from guidance.models import Case, Tree
from guidance.services.drafts.rows_to_document import tree_document


class CaseForm(RevisedForm):
    noun = nouns.Case

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.pk and "answers" in self.initial:
            self._propose(str(self.initial["answers"]), str(self.initial.get("tree", "")))

    def _propose(self, lines: str, tree: str) -> None:
        """Let a case that an address fills in show what its answers come to."""
        with suppress(ValidationError):
            self.instance.answers = AnswerLinesField().clean(lines)
            self.instance.tree = Tree.objects.filter(pk=tree).first() if is_number(tree) else None


@admin.register(Case)
class CaseAdmin(NodeAdmin):
    form = CaseForm
    is_drawn = False
    list_display = ("title", "key", "tree", "signed_by", "signed_on", "updated_at")
    list_filter = ("tree", "signed_on")
    search_fields = ("title", "key", "signed_by")
    prepopulated_fields = {"key": ("title",)}
    readonly_fields = ("comes_out",)
    fieldsets = (
        (None, {"fields": ("tree", "title", "comes_out", "answers", ("key", "position"))}),
        (gettext_lazy("What is expected"), {"fields": ("outcomes", "includes", "excludes")}),
        (gettext_lazy("Who says so"), {"fields": (("signed_by", "signed_on"),)}),
    )

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "answers":
            return AnswerLinesField(
                label=capfirst(db_field.verbose_name),
                required=False,
                help_text=_("One question a line, such as sharing: weights, hosted"),
            )
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
