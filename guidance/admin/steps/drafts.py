"""What the admin of every draft shares: the bar of steps, checks, what changes, export."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache

from guidance.admin.addresses.places import Places, change_url, page_url
from guidance.admin.folders.exports import FolderPages
from guidance.admin.public.deletions import DraftDeletion
from guidance.admin.public.publications import public_url
from guidance.admin.steps.corrections import CorrectionPages, correction_tags
from guidance.admin.steps.differences import link_differences, way_differences
from guidance.admin.steps.dismissals import FindingPages
from guidance.admin.steps.histories import EditionPages, download
from guidance.admin.steps.previews import PreviewPages
from guidance.admin.steps.releases import ReleasePages
from guidance.admin.steps.reviews import ReviewPages, review_step
from guidance.admin.steps.sentences import SentencePages
from guidance.admin.steps.standings import StandingColumns
from guidance.admin.steps.wordings import WordingPages
from guidance.core.checks import UNFINISHED
from guidance.services.drafts.differences import document_differences
from guidance.services.drafts.holding import Draft
from guidance.services.editions.readings import document_in
from guidance.services.publishing.inspecting import DraftState, Inspection, inspect
from guidance.services.wordings.keeping import with_wordings

Tag = tuple[str, str]
"""How a small label looks, and its words."""
Step = tuple[str, str, str, list[Tag]]
"""A step in the bar: its name, where it leads, its words and labels."""


DISMISSED: Any = (
    gettext_lazy("Warnings that stay"),
    {"fields": ("dismissed",), "classes": ("collapse",)},
)
"""The fields of a draft by which its team answers the checks."""


class DraftAdmin(
    FindingPages,
    PreviewPages,
    SentencePages,
    ReviewPages,
    ReleasePages,
    EditionPages,
    CorrectionPages,
    StandingColumns,
    WordingPages,
    FolderPages,
    DraftDeletion,
):
    """Give a license, an FAQ entry or a tree its bar of steps and their pages."""

    change_form_template = "admin/guidance/draft_change_form.html"

    def get_urls(self) -> Any:
        name = self.opts.model_name
        pages: list[tuple[str, str, Callable[..., HttpResponseBase]]] = [
            *self.finding_pages(),
            ("changes/", "changes", self.changes_view),
            ("export/", "export", self.export_view),
            *self.folder_pages(),
            *self.preview_pages(),
            *self.workshop_pages(),
            *self.sentence_pages(),
            *self.review_pages(),
            *self.release_pages(),
            *self.edition_pages(),
            *self.correction_pages(),
            *self.wording_pages(),
        ]
        return [
            *(
                path(
                    f"<int:object_id>/{address}",
                    self.admin_site.admin_view(never_cache(view)),
                    name=f"guidance_{name}_{step}",
                )
                for address, step, view in pages
            ),
            *super().get_urls(),
        ]

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, obj: Any = None, **kwargs: Any
    ) -> Any:
        if obj is not None and not hasattr(request, "in_workshop"):
            # Read-only fields see the row alone; so it has to know who may add parts to it.
            obj.may_add = request.user.has_perms(("guidance.add_term", "guidance.add_question"))
            inspection = inspect(obj)
            context["bar"] = self.bar(request, obj, inspection, "edit")
            context |= self.at_a_glance(obj, inspection)
        kwargs["obj"] = obj
        return super().render_change_form(request, context, *args, **kwargs)

    def workshop_pages(self) -> list[tuple[str, str, Callable[..., HttpResponseBase]]]:
        """Return the pages of a workshop, where a kind of draft has one."""
        return []

    def at_a_glance(self, row: Any, inspection: Inspection) -> dict[str, Any]:
        """Return what stands between the bar and the form of a draft."""
        return {}

    def row_of(self, request: HttpRequest, object_id: int) -> Any:
        """Return the draft that an address means; 404 and 403 as everywhere in the admin."""
        row = self.get_object(request, str(object_id))
        if row is None:
            raise Http404
        if not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        return row

    def page(
        self,
        request: HttpRequest,
        row: Draft,
        inspection: Inspection,
        *,
        step: str,
        title: str,
        **context: Any,
    ) -> HttpResponse:
        """Render one of the draft's pages, with the bar on top."""
        template = context.pop("template", f"admin/guidance/draft_{step}.html")
        return TemplateResponse(
            request,
            template,
            {
                **self.admin_site.each_context(request),
                "title": title,
                "subtitle": str(row),
                "opts": self.opts,
                "row": row,
                "bar": self.bar(request, row, inspection, step),
                "inspection": inspection,
                **context,
            },
        )

    def bar(
        self, request: HttpRequest, row: Draft, inspection: Inspection, step: str
    ) -> dict[str, Any]:
        """Return what the bar shows: the state, and the steps with the one that is open."""
        return {
            "state": state_words(inspection),
            "checks": page_url(row, "checks"),
            "changes": page_url(row, "changes"),
            "look": _state_look(inspection),
            "steps": [
                {"name": name, "url": url, "words": words, "tags": tags, "is_open": name == step}
                for name, url, words, tags in self.steps(row, inspection)
            ],
            "review": review_step(row, inspection, request.user),
            "is_reviewing": step == "review",
            "publish": page_url(row, "publish") if self.may_publish(request) else "",
            "is_publishing": step == "publish",
            "is_publishable": inspection.state.is_publishable and not inspection.errors,
            "export": page_url(row, "export"),
            "folder": page_url(row, "folder"),
            "written": page_url(row, "written"),
            "log": reverse(f"admin:guidance_{self.opts.model_name}_history", args=[row.pk]),
            "public": public_url(row),
        }

    def steps(self, row: Draft, inspection: Inspection) -> list[Step]:
        changes = inspection.state.changes
        labels = correction_tags(row, inspection)
        return [
            ("edit", change_url(row), _("Edit"), []),
            ("preview", page_url(row, "preview"), _("Preview"), []),
            ("checks", page_url(row, "checks"), _("Checks"), _check_tags(inspection)),
            (
                "changes",
                page_url(row, "changes"),
                _("What changes"),
                [("draft", str(changes))] if changes else [],
            ),
            ("editions", page_url(row, "editions"), _("History"), []),
            ("wordings", page_url(row, "wordings"), _("Other wordings"), []),
            *(("shipped", page_url(row, "shipped"), _("Shipped"), tags) for tags in labels),
        ]

    def changes_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        row = self.row_of(request, object_id)
        inspection = inspect(row)
        edition = inspection.state.edition
        old = document_in(edition) if edition else None
        new = inspection.document
        return self.page(
            request,
            row,
            inspection,
            step="changes",
            title=_("What publishing would change"),
            edition=edition,
            groups=document_differences(old, new, Places(row).url) if old and new else (),
            ways=way_differences(old, new, row),
            links=link_differences(row, new),
        )

    def export_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Give the draft as a document that can be imported again."""
        row = self.row_of(request, object_id)
        document = inspect(row).document
        if document is None:
            messages.error(request, _("This draft makes no document yet. The checks say why."))
            return redirect(page_url(row, "checks"))
        return download(with_wordings(document), f"{row.slug}-draft.json")


def state_words(inspection: Inspection) -> str:
    """Say how a draft stands to its edition, in a few words."""
    state = inspection.state
    if state.edition is None:
        return _("Not published yet")
    number = state.edition.number
    if hasattr(state.edition, "recall") and not state.is_withdrawn:
        return _("Edition %d was recalled; correct and publish it, or withdraw it") % number
    if inspection.document is None:
        return _("Unfinished draft since edition %d") % number
    if state.is_withdrawn:
        return _("Withdrawn, edition %d") % number
    if state.changes:
        words = ngettext(
            "Draft, %(n)d change since edition %(number)d",
            "Draft, %(n)d changes since edition %(number)d",
            state.changes,
        )
        return words % {"n": state.changes, "number": number}
    if state.refers_anew:
        return _("As published, edition %d, but what it refers to has changed") % number
    return _("As published, edition %d") % number


def _state_look(inspection: Inspection) -> str:
    state: DraftState = inspection.state
    if state.edition is not None and hasattr(state.edition, "recall"):
        return "error"
    return "draft" if inspection.document is None or state.is_publishable else "published"


def _check_tags(inspection: Inspection) -> list[Tag]:
    missing = tuple(one for one in inspection.mistakes if one.code in UNFINISHED)
    wrong = tuple(one for one in inspection.mistakes if one.code not in UNFINISHED)
    found = [
        ("error", _count(wrong, "%d error", "%d errors")),
        ("todo", _count(missing, "%d still to do", "%d still to do")),
        ("warning", _count(inspection.doubts, "%d warning", "%d warnings")),
    ]
    return [tag for tag in found if tag[1]] or [("published", f"✓ {_('nothing found')}")]


def _count(causes: tuple[Any, ...], one: str, many: str) -> str:
    return ngettext(one, many, len(causes)) % len(causes) if causes else ""
