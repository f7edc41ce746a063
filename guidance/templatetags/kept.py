"""What is the same on all pages of a process: made once, and then only written.

Built into all templates (``TEMPLATES`` in the settings).
"""

from typing import Any

from django import template
from django.template import Context
from django.template.base import Node, NodeList
from django.urls import get_script_prefix
from django.utils.translation import get_language

register = template.Library()

_MOST = 8
"""Languages and prefixes of addresses; there is one of each, mostly."""


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
