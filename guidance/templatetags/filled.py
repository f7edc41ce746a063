"""Fragments that a page shows a hundred times: set once by their template, then only filled in.

What a fragment looks like may hang on which of its words are empty, and on what is no word.
"""

import re
from collections.abc import Hashable, Mapping
from functools import lru_cache

from django.template.loader import render_to_string
from django.urls import get_script_prefix
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

_KEPT = 512
_PLACE = "\ue000{}\ue001"
"""Where a word will stand: signs that no template has, and that are not escaped."""
_PLACES = re.compile("\ue000(\\d+)\ue001")


def filled(template: str, words: Mapping[str, str], **others: Hashable) -> SafeString:
    """Return a fragment with these words in it, escaped.

    Its template shows each word as it is or not at all: it asks whether there is one, and does
    nothing else with it. ``others`` it may use as it likes.
    """
    given = tuple((name, bool(word)) for name, word in words.items())
    form = _form(template, given, tuple(others.items()), get_language(), get_script_prefix())
    return format_html(form, *words.values())


@lru_cache(maxsize=_KEPT)
def _form(
    template: str,
    given: tuple[tuple[str, bool], ...],
    others: tuple[tuple[str, Hashable], ...],
    _language: str | None,
    _prefix: str,
) -> str:
    """Return the fragment with numbered places in braces, for one language and prefix."""
    places = {
        name: _PLACE.format(number) if is_there else ""
        for number, (name, is_there) in enumerate(given)
    }
    made = render_to_string(template, {**places, **dict(others)})
    return _PLACES.sub(r"{\1}", made.replace("{", "{{").replace("}", "}}"))
