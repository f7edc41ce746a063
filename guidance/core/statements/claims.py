"""What a sentence claims about a term: that one may, must, must not or need not do it."""

import re
from functools import lru_cache

from guidance.core.documents.licenses import Term, TermKind
from guidance.core.search.spellings import folded
from guidance.core.search.words import stem

_SENTENCE_END = re.compile(r"(?<=[.!?:;])\s+|\n\s*\n")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_COMMON = (
    "the a an of to in on for and or with it its your you this that at by as be is are from any "
    "all every not no may must do does what which if when only"
)
_PASSED_OVER = frozenset(_COMMON.split())
_FREES = re.compile(
    r"\b(?:need(?:s|ed)? not|needn't|(?:do|does)(?: not|n't) (?:have|need) to|without having to|"
    r"(?:is|are) not (?:required|obliged)|(?:is|are) free not to)\b"
)
_FORBIDS = re.compile(
    r"\b(?:may not|must not|mustn't|cannot|can not|can't|never|(?:is|are) not allowed|forbids?|"
    r"forbidden|prohibit(?:s|ed)?|barred|bars|no right)\b"
)
_ALLOWS = re.compile(
    r"\b(?:may(?! not| be)|can(?! not|not|'t| be)|(?<!not )allowed to|(?<!not )free to|lets you)\b"
)
_FEWEST = 2
"""A title of fewer words that matter is found in too many sentences."""


def contradicting(text: str, term: Term) -> str:
    """Return the first sentence that says the opposite of ``term`` in its own words, or nothing.

    It has every word of the term's title that matters, and frees from a duty, forbids what is
    granted, or allows what is forbidden. A sentence that does both is for a person to read.

    >>> from guidance.core.documents.licenses import Term
    >>> term = Term(key="notice", kind="condition", topic="notice", title="Keep the notice")
    >>> contradicting("It is short. You need not keep any notice.", term)
    'You need not keep any notice.'
    >>> contradicting("You must keep the notice.", term)
    ''
    """
    wanted = _stems(term.title)
    if len(wanted) < _FEWEST:
        return ""
    return next(
        (one for one, said in _sentences(text) if wanted <= said and _opposes(one, term.kind)), ""
    )


@lru_cache(maxsize=256)
def _sentences(text: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """Return sentences with their stems: one text is compared with many terms."""
    found = (" ".join(one.split()) for one in _SENTENCE_END.split(text))
    return tuple((one, _stems(one)) for one in found)


@lru_cache(maxsize=1_024)
def _stems(text: str) -> frozenset[str]:
    words = {folded(word) for word in _WORD.findall(text)}
    return frozenset(stem(word) for word in words - _PASSED_OVER)


def _opposes(sentence: str, kind: TermKind) -> bool:
    low = sentence.casefold().replace("’", "'")
    frees, forbids, allows = (bool(one.search(low)) for one in (_FREES, _FORBIDS, _ALLOWS))
    if kind is TermKind.CONDITION:
        return frees
    if kind is TermKind.LIMITATION:
        return (allows or frees) and not forbids
    return forbids and not allows
