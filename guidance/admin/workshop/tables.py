"""The cases of a questionnaire as a table: given to be filled in, and taken back."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guidance.admin.addresses.places import node_url, page_url
from guidance.admin.fields.terms import term_choices
from guidance.admin.saving.committing import committed
from guidance.core.documents import trees as nouns
from guidance.core.documents.fields import WRITTEN
from guidance.core.documents.formats import InvalidDocument
from guidance.core.documents.trees import Tree as TreeNoun
from guidance.models import Case
from guidance.services.drafts import case_tables
from guidance.services.drafts.case_tables import Wrong
from guidance.services.drafts.holding import Gone, hold
from guidance.services.drafts.nodes import key_of
from guidance.services.drafts.rows_to_document import tree_document
from guidance.services.intake.uploads import NotText, text_of
from guidance.services.publishing.inspecting import inspect

MOST_BYTES = 2_000_000


class CaseTables:
    """Give and take the cases of a tree as a table (mixed into the admin of trees)."""

    admin_site: Any
    row_of: Callable[[HttpRequest, int], Any]
    page: Callable[..., HttpResponse]
    wrote: Callable[..., None]
    after_writing: Callable[[HttpRequest], None]

    def table_pages(self) -> list[tuple[str, str, Any]]:
        return [
            ("workshop/cases/", "workshop_cases", self.table_view),
            ("workshop/cases.csv", "workshop_csv", self.csv_view),
        ]

    def csv_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Give the cases as CSV."""
        row = self.row_of(request, object_id)
        try:
            tree = tree_document(row)
        except InvalidDocument:
            messages.error(request, _("This draft makes no document yet. The checks say why."))
            return redirect(page_url(row, "checks"))
        words = case_tables.written(tree, _terms(request, row))
        response = HttpResponse(f"\ufeff{words}", content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{row.slug}-cases.csv"'
        return response

    def table_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Take a table: all of it, or nothing where something in it is wrong."""
        row = self.row_of(request, object_id)
        if not request.user.has_perms(("guidance.add_case", "guidance.change_case")):
            raise PermissionDenied
        wrong: list[Wrong] = []
        if request.method == "POST":
            text, wrong = _uploaded(request)
            if not wrong:
                wrong, counts = self._take(request, row, text)
                if not wrong:
                    told = ngettext("%d case was taken.", "%d cases were taken.", sum(counts))
                    messages.success(request, told % sum(counts))
                    self.after_writing(request)
                    return redirect(f"{node_url(row, '')}#cases-heading")
        return self.page(
            request,
            row,
            inspect(row),
            step="cases",
            template="admin/guidance/workshop_cases.html",
            title=_("Cases as a table"),
            wrong=wrong,
            csv_url=page_url(row, "workshop_csv"),
        )

    def _take(self, request: Any, row: Any, text: str) -> tuple[list[Wrong], tuple[int, int]]:
        def write() -> tuple[list[Wrong], tuple[int, int]]:
            held = hold(row)
            tree = tree_document(held)
            found, wrong = case_tables.read(text, tree, _terms(request, held))
            wanted = case_tables.new_ones(tree, found)
            wrong = wrong or _unsigned(wanted)
            if wrong:
                return wrong, (0, 0)
            return [], self._store(request, held, tree, wanted)

        try:
            return committed(request, write)
        except (Gone, InvalidDocument):
            words = _("The questionnaire cannot be read now; look at its checks.")
            return [Wrong(1, words)], (0, 0)

    def _store(self, request: Any, held: Any, tree: TreeNoun, wanted: Any) -> tuple[int, int]:
        admin = self.admin_site._registry[Case]
        keys = {case.key for case in tree.cases}
        rows = {case.key: case for case in held.cases.all()}
        place = max((case.position for case in rows.values()), default=-1)
        added = changed = 0
        for old, fields in wanted:
            if old is not None:
                case = rows[old.key]
                for name, value in fields.items():
                    setattr(case, name, value)
                case.revision += 1
                case.save()
                admin.log_change(request, case, [{"changed": {"fields": sorted(fields)}}])
                changed += 1
                continue
            key = key_of(fields["title"], keys, otherwise="case")
            keys.add(key)
            place += 1
            case = Case.objects.create(tree=held, key=key, position=place, **fields)
            admin.log_addition(request, case, [{"added": {}}])
            added += 1
        if wanted:
            self.wrote(request, [held])
        return added, changed


def _uploaded(request: HttpRequest) -> tuple[str, list[Wrong]]:
    file: Any = request.FILES.get("file")
    if file is None:
        return "", [Wrong(1, _("Choose the table that you filled in."))]
    if file.size > MOST_BYTES:
        return "", [Wrong(1, _("The table is too large."))]
    try:
        return text_of(file.read()), []
    except NotText as error:
        return "", [Wrong(error.line or 1, f"{error} {error.advice}")]


def _unsigned(wanted: Any) -> list[Wrong]:
    """Say what cannot stand: another expectation than was signed without a why, and bad values."""
    wrong = []
    for old, fields in wanted:
        try:
            nouns.Case.model_validate({**fields, "key": "case"}, context=WRITTEN)
        except ValueError:
            wrong.append(Wrong(0, _("“%s” has words that cannot be kept.") % fields["title"]))
            continue
        if old is None or not old.signed_by:
            continue
        expected = {name: list(getattr(old, name)) for name in ("outcomes", "includes", "excludes")}
        is_same = all(fields[name] == value for name, value in expected.items())
        if (not is_same or fields["exact"] != old.exact) and fields["reason"] in ("", old.reason):
            words = _("“%(case)s” was signed by %(who)s and expects something else now: say why.")
            wrong.append(Wrong(0, words % {"case": old.title, "who": old.signed_by}))
    return wrong


def _terms(request: HttpRequest, row: Any) -> dict[str, str]:
    return {ref: words.partition(": ")[2] for ref, words in term_choices(request, row)}
