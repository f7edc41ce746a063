"""Forms of a tree and its nodes within the workshop: saved, one is back at the node."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from guidance.admin.addresses.places import Places, node_url
from guidance.admin.workshop.retired import SUCCESSOR, succeed, successors_of
from guidance.admin.workshop.targets import Nodes
from guidance.admin.workshop.tasks import next_place
from guidance.models import Tree
from guidance.services.drafts.nodes import copy, leading_to, move
from guidance.services.publishing.inspecting import inspect

THEN = "_then"
"""The name of buttons that save a form and then do one thing more."""
NEXT = "_next"
"""The button that saves, and goes on to what is wrong or missing next."""


@dataclass
class InWorkshop:
    """That a form is shown in the workshop: of which tree, and what stands around it."""

    tree: Tree
    node: str
    around: Callable[[], dict[str, Any]]


class WorkshopForm:
    """An admin whose form can stand in the workshop (to be mixed in)."""

    change_form_template: ClassVar[Any]

    def render_change_form(self, request: Any, context: Any, *args: Any, **kw: Any) -> Any:
        response = super().render_change_form(request, context, *args, **kw)  # type: ignore[misc]
        shop: InWorkshop | None = getattr(request, "in_workshop", None)
        if shop is not None:
            response.context_data |= {
                "workshop_form": self.change_form_template,
                **shop.around(),
            }
            response.template_name = "admin/guidance/workshop.html"
        return response

    def response_change(self, request: Any, obj: Any) -> HttpResponse:
        """Come back to where one was: to the node, or to the next that waits for something."""
        response: HttpResponse = super().response_change(request, obj)  # type: ignore[misc]
        shop: InWorkshop | None = getattr(request, "in_workshop", None)
        if shop is None or response.status_code != 302:
            return response
        key = getattr(request, "_led_to", "") or getattr(obj, "key", "")
        if NEXT in request.POST:
            tree = Tree.objects.get(pk=shop.tree.pk)
            key = next_place(inspect(tree), after=key)
            if not key:
                messages.success(request, _("Nothing is wrong or missing."))
        return redirect(f"{node_url(shop.tree, key)}#inspector")


class NodeForm(WorkshopForm):
    """An admin of questions or outcomes: what is made, moved, copied and led to from its form."""

    admin_site: Any
    is_drawn: bool
    delete_confirmation_template: Any = "admin/guidance/node_delete.html"
    nodes_in: Callable[[HttpRequest, Any], Nodes | None]

    def save_related(self, request: Any, form: Any, formsets: Any, change: bool) -> None:
        """Make the nodes that targets asked for, then do what the button says."""
        super().save_related(request, form, formsets, change)  # type: ignore[misc]
        row = form.instance
        nodes = self.nodes_in(request, row)
        made = nodes.store() if nodes is not None and nodes.tree is not None else []
        for one in made:
            self.admin_site._registry[type(one)].log_addition(request, one, [{"added": {}}])
            words = _("“%s” was made; it waits for its words on the map.")
            messages.info(request, words % one)
        if THEN in request.POST and change:
            self._then(request, row, str(request.POST[THEN]))

    def _then(self, request: Any, row: Any, asked: str) -> None:
        act, _colon, number = asked.partition(":")
        what, _dash, which = act.partition("-")
        if act == "copy":
            made = copy(row, to=row.tree, title=_("%s (copy)") % row.title[:280])
            request._led_to = made.key
            self.admin_site._registry[type(made)].log_addition(request, made, [{"added": {}}])
            self._acted(request, row, "")
        elif what in ("up", "down") and which in ("option", "route", "node"):
            rows = self._siblings(row, which)
            part = next((one for one in rows if str(one.pk) == number), None)
            if part is not None and move(part, among=rows, up=what == "up"):
                self._acted(request, row, _("order"))

    def _siblings(self, row: Any, which: str) -> list[Any]:
        if which == "node":
            return list(type(row)._default_manager.filter(tree=row.tree))
        related = getattr(row, f"{which}s", None)
        return list(related.all()) if related is not None else []

    def _acted(self, request: Any, row: Any, field: str) -> None:
        """Note that something was written, though the form itself may say the same as before."""
        request._is_unchanged = False
        self.wrote(request, [row.tree])  # type: ignore[attr-defined]
        if field:
            type(row)._default_manager.filter(pk=row.pk).update(revision=row.revision + 1)
            self.log_change(request, row, [{"changed": {"fields": [field]}}])  # type: ignore[attr-defined]

    def place_of(self, row: Any) -> str:
        """Come back to the questionnaire: to the node on its map, or to the cases."""
        if not self.is_drawn:
            return f"{node_url(row.tree, '')}#cases-heading"
        return f"{node_url(row.tree, row.key)}#inspector"

    def place_in(self, draft: Any) -> str:
        return node_url(draft, "")

    def delete_model(self, request: Any, obj: Any) -> None:
        """Delete a node, and let another stand for it where one was chosen."""
        key = str(request.POST.get(SUCCESSOR, "")) if self.is_drawn else ""
        heir = succeed(request, obj, key) if key else None
        super().delete_model(request, obj)  # type: ignore[misc]
        if heir is not None:
            self.log_change(request, heir, [{"changed": {"fields": [_("stands for")]}}])  # type: ignore[attr-defined]
            words = _("“%(heir)s” stands for “%(gone)s” now, for old answers and links.")
            messages.success(request, words % {"heir": heir, "gone": obj})

    def delete_view(self, request: Any, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Name everything that leads to what is to be deleted."""
        row = self.get_object(request, object_id)  # type: ignore[attr-defined]
        found: list[tuple[str, str]] = []
        if row is not None and request.method != "POST" and self.is_drawn:
            places = Places(row.tree)
            found = [(said, places.url(place)) for place, said in leading_to(row.tree, row.key)]
        context = {**(extra_context or {}), "leading": found}
        if row is not None and request.method != "POST" and self.is_drawn:
            context["successors"] = successors_of(request, row)
        return super().delete_view(request, object_id, context)  # type: ignore[misc, no-any-return]
