"""Cases in the admin: answers, what is expected of them, and whether it holds."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guidance.admin.lines import AnswerLinesField
from guidance.admin.questions import NodeAdmin
from guidance.admin.revisions import RevisedForm
from guidance.core import trees as nouns
from guidance.core.checks.cases import check_cases
from guidance.core.documents import InvalidDocument
from guidance.models import Case
from guidance.services.documents import tree_document


class CaseForm(RevisedForm):
    noun = nouns.Case


@admin.register(Case)
class CaseAdmin(NodeAdmin):
    form = CaseForm
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
                label=db_field.verbose_name,
                required=False,
                help_text=_("One question a line, such as sharing: weights, hosted"),
            )
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def keys_are_fixed(self, row: Any) -> bool:
        return False  # cases are never shown in public: no link names them

    @admin.display(description=gettext_lazy("comes out"))
    def comes_out(self, row: Any) -> str:
        if row is None or row.pk is None:
            return _("Save the case to see whether the tree gives what is expected.")
        return render_to_string("admin/guidance/_case.html", {"problems": problems_of(row)})


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
