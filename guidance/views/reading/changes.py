"""What changed: all editions, newest first, as a page and a feed; and each one in words."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.contrib.syndication.views import Feed
from django.core.paginator import Paginator
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape, format_html
from django.utils.translation import gettext, gettext_lazy

from guidance.core.documents.editions import title_of
from guidance.models import Edition, PublicationKind
from guidance.models.editions import EditionQuerySet
from guidance.services.asking.typeahead import licenses_begun
from guidance.services.editions.marks import recall_of
from guidance.services.editions.readings import Reading, current, pinned, preceding
from guidance.services.naming.offering import offered
from guidance.services.reading.change_lists import asked_for, chosen_editions
from guidance.services.reading.edition_changes import edition_changes
from guidance.services.stacks.shelves import meant_by
from guidance.views.frame.caching import conditional, part
from guidance.views.frame.methods import for_reading
from guidance.views.frame.withdrawn import gone
from portal.environment.addresses import absolute
from portal.limits.rules import limited

if TYPE_CHECKING:
    _Feed = Feed[Edition, None]
else:  # which has no types when it runs
    _Feed = Feed

_LONGEST = 100
_ON_A_PAGE = 40
_IN_THE_FEED = 50


def _editions() -> EditionQuerySet:
    return (
        Edition.objects.public()
        .newest_first()
        .without_documents()
        .select_related("publication", "review", "recall")
    )


@for_reading
def changes(request: HttpRequest) -> HttpResponse:
    """List what changed, the newest of each item; a page that does not exist is the nearest one.

    What was published once and has not changed is listed by itself: with ``show=new``, or where
    a date is asked for; ``show=all`` lists every version.
    """
    named = request.GET.get("named", "")[:_LONGEST].strip()
    slug = meant_by(named) if named else request.GET.get("license", "")[:_LONGEST]
    found = licenses_begun(named) if named and not slug else []
    offer = offered(also={slug}, found=found or None)
    asked = asked_for(request.GET.dict() | {"license": slug}, {one.slug for one in offer.listed})
    editions_asked = chosen_editions(_editions(), asked)
    shown = Paginator(editions_asked, _ON_A_PAGE).get_page(request.GET.get("page", "1")[:9])
    editions = list(shown.object_list)
    parts = [
        f"{edition.pk}/{edition.published_at}/{edition.publication.current_id}/"
        f"{hasattr(edition, 'review')}/{recall_of(edition)}"
        for edition in editions
    ]

    def page() -> HttpResponse:
        context = {
            "editions": editions,
            "shown": shown,
            "asked": asked,
            "offer": offer,
            "unnamed": "" if slug else named,
        }
        return render(request, "guidance/changes.html", context)

    known = [asked, named, shown.number, shown.paginator.count, offer]
    return conditional(request, [*known, *parts], page)


@for_reading
@limited("compare")
def changed(request: HttpRequest, kind: str, slug: str, number: int) -> HttpResponse:
    """Show in words what an edition changed against the one before it."""
    if (reading := pinned(kind, slug, number)) is None:
        raise Http404
    return _changed(request, preceding(reading), reading, is_since=False)


@for_reading
@limited("compare")
def changed_since(request: HttpRequest, kind: str, slug: str, number: int) -> HttpResponse:
    """Show in words what is other in the current edition than in this one."""
    if (reading := current(kind, slug)) is None:
        return gone(request, kind, slug)
    if (old := pinned(kind, slug, number)) is None:
        raise Http404
    return _changed(request, old, reading, is_since=True)


def _changed(
    request: HttpRequest, old: Reading[Any] | None, new: Reading[Any], *, is_since: bool
) -> HttpResponse:
    def page() -> HttpResponse:
        kind, slug = new.document.kind, new.document.slug
        is_same = old is not None and old.edition == new.edition
        context = {
            "kind": PublicationKind(kind).label,
            "title": title_of(new.document),
            "old": old.edition if old else None,
            "new": new.edition,
            "is_since": is_since,
            "is_same": is_same,
            "old_address": _address(kind, slug, old),
            "new_address": _address(kind, slug, new),
            "changes": edition_changes(old, new) if old and not is_same else None,
        }
        return render(request, "guidance/changed.html", context)

    parts = [
        part(old.edition if old else None),
        part(new.edition),
        new.edition and new.edition.note,
    ]
    response = conditional(request, parts, page)
    if new.edition and new.edition.withdrawal:
        response["X-Robots-Tag"] = "noindex"
    return response


_PINNED = {"license": "license-edition", "faq": "faq-edition", "tree": "check-edition"}


def _address(kind: str, slug: str, reading: Reading[Any] | None) -> str:
    if reading is None or reading.edition is None:
        return ""
    return reverse(f"guidance:{_PINNED[kind]}", args=[slug, reading.edition.number])


@for_reading
def changes_feed(request: HttpRequest) -> HttpResponse:
    editions = _told_last()
    parts = [f"{edition.pk}/{edition.published_at}/{recall_of(edition)}" for edition in editions]

    def feed() -> HttpResponse:
        response = ChangesFeed(editions, request)(request)
        # The tag says it better: within a second there may be two editions.
        del response.headers["Last-Modified"]
        return response

    return conditional(request, parts, feed)


@for_reading
def license_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """Return what changed in the guidance on one license, for those who follow it."""
    editions = _told_last(publication__kind=PublicationKind.LICENSE, publication__slug=slug)
    if not editions:
        return gone(request, PublicationKind.LICENSE, slug)
    parts = [f"{edition.pk}/{edition.published_at}/{recall_of(edition)}" for edition in editions]

    def feed() -> HttpResponse:
        response = LicenseFeed(editions, request)(request)
        del response.headers["Last-Modified"]
        return response

    return conditional(request, parts, feed)


def _told_last(**of: str) -> list[Edition]:
    """Return the editions of which something was told last: published, or recalled (one query).

    So that who follows the feed hears of a recall, however old the edition is.
    """
    told_at = Coalesce("recall__recalled_at", "published_at")
    return list(_editions().filter(**of).order_by(told_at.desc(), "-pk")[:_IN_THE_FEED])


def _told_at(edition: Edition) -> datetime:
    recall = recall_of(edition)
    return recall.at if recall else edition.published_at


class ChangesFeed(_Feed):
    """The newest editions; each entry's address is its pinned page, which never changes.

    A recalled one comes again, with the recall on top.
    """

    feed_type = Atom1Feed
    author_name = gettext_lazy("The legal team")

    def __init__(self, editions: list[Edition], request: HttpRequest) -> None:
        self.editions = editions
        self.request = request

    def title(self) -> str:
        return gettext("License Guidance: what changed")

    def subtitle(self) -> str:
        return gettext("New and changed guidance on licenses, newest first.")

    def link(self) -> str:
        return absolute(self.request, reverse("guidance:changes"))

    def feed_url(self) -> str:
        return absolute(self.request, reverse("guidance:changes-feed"))

    def items(self) -> list[Edition]:
        return self.editions

    def item_title(self, item: Edition) -> str:
        words = (
            gettext("Recalled: %(kind)s: %(title)s, version %(number)d")
            if recall_of(item)
            else gettext("%(kind)s: %(title)s, version %(number)d")
        )
        return words % {
            "kind": item.publication.get_kind_display(),
            "title": item.title,
            "number": item.number,
        }

    def item_link(self, item: Edition) -> str:
        return absolute(self.request, item.get_absolute_url())

    def item_description(self, item: Edition) -> str:
        """Return the note, and where the changes are in words, as HTML: what Atom1Feed declares."""
        return format_html("{}{}", self._recalled(item), self._changed(item))

    def _recalled(self, item: Edition) -> str:
        if (recall := recall_of(item)) is None:
            return ""
        words = gettext("This version was found to be wrong: %s") % recall.reason
        advice = gettext("What to do instead: %s") % recall.advice
        return format_html("<p><strong>{}</strong></p><p>{}</p>", words, advice)

    def _changed(self, item: Edition) -> str:
        if item.number == 1:
            return escape(item.note)
        publication = item.publication
        path = reverse("guidance:changed", args=[publication.kind, publication.slug, item.number])
        url, words = absolute(self.request, path), gettext("What changed in words")
        return format_html('{} <a href="{}">{}</a>', item.note, url, words)

    def item_pubdate(self, item: Edition) -> datetime:
        return item.published_at

    def item_updateddate(self, item: Edition) -> datetime:
        return _told_at(item)


class LicenseFeed(ChangesFeed):
    """The editions of the guidance on one license."""

    def title(self) -> str:
        return gettext("License Guidance: %s") % self.editions[0].title

    def subtitle(self) -> str:
        return gettext("New versions of the guidance on this license, newest first.")

    def link(self) -> str:
        return absolute(self.request, self.editions[0].publication.get_absolute_url())

    def feed_url(self) -> str:
        slug = self.editions[0].publication.slug
        return absolute(self.request, reverse("guidance:license-feed", args=[slug]))
