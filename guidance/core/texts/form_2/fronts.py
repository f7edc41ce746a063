"""What stands before the first clause: title, terms defined, grant, notice, preamble."""

from guidance.core.texts.form_2 import headings


def front(paragraph: str, *, after: str, is_cut: bool, plain: str) -> tuple[str, str] | None:
    """Return key and heading of the section that a paragraph begins; None where it goes on.

    ``after`` is the key of the section before, empty at the beginning; ``is_cut``: a line is
    drawn in between; ``plain`` is the key of what has no other.
    """
    if headings.is_definition(paragraph):
        term = headings.term(paragraph)
        return defined(term), term
    if not after and headings.is_title(paragraph):
        return "title", paragraph
    if after.startswith("title") and headings.is_title(paragraph):
        return None
    if role := headings.role(paragraph):
        return (role, "") if after != role else None
    if after and headings.is_heading(paragraph):
        key = "title" if is_cut else headings.slug(paragraph)
        return key or plain, paragraph.rstrip(".")
    if not after or after.startswith(("title", "def.")):
        return ("notice" if is_cut else plain), ""
    return (plain, "") if is_cut and after != plain else None


def defined(term: str) -> str:
    """Return the key of a term that is defined."""
    return f"def.{headings.slug(term) or 'term'}"
