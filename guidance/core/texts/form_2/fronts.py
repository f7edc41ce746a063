"""What has no number: title, terms, grant and preamble before the first clause; headings after."""

from guidance.core.texts.form_2 import headings

_SENTENCE = 4
_MOST_WORDS = 8
_MIN_SHOUTED, _MAX_SHOUTED = 4, 120
"""Two lines of capitals, one after the other, are a sentence in capitals and no heading."""


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


def stands_over(paragraph: str, following: str, *, is_awaited: bool) -> bool:
    """Say whether a paragraph after clauses is a heading over what follows it.

    ``is_awaited``: the clause before leads to something, of which this may be an item.
    """
    if not following or not headings.is_heading(paragraph) or paragraph.endswith("."):
        return False
    if paragraph.isupper():
        is_shouted = following.isupper() and len(following) <= _MAX_SHOUTED
        return len(paragraph) > _MIN_SHOUTED and not is_shouted
    is_text = following[-1] in ".:;" and not headings.is_heading(following)
    count = len(paragraph.split())
    is_said = count > 1 or len(following.split()) >= _SENTENCE
    return is_text and is_said and count <= _MOST_WORDS and not is_awaited


def defined(term: str) -> str:
    """Return the key of a term that is defined."""
    return f"def.{headings.slug(term) or 'term'}"
