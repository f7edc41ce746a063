"""Numbers as people write them: one reader for every place where one is answered.

A form that two people could read as two numbers is refused with both readings: a result must
not hang on where somebody went to school. `docs/numbers.md` has a table of all forms.
"""

import re
import unicodedata
from decimal import Context, Decimal

MAX_WRITTEN = 60
"""Characters of a number, with its unit and whatever is counted."""

LARGEST = Decimal(10**20 - 1)
FINEST = 10
"""Digits after the decimal mark."""

_EXACT = Context(prec=60)
_SCALES = {
    3: "k thousand thousands tsd tausend",
    6: "m mn mio mill million millions millionen",
    9: "b bn bln billion billions mrd milliard milliards milliarde milliarden",
}
_SCALE_OF = {unit: scale for scale, units in _SCALES.items() for unit in units.split()}
_COUNTED = ("users", "user", "people", "persons", "monthly active users", "mau")
_LIKE = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "´": "'", "`": "'", "_": " ", "−": "-"})
_WRITTEN = re.compile(r"(?P<sign>[+-]?)(?P<body>[0-9][0-9,.' ]*|\.[0-9]+)(?P<words>[a-z][a-z. ]*)?")
_OTHER_GROUPS = re.compile(r"([0-9]{1,3}(?:([ '])[0-9]{3})(?:\2[0-9]{3})*)(?:[.,]([0-9]+))?")
_GROUPS = re.compile(
    r"([0-9]{1,3}(?:,[0-9]{3}){2,}|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3})(?:\.([0-9]+))?"
    r"|([0-9]{1,3}(?:,[0-9]{3})+)\.([0-9]+)"
)
_POINT_GROUPS = re.compile(
    r"([0-9]{1,3}(?:\.[0-9]{3}){2,})(?:,([0-9]+))?|([0-9]{1,3}(?:\.[0-9]{3})+),([0-9]+)"
)
_MARKED = re.compile(r"([0-9]*)([.,])([0-9]+)")


class NotANumber(ValueError):
    """Raised for words that are no number."""


class NotWhole(ValueError):
    """Raised for a number with a fraction where only whole ones are asked for."""


class TooLarge(ValueError):
    """Raised for a number beyond ``LARGEST``."""


class Unclear(ValueError):
    """Raised for a form that can be read as two numbers; ``readings`` has both, larger first."""

    def __init__(self, readings: tuple[Decimal, Decimal]) -> None:
        super().__init__(" or ".join(f"{reading:f}" for reading in readings))
        self.readings = readings


def read(written: str, *, has_decimals: bool, unit: str = "") -> Decimal:
    """Read a number in digits, with groups, a decimal mark, and a word such as million.

    ``unit`` is what the question counts, and may stand behind it. ``has_decimals``: the question
    takes fractions. Raises NotANumber, NotWhole, TooLarge, and Unclear.

    >>> read("700,000,000", has_decimals=False)
    Decimal('700000000')
    >>> read("1.500 mio", has_decimals=False)
    Traceback (most recent call last):
    guidance.core.documents.numbers.Unclear: 1500000000 or 1500000
    """
    match = _WRITTEN.fullmatch(_plain(written))
    if match is None or len(written) > MAX_WRITTEN:
        raise NotANumber
    scale = _scale(match["words"] or "", unit)
    readings = _readings(match["body"].strip(), is_scaled=bool(scale), has_decimals=has_decimals)
    values = [_within(_EXACT.scaleb(reading, scale)) for reading in readings]
    if match["sign"] == "-":
        values = [value.copy_negate() for value in values]
    if len(values) == 2:
        raise Unclear((max(values), min(values)))
    (value,) = values
    if not has_decimals and value != value.to_integral_value():
        raise NotWhole
    return value


def write(value: Decimal) -> str:
    """Write a number in the one form that ``read`` takes for no other.

    Where three digits after the point could be a group, a fourth is written.

    >>> write(Decimal("0700.50")), write(Decimal("12.125")), write(Decimal("0.125"))
    ('700.5', '12.1250', '0.125')
    """
    text = format(value, "f")
    whole, _, fraction = text.partition(".")
    fraction = fraction.rstrip("0")
    if len(fraction) == 3 and whole.strip("-0"):
        fraction += "0"
    text = f"{whole}.{fraction}" if fraction else whole
    return "0" if text == "-0" else text


def spoken(value: Decimal) -> str:
    """Return a number of millions as it is said, or "" for one that digits say best.

    >>> spoken(Decimal(700_000_000)), spoken(Decimal("2.1e9")), spoken(Decimal(700_000_001))
    ('700 million', '2.1 billion', '')
    """
    for scale, word in ((9, "billion"), (6, "million")):
        short = value.scaleb(-scale)
        if abs(short) >= 1 and short == round(short, 2):
            return f"{short.normalize():,f} {word}"
    return ""


def _plain(written: str) -> str:
    """Return what was written with ASCII digits, blanks and marks, in small letters."""
    text = unicodedata.normalize("NFKC", written).translate(_LIKE).casefold()
    digits = (str(unicodedata.decimal(sign, sign)) for sign in text)
    return " ".join("".join(digits).split())


def _scale(words: str, unit: str) -> int:
    """Return the power of ten that the words behind a number mean; NotANumber for others."""
    counted = {*_COUNTED, _plain(unit)} - {""}
    words = words.replace(".", " ").strip()
    if words in counted:
        return 0
    first, _, rest = words.partition(" ")
    if words and (first not in _SCALE_OF or (rest and rest.strip() not in counted)):
        raise NotANumber
    return _SCALE_OF.get(first, 0)


def _readings(body: str, *, is_scaled: bool, has_decimals: bool) -> list[Decimal]:
    """Return what the digits and marks can mean: one value, or two."""
    if body.isdecimal():
        return [Decimal(body)]
    for groups in (_OTHER_GROUPS, _GROUPS, _POINT_GROUPS):
        if match := groups.fullmatch(body):
            return _joined(*_whole_and_fraction(match), has_decimals=has_decimals)
    match = _MARKED.fullmatch(body)
    if match is None:
        raise NotANumber
    before, mark, after = match.groups()
    if len(after) > FINEST:
        raise NotANumber
    fraction = Decimal(f"{before or 0}.{after}")
    if not before.strip("0") or len(after) not in ((3, 4) if mark == "," else (3,)):
        return [fraction]
    grouped = Decimal(before + after)
    is_thousand = mark == "," and len(after) == 3 and len(before) <= 3
    if is_thousand and not is_scaled and not has_decimals:
        return [grouped]
    return [grouped, fraction]


def _whole_and_fraction(match: re.Match[str]) -> tuple[str, str]:
    if match.re is _OTHER_GROUPS:
        return match[1], match[3] or ""
    return match[1] or match[3], match[2] or match[4] or ""


def _joined(whole: str, fraction: str, *, has_decimals: bool) -> list[Decimal]:
    """Return what groups mean, with what stands behind the other mark; three digits may be a group.

    So are they in ``1,500.000`` where nobody asked for a fraction.
    """
    if len(fraction) > FINEST:
        raise NotANumber
    digits = re.sub("[^0-9]", "", whole)
    read = Decimal(f"{digits}.{fraction}" if fraction else digits)
    is_group = len(fraction) == 3 and not has_decimals
    return [Decimal(digits + fraction), read] if is_group else [read]


def _within(value: Decimal) -> Decimal:
    if value >= LARGEST + 1:
        raise TooLarge
    return value
