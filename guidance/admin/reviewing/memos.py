"""What is new in a draft as a memo for Word: for colleagues who have no account."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from guidance.admin.addresses.places import page_url
from guidance.admin.reviewing.statements import review_of
from guidance.services.editions.readings import document_in
from guidance.services.publishing.inspecting import Inspection, inspect
from portal.environment.addresses import absolute


class MemoPages:
    """The memo on a draft's review, among the pages of its steps."""

    row_of: Any

    def memo_pages(self) -> list[tuple[str, str, Callable[..., HttpResponse]]]:
        return [("review/memo.docx", "review-memo", self.review_memo_view)]

    def review_memo_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        # With python-docx, which takes 5 MB: a process that wrote no memo has it not.
        from guidance.services.memos.drafts import review_memo
        from guidance.services.memos.papers import MEDIA_TYPE

        row = self.row_of(request, object_id)
        inspection = inspect(row)
        if inspection.document is None:
            messages.error(request, _("This draft makes no document yet. The checks say why."))
            return redirect(page_url(row, "checks"))
        edition = inspection.state.edition
        old = document_in(edition) if edition else None
        said = review_of(row, old, inspection.document, digest=inspection.digest)
        content = review_memo(
            str(row),
            facts=_facts(inspection),
            statements=[
                (one.statement, one.threads, [opinion.heard for opinion in one.opinions])
                for one in said.judged
            ],
            elsewhere=(said.threads, [opinion.heard for opinion in said.opinions]),
            findings=[one.message for one in (*inspection.mistakes, *inspection.doubts)],
            address=absolute(request, page_url(row, "review")),
            root=absolute(request, "/").rstrip("/"),
            at=row.updated_at,
        )
        response = HttpResponse(content, content_type=MEDIA_TYPE)
        response["Content-Disposition"] = f'attachment; filename="{row.slug}-draft.docx"'
        return response


def _facts(inspection: Inspection) -> list[tuple[str, str]]:
    edition = inspection.state.edition
    published = "nothing yet"
    if edition is not None:
        published = (
            f"version {edition.number} of {timezone.localtime(edition.published_at):%d %B %Y}"
        )
    return [
        ("Compared with what is published", published),
        ("Digest of the draft (SHA-256)", inspection.digest),
        ("Made on", f"{timezone.localtime():%d %B %Y, %H:%M}"),
    ]
