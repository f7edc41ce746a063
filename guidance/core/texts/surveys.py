"""How well a text was cut: what begins no section, what keys are invented, what is glued.

The counts are made from the words alone and know nothing of how the splitter works, so
that one form can be compared with another by them.

A *numbered paragraph* is one whose first token, behind quotation marks, bullets and
Markdown's signs, is a number of one to three digits, a letter, a doubled letter or a
Roman numeral with a mark, as in ``1.`` ``1)`` ``(a)`` ``[1]`` ``aa)`` ``iv.``, or a number
of several levels, ``1.1`` ``1.A.1`` ``2A.``, or a section word with a number and a mark,
a blank and a capital, or nothing after it: ``Article 1er``, ``§ 2``, ``第三条``. It
*begins no section* where no section begins at it. Not counted: a copyright sign
``(c) 2001``, a person's initials, and a line of a table of contents: its whole words
begin a later paragraph too, or it ends in the number of a page behind dots.

An *invented key* ends in ``-2``, ``-3`` … because what stands before that was taken.

A *glued line* is a line of the raw text that begins with a number, letter, numeral or
bullet as above, whose forerunner in the list (``a)`` before ``b)``; another bullet) is
glued too or begins a paragraph of the written form, and that stands inside that very
paragraph: two marks of one list in one paragraph.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from guidance.core.documents.licenses import Section

_SIGNS = r"[\s*_#>\"“”'‘•·–\\-]*"
_ROMAN = r"[ivxlc]{1,7}|[IVXLC]{1,7}"
_WORDS = (
    r"section|sec\.|article|articolo|artículo|artigo|artikel|art\.|clause|clausula|cláusula|"
    r"paragraph|paragraphe|chapter|part|kapitel|abschnitt|статья|§§?"
)
_CJK = r"[0-9０-９一二三四五六七八九十百]+"
_TOKEN = re.compile(
    rf"""(?P<signs>{_SIGNS})(?:
    (?P<word>(?:{_WORDS})\s?(?:\d{{1,3}}(?:\.\d{{1,3}})*(?:er|\b[a-z]\b)?|(?-i:{_ROMAN})|(?-i:[A-Z]))
        (?:\s*(?:[.:)]|--?|–|—)|\s*$|(?=\s+[(\[“"]?(?-i:[A-ZÀ-Þ]))|(?=\W*\s*$)))
    |(?P<cjk>[第제]\s?{_CJK}\s?[条條조章節节项項]|[(（]{_CJK}[)）]|[一二三四五六七八九十]+[、．.])
    |(?P<levels>(?:\d{{1,3}}[A-Za-z]?(?:[.]\d{{1,3}}[A-Za-z]?|[.][A-Za-z](?=[.)\s]))+)
        (?:[.:)\\]+(?=\s|$|\*|_)|(?=\s|$)))
    |(?P<lettered>\d{{1,3}}[a-zA-Z])[.):](?=\s|$)
    |(?P<open>[(\[]?)(?P<one>\d{{1,3}}|(?-i:(?P<low>[a-z])(?P=low)?|(?P<high>[A-Z])(?P=high)?|{_ROMAN}))
        (?P<close>\\?[.)\]:]{{1,2}})(?=\s|$|\*|_)
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_BULLET = re.compile(r"[*•·o-]\s+\S")
_COPYRIGHT = re.compile(r"\s*\([cC]\)\s*(?:copyright|\d{4}|[A-Z]\w+ \d{4})", re.IGNORECASE)
_INITIALS = re.compile(r"[A-Z]\. (?:[A-Z]\. |[A-Z][a-z]+(?:,|$| [A-Z][a-z]+$))")
_PAGE = re.compile(r"\.{3,}\s*\d{1,3}$")
_INVENTED = re.compile(r"(.+)-\d+$")
_MAX_CONTENTS_LINE = 150
_NUMERALS = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx"
_ORDER = {written: value for value, written in enumerate(_NUMERALS.split(), start=1)}


@dataclass(frozen=True)
class Survey:
    """What was counted in one text; the words say where."""

    numbered: int
    astray: tuple[str, ...]
    """Numbered paragraphs that begin no section."""
    invented: tuple[str, ...]
    glued: tuple[str, ...]

    @property
    def faults(self) -> int:
        """Return how much is wrong, to find the worst texts by."""
        return len(self.astray) + len(self.invented) + len(self.glued)


def survey(raw: str, text: str, sections: Sequence[Section]) -> Survey:
    """Count what the module speaks of; ``text`` is the normalized form of ``raw``."""
    begun = {section.start for section in sections}
    keys = {section.key for section in sections}
    paragraphs = list(_paragraphs(text))
    numbered = [(at, words) for at, words in paragraphs if _is_numbered(words)]
    later = _repeated(paragraphs)
    numbered = [(at, words) for at, words in numbered if at not in later]
    return Survey(
        numbered=len(numbered),
        astray=tuple(words for at, words in numbered if at not in begun),
        invented=tuple(
            key for key in sorted(keys) if (found := _INVENTED.match(key)) and found[1] in keys
        ),
        glued=tuple(_glued(raw, [words for _at, words in paragraphs])),
    )


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for paragraph in text.split("\n\n"):
        yield at, paragraph.strip()
        at += len(paragraph) + 2


def _is_numbered(paragraph: str) -> bool:
    if _COPYRIGHT.match(paragraph) or _INITIALS.match(paragraph):
        return False
    return bool(_TOKEN.match(paragraph[:200]))


def _repeated(paragraphs: Sequence[tuple[int, str]]) -> set[int]:
    """Return where lines of a table of contents begin."""
    found = set()
    beginnings: set[str] = set()
    for at, words in reversed(paragraphs):
        plain = words.rstrip(" .:").lower()
        if len(words) <= _MAX_CONTENTS_LINE and (_PAGE.search(words) or plain in beginnings):
            found.add(at)
        beginnings.add(plain)
        beginnings.update(plain[: cut.start()] for cut in re.finditer(r"[.:]", plain[:150]))
    return found


@dataclass
class _Lists:
    """The list items met in one paragraph: by their style, the last ordinals."""

    last: dict[str, set[int]] = field(default_factory=dict)

    def goes_on(self, readings: Sequence[tuple[str, int]]) -> bool:
        return any(
            (style == "bullet" and self.last.get(style)) or ordinal - 1 in self.last.get(style, ())
            for style, ordinal in readings
        )

    def meet(self, readings: Sequence[tuple[str, int]]) -> None:
        for style, ordinal in readings:
            self.last.setdefault(style, set()).add(ordinal)


def _glued(raw: str, paragraphs: Sequence[str]) -> Iterator[str]:
    """Yield the lines that begin with a mark and were joined to an item before them."""
    squeezed = ["".join(words.split()) for words in paragraphs]
    place = offset = 0
    lists = _Lists()
    for line in raw.splitlines():
        found = _found(line, squeezed, place, offset)
        if not found:
            continue
        number, at, line = found
        if number != place or at == 0:
            lists = _Lists()
        place, offset = number, at + 1
        readings = _readings(line)
        if at == 0:
            lists.meet(readings)
        elif lists.goes_on(readings):
            lists.meet(readings)
            yield " ".join(line.split())


def _found(
    line: str, squeezed: Sequence[str], place: int, offset: int
) -> tuple[int, int, str] | None:
    """Return the paragraph, and the place in it, that a raw line came to; None where unknown.

    Paragraphs are without blanks. It is looked for behind the last line that was found, and with
    the signs of a comment or without; it is returned as it was found.
    """
    for kept in (line.strip(), line.lstrip("*#/; ")):
        sought = "".join(kept.split())[:60]
        if not any(map(str.isalnum, sought)):
            continue
        for number in range(place, min(place + 6, len(squeezed))):
            at = squeezed[number].find(sought, offset if number == place else 0)
            if at != -1:
                return number, at, kept
    return None


def _readings(line: str) -> list[tuple[str, int]]:
    """Return what the mark of a line can mean: its style and its ordinal."""
    found = _TOKEN.match(line)
    if not found or not found["one"] or _COPYRIGHT.match(line):
        return [("bullet", 0)] if _BULLET.match(line) else []
    style, written = f"{found['open']}{found['close']}", found["one"]
    if written.isdigit():
        return [(f"digit{style}", int(written))]
    case = "upper" if written.isupper() else "lower"
    readings = []
    if len(written) == 1:
        readings.append((f"{case}{style}", ord(written.lower()) - ord("a") + 1))
    if written.lower() in _ORDER:
        readings.append((f"{case}-roman{style}", _ORDER[written.lower()]))
    return readings
