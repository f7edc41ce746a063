"""The first written form of a license's words. Frozen: what is held in it comes out for ever.

A normalized text is NFC with LF line ends; every paragraph is one line, and one blank
line stands between paragraphs. How it falls into sections is said by ``sections``.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from guidance.core.documents.fields import unpiled

_UNSTORABLE = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f\ud800-\udfff\ufeff]")
_RULE = re.compile(r"([-=*~#+])\1{2,}")
_ITEM = re.compile(
    r"(?:\(?(?:\d{1,2}|[A-Za-z]|[ivxlIVXL]{1,5})[.)]|\d{1,2}(?:\.\d{1,2}){1,3}\.?|[*•·-])\s+\S"
)
_NUMBER_OF_SOMETHING = re.compile(
    r"\b(?:sections?|articles?|clauses?|paragraphs?|versions?|and|or|to|of)$", re.IGNORECASE
)
_NUMBERED_HEADING = re.compile(
    r"(?:(?:Section|Article|§)\s?)?\d{1,2}(?:\.\d{1,2})*[.)]?\s?[A-Z][^.;:]*\.?"
)
_LIST_GOES_ON = re.compile(r"(?:[.:;]|[;,] (?:and|or|and/or))[\"”’)]*$")
_SUSPENDED = re.compile(r"(?:and|or|nor|to)\b")

_UNWRAPPED = 160
"""No editor wraps lines this late: in a block with such a line, every line is a paragraph."""
_NARROW = 60
"""No editor wraps lines this early: a shorter heading was ended on purpose."""
_CENTERED = 10
_HEADING_WORDS = 8
_SLACK = 4


def normalize(raw: str) -> str:
    """Return the words of ``raw`` in the one form that spans and quotes count in.

    Hard-wrapped lines are joined with a blank, or with none after a hyphen; an
    enumerated line and a centered or capital heading begin a paragraph of their own.
    Ornament around words (underlines, boxes), characters that cannot be stored and
    accents piled on one letter are left out. Doing it twice changes nothing; no words
    means the empty text.

    >>> normalize("a non-\\n   transferable\\tlicense\\r\\n\\n\\n  (a) to use")
    'a non-transferable license\\n\\n(a) to use'
    """
    lines = unicodedata.normalize("NFC", unpiled(_UNSTORABLE.sub("", raw))).splitlines()
    paragraphs = (paragraph for block in _blocks(lines) for paragraph in _paragraphs(block))
    return unicodedata.normalize("NFC", "\n\n".join(paragraphs))


def _blocks(lines: Iterable[str]) -> Iterator[list[str]]:
    """Yield runs of lines with words in them, unboxed, indentation in blanks kept."""
    block: list[str] = []
    framed = False
    for line in lines:
        line = line.expandtabs().rstrip()
        if not block:
            framed = bool(_RULE.fullmatch(line.strip()))
        if framed and (inside := _unboxed(line.strip())) is not None:
            line = inside
            if not line:
                continue
        if line.strip():
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _unboxed(line: str) -> str | None:
    """Return what stands between the two sides of a box; None where the line has not both."""
    if len(line) < 2 or not line.startswith("*") or not line.endswith("*"):
        return None
    inside = line[1:-1]
    return inside.strip() if not inside or inside[0].isspace() else None


def _paragraphs(block: list[str]) -> Iterator[str]:
    if all(_RULE.fullmatch(line.strip()) for line in block):
        yield block[0].strip()
        return
    width = max(map(len, block))
    parts: list[str] = []
    first = previous = ""
    for line in block:
        if _RULE.fullmatch(line.strip()):
            previous = ""
            continue
        words = " ".join(line.split())
        is_under_heading = _is_under_heading(line, previous, first, width)
        if parts and (
            not previous or is_under_heading or _begins_paragraph(line, previous, first, width)
        ):
            yield "".join(parts)
            parts = []
        if not parts and not is_under_heading:
            first = words
        if parts and not _is_hyphenated(previous, words):
            parts.append(" ")
        parts.append(words)
        previous = line
    if parts:
        yield "".join(parts)


def _begins_paragraph(line: str, previous: str, first: str, width: int) -> bool:
    """Tell whether the writer broke the line here on purpose; ``first`` begins the clause."""
    if width > _UNWRAPPED:
        return True
    words = line.split()
    indent = len(line) - len(line.lstrip())
    before = len(previous) - len(previous.lstrip())
    stripped = previous.strip()
    needed = len(previous) + 1 + len(words[0]) + _SLACK
    has_room = needed <= width
    if _ITEM.match(line.lstrip()):
        if _LIST_GOES_ON.search(stripped[-8:]):
            return has_room or indent > before or _is_item(first)
        is_short = needed <= max(width, _NARROW)
        return indent > 0 and is_short and not _NUMBER_OF_SOMETHING.search(stripped[-12:])
    if _is_item(first):
        return False
    if before >= _CENTERED and indent != before:
        drift = (before + len(previous)) - (indent + len(line))
        return abs(drift) <= 4 or needed <= max(width, _NARROW)
    is_heading = stripped.isupper() and not line.isupper() and stripped[-1] not in ".,;:"
    return is_heading and needed <= max(width, _NARROW)


def _is_under_heading(line: str, previous: str, first: str, width: int) -> bool:
    """Tell whether the line before, the first of its clause, is a numbered heading over this."""
    words = " ".join(previous.split())
    if words != first or not _NUMBERED_HEADING.fullmatch(words):
        return False
    is_short = 2 * len(previous) <= width and len(words.split()) <= _HEADING_WORDS
    return is_short and line.lstrip()[0].isupper()


def _is_item(paragraph: str) -> bool:
    return bool(_ITEM.match(paragraph))


def _is_hyphenated(previous: str, words: str) -> bool:
    """Tell whether the line before ended inside a word or an address."""
    end = previous[-2:]
    if len(end) < 2 or end[1] != "-" or end[0].isspace() or not words[0].isalnum():
        return False
    return "/" in previous.split()[-1] or not _SUSPENDED.match(words)
