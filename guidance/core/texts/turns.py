"""Turns: what makes of a sentence another one, though most of its words are the same.

A word that denies, another *may* or *must*, another party, another number, another
exception. Only these are told; whether the rest still means the same is for a person.
The words are those of English licenses, and a few of Chinese ones.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from rapidfuzz.distance import LCSseq

from guidance.core.texts.likeness import fold, plain
from guidance.core.texts.turning_words import (
    MARKS,
    NAMES,
    NEAR_NUMBERS,
    NO_PARTIES,
    NOT_AFTER,
    NOT_SPLIT,
    ONES,
    OPPOSITES,
    SCALES,
    TurnKind,
)

KINDS: tuple[TurnKind, ...] = ("negation", "modal", "party", "number", "exception")
GONE = 1 / 3
"""Both sentences share less than this of the words around a quote: the old one is gone."""
FEW = 4
"""Where fewer words than this stood around a quote, its sentence is compared and never gone."""
_REACH = 3
"""So many words after *under* or *within* a number may follow."""
_EDGE = 6
"""Words more than the old side has, in which its first word is looked for."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What turned: the words of the old and of the new sentence, empty where it had none."""

    kind: TurnKind
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class _Token:
    """A word as it is compared, its kind if it can turn a sentence, and how it is written."""

    key: str
    kind: TurnKind | None
    written: str


_PARTY = re.compile(r"[a-z]{3,}(?:or|ee)s?\Z")
_CONTRACTED = {"can't": "can", "cannot": "can", "won't": "will", "shan't": "shall"}
_TOKEN = re.compile(
    r"\(\d{1,3}\)|\d+(?:[,.]\d+)*|[^\W\d_\u2e80-\uffff]+(?:'[^\W\d_]+)?|[%$€£]|"
    r"不得|不可|禁止|没有|可以|必须|应当|被许可方|许可方|被许可人|许可人|贡献者|用户|我们|除非|除外|但是|"
    r"如果|[\u2e80-\uffff]"
)


def turns(old: str, new: str) -> tuple[Turn, ...]:
    """Return what turned between two sentences, in their order; nothing where nothing did.

    Letter case, typography and signs that nobody sees do not count, and a number is the same
    in words and in digits. Words that moved are told as gone and come again.

    >>> turns("You may use the Widget.", "You may not use the Widget.")
    (Turn(kind='negation', old='', new='not'),)
    >>> turns("within thirty (30) days", "within 30 (thirty) days")
    ()
    """
    chunks = _chunks(_tokens(old), _tokens(new))
    return tuple(turn for _start, gone, come in chunks for turn in _turns_in(gone, come))


def are_same_words(old: str, new: str) -> bool:
    """Tell whether two sentences are the same but for signs between the words.

    >>> are_same_words("You may copy", "YOU MAY “COPY”.")
    True
    """
    keys = [[token.key for token in _tokens(side)] for side in (old, new)]
    return keys[0] == keys[1]


def is_gone(old: str, new: str, quoted: str) -> bool:
    """Tell whether ``new`` shares little with ``old`` but the quoted words that both have.

    >>> is_gone("Meta can end the grant upon a breach.", "Tell others of the grant", "the grant")
    True
    """
    of_quote = {token.key for token in _tokens(quoted)}
    before, after = (
        [
            token.key
            for token in _tokens(side)
            if token.key not in of_quote and (token.kind or len(token.key) > 3)
        ]
        for side in (old, new)
    )
    kept = sum(key in after for key in before)
    return len(before) >= FEW and kept < GONE * min(len(before), len(after))


def have_turned_before(old: str, new: str) -> bool:
    """Tell whether the words before a quote have turned: ``old`` may begin inside a word."""
    return _have_turned_near(_tokens(old)[::-1], _tokens(new)[::-1], str.endswith)


def have_turned_after(old: str, new: str) -> bool:
    """Tell whether the words after a quote have turned: ``old`` may end inside a word."""
    return _have_turned_near(_tokens(old), _tokens(new), str.startswith)


def _have_turned_near(
    old: Sequence[_Token], new: Sequence[_Token], goes_on: Callable[[str, str], bool]
) -> bool:
    """Compare from the quote outwards, as far as the old words reach."""
    for start, gone, come in _chunks(old, new[: len(old) + _EDGE]):
        if start + len(gone) == len(old):
            come = come[: len(gone)]
            if gone and len(come) == len(gone) and goes_on(come[-1].key, gone[-1].key):
                gone, come = gone[:-1], come[:-1]
        if any(_turns_in(gone, come)):
            return True
    return False


def _chunks(
    old: Sequence[_Token], new: Sequence[_Token]
) -> Iterator[tuple[int, Sequence[_Token], Sequence[_Token]]]:
    """Yield the stretches that differ, each with where it begins in ``old``."""
    numbers: dict[str, int] = {}
    left, right = ([numbers.setdefault(one.key, len(numbers)) for one in s] for s in (old, new))
    if left == right:
        return
    start = end = None
    for code in [*LCSseq.opcodes(left, right), None]:
        if code is not None and code.tag != "equal":
            start = start or (code.src_start, code.dest_start)
            end = (code.src_end, code.dest_end)
        elif start is not None and end is not None:
            yield start[0], old[start[0] : end[0]], new[start[1] : end[1]]
            start = None


def _turns_in(old: Sequence[_Token], new: Sequence[_Token]) -> Iterator[Turn]:
    for kind in KINDS:
        gone = [token for token in old if token.kind == kind]
        come = [token for token in new if token.kind == kind]
        if [token.key for token in gone] != [token.key for token in come]:
            yield Turn(kind, _written(gone), _written(come))
    for is_swapped, side, others in ((False, old, new), (True, new, old)):
        written = {token.key: token.written for token in others}
        for token in side:
            for start in OPPOSITES:
                other = written.get(start + token.key) if len(token.key) > 3 else None
                if other is not None:
                    both = (other, token.written) if is_swapped else (token.written, other)
                    yield Turn("negation", *both)


def _written(tokens: Sequence[_Token]) -> str:
    return " … ".join(token.written for token in tokens)


def _tokens(text: str) -> list[_Token]:
    words = [word for found in _TOKEN.findall(fold(plain(text))) for word in _split(found)]
    tokens: list[_Token] = []
    at = 0
    while at < len(words):
        token, length = _token(words, at, tokens)
        tokens.append(token)
        at += length
    return tokens


def _split(word: str) -> tuple[str, ...]:
    """Part what is written as one word and denies: can't, cannot, noncommercial."""
    low = word.lower()
    if low in _CONTRACTED:
        return (_CONTRACTED[low], "not")
    if low.endswith("n't"):
        return (low[:-3], "not")
    if low.startswith("non") and len(low) > 7 and low not in NOT_SPLIT:
        return ("non", word[3:])
    return (word.partition("'")[0],)


def _token(words: Sequence[str], at: int, before: Sequence[_Token]) -> tuple[_Token, int]:
    """Return the token that begins with the word at this place, and how many words it has."""
    if words[at].startswith("("):
        if before and before[-1].kind == "number":  # thirty (30) days
            return _Token(words[at].strip("()"), "number", words[at]), 1
        return _Token(words[at], None, words[at]), 1
    number = _number(words, at) if _is_meant(words, at, 1) else None
    if number is not None:
        value, length = number
        return _Token(value, "number", " ".join(words[at : at + length])), length
    for length in (3, 2, 1):
        phrase = " ".join(words[at : at + length])
        mark = MARKS.get(phrase.lower())
        if mark and at + length <= len(words) and _is_meant(words, at, length):
            return _Token(mark[1], mark[0], phrase), length
    word = words[at].lower()
    if _PARTY.match(word) and len(word) > 5 and word not in NO_PARTIES:
        return _Token(word.removesuffix("s"), "party", words[at]), 1
    return _Token(word, None, words[at]), 1


def _is_meant(words: Sequence[str], at: int, length: int) -> bool:
    """Tell whether words that have two readings stand here for the one that turns a sentence."""
    if length > 1:
        return True
    word = words[at].lower()
    before = words[at - 1].lower() if at else ""
    after = words[at + 1] if at + 1 < len(words) else ""
    if word in NEAR_NUMBERS:
        return any(_is_number(one) for one in words[at + 1 : at + 1 + _REACH])
    if word == "may":  # the month, and not the verb
        return not (words[at] == "May" and (_is_number(after) or _is_number(before)))
    if word == "no":  # a number, and not a denial
        return not _is_number(after)
    if word == "not":
        return after.lower() != "only"
    if word == "only":
        return before != "not"
    if word == "us":  # the country
        return words[at] != "US" or not any(one.islower() for one in words)
    if word in NAMES:
        return words[at] != word
    return before not in NOT_AFTER.get(word, ())


def _is_number(word: str) -> bool:
    return word[:1].isdecimal() or word.lower() in ONES or word.lower() in SCALES


def _number(words: Sequence[str], at: int) -> tuple[str, int] | None:
    """Return the number that begins at this place, in digits or in words, and its length."""
    total = part = Decimal(0)
    length, is_scaled = 0, False
    for word in words[at:]:
        low = word.lower()
        if low in SCALES:
            part = max(part, Decimal(1)) * SCALES[low]
            is_scaled = True
            if SCALES[low] > 100:
                total, part = total + part, Decimal(0)
        elif low in ONES and (not length or part % 100 == 0 or _is_tens(part, low)):
            part += ONES[low]
        elif word[0].isdecimal() and not length:
            part = Decimal(_digits(word))
        else:
            break
        length += 1
    if length == 1 and not is_scaled and words[at][0].isdecimal():
        return words[at].replace(",", ""), 1  # 2.10 is no 2.1
    value = (total + part).normalize()
    return (f"{value:f}", length) if length else None


def _is_tens(part: Decimal, low: str) -> bool:
    return part % 10 == 0 and 0 < ONES[low] < 10 and part % 100 >= 20


def _digits(word: str) -> str:
    """Read digits as licenses write them: 700,000,000 and 2.5; of 1.2.3 the first two."""
    return ".".join(word.replace(",", "").split(".")[:2])
