"""Turn the team's Markdown into safe HTML, once, when a document is published or previewed.

Never called while a reader waits for a published page: editions carry their HTML.
"""

from html import unescape
from textwrap import shorten

import nh3

from guidance.core.documents.prose import MAX_PAGES, problems_of_prose
from guidance.core.walking.memories import Memory

_TAGS = {
    "p", "br", "hr", "em", "strong", "code", "pre", "blockquote", "ul", "ol", "li", "a",
    "h3", "h4", "h5", "table", "thead", "tbody", "tr", "th", "td", "del", "ins",
}  # fmt: skip
LONGEST_NAME = 160
"""Signs of the name of a text that has no title."""
_ATTRIBUTES = {"a": {"href"}, "ol": {"start"}}


def render(source: str) -> str:
    """Return sanitized HTML for Markdown; raw HTML in it is shown, never obeyed.

    Where the text goes beyond a bound (``problems_of_prose``), it is shown as plain
    paragraphs: such a text cannot be published, but its preview opens.
    """
    return _memory.of(source, lambda: _rendered(source))


def plain(source: str) -> str:
    """Return the words of Markdown on one line, without its signs.

    >>> plain("You **must** keep [the notice](https://example.org).")
    'You must keep the notice.'
    """
    return words_in(render(source)) if source else ""


def words_in(html: str) -> str:
    """Return the words of HTML that was sanitized, on one line."""
    return " ".join(unescape(nh3.clean(html, tags=set())).split())


def name_of(source: str) -> str:
    """Return what a text is called that has no title: the first words of its first paragraph.

    >>> name_of("**No.** The license *ends*.\\n\\nSee 6.")
    'No. The license ends.'
    """
    first = source.strip().partition("\n\n")[0]
    return shorten(plain(first), LONGEST_NAME, placeholder=" …")


def _rendered(source: str) -> str:
    if problems_of_prose(source):
        return _plain(source)
    # With python-markdown, which takes 2 MB: a process that only shows editions has it not.
    from guidance.services.editions.converting import converted

    try:
        html = converted(source)
    except RecursionError:
        return _plain(source)
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer",
    )


def _plain(source: str) -> str:
    plain = "".join(f"<p>{nh3.clean_text(part)}</p>" for part in source.split("\n\n"))
    return nh3.clean(plain, tags=_TAGS, attributes=_ATTRIBUTES)


_memory: Memory[str] = Memory(MAX_PAGES, weigh=len)
"""HTML that was rendered last, up to so many characters: publishing asks for it twice."""
