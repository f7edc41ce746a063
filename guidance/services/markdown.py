"""Turn the team's Markdown into safe HTML, once, when a document is published or previewed.

Never called while a reader waits for a published page: editions carry their HTML.
"""

import nh3
from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from guidance.core.fields import MAX_PROSE

_TAGS = {
    "p", "br", "hr", "em", "strong", "code", "pre", "blockquote", "ul", "ol", "li", "a",
    "h3", "h4", "h5", "table", "thead", "tbody", "tr", "th", "td", "del", "ins",
}  # fmt: skip
_ATTRIBUTES = {"a": {"href"}, "ol": {"start"}}
_MAX_BRACKETS = 200
_MAX_LINES = 1500
_MAX_NESTING = 20


class _NoRawHtml(Extension):
    """Show HTML as the characters that were typed, and push headings below the page's own."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.treeprocessors.register(_LowerHeadings(md), "lower_headings", 5)


class _LowerHeadings(Treeprocessor):
    def run(self, root):  # type: ignore[no-untyped-def]
        for element in root.iter():
            if element.tag in {"h1", "h2", "h3", "h4", "h5", "h6"}:
                element.tag = f"h{min(int(element.tag[1]) + 2, 5)}"


def render(source: str) -> str:
    """Return sanitized HTML for Markdown; raw HTML in it is shown, never obeyed.

    Raises ValueError where ``source`` is longer than MAX_PROSE characters.
    Python-Markdown is quadratic on opening brackets and on lines, and follows
    lists by recursion: a text with too many of them is shown as plain paragraphs.
    """
    if len(source) > MAX_PROSE:
        raise ValueError(f"Markdown is limited to {MAX_PROSE} characters")
    if (
        source.count("[") > _MAX_BRACKETS
        or source.count("\n") > _MAX_LINES
        or _nesting(source) > _MAX_NESTING
    ):
        return _plain(source)
    md = Markdown(extensions=["tables", "sane_lists", _NoRawHtml()], output_format="html")
    try:
        html = md.convert(source)
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


def _nesting(source: str) -> int:
    """Return how deep block quotes go, which Python-Markdown follows by recursion."""
    return max(
        (len(line) - len(line.lstrip("> \t")) for line in source.split("\n") if line), default=0
    )
