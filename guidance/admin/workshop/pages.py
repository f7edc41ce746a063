"""The workshop's page: the map, what is chosen on it, what is missing, cases, what changes."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from guidance.admin.addresses.places import Places, change_url, node_url, page_url
from guidance.admin.fields.columns import is_number
from guidance.admin.saving.committing import committed
from guidance.admin.saving.showing import shows_again
from guidance.admin.steps.differences import way_differences
from guidance.admin.steps.overviews import MOST_STEPS, MOST_WAYS, case_counts, facts_of
from guidance.admin.steps.pictures import tree_picture
from guidance.admin.workshop.forms import InWorkshop
from guidance.admin.workshop.maps import lit_for, zoom_of
from guidance.admin.workshop.tables import CaseTables
from guidance.admin.workshop.tasks import groups_of
from guidance.admin.workshop.trying import TryPages
from guidance.admin.workshop.usage import UsagePages
from guidance.core.documents.formats import InvalidDocument
from guidance.core.documents.trees import Tree as TreeNoun
from guidance.core.walking import paths
from guidance.models import Outcome, Question, Tree
from guidance.services.drafts.document_to_rows import store
from guidance.services.drafts.holding import Gone, hold, hold_shelves
from guidance.services.drafts.nodes import add, copy, key_of, node_of
from guidance.services.drafts.rows_to_document import tree_document
from guidance.services.editions.readings import document_in
from guidance.services.publishing.inspecting import Inspection, inspect

_MOST_LIKE = 400
"""So many nodes of all questionnaires are offered to be copied."""
_FEW = 5
"""So many groups of changed ways are shown; the page of changes has them all."""


class WorkshopPages(TryPages, CaseTables, UsagePages):
    """The workshop of a tree, and adding nodes to it (mixed into the admin of trees)."""

    admin_site: Any
    row_of: Callable[[HttpRequest, int], Any]
    bar: Callable[..., dict[str, Any]]
    wrote: Callable[..., None]
    after_writing: Callable[[HttpRequest], None]
    log_addition: Callable[..., Any]

    def workshop_pages(self) -> list[tuple[str, str, Any]]:
        return [
            ("workshop/", "workshop", self.workshop_view),
            ("workshop/add/", "workshop_add", self.add_node_view),
            ("workshop/copy/", "workshop_copy", self.copy_view),
            *self.try_pages(),
            *self.table_pages(),
            *self.usage_pages(),
        ]

    @shows_again
    def workshop_view(self, request: Any, object_id: int) -> HttpResponse:
        """Show the map with the form of the chosen node; a form that comes back is that node's."""
        tree = self.row_of(request, object_id)
        key = str(request.GET.get("node", ""))
        node = node_of(tree, key) if key else None
        if key and node is None:
            words = _("There is no question or outcome “%s” (any more).")
            messages.warning(request, words % key)
            return redirect(node_url(tree, ""))
        row = node or tree
        request.in_workshop = InWorkshop(tree, key, lambda: self._around(request, tree, key))
        admin = self.admin_site._registry[type(row)]
        response: HttpResponse = admin.changeform_view(request, str(row.pk))
        return response

    def _around(self, request: HttpRequest, tree: Any, key: str) -> dict[str, Any]:
        inspection = inspect(tree)
        places = Places(tree)
        document = inspection.document
        return {
            "bar": self.bar(request, tree, inspection, "edit"),
            "tree": tree,
            "node": key,
            "whole_url": node_url(tree, ""),
            "settings_url": change_url(tree),
            "nodes": self._nodes(tree),
            "groups": groups_of(request, tree, inspection, places),
            "may_add": request.user.has_perm("guidance.add_question"),
            "add_url": page_url(tree, "workshop_add"),
            "copy_url": page_url(tree, "workshop_copy"),
            "table_url": page_url(tree, "workshop_cases"),
            "try_url": page_url(tree, "workshop_try"),
            **self._drawn(request, tree, key, inspection, places),
            **_cases(document, inspection, places),
            **_changes(tree, document, inspection),
        }

    def _nodes(self, tree: Any) -> dict[str, Any]:
        """Return all nodes by title: what a list shows, also where no map can be drawn."""
        others = {
            noun: list(
                model._default_manager.order_by("tree__title", "position", "pk").values_list(
                    "pk", "title", "tree__title"
                )[:_MOST_LIKE]
            )
            for noun, (model, _fields) in _NEW.items()
        }
        return {
            "likes": others,
            "questions": [(r.title, node_url(tree, r.key), r.key) for r in tree.questions.all()],
            "outcomes": [(r.title, node_url(tree, r.key), r.key) for r in tree.outcomes.all()],
        }

    def _drawn(
        self, request: HttpRequest, tree: Any, key: str, inspection: Inspection, places: Places
    ) -> dict[str, Any]:
        document = inspection.document
        if not isinstance(document, TreeNoun) or not (document.questions or document.outcomes):
            return {"picture": None, "facts": []}
        zoom = zoom_of(tree, key, str(request.GET.get("zoom", "")))
        lit = lit_for(document, key) if key else ()
        picture = tree_picture(
            document, inspection.findings, places, here=key, lit=lit, size=zoom.size
        )
        return {"picture": picture, "zoom": zoom, "facts": facts_of(document, inspection)}

    def copy_view(self, request: Any, object_id: int) -> HttpResponse:
        """Make a new questionnaire that says the same, under a title of its own."""
        row = self.row_of(request, object_id)
        if not request.user.has_perm("guidance.add_tree"):
            raise PermissionDenied
        title = " ".join(str(request.POST.get("title", "")).split())[:300]
        if request.method != "POST" or not title:
            if request.method == "POST":
                messages.error(request, _("Give the copy a title of its own."))
            return redirect(node_url(row, ""))

        def write() -> Any:
            hold_shelves([Tree])
            document = tree_document(hold(row))
            slugs = Tree.objects.values_list("slug", flat=True)
            slug = key_of(title, slugs, otherwise="questionnaire").replace(".", "-")
            unsigned = [
                case.model_copy(update={"signed_by": "", "signed_on": None, "reason": ""})
                for case in document.cases
            ]
            named = {"title": title, "slug": slug, "cases": tuple(unsigned)}
            made = store(document.model_copy(update=named), by=request.user)
            self.log_addition(request, made, [{"added": {}}])
            return made

        try:
            made = committed(request, write)
        except (Gone, InvalidDocument):
            messages.error(request, _("This draft cannot be copied yet. The checks say why."))
            return redirect(page_url(row, "checks"))
        messages.success(request, _("This is the copy. Its cases wait to be signed anew."))
        return redirect(node_url(made, ""))

    def add_node_view(self, request: Any, object_id: int) -> HttpResponse:
        """Add a question or an outcome by its words, new or like one that there is."""
        tree = self.row_of(request, object_id)
        if not request.user.has_perms(("guidance.add_question", "guidance.add_outcome")):
            raise PermissionDenied
        title = " ".join(str(request.POST.get("title", "")).split())[:300]
        noun = str(request.POST.get("noun", ""))
        if request.method != "POST" or not title or noun not in ("question", "outcome"):
            if request.method == "POST":
                messages.error(request, _("Write what the question asks, or the outcome says."))
            return redirect(f"{node_url(tree, '')}#add")

        def write() -> str:
            held = hold(tree)
            model, fields = _NEW[noun]
            like = str(request.POST.get("like", ""))
            sample = model._default_manager.filter(pk=like).first() if is_number(like) else None
            if sample is not None:
                made = copy(sample, to=held, title=title)
            else:
                made = add(held, model, title=title, **fields)
            self.admin_site._registry[model].log_addition(request, made, [{"added": {}}])
            self.wrote(request, [held])
            return str(made.key)

        try:
            key = committed(request, write)
        except Gone:
            words = _("The questionnaire was deleted meanwhile. Nothing was written.")
            messages.error(request, words)
            return redirect("admin:guidance_tree_changelist")
        return redirect(f"{node_url(tree, key)}#inspector")


_NEW: dict[str, tuple[type[Any], dict[str, str]]] = {
    "question": (Question, {"kind": "choice"}),
    "outcome": (Outcome, {"verdict": "ask-counsel"}),
}


def _cases(document: Any, inspection: Inspection, places: Places) -> dict[str, Any]:
    """Return the cases of a tree, each with whether it comes out as expected."""
    if not isinstance(document, TreeNoun):
        return {"cases": [], "case_counts": (0, 0)}
    codes = ("case-failed", "case-unfit")
    failed = {finding.place for finding in inspection.findings if finding.code in codes}
    shown = [
        (case, places.url(f"case:{case.key}"), f"case:{case.key}" not in failed)
        for case in document.cases
    ]
    shown.sort(key=lambda one: one[2])
    return {"cases": shown, "case_counts": case_counts(inspection)}


def _changes(tree: Any, document: Any, inspection: Inspection) -> dict[str, Any]:
    """Return how the ways differ from those that are published, where that is quickly found."""
    edition = inspection.state.edition
    if edition is None or not isinstance(document, TreeNoun) or not inspection.state.changes:
        return {"ways": None, "is_long": False}
    count = paths.count(document, limit=MOST_STEPS)
    if count.ways > MOST_WAYS or not count.is_exact:
        return {"ways": None, "is_long": True}
    found = way_differences(document_in(edition), document, tree)
    groups = found.groups[:_FEW] if found else ()
    return {"ways": found, "first_groups": groups, "is_long": False}
