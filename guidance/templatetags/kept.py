"""What need not be made for every page: made once, and then only written.

Built into all templates (``TEMPLATES`` in the settings).
"""

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Any

from django import template
from django.conf import settings
from django.template import Context
from django.template.base import Node, NodeList
from django.template.loader import render_to_string
from django.urls import get_script_prefix
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from guidance.models.said import Shown
from guidance.services.editions.readings import Reading

register = template.Library()

_MOST = 8
"""Languages and prefixes of addresses; there is one of each, mostly."""
_SIZE = 8 * 1024 * 1024
"""Signs of the fragments of editions that are kept."""


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
    whole = (template, get_language(), get_script_prefix(), *key)
    made = None if settings.DEBUG else fragments.get(whole)
    if made is None:
        made = render_to_string(template, context)
        fragments.keep(whole, made)
    return made


class Fragments:
    """What was made last, up to so many signs."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._made: OrderedDict[Hashable, SafeString] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def get(self, key: Hashable) -> SafeString | None:
        with self._lock:
            if key in self._made:
                self._made.move_to_end(key)
            return self._made.get(key)

    def keep(self, key: Hashable, made: SafeString) -> None:
        with self._lock:
            if key in self._made or len(made) > self.most:
                return
            self._made[key] = made
            self._size += len(made)
            while self._size > self.most:
                _, dropped = self._made.popitem(last=False)
                self._size -= len(dropped)

    def clear(self) -> None:
        with self._lock:
            self._made.clear()
            self._size = 0


fragments = Fragments(_SIZE)
