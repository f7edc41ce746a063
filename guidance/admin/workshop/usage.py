"""How a questionnaire is used: charts of what was counted, by edition and period."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guidance.admin.addresses.places import page_url
from guidance.models import Edition, PublicationKind
from guidance.services.editions.readings import document_in
from guidance.services.publishing.inspecting import inspect
from guidance.services.usage import tables
from guidance.services.usage.figures import BAR, CHART, FEW, Use, use_of

PERIODS = (4, 13, 52)
_USUAL = 13


class UsagePages:
    """Show how often what was asked and reached (mixed into the admin of trees)."""

    row_of: Callable[[HttpRequest, int], Any]
    page: Callable[..., HttpResponse]

    def usage_pages(self) -> list[tuple[str, str, Any]]:
        return [
            ("usage/", "usage", self.usage_view),
            ("usage.csv", "usage_csv", self.usage_csv_view),
        ]

    def usage_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Show the counts of one edition over some weeks; nothing is written."""
        row = self.row_of(request, object_id)
        editions = _editions(row)
        number, weeks = _wanted(request, editions)
        return self.page(
            request,
            row,
            inspect(row),
            step="usage",
            title=_("How it is used"),
            editions=editions,
            number=number,
            weeks=weeks,
            periods=[(one, _weeks(one)) for one in _periods()],
            use=_use(row, number, weeks),
            few=FEW,
            bar_size=BAR,
            chart_size=CHART,
            is_counted=bool(settings.USAGE_SECONDS),
            days=settings.USAGE_DAYS,
            csv_url=f"{page_url(row, 'usage_csv')}?edition={number}&weeks={weeks}",
        )

    def usage_csv_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Give the figures of the page as CSV."""
        row = self.row_of(request, object_id)
        number, weeks = _wanted(request, _editions(row))
        use = _use(row, number, weeks)
        words = tables.written(use, number=number) if use else ""
        response = HttpResponse(f"\ufeff{words}", content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{row.slug}-v{number}-usage.csv"'
        return response


def _editions(row: Any) -> list[Edition]:
    """Return the editions of a draft, the newest first, without what they say."""
    found = Edition.objects.filter(
        publication__kind=PublicationKind.TREE, publication__slug=row.slug
    )
    return list(found.without_documents().order_by("-number"))


def _periods() -> list[int]:
    """Return the numbers of weeks to choose from; the last is all that is kept."""
    kept = settings.USAGE_DAYS // 7 + 1
    return [*(one for one in PERIODS if one < kept), kept]


def _weeks(number: int) -> str:
    return ngettext("%d week", "%d weeks", number) % number


def _wanted(request: HttpRequest, editions: list[Edition]) -> tuple[int, int]:
    """Return the edition and the weeks that an address asks for, or the usual ones.

    Without any edition its number is 0.
    """
    numbers = {str(one.number): one.number for one in editions}
    newest = editions[0].number if editions else 0
    periods = {str(one): one for one in _periods()}
    weeks = periods.get(request.GET.get("weeks", ""), min(_USUAL, max(_periods())))
    return numbers.get(request.GET.get("edition", ""), newest), weeks


def _use(row: Any, number: int, weeks: int) -> Use | None:
    edition = Edition.objects.filter(
        publication__kind=PublicationKind.TREE, publication__slug=row.slug, number=number
    ).first()
    if edition is None:
        return None
    return use_of(document_in(edition), number=number, weeks=weeks, on=timezone.localdate())
