"""What Markdown of the team may hold, so that no text makes a page slow or huge.

Turning Markdown into HTML is not done here. What it costs at most, and how much comes out
of it at most, is told here from the signs alone, in one pass over the text: so a text is
refused before anything is rendered. The bounds follow how Python-Markdown works: it looks for
the end of a mark as far as the paragraph goes, and begins anew after each that it found.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

MAX_PROSE = 20_000
MAX_LINES = 1_500
MAX_NESTING = 20
MAX_BRACKETS = 500
MAX_ADDRESSES = 200
MAX_ROW = 100
MAX_CELLS = 2_000
MAX_EFFORT = 1_000_000
"""Characters looked at again and again for the end of a mark, or as much of other work."""

MAX_HTML = 200_000
"""Bytes that may come out of one text."""

MAX_PAGES = 5_000_000
"""Bytes that may come out of all texts of one document."""

_MARKER = re.compile(r"([ \t]*)(?:>|[*+-](?=[ \t])|\d+\.(?=[ \t]))")
_MARK = re.compile(r"`+|\*+|_+|\[|<|&|\\\\|  \n")
_ROW = re.compile(rf"([*_`#])\1{{{MAX_ROW}}}")
_RUN = re.compile(r"`+")
_PAIRED = re.compile(r"(?:[^`\\]|`[^`\\]+`(?!`))*")
_CODE = re.compile("`[^`\n]*`")
_PLAIN = r"[^()`<\\|\n\"']"
_TARGET = rf"\((?:{_PLAIN}|\({_PLAIN}*\))*(?:\"{_PLAIN}*\"[ ]*|'{_PLAIN}*'[ ]*)?\)"
_LINK = re.compile(rf"\[[^\[\]`<\\|\n]*\](?:{_TARGET}|(?!\())")
_ANGLED = re.compile(r"<[^<>]*>")
_DEFINITION = re.compile(r"\[[^\[\]]*\]:[ \t]*\n?[ \t]*(\S*)")
_CUTS = re.compile(r"^[ \t>]*(?:#|=+[ \t]*$|([-_*])[ \t]*(?:\1[ \t]*)+$|\[[^\[\]]*\]:)", re.M)
_RULE = re.compile(r"[|:\- \t>*+.0-9]+")
_ESCAPED = re.compile("[&<>\"'\xa0\t]")
_BLANK = re.compile(r"\n(?:[ \t]*\n)+")


@dataclass(frozen=True, slots=True)
class Excess:
    """One bound that a text goes beyond; ``line`` counts from 1, and is 0 for the whole text."""

    line: int
    message: str
    advice: str

    def __str__(self) -> str:
        where = f" (line {self.line})" if self.line else ""
        return f"{self.message}{where}. {self.advice}"


@dataclass(frozen=True, slots=True)
class Measure:
    """What a text can cost at most: ``effort`` in characters looked at, ``html`` in bytes."""

    effort: int
    html: int


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """Lines without a blank one between; ``line`` is its first."""

    line: int
    words: str


@lru_cache(maxsize=512)
def problems_of_prose(source: str) -> tuple[Excess, ...]:
    """Return what keeps this Markdown from being rendered, in words for its writer.

    >>> problems_of_prose("**Yes.** See [the notice](https://example.org).")
    ()
    """
    if len(source) > MAX_PROSE:
        message = f"It is longer than {MAX_PROSE:,} characters"
        return (Excess(0, message, "Shorten it, or divide it into several texts."),)
    return tuple(_bounds(source))


@lru_cache(maxsize=512)
def measure_of(source: str) -> Measure:
    """Return what rendering a text of at most MAX_PROSE characters costs at most."""
    paragraphs = _paragraphs(source)
    return Measure(
        effort=sum(_efforts(source, paragraphs)),
        html=_html(source, paragraphs),
    )


def _bounds(source: str) -> Iterator[Excess]:
    counted = list(_counted(source))
    yield from counted
    if counted:
        return  # what follows takes its time with as many signs as these
    paragraphs = _paragraphs(source)
    yield from _table_bounds(paragraphs)
    yield from _effort_bounds(_efforts(source, paragraphs), paragraphs)
    if _html(source, paragraphs) > MAX_HTML:
        message = f"More than {MAX_HTML // 1000} KB of page would come out of it"
        advice = "Use fewer marks, tables and repeated links, or divide it into several texts."
        yield Excess(0, message, advice)


def _counted(source: str) -> Iterator[Excess]:
    lines = source.split("\n")
    if len(lines) > MAX_LINES:
        message = f"It has more than {MAX_LINES:,} lines"
        yield Excess(MAX_LINES + 1, message, "Shorten it, or divide it into several texts.")
        return
    deep = next((at for at, line in enumerate(lines, start=1) if _depth(line) > MAX_NESTING), 0)
    if deep:
        message = f"Lists and quotations stand in each other more than {MAX_NESTING} deep"
        yield Excess(deep, message, "Make it flatter.")
    if row := _ROW.search(source):
        at = source.count("\n", 0, row.start()) + 1
        message = f"More than {MAX_ROW} signs {row[1]} stand side by side"
        yield Excess(at, message, "A rule is drawn by three hyphens on a line of their own.")
    if source.count("[") > MAX_BRACKETS:
        at = _line_at(source, "[", MAX_BRACKETS)
        message = f"It has more than {MAX_BRACKETS} opening square brackets"
        yield Excess(at, message, "Write fewer links, or divide it into several texts.")
    if len(_addresses(source)) > MAX_ADDRESSES:
        message = f"It has more than {MAX_ADDRESSES} addresses in <angle brackets>"
        yield Excess(0, message, "Write fewer, or divide it into several texts.")


def _table_bounds(paragraphs: list[_Paragraph]) -> Iterator[Excess]:
    cells = 0
    for paragraph in paragraphs:
        cells += _cells(paragraph.words)
        if cells > MAX_CELLS:
            message = f"Its tables have more than {MAX_CELLS:,} cells"
            advice = "Every row counts as many cells as the widest row; use smaller tables."
            yield Excess(paragraph.line, message, advice)
            return


def _effort_bounds(efforts: list[int], paragraphs: list[_Paragraph]) -> Iterator[Excess]:
    if sum(efforts) > MAX_EFFORT:
        worst = paragraphs[efforts.index(max(efforts))]
        message = "A paragraph has too many signs such as * ` [ # or |, or some that do not close"
        advice = (
            "Divide it with blank lines, or write a backslash before signs that mean themselves."
        )
        yield Excess(worst.line, message, advice)


def _paragraphs(source: str) -> list[_Paragraph]:
    found = []
    line = 1
    start = 0
    for gap in _BLANK.finditer(source):
        found.append(_Paragraph(line, source[start : gap.start()]))
        line += source.count("\n", start, gap.end())
        start = gap.end()
    found.append(_Paragraph(line, source[start:]))
    return found


def _depth(line: str) -> int:
    """Return how deep in lists and quotations a line stands, at most."""
    marks = columns = at = 0
    while (found := _MARKER.match(line, at)) and marks <= MAX_NESTING:
        marks += 1
        columns += max(len(found[1].expandtabs(4)) - (marks > 1), 0)
        at = found.end()
    return marks + columns // 4 if marks else 0


def _cells(words: str) -> int:
    """Return how many cells the tables of a paragraph have at most: rows are filled up."""
    lines = words.split("\n")
    columns = 0
    for header, rule in pairwise(lines):
        if "|" in rule and _RULE.fullmatch(rule):
            rule = rule.strip(" \t>")
            is_framed = header.strip(" \t>").startswith("|")
            frame = rule.startswith("|") + rule.endswith("|") if is_framed else 0
            columns = max(columns, rule.count("|") + 1 - frame)
    return columns * len(lines)


def _efforts(source: str, paragraphs: list[_Paragraph]) -> list[int]:
    has_definitions = "]:" in source
    return [_effort(paragraph.words, has_definitions) for paragraph in paragraphs]


def _effort(words: str, has_definitions: bool) -> int:
    """Return what a paragraph costs at most: its lines and marks, and what is looked through."""
    marks = len(_MARK.findall(words))
    # What was found is kept aside, and a name of 14 signs stands in its place.
    grown = len(words) + 14 * marks
    looked = _effort_of_code(words) + _effort_of_links(words, has_definitions)
    looked = looked * grown // max(len(words), 1)
    # Each mark that is found copies the paragraph, which is quick, but not nothing.
    width = 1 if words.isascii() else 4 if max(words) > "\uffff" else 2
    copied = marks * grown * width // 1000
    built = 250 * (words.count("\n") + 1) + 80 * marks + 150 * _cells(words)
    return built + looked + copied + _effort_of_lines(words)


def _effort_of_code(words: str) -> int:
    """Let every backtick look to the end, after each that found its own, unless all plainly pair.

    Lists and headings cut a paragraph between lines: where each line pairs by itself, none is
    left over in any part. Tables cut lines too.
    """
    if not _is_paired(words):
        return len(_RUN.findall(words)) * len(words) // 2
    return sum(line.count("`") * len(line) // 2 for line in words.split("\n") if "|" in line)


def _is_paired(words: str) -> bool:
    return all(_PAIRED.fullmatch(line) for line in words.split("\n") if "`" in line)


def _without_code(words: str) -> str:
    """Return words of the same length without code, where it is plain what is code."""
    return "\n".join(
        line if "|" in line else _CODE.sub(lambda code: "x" * len(code[0]), line)
        for line in words.split("\n")
    )


def _effort_of_links(words: str, has_definitions: bool) -> int:
    """Let every bracket look to the end, after each link, unless it plainly closes in its line."""
    if "[" not in words:
        return 0
    if _is_paired(words):
        words = _without_code(words)
    closed = {link.start(): len(link[0]) for link in _LINK.finditer(words)}
    names = {link.start() for link in _LINK.finditer(words) if link[0].endswith("]")}
    far = near = named = 0
    for found in re.finditer(r"\[", words):
        at = found.start()
        near += closed.get(at, 0)
        named += closed[at] if at in names else 0
        far += 0 if at in closed else len(words) - at
    links = words.count("](")
    references = words.count("[") if has_definitions else 0
    return 3 * (near + far) + (far + named) * links + (far + near) * references


def _effort_of_lines(words: str) -> int:
    """Count what headings, rules and definitions cut off, and the pipes between code spans."""
    cuts = len(_CUTS.findall(words))
    pipes = sum(line.count("|") * line.count("`") for line in words.split("\n") if "|" in line)
    return cuts * len(words) // 12 + pipes


def _html(source: str, paragraphs: list[_Paragraph]) -> int:
    """Return how many bytes can come out of a text; each sign counts its dearest meaning."""
    size = _size(source) + 60 * (source.count("\n") + 1)
    size += 27 * sum(_depth(line) for line in source.split("\n"))
    size += 10 * sum(_cells(paragraph.words) for paragraph in paragraphs)
    size += 7 * source.count("`") + 5 * (source.count("*") + source.count("_"))
    brackets = source.count("[")
    targets = max((_size(found[1]) for found in _DEFINITION.finditer(source)), default=0)
    size += brackets * (50 + targets)
    return size + sum(60 + _size(address) for address in _addresses(source))


def _addresses(source: str) -> list[str]:
    return [found for found in _ANGLED.findall(source) if "@" in found or "://" in found]


def _size(words: str) -> int:
    return len(words.encode("utf-8", "replace")) + 5 * len(_ESCAPED.findall(words))


def _line_at(source: str, sign: str, count: int) -> int:
    """Return the line of the sign after ``count`` of its kind."""
    at = -1
    for _ in range(count + 1):
        at = source.index(sign, at + 1)
    return source.count("\n", 0, at) + 1
