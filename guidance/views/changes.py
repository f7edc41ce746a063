"""What changed: all editions, newest first, as a page and as an Atom feed."""

from django.contrib.syndication.views import Feed
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_safe

from guidance.models import Edition
from guidance.views.caching import conditional
from portal.addresses import absolute

_ON_A_PAGE = 40
_IN_THE_FEED = 50


def _editions() -> QuerySet[Edition]:
    return (
        Edition.objects.public()
        .newest_first()
        .without_documents()
        .select_related("publication", "review")
    )


@require_safe
def changes(request: HttpRequest) -> HttpResponse:
    """List what was published; a page that does not exist shows the nearest one."""
    shown = Paginator(_editions(), _ON_A_PAGE).get_page(request.GET.get("page", "1")[:9])
    editions = list(shown.object_list)
    parts = [
        f"{edition.pk}/{edition.published_at}/{edition.publication.current_id}/"
        f"{hasattr(edition, 'review')}"
        for edition in editions
    ]

    def page() -> HttpResponse:
        return render(request, "guidance/changes.html", {"editions": editions, "shown": shown})

    return conditional(request, [shown.number, shown.paginator.count, *parts], page)


@require_safe
def changes_feed(request: HttpRequest) -> HttpResponse:
    editions = list(_editions()[:_IN_THE_FEED])
    parts = [f"{edition.pk}/{edition.published_at}" for edition in editions]
    return conditional(request, parts, lambda: ChangesFeed(editions, request)(request))


class ChangesFeed(Feed):
    """The newest editions; each entry's address is its pinned page, which never changes."""

    feed_type = Atom1Feed
    title = gettext_lazy("License Guidance: what changed")
    subtitle = gettext_lazy("New and changed guidance on licenses, newest first.")
    author_name = gettext_lazy("The legal team")

    def __init__(self, editions: list[Edition], request: HttpRequest) -> None:
        self.editions = editions
        self.request = request

    def link(self) -> str:
        return absolute(self.request, reverse("guidance:changes"))

    def feed_url(self) -> str:
        return absolute(self.request, reverse("guidance:changes-feed"))

    def items(self) -> list[Edition]:
        return self.editions

    def item_title(self, item: Edition) -> str:
        kind = item.publication.get_kind_display()
        return gettext("%(kind)s: %(title)s, version %(number)d") % {
            "kind": kind,
            "title": item.card.get("title", ""),
            "number": item.number,
        }

    def item_link(self, item: Edition) -> str:
        return absolute(self.request, item.get_absolute_url())

    def item_description(self, item: Edition) -> str:
        """Return the note as the HTML that Atom1Feed declares it to be."""
        return escape(item.note)

    def item_pubdate(self, item: Edition):
        return item.published_at

    def item_updateddate(self, item: Edition):
        return item.published_at
