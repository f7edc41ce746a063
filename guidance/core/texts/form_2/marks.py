"""The numbers that paragraphs begin with: ``1.`` ``(a)`` ``iv)`` ``1.1`` ``1.A.1`` ``2A.`` ``§ 3``.

What a number *can* mean is said here, from its own signs; which of it is meant follows
from the numbers around it, and is said by ``numbering``.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

_CJK = "一二三四五六七八九十"
_WIDE = "\u2e80-\u9fff\uac00-\ud7af"
"""Scripts that set no blank after a number."""
_FULL_WIDTH = {ord(wide): ord(wide) - 0xFEE0 for wide in "０１２３４５６７８９（）．［］："}
_CAPITAL = r"(?-i:[^\Wa-zß-ÿ0-9_])"
_WORDS = (
    r"section|sec\.|article|articolo|art[ií]culo|artigo|artikel|art\.|clause|cl[aá]usula|"
    r"paragraph|paragraphe|paragraaf|статья|§{1,2}"
)
_LEVEL = r"\.[0-9]{1,3}[a-z]?(?![a-z])|\.?\([a-z0-9]{1,5}\)"
_MARK = re.compile(
    rf"""(?:[*•·–-]\s+)?["“]?(?:
    (?P<word>{_WORDS})\s?(?P<number>[0-9]{{1,3}}(?:\.[0-9]{{1,3}}){{0,8}})
        (?P<added>(?-i:[A-Z])\b)?(?:er\b|[ºª°])?
        (?:\s*(?:[.:)](?=\s|$)|--?|–|—)\s*|\s*$|\s+(?=[(\[“"«„]|{_CAPITAL})|(?=[({_WIDE}]))
    |[第제]\s?(?P<article>[0-9{_CJK}百]{{1,6}})\s?[条條조][\s:、.]*
    |\((?P<item>[{_CJK}]{{1,3}})\)[\s、]*
    |(?P<listed>[{_CJK}]{{1,3}})[、.]\s*
    |(?P<path>[0-9]{{1,3}}[a-z]?(?:{_LEVEL}|\.[a-z](?=[.):\s]))
        (?:{_LEVEL}|\.(?:[a-z]|[ivx]{{1,5}})(?=[.):\s])){{0,8}}
        |(?-i:[A-Z])(?:\.[0-9]{{1,3}}){{1,8}})
        (?:(?P<end>[.:)]{{1,2}})(?=\s|$|[{_WIDE}])|(?=\s|$))(?:\s*[-–—](?=\s))?\s*
    |(?P<open>[(\[]?)(?:(?P<digits>[0-9]{{1,3}})(?P<suffix>[a-z])?|(?P<letters>[a-z]{{1,7}}))
        (?:(?P<close>[.)\]:]{{1,2}}|°)
            (?=\s|$|[{_WIDE}]|(?<=[0-9][.)])(?-i:[A-Z])|(?<=[a-z]\))(?-i:[A-Z]))
        |(?<=[0-9])(?P<dash>\s?[-–—])(?=\s+{_CAPITAL}))\s*
    |(?P<bare>[0-9]{{1,2}})\s+(?={_CAPITAL}.{{2,80}}(?<![.,;:])$)
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_LONGEST = 200
"""No mark is longer, with the blanks around it."""
_PIECES = re.compile(r"[0-9]+[a-z]?|[a-z]+", re.IGNORECASE)
_CANONICAL = re.compile(r"(?=.)c{0,3}(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_ADDED_NUMERAL = re.compile(r"([ivx]{1,6})([a-h])")
_COPYRIGHT = re.compile(r"\(c\)\s*(?:copyright\b|.{0,60}\b(?:19|20)[0-9][0-9]\b)", re.IGNORECASE)
_NAME = re.compile(r"[A-Z]\.\s(?:[A-Z]\.\s)*[A-Z][a-z]+(?:\s[A-Z][a-z]+){0,2}(?:[\s,]+\S+@\S+)?,?$")


@dataclass(frozen=True, slots=True)
class Reading:
    """One meaning of a number: of this kind, the so-manieth; ``added`` of 2A is A."""

    kind: str
    ordinal: int
    added: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """What a paragraph begins with, up to its first word at ``length``.

    ``path`` is as written, a piece for each level. ``word`` is set where the number
    comes with one, such as Article; ``readings`` where it has one level.
    """

    length: int
    path: tuple[str, ...]
    style: str = ""
    word: str = ""
    readings: tuple[Reading, ...] = ()
    level: int = 0
    """How far in it stands, where only that tells the level."""
    is_doubtful: bool = False
    """It could be a copyright sign, an initial or any number, unless a list goes on with it."""


def mark_of(paragraph: str) -> Mark | None:
    """Return the mark that a paragraph or a line begins with, or None.

    >>> mark_of("1.B.2. Keep it.").path
    ('1', 'B', '2')
    >>> [reading.kind for reading in mark_of("(v) copy it;").readings]
    ['letter-lower', 'roman-lower']
    """
    found = _MARK.match(paragraph[:_LONGEST].translate(_FULL_WIDTH))
    if not found:
        return None
    end = found.end()
    if found["word"]:
        path = tuple(found["number"].split("."))
        added = found["added"] or ""
        word = found["word"].lower().rstrip(".")
        meant = Reading("word", int(path[-1]), added)
        return Mark(end, (*path[:-1], path[-1] + added), "", word, (meant,))
    if found["article"]:
        number = _cjk(found["article"])
        return Mark(end, (str(number),), "", "第", (Reading("word", number),))
    if written := found["item"] or found["listed"]:
        number = _cjk(written)
        style = "()" if found["item"] else "、"
        return Mark(end, (str(number),), style, "", (Reading("cjk", number),))
    if found["path"]:
        return Mark(end, tuple(_PIECES.findall(found["path"])), found["end"])
    if found["bare"]:
        meant = Reading("digits", int(found["bare"]))
        return Mark(end, (found["bare"],), "", readings=(meant,), is_doubtful=True)
    close = found["close"] or "-"
    style = found["open"] + close
    written = found["digits"] or found["letters"]
    readings = _readings(written, found["suffix"] or "")
    if not readings:
        return None
    is_doubtful = bool(_COPYRIGHT.match(paragraph) or _NAME.match(paragraph[:80])) or (
        ":" in style and not found["digits"]
    )
    return Mark(
        end,
        (written + (found["suffix"] or ""),),
        style,
        readings=readings,
        is_doubtful=is_doubtful,
    )


def piece(written: str) -> Reading:
    """Return the likeliest meaning of one piece of a path such as 1.B.2A."""
    number = re.match(r"[0-9]+", written)
    if number:
        return Reading("digits", int(number[0]), written[number.end() :])
    return _readings(written, "")[0] if _readings(written, "") else Reading("letter-lower", 1)


@lru_cache(maxsize=4096)
def _readings(written: str, suffix: str) -> tuple[Reading, ...]:
    """Return what a number can mean: ``i`` is the ninth letter and the first numeral."""
    if written.isdigit():
        return (Reading("digits", int(written), suffix),)
    if not (written.islower() or written.isupper()):
        return ()
    case, low = ("lower" if written.islower() else "upper"), written.lower()
    found = []
    numeral = int(_CANONICAL.fullmatch(low) is not None) and _roman(low)
    if len(low) > 1 and numeral:
        found.append(Reading(f"roman-{case}", numeral))
    if len(set(low)) == 1 and len(low) <= 3:
        ordinal = ord(low[0]) - ord("a") + 1
        found.append(Reading(f"letter-{case}", ordinal + 26 * (len(low) - 1)))
        if len(low) > 1:
            found.append(Reading(f"letters-{case}", ordinal))
    if len(low) == 1 and numeral:
        found.append(Reading(f"roman-{case}", numeral))
    added = _ADDED_NUMERAL.fullmatch(low)
    if added and _CANONICAL.fullmatch(added[1]):
        found.append(Reading(f"roman-{case}", _roman(added[1]), added[2]))
    return tuple(found)


def _roman(written: str) -> int:
    values = [*(_ROMAN[letter] for letter in written), 0]
    return sum(-value if value < after else value for value, after in pairwise(values))


def _cjk(written: str) -> int:
    """Return a number written in digits or in Chinese, up to 999."""
    if written.isdigit():
        return int(written)
    hundreds, is_hundred, below = written.rpartition("百")
    tens, is_ten, ones = below.rpartition("十")
    total = 100 * (_digit(hundreds) or 1) if is_hundred else 0
    return total + (10 * (_digit(tens) or 1) if is_ten else 0) + _digit(ones)


def _digit(written: str) -> int:
    return _CJK.find(written[0]) + 1 if written else 0
