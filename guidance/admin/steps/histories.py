"""The editions of a draft: their list, what each changed, restoring, confirming, exporting one."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guidance.admin.addresses.places import page_url
from guidance.admin.public.recalls import RecallPages
from guidance.admin.saving.overtakings import gone, last_saved
from guidance.admin.steps.differences import way_differences
from guidance.core.documents.formats import InvalidDocument
from guidance.core.documents.licenses import License
from guidance.models import Edition
from guidance.models import FaqEntry as FaqRow
from guidance.models import Tree as TreeRow
from guidance.services.drafts.authorship import OwnWords, editions_written_by
from guidance.services.drafts.differences import document_differences
from guidance.services.drafts.holding import KINDS, Gone
from guidance.services.editions.readings import document_in
from guidance.services.people import may_write
from guidance.services.publishing.acts import DraftChanged, confirm, restore
from guidance.services.publishing.dependents import StaleDocument, dependents_of
from guidance.services.publishing.inspecting import inspect, look_of
from guidance.services.publishing.reviews import requests_of


class EditionPages(RecallPages):
    """What was published of a draft, newest first."""

    model: Any
    opts: Any
    row_of: Any
    page: Callable[..., HttpResponse]
    log_change: Any
    may_publish: Any
    has_change_permission: Any

    def edition_pages(self) -> list[tuple[str, str, Any]]:
        return [
            ("editions/", "editions", self.editions_view),
            ("editions/<int:number>/", "edition", self.edition_view),
            ("editions/<int:number>/restore/", "restore", self.restore_view),
            ("editions/<int:number>/confirm/", "confirm", self.confirm_view),
            ("editions/<int:number>/export/", "edition-export", self.edition_export_view),
            *self.recall_pages(),
        ]

    def may_review(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("guidance.review_guidance"))

    def may_restore(self, request: HttpRequest) -> bool:
        """Tell whether the user may write all that an edition holds, as an import does."""
        return may_write(request.user, KINDS[self.model])

    def editions_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        row = self.row_of(request, object_id)
        inspection = inspect(row)
        edition = inspection.state.edition
        current: Any = document_in(edition) if edition else None
        affected = dependents_of(current) if isinstance(current, License) else ()
        rows = _editions(row).select_related("publication", "review", "recall")
        editions = list(rows.without_documents())
        return self.page(
            request,
            row,
            inspection,
            step="editions",
            title=_("Editions"),
            editions=editions,
            own=editions_written_by(request.user, editions),  # type: ignore[arg-type]
            own_words=OWN_EDITION,
            affected=_linked(affected),
            requests=requests_of(row),
            actions={
                "withdraw": page_url(row, "withdraw"),
                "bring_back": page_url(row, "bring-back"),
            },
            **self._names(),
            may_publish=self.may_publish(request),
            may_review=self.may_review(request),
            may_restore=self.may_restore(request),
        )

    def _names(self) -> dict[str, str]:
        """Return the names of an edition's addresses, for the template to reverse."""
        start = f"admin:guidance_{self.opts.model_name}"
        return {
            "edition_page": f"{start}_edition",
            "export_page": f"{start}_edition-export",
            "restore_page": f"{start}_restore",
            "confirm_page": f"{start}_confirm",
            "recall_page": f"{start}_recall",
        }

    def edition_view(self, request: HttpRequest, object_id: int, number: int) -> HttpResponse:
        """Show what an edition changed against the one before it."""
        row = self.row_of(request, object_id)
        edition = _edition(row, number)
        before = _editions(row).filter(number__lt=edition.number).first()
        old = document_in(before) if before else None
        new = document_in(edition)
        return self.page(
            request,
            row,
            inspect(row),
            step="editions",
            template="admin/guidance/edition_detail.html",
            title=_("Edition %d") % edition.number,
            edition=edition,
            before=before,
            groups=document_differences(old, new) if old else (),
            ways=way_differences(old, new),
            actions={
                "export": page_url(row, "edition-export", edition.number),
                "restore": page_url(row, "restore", edition.number),
                "confirm": page_url(row, "confirm", edition.number),
                "recall": page_url(row, "recall", edition.number),
            },
            own=editions_written_by(request.user, [edition]),  # type: ignore[arg-type]
            own_words=OWN_EDITION,
            may_publish=self.may_publish(request),
            may_review=self.may_review(request),
            may_restore=self.may_restore(request),
        )

    def restore_view(self, request: HttpRequest, object_id: int, number: int) -> HttpResponse:
        """Show what restoring an edition would change in the draft, and do it when confirmed."""
        if not self.may_restore(request):
            raise PermissionDenied
        try:
            row = self.row_of(request, object_id)
        except Http404:
            return gone(request, self.opts)
        edition = _edition(row, number)
        if request.method == "POST":
            return self._restore(request, row, edition)
        inspection = inspect(row)
        old: Any = inspection.document
        new: Any = document_in(edition)
        return self.page(
            request,
            row,
            inspection,
            step="editions",
            template="admin/guidance/edition_restore.html",
            title=_("Restore edition %d into the draft") % edition.number,
            edition=edition,
            groups=document_differences(old, new) if old else (),
            seen=inspection.digest or look_of(row),
        )

    def _restore(self, request: HttpRequest, row: Any, edition: Edition) -> HttpResponse:
        user: Any = request.user
        try:
            now = restore(edition, row=row, by=user, seen=request.POST.get("seen", ""))
        except Gone:
            return gone(request, self.opts)
        except DraftChanged:
            words = _("The draft changed after you had opened this page. Nothing was restored.")
            again = _("Look below at what restoring would change now.")
            messages.error(request, f"{words} {last_saved(row)} {again}")
            return redirect(request.path)
        except InvalidDocument as error:
            for problem in error.problems:
                messages.error(request, f"{problem.message} {problem.advice}")
            return redirect(request.path)
        if now.revision == row.revision:
            messages.info(request, _("The draft says this already."))
            return redirect(page_url(row, "changes"))
        self.log_change(request, now, _("Restored edition %d into the draft.") % edition.number)
        words = _("The draft says again what edition %d said. Nothing is published yet.")
        messages.success(request, words % edition.number)
        return redirect(page_url(row, "changes"))

    def confirm_view(self, request: HttpRequest, object_id: int, number: int) -> HttpResponse:
        """Let a reviewer stand by an edition; only ever on POST."""
        row = self.row_of(request, object_id)
        if not self.may_review(request):
            raise PermissionDenied
        edition = _edition(row, number)
        if request.method == "POST":
            self._confirm(request, row, edition)
        return redirect(page_url(row, "editions"))

    def _confirm(self, request: HttpRequest, row: Any, edition: Edition) -> None:
        user: Any = request.user
        if edition.published_by_id == user.pk:
            messages.error(
                request,
                _("You published this edition yourself. Another reviewer has to confirm it."),
            )
            return
        try:
            review = confirm(edition, by=user)
        except OwnWords:
            messages.error(request, OWN_EDITION)
            return
        if review.reviewer_id != user.pk:
            words = _("%s had confirmed this edition already.")
            messages.warning(request, words % review.reviewer_name)
            return
        self.log_change(request, row, _("Confirmed edition %d.") % edition.number)
        words = _("Edition %d is confirmed. Its pages now say that it was reviewed.")
        messages.success(request, words % edition.number)

    def edition_export_view(
        self, request: HttpRequest, object_id: int, number: int
    ) -> HttpResponse:
        row = self.row_of(request, object_id)
        edition = _edition(row, number)
        return download(edition.document, f"{row.slug}-v{edition.number}.json")


OWN_EDITION = gettext_lazy(
    "You wrote on the draft of this edition, so another reviewer has to confirm it."
)


def download(document: dict[str, Any], name: str) -> HttpResponse:
    """Return a document as a file to keep."""
    response = JsonResponse(document, json_dumps_params={"indent": 2, "ensure_ascii": False})
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _editions(row: Any) -> Any:
    return Edition.objects.filter(
        publication__kind=KINDS[type(row)], publication__slug=row.slug
    ).order_by("-number")


def _edition(row: Any, number: int) -> Edition:
    found: Edition | None = (
        _editions(row)
        .filter(number=number)
        .select_related("publication", "review", "recall")
        .first()
    )
    if found is None:
        raise Http404
    return found


def _linked(dependents: tuple[StaleDocument, ...]) -> list[dict[str, Any]]:
    """Give each dependent its page of checks, where its draft is still there."""
    slugs = {dependent.slug for dependent in dependents}
    rows: dict[tuple[str, str], Any] = {}
    for model in (TreeRow, FaqRow):
        for row in model._default_manager.filter(slug__in=slugs):
            rows[str(KINDS[model]), row.slug] = row
    return [
        {
            "dependent": dependent,
            "url": page_url(row, "checks") if row else "",
        }
        for dependent in dependents
        for row in [rows.get((str(dependent.kind), dependent.slug))]
    ]
