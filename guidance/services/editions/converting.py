"""Markdown as the library turns it into HTML: no raw HTML in it, and headings below the page's own.

Imported where something is rendered, for the library takes 2 MB of each process.
"""

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor


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


def converted(source: str) -> str:
    """Return HTML that is still to be sanitized; RecursionError where it is nested too deep."""
    md = Markdown(extensions=["tables", "sane_lists", _NoRawHtml()], output_format="html")
    return md.convert(source)
