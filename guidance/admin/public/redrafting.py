"""A draft that was deleted, made again of the last edition that was published of it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from guidance.admin.addresses.places import desk_url
from guidance.admin.saving.committing import committed
from guidance.core.documents.formats import InvalidDocument
from guidance.models import Publication
from guidance.services.drafts.document_to_rows import ROWS
from guidance.services.publishing.withdrawals import draft_again


class RedraftPages:
    """The button that makes a draft again (mixed into the admin of publications)."""

    admin_site: Any
    get_object: Any
    has_view_permission: Any
    history_url: Any

    def redraft_pages(self) -> list[tuple[str, str, Any]]:
        return [("redraft/", "redraft", self.redraft_view)]

    def may_redraft(self, request: HttpRequest, row: Publication) -> bool:
        noun = ROWS[row.kind]._meta.model_name
        return row.current_id is not None and request.user.has_perm(f"guidance.add_{noun}")

    def redraft_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Make the draft again; only ever on POST."""
        row = self.get_object(request, str(object_id))
        if row is None:
            raise Http404
        if not (self.has_view_permission(request, row) and self.may_redraft(request, row)):
            raise PermissionDenied
        if request.method != "POST":
            return redirect(self.history_url(row))
        user: Any = request.user

        def write() -> tuple[Any, bool]:
            draft, is_made = draft_again(row, by=user)
            if is_made:
                words = _("Made again of the last edition.")
                self.admin_site._registry[type(draft)].log_addition(request, draft, words)
            return draft, is_made

        try:
            draft, is_made = committed(request, write)
        except InvalidDocument as error:
            for problem in error.problems:
                messages.error(request, f"{problem.message} {problem.advice}")
            return redirect(self.history_url(row))
        if is_made:
            words = _("The draft is there again, as its last edition says. Nothing was published.")
            messages.success(request, words)
        else:
            messages.info(request, _("Somebody was quicker: there is a draft already."))
        return redirect(desk_url(draft))
