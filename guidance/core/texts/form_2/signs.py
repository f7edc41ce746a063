"""Signs that stand before every line and are no words: of comments in code, of Debian's files.

They are taken off where that is certain; what is not certain stays, and the form on which
somebody adds a text says so.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

_SIGN = re.compile(r"\s*(//+|;+|%+|#{1,3}|\*|dnl\b|rem\b|REM\b)(?=\s|$)")
_OPENS = re.compile(r"\s*/\*+\s*")
_CLOSES = re.compile(r"\s*\*+/\s*$")
_RIGHT = re.compile(r"\s+\*\s*$")
_FRAME = re.compile(r"\s*([-=*~#+])\1{2,}\s*")
_ONLY_SIGNS = ("//", ";", "%", "dnl", "rem", "REM")
"""What no list and no heading begins with."""
_WIDTHS = range(45, 161)
"""Lines of a wrapped comment are as long as this, and about as long as each other."""
_LEAST = 3
"""So many lines in a row are a comment, where it has to be told from a list."""


def uncommented(lines: Iterable[str]) -> Iterator[str]:
    """Yield the lines without signs of comments; a line of a dot alone comes out empty."""
    block: list[str] = []
    for line in lines:
        if line.strip() in ("", "."):
            yield from _block(block)
            yield ""
            block = []
        else:
            block.append(line)
    yield from _block(block)


def _block(lines: list[str]) -> Iterator[str]:
    """Yield the lines of a block; each run with one sign is looked at by itself."""
    at = 0
    while at < len(lines):
        sign = _sign(lines[at])
        end = at + 1
        while sign and end < len(lines) and _sign(lines[end]) == sign:
            end += 1
        run = lines[at:end]
        is_framed = at > 0 and bool(_FRAME.fullmatch(lines[at - 1]))
        if sign == "*" and _is_box(run):
            yield from run if is_framed else (_RIGHT.sub("", _bare(line)) for line in run)
        elif sign and _is_comment(sign, run, is_whole=len(run) == len(lines)):
            yield from map(_bare, run)
        else:
            yield from run
        at = end


def _sign(line: str) -> str:
    """Return the sign of a comment that a line begins with: ``#``, ``*``, ``//``; or nothing."""
    if _OPENS.match(line) or _CLOSES.fullmatch(line):
        return "*"
    found = _SIGN.match(line)
    if not found:
        return ""
    if found[1].isalpha():
        return found[1]
    return "//" if found[1].startswith("//") else found[1][0]


def _bare(line: str) -> str:
    opening = _OPENS.match(line)
    if opening:
        return _CLOSES.sub("", line[opening.end() :])
    line = _CLOSES.sub("", line)
    found = _SIGN.match(line)
    return line[found.end() :] if found else line


def _is_box(run: list[str]) -> bool:
    """Tell whether most lines have the sign on the right too; what is framed is read elsewhere."""
    return len(run) > 1 and 2 * sum(line.strip()[1:].endswith(" *") for line in run) > len(run)


def _is_comment(sign: str, run: list[str], *, is_whole: bool) -> bool:
    if len(run) < (2 if is_whole else _LEAST):
        return False
    bare = [_bare(line).strip() for line in run]
    if sign in _ONLY_SIGNS or "" in bare:
        return True
    width = max(map(len, bare))
    wrapped = sum(_goes_on(one, two, width) for one, two in pairwise(bare))
    return len(run) >= _LEAST and width in _WIDTHS and 3 * wrapped >= 2 * (len(bare) - 1)


def _goes_on(one: str, two: str, width: int) -> bool:
    """Tell whether a sentence goes on from one line to the next, which had no room for more."""
    is_full = len(one) + 1 + len(two.split()[0]) >= width
    is_one = two[0].islower() or (one.isupper() and two.isupper())
    return is_full and is_one and one[-1] not in ".;:"
