"""What is said after saving: what the checks find in the draft, with the way there."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import ngettext

from guidance.admin.places import page_url
from guidance.services.inspecting import mistakes_in


def say_errors(request: HttpRequest, draft: Any) -> None:
    """Warn with a link to the checks where the draft has errors; say nothing where it has none."""
    count = len(mistakes_in(type(draft)._default_manager.get(pk=draft.pk)))
    if not count:
        return
    words = ngettext(
        'The checks find <a href="{url}">{count} error</a> in the draft of “{draft}”.',
        'The checks find <a href="{url}">{count} errors</a> in the draft of “{draft}”.',
        count,
    )
    url = page_url(draft, "checks")
    messages.warning(request, format_html(words, url=url, count=count, draft=draft))
