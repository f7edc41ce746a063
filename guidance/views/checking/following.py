"""Follow a result: a feed with the editions that say something else to its answers."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from guidance.services.contrasting.following import Event, Happening, events_of
from guidance.services.results.addresses import result_address
from guidance.services.results.presenting import Result
from guidance.services.results.result_pages import shared_verdict
from guidance.services.taking.markdown import VERDICTS
from guidance.views.checking.finding import open_link, pinned_result, result_of
from guidance.views.checking.questionnaires import quiet
from guidance.views.frame.methods import for_reading
from portal.environment.addresses import absolute
from portal.limits.rules import limited

if TYPE_CHECKING:
    _Feed = Feed[Event, None]
else:  # which has no types when it runs
    _Feed = Feed


@for_reading
@limited("results", is_patient=True)
def check_feed(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    _reading, answers, result = pinned_result(request, slug, number)
    page = absolute(request, result_address(slug, number, answers))
    feed = absolute(request, result_address(slug, number, answers, name="check-feed"))
    return _answer(request, result, page=page, feed=feed)


@for_reading
@limited("results", is_patient=True)
def result_feed(request: HttpRequest, token: str) -> HttpResponse:
    saved = open_link(token)
    page = absolute(request, saved.get_absolute_url())
    return _answer(request, result_of(saved), page=page, feed=f"{page}changes.atom")


def _answer(request: HttpRequest, result: Result, *, page: str, feed: str) -> HttpResponse:
    response = ResultFeed(result, page, feed)(request)
    del response.headers["Last-Modified"]
    return quiet(response)


class ResultFeed(_Feed):
    """What became of one result; its entries are named by the result's own address.

    So they stay the same entries, whatever comes after.
    """

    feed_type = Atom1Feed

    def __init__(self, result: Result, page: str, feed: str) -> None:
        self.result = result
        self.page = page
        self.feed = feed

    def title(self) -> str:
        return _("Result: %s") % self.result.reading.document.title

    def subtitle(self) -> str:
        return _("Versions of the guidance that say something else to these answers.")

    def author_name(self) -> str:
        return _("The legal team")

    def link(self) -> str:
        return self.page

    def feed_url(self) -> str:
        return self.feed

    def items(self) -> tuple[Event, ...]:
        return events_of(self.result)

    def item_guid(self, item: Event) -> str:
        return f"{self.page}#{item.what}-{item.number}"

    def item_link(self, item: Event) -> str:
        return self.page

    def item_title(self, item: Event) -> str:
        words = {
            Happening.MADE: _("Version %d, which this result is of"),
            Happening.CHANGED: _("Version %d says something else"),
            Happening.RECALLED: _("Version %d was recalled"),
            Happening.WITHDRAWN: _("Withdrawn; the last was version %d"),
        }
        return words[item.what] % item.number

    def item_description(self, item: Event) -> str:
        """Return what the edition says, and what came and went, as HTML."""
        words = [item.reason] if item.reason else [_said(item)]
        if item.since and item.result:
            words += [_("New: %s") % term.title for term in item.since.gained]
            words += [_("No longer: %s") % term.title for term in item.since.lost]
            words += [_("Reworded: %s") % after.title for _before, after in item.since.reworded]
        return format_html("{}", format_html_join("", "<p>{}</p>", ((one,) for one in words)))

    def item_pubdate(self, item: Event) -> datetime:
        return item.at

    def item_updateddate(self, item: Event) -> datetime:
        return item.at


def _said(event: Event) -> str:
    if event.result is None:
        asks = event.since.asks if event.since else ""
        return (_("It also asks: %s") % asks) if asks else _("It gives no result any more.")
    outcome, verdict = event.result.outcome, shared_verdict(event.result)
    told = _(VERDICTS[verdict]) if verdict else _("It depends")
    return f"{told}: {outcome.title}" if outcome else told
