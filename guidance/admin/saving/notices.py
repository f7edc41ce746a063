"""What is said after saving: what the checks find in the draft, and first of all in what was saved.

The count leads to all of it; what stands at the very thing that was saved is said in words, so
that a wrong quotation is met where it was written.
"""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guidance.admin.addresses.places import Places, page_url, stands_at
from guidance.core.checks import CODES, UNFINISHED, Finding, causes_of
from guidance.services.publishing.inspecting import errors_in

_MOST = 3
"""So many findings at one thing are said in words; more would hide the form."""


def say_errors(request: HttpRequest, draft: Any, saved: Any = None) -> None:
    """Warn where the draft has errors: how many, and those at what was ``saved`` in words."""
    found = errors_in(type(draft)._default_manager.get(pk=draft.pk))
    errors = [one for one in found if one.code not in UNFINISHED]
    missing = [one for one in found if one.code in UNFINISHED]
    count = len(causes_of(errors))
    if not count:
        _say_missing(request, missing, draft)
        return
    words = ngettext(
        'The checks find <a href="{url}">{count} error</a> in the draft of “{draft}”.',
        'The checks find <a href="{url}">{count} errors</a> in the draft of “{draft}”.',
        count,
    )
    url = page_url(draft, "checks")
    messages.warning(request, format_html(words, url=url, count=count, draft=draft))
    if saved is not None and saved.pk:
        _say_own(request, [one for one in errors if stands_at(one.place, saved)], draft)
    _say_missing(request, missing, draft)


def _say_missing(request: HttpRequest, missing: Iterable[Finding], draft: Any) -> None:
    """Say quietly how much of a draft is still to be built."""
    if not (count := len(causes_of(missing))) or hasattr(request, "in_workshop"):
        return  # the workshop lists what is to do beside the form
    words = ngettext(
        '<a href="{url}">{count} thing</a> is still to do in the draft of “{draft}”.',
        '<a href="{url}">{count} things</a> are still to do in the draft of “{draft}”.',
        count,
    )
    url = page_url(draft, "checks")
    messages.info(request, format_html(words, url=url, count=count, draft=draft))


def _say_own(request: HttpRequest, errors: Iterable[Finding], draft: Any) -> None:
    own = list({error.message: error for error in errors}.values())
    places = Places(draft)
    for error in own[:_MOST]:
        code = CODES.get(error.code)
        told = format_html(
            '<b>{title}.</b> {message} {advice} <a href="{url}">{open}</a>',
            title=code.title if code else _("This cannot be read"),
            message=error.message,
            advice=error.advice,
            url=places.url(error.place),
            open=_("Open it"),
        )
        messages.warning(request, told)
    more = len(own) - _MOST
    if more > 0:
        words = ngettext(
            '<a href="{url}">{count} more error</a> in what you saved.',
            '<a href="{url}">{count} more errors</a> in what you saved.',
            more,
        )
        messages.warning(request, format_html(words, url=page_url(draft, "checks"), count=more))
