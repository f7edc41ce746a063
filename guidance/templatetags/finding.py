"""What templates need to show what the search found.

A page has twenty hits and as many filters, so what is the same whatever was asked for is made
once, and what is left is put together here and not by a template for each.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Protocol

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from guidance.models import SearchKind
from guidance.services.search.hits import Result
from guidance.services.search.searching import SearchPage
from guidance.services.search.shown import Shown
from guidance.templatetags.reading import marked

register = template.Library()

_KEPT = 4_096
_Said = tuple[str, str, str, str, str]


class _Link(Protocol):
    words: str
    url: str
    count: int | None
    is_active: bool


@register.simple_tag
def hits(found: SearchPage) -> SafeString:
    """Return the hits of a page as items of a list; a template sets those that show more."""
    made = (
        _hit(result, is_whole=found.is_whole and not place)
        for place, result in enumerate(found.results)
    )
    return format_html_join("", "{}", ((hit,) for hit in made))


def _hit(result: Result, *, is_whole: bool) -> SafeString:
    if result.filled or result.alike or (is_whole and result.shown.glance):
        context = {"result": result, "is_whole": is_whole}
        return render_to_string("guidance/_search_result.html", context)
    return format_html('<li class="hit">{}</li>', hit_words(result))


@register.simple_tag
def hit_words(result: Result) -> SafeString:
    """Return what a hit is, its title as a link, when it applies, and what it says."""
    shown = result.shown
    said = (shown.kind, shown.trigger, shown.authority, shown.certainty, shown.within)
    above, applies = _around(
        result.kind, said, result.licenses, result.label, result.is_recalled, get_language()
    )
    says = format_html('<p dir="auto">{}</p>', marked(result.snippet)) if result.snippet else ""
    return format_html(
        '{}<h3 dir="auto"><a href="{}">{}</a></h3>{}{}',
        above, result.url, marked(result.title), applies, says,
    )  # fmt: skip


@lru_cache(maxsize=_KEPT)
def _around(
    kind: SearchKind,
    said: _Said,
    licenses: tuple[tuple[str, str], ...],
    label: str,
    is_recalled: bool,
    _language: str | None,
) -> tuple[SafeString, SafeString]:
    """Return what stands above and below the title of a hit, made of nothing but these."""
    of_kind, trigger, authority, certainty, within = said
    shown = Shown(
        kind=of_kind, trigger=trigger, authority=authority, certainty=certainty, within=within
    )
    context = {
        "kind": kind,
        "shown": shown,
        "licenses": licenses,
        "label": label,
        "is_recalled": is_recalled,
    }
    return (
        render_to_string("guidance/_search_above.html", context),
        render_to_string("guidance/_search_applies.html", context),
    )


@register.simple_tag
def filter_links(links: Iterable[_Link]) -> SafeString:
    """Return filters as items of a list, each with how many it would leave."""
    return format_html_join(
        "",
        '<li><a href="{}"{}>{}{}</a></li>',
        (
            (
                link.url,
                _CURRENT if link.is_active else "",
                link.words,
                "" if link.count is None else format_html(_COUNT, link.count),
            )
            for link in links
        ),
    )


_CURRENT = format_html(' aria-current="{}"', "true")
_COUNT = ' <span class="count">{}</span>'
