"""Put two versions of one text together, so that nothing of either is lost. No base is known."""

import re
from difflib import SequenceMatcher

_LINE = re.compile(r"(\n)")
_SENTENCE = re.compile(r"(?<=[.!?;])[ \t]+")


def joined(theirs: str, mine: str) -> str:
    """Return what both say once, and where they differ the one version after the other.

    Compared by lines and sentences; somebody has to read it, for it may say things twice.

    >>> joined("You may sell it. Keep the notice.", "Keep the notice. Ask us first.")
    'You may sell it. Keep the notice. Ask us first.'
    >>> joined("You may sell it.", "You may not sell it.")
    'You may sell it. You may not sell it.'
    """
    old, new = _pieces(theirs), _pieces(mine)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    kept: list[str] = []
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        kept += old[start:end]
        if kind == "replace" and "\n" in old + new:
            kept.append("\n")
        kept += new[new_start:new_end] if kind != "equal" else []
    return _spaced(kept)


def _pieces(text: str) -> list[str]:
    """Return the sentences of a text, and between its lines the line ends."""
    found: list[str] = []
    for line in _LINE.split(text):
        found += filter(None, _SENTENCE.split(line))
    return found


def _spaced(pieces: list[str]) -> str:
    """Join pieces with a blank where two sentences would touch."""
    text = ""
    for piece in pieces:
        touches = text and piece != "\n" and not text[-1].isspace()
        text += f" {piece}" if touches else piece
    return text.rstrip(" \t")
