"""What need not be made for every page: made once, and then only written.

Built into all templates (``TEMPLATES`` in the settings).
"""

from collections.abc import Hashable
from typing import Any

from django import template
from django.conf import settings
from django.template import Context
from django.template.base import Node, NodeList
from django.template.loader import render_to_string
from django.urls import get_script_prefix
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from guidance.core.walking.memories import Memory
from guidance.models.said import Shown
from guidance.services.editions.readings import Reading

register = template.Library()

_MOST = 8
"""Languages and prefixes of addresses; there is one of each, mostly."""
_SIZE = 3 * 1024 * 1024
"""Bytes of the fragments of editions and cards that are kept.

A single sign beyond Latin 1, such as a dash, lets a text take two bytes for each of its signs.
"""
_fragments: Memory[bytes] = Memory(_SIZE, weigh=len)


class _Kept(Node):
    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist
        self.made: dict[tuple[str | None, str], str] = {}

    def render(self, context: Context) -> str:
        key = get_language(), get_script_prefix()
        found = self.made.get(key)
        if found is None:
            if len(self.made) >= _MOST:
                self.made.clear()
            with context.push():
                found = self.made[key] = self.nodelist.render(context)
        return found


@register.tag
def kept(parser: Any, token: Any) -> _Kept:
    """Make what stands up to ``endkept`` once: it may depend on the language, and on nothing else.

    So it holds words, addresses of the site and of static files, and no value of the page.
    """
    nodelist = parser.parse(("endkept",))
    parser.delete_first_token()
    return _Kept(nodelist)


@register.simple_tag
def of_edition(template: str, reading: Reading[Any], **values: Any) -> SafeString:
    """Return a fragment made of an edition, which never changes, and of ``values`` alone.

    It is made once for each of them. A value that is made of the edition says as
    ``of_edition`` by what it is told from the others; any other is told by itself. What became
    of the edition (a review, a recall) is no part of such a fragment.
    """
    edition, context = reading.edition, {**values, "reading": reading}
    if edition is None:
        return render_to_string(template, context)
    told = ((name, getattr(value, "of_edition", value)) for name, value in values.items())
    place = (reading.document.slug, edition.number, edition.digest, edition.published_at)
    return _fragment(template, (*place, *told), context)


@register.simple_tag
def card(template: str, publication: Shown, **values: Hashable) -> SafeString:
    """Return what lists show of a publication, made once for its edition and each of ``values``."""
    place = (publication.slug, publication.number, publication.digest, publication.published_at)
    key = (*place, bool(publication.recall), *values.items())
    return _fragment(template, key, {**values, "publication": publication})


def _fragment(template: str, key: tuple[Hashable, ...], context: dict[str, Any]) -> SafeString:
    def make() -> bytes:
        return render_to_string(template, context).encode()

    if settings.DEBUG:
        return render_to_string(template, context)
    key = (template, get_language(), get_script_prefix(), *key)
    return SafeString(_fragments.of(key, make), "utf-8")
