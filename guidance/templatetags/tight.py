"""Tags written on lines of their own that readers see without a blank between them.

In HTML a line break is a blank, so tags that must touch would share one long line. Built into
all templates (``TEMPLATES`` in the settings).
"""

import re
from typing import Any

from django import template
from django.template.base import Node, NodeList, TextNode

register = template.Library()

# A quoted value, an end of a tag, a beginning of one, or a line break with the indent after it
_PIECES = re.compile(r"""(?P<quote>["'])|(?P<end>>)|(?P<start><)|(?P<line>\n[ \n]*)""")


class _Tight(Node):
    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Any) -> str:
        return self.nodelist.render(context)


@register.tag
def tight(parser: Any, token: Any) -> _Tight:
    """Leave out line breaks, and the indents after them; a blank within a line stays.

    Between the attributes of one tag a line break stays a blank. It is done once, when the
    template is read, and never to what a variable holds.
    """
    nodelist = parser.parse(("endtight",))
    parser.delete_first_token()
    joined = _Joined()
    for node in nodelist.get_nodes_by_type(TextNode):
        node.s = _PIECES.sub(joined, node.s)
    return _Tight(nodelist)


class _Joined:
    """What becomes of each piece; knows whether a tag is open, over all the texts of a template."""

    is_open = False
    quote = ""

    def __call__(self, piece: re.Match[str]) -> str:
        if piece["line"]:
            return " " if self.is_open and not self.quote else ""
        if piece["quote"] and self.is_open:
            self.quote = "" if self.quote == piece["quote"] else self.quote or piece["quote"]
        elif not self.quote:
            self.is_open = bool(piece["start"]) or (self.is_open and not piece["end"])
        return piece[0]
