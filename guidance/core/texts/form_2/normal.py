"""The second written form of a license's words: where one paragraph ends and the next begins.

A normalized text is NFC with LF line ends; every paragraph is one line, and one blank
line stands between paragraphs; blanks stand before one only where levels are told by ``indents``
alone. Signs around the words are taken off by ``signs``, and what
is a list is found by ``lists``; how it falls into sections is said by ``sections``.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from guidance.core.documents.fields import unpiled
from guidance.core.texts.form_2.indents import indented
from guidance.core.texts.form_2.lists import items_of
from guidance.core.texts.form_2.signs import uncommented

_UNSTORABLE = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f\ud800-\udfff\ufeff]")
_SOFT_HYPHEN = re.compile("(?<=-)\u00ad+|\u00ad+[ \t]*(?:\r\n?|\n)[ \t]*")
"""Inside a line it may stand for a hyphen: it stays."""
_TABLE_ROW = re.compile(r"\|.*\|$")
_TABLE_RULE = re.compile(r"\|?[\s:|+-]*-[\s:|+-]*\|?$")
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
_DEFINITION = re.compile(
    r"[\"“„«‘]\s?[^\"“”„«»‘’]{1,80}[\"”“»’]\s?(?:\([^)]{1,80}\)\s)?"
    r"(?:means?|shall mean|refers? to|is|are|has|includes?|:)(?!\w)"
)
_SUSPENDED = re.compile(r"(?:and|or|nor|to)\b")

_UNWRAPPED = 160
"""No editor wraps lines this late: in a block with such a line, every line is a paragraph."""
_NARROW = 60
"""No editor wraps lines this early: a shorter heading was ended on purpose."""
_SHORT = 40
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
    words = _SOFT_HYPHEN.sub("", _UNSTORABLE.sub("", raw))
    lines = unicodedata.normalize("NFC", unpiled(words)).splitlines()
    blocks = _blocks(uncommented(lines))
    paragraphs = (paragraph for block in blocks for paragraph in _paragraphs(block))
    return unicodedata.normalize("NFC", "\n\n".join(indented(paragraphs)))


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


def _paragraphs(block: list[str]) -> Iterator[tuple[int, str]]:
    """Yield the paragraphs of a block, each with the blanks before its first line."""
    if all(_RULE.fullmatch(line.strip()) for line in block):
        yield 0, block[0].strip()
        return
    width = max(map(len, block))
    parts: list[str] = []
    first = previous = ""
    blanks = 0
    items = items_of(block)
    for index, line in enumerate(block):
        if _is_ornament(line.strip()):
            previous = ""
            continue
        words = " ".join(line.split())
        is_under_heading = _is_under_heading(line, previous, first, width)
        if parts and (
            not previous
            or index in items
            or is_under_heading
            or _is_on_its_own(line, previous, width)
            or _is_heading_among(line, previous, block[index + 1 : index + 2])
            or _begins_paragraph(line, previous, first, width)
        ):
            yield blanks, "".join(parts)
            parts = []
        if not parts and not is_under_heading:
            first = words
        if not parts:
            blanks = len(line) - len(line.lstrip())
        if parts and not _is_hyphenated(previous, words):
            parts.append(" ")
        parts.append(words)
        previous = line
    if parts:
        yield blanks, "".join(parts)


def _is_ornament(line: str) -> bool:
    """Tell whether a line among others is only drawn: a rule, or that of a table."""
    return bool(_RULE.fullmatch(line) or ("|" in line and _TABLE_RULE.fullmatch(line)))


def _is_on_its_own(line: str, previous: str, width: int) -> bool:
    """Tell whether a line is never part of the one before: a table's row, a term defined."""
    line, before = line.strip(), previous.strip()
    if _TABLE_ROW.match(line) or _TABLE_ROW.match(before):
        return True
    needed = len(previous) + 1 + len(line.split()[0]) + _SLACK
    is_over = before[-1] in ".:;" or len(before) <= _SHORT
    return is_over and needed <= max(width, _NARROW) and bool(_DEFINITION.match(line))


def _is_heading_among(line: str, previous: str, following: list[str]) -> bool:
    """Tell whether a short line in capitals stands between sentences that are not."""
    words, before = line.strip(), previous.strip()
    if not following or len(words) > _SHORT or not words.isupper() or before.isupper():
        return False
    is_between = before[-1] in ".;" and not following[0].isupper()
    return is_between and words[-1].isalpha() and len(words) > _SLACK


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
