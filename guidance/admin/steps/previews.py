"""The draft in the real pages: what readers would see if it were published now."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from guidance.admin.addresses.places import back_url, desk_url, page_url
from guidance.core.documents.faqs import FaqEntry
from guidance.core.documents.licenses import License
from guidance.services.editions.readings import Reading
from guidance.services.publishing.inspecting import inspect, preview_of
from guidance.services.reading.faq_pages import around_faq, faq_page
from guidance.services.reading.license_pages import annotated_license, around_license
from guidance.services.reading.license_ways import way_in
from guidance.services.results.addresses import with_query
from guidance.services.results.onward import onward_of
from guidance.services.results.presenting import present
from guidance.services.results.question_pages import question_page, start_page
from guidance.services.results.result_pages import result_page
from guidance.services.results.turns import take_turn


class PreviewPages:
    """Show a draft in the public templates, at addresses of the admin."""

    opts: Any
    row_of: Any
    page: Callable[..., HttpResponse]

    def preview_pages(self) -> list[tuple[str, str, Any]]:
        pages: list[tuple[str, str, Any]] = [("preview/", "preview", self.preview_view)]
        if self.opts.model_name == "tree":
            pages.append(("preview/questions/", "preview-questions", self.questions_view))
        return pages

    def preview_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        row = self.row_of(request, object_id)
        if (reading := self._reading(row)) is None:
            return self._unreadable(request, row)
        document = reading.document
        if isinstance(document, License):
            others = around_license(document)
            license = annotated_license(reading, others, way=way_in(request.GET, document))
            return _previewed(request, row, "guidance/license.html", vars(license))
        if isinstance(document, FaqEntry):
            answered = faq_page(reading, around_faq(reading))
            return _previewed(request, row, "guidance/faq.html", vars(answered))
        start = start_page(reading, base=page_url(row, "preview-questions"))
        return _previewed(request, row, "guidance/check_start.html", vars(start))

    def questions_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Ask the next question of the draft, or show the result that it comes to."""
        row = self.row_of(request, object_id)
        if (reading := self._reading(row)) is None:
            return self._unreadable(request, row)
        base = page_url(row, "preview-questions")
        turn = take_turn(reading.document, request.GET)
        if turn.is_finished and turn.walk.possibilities:
            result = present(reading, turn.walk)
            page = result_page(result, None, addresses=None, base=base)
            shown = vars(page) | {"onward": onward_of(result)}
            return _previewed(request, row, "guidance/result.html", shown, is_under_way=True)
        address = with_query(base, turn.query)
        if not (turn.asked or turn.changing) and request.get_full_path() != address:
            return _quiet(redirect(address))
        asked = question_page(reading, turn, base=base)
        return _previewed(request, row, "guidance/check.html", vars(asked), is_under_way=True)

    def _reading(self, row: Any) -> Reading[Any] | None:
        document = inspect(row).document
        return preview_of(document) if document else None

    def _unreadable(self, request: HttpRequest, row: Any) -> HttpResponse:
        inspection = inspect(row)
        response: HttpResponse = self.page(
            request,
            row,
            inspection,
            step="preview",
            title=_("This draft cannot be shown yet"),
        )
        return _quiet(response)


def _previewed(
    request: HttpRequest,
    row: Any,
    template: str,
    context: dict[str, Any],
    *,
    is_under_way: bool = False,
) -> HttpResponse:
    """Render a public page; where questions are under way, one can begin them again."""
    restart = page_url(row, "preview") if is_under_way else ""
    beside = ""
    if is_under_way:
        beside = with_query(page_url(row, "workshop_try"), request.GET.urlencode())
    back = request.GET.get("back", "") if not is_under_way else ""
    edit = back_url(row, back) if back else desk_url(row)
    preview = {"edit": edit, "is_from": bool(back), "restart": restart, "map": beside}
    return _quiet(render(request, template, context | {"preview": preview}))


def _quiet(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "no-store"
    return response
