"""Where on a page a text stands, and whether the page says something else than it.

A page has more than the text: menus, dates, notices. Only what stands in the place of the
text is compared, and a long paragraph beside it that was not there before. Letter case,
signs and the setting of lines are no words. Where a page came from is nothing to this.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile
from typing import Literal

from guidance.core.texts.diffs import shared_once
from guidance.core.texts.likeness import fold, plain

How = Literal["same", "layout", "changed", "elsewhere"]

LONG = 12
"""Words of a paragraph beside a text from which on it may be a clause, and none of the frame."""
_RUN = 3
"""So many words in a row tell where a text is: fewer stand in a menu too."""
_STRAY = 40
"""Words of a page between a short run and the rest, from which on the run is of the frame."""
_DATED = 10
"""Words of a paragraph up to which another date alone is no change: "Today is Monday"."""
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?|[%$€£]")
_PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*")
_DATE = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?"
    r"(?:\d{1,2}(?:st|nd|rd|th)?[ .]*(?:of )?(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|"
    r"dec)[a-z]*\.?,? (?:19|20)\d\d"
    r"|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.? \d{1,2}"
    r"(?:st|nd|rd|th)?,? (?:19|20)\d\d"
    r"|(?:19|20)\d\d-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d|[©] ?(?:19|20)\d\d)"
    r"(?:,? (?:at )?\d{1,2}:\d\d(?::\d\d)?(?: ?[ap]m)?)?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Judged:
    """How a page stands to a text: ``part`` is what stands in its place there.

    ``elsewhere``: less than half of the text is on the page, ``part`` is empty. ``added`` are
    long paragraphs that touch the part and were not on the page before.
    """

    how: How
    part: str = ""
    added: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Word:
    key: str
    start: int
    end: int


def judge_text(text: str, page: str, *, before: str = "", is_settled: bool = False) -> Judged:
    """Say how a page stands to a text whose words are known.

    ``before`` is the page as it was when somebody, or this, last found it right; with
    ``is_settled`` it said something else than the text, and that was found to be nothing.

    >>> judge_text("You may copy it.", "Menu\\n\\nYOU may “copy” it\\n\\n3 May")
    Judged(how='layout', part='YOU may “copy” it', added=())
    """
    text, page, before = plain(text), plain(page), plain(before)
    found = _found(text, page)
    added = _added(before, page, found.part) if before and found.part else ()
    if found.how == "elsewhere" and is_settled and judge_page(before, page).how != "changed":
        return Judged("layout")
    if found.how == "changed" and is_settled and not added:
        was = _found(text, before)
        if was.part and _keys(was.part) == _keys(found.part):
            return Judged("layout", found.part)
    return Judged("changed" if added else found.how, found.part, added)


def judge_page(before: str, page: str) -> Judged:
    """Say how a page stands to what it was, where only the page itself is known of its words."""
    if before == page:
        return Judged("same", page)
    is_same = _undated(before) == _undated(page)
    return Judged("layout" if is_same else "changed", page)


def _found(text: str, page: str) -> Judged:
    old, new = _words(text), _words(page)
    if not old or not new:
        return Judged("elsewhere")
    starts = _starts(page, new)
    at = _place(old, new)
    if at is not None:
        begin, end = _whole(starts, len(new), at, at + len(old))
        part = _part(page, new, begin, end)
        if end - begin > len(old):
            return Judged("changed", part)
        return Judged("same" if part == text else "layout", part)
    runs, common = _runs(old, new)
    if not runs or 2 * common < len(old):
        return Judged("elsewhere")
    first, last = _ends(runs, len(old))
    begin, end = _whole(starts, len(new), first[1], last[1] + last[2])
    keys = [word.key for word in new]
    head = {word.key for word in old[: first[0]]}
    tail = {word.key for word in old[last[0] + last[2] :]}
    bounds = [*starts, len(new)]
    before = [(one, two) for one, two in pairwise(bounds) if two <= begin][::-1]
    after = [(one, two) for one, two in pairwise(bounds) if one >= end]
    begin = min([begin, *(one for one, _two in _missed(before, keys, head))])
    end = max([end, *(two for _one, two in _missed(after, keys, tail))])
    return Judged("changed", _part(page, new, begin, end))


def _place(old: Sequence[_Word], new: Sequence[_Word]) -> int | None:
    """Return the word of a page from which on all words of a text stand one after the other."""
    wanted = "\n".join(["", *(word.key for word in old), ""])
    given = "\n".join(["", *(word.key for word in new), ""])
    at = given.find(wanted)
    return None if at < 0 else given.count("\n", 0, at)


def _runs(old: Sequence[_Word], new: Sequence[_Word]) -> tuple[list[tuple[int, int, int]], int]:
    """Return runs of words that both have once and in one order, and how many words both have.

    A run is where it stands in either, and how long it is. Words count where so many as tell a
    place stand in a row. Time is nearly that of the length.
    """
    size = min(_RUN, len(old))
    rows = [_in_rows(words, size) for words in (old, new)]
    known = set(rows[1])
    common = {at + n for at, row in enumerate(rows[0]) if row in known for n in range(size)}
    runs: list[tuple[int, int, int]] = []
    for at_old, at_new in shared_once(*rows):
        if runs and _goes_on(runs[-1], at_old, at_new, size):
            first_old, first_new, length = runs[-1]
            runs[-1] = (first_old, first_new, length + 1)
        else:
            runs.append((at_old, at_new, size))
    return runs, len(common)


def _goes_on(run: tuple[int, int, int], at_old: int, at_new: int, size: int) -> bool:
    """Tell whether the next row of so many words is one word further than the run's last."""
    further = run[2] - size + 1
    return (at_old, at_new) == (run[0] + further, run[1] + further)


def _in_rows(words: Sequence[_Word], size: int) -> list[str]:
    """Return from each word on so many in a row, joined."""
    keys = [word.key for word in words]
    return [" ".join(keys[at : at + size]) for at in range(len(keys) - size + 1)]


def _part(page: str, words: Sequence[_Word], begin: int, end: int) -> str:
    """Return the paragraphs from one word up to another, with the signs that go with them."""
    first, last = words[begin].start, words[end - 1].end
    head = page[:first].replace("\n", " ").rpartition(" ")[2]
    tail = takewhile(lambda sign: not sign.isspace(), page[last:])
    return head + page[first:last] + "".join(tail)


def _ends(runs: list[tuple[int, int, int]], size: int) -> tuple[tuple[int, int, int], ...]:
    """Return the first and the last run that are of the text, and not of what is around it."""
    long = list(runs)
    while len(long) > 1 and _is_stray(long[0], long[1], size):
        long = long[1:]
    while len(long) > 1 and _is_stray(long[-1], long[-2], size):
        long = long[:-1]
    return long[0], long[-1]


def _is_stray(run: tuple[int, int, int], other: tuple[int, int, int], size: int) -> bool:
    one, two = sorted((run, other))
    in_text = two[0] - one[0] - one[2]
    on_page = two[1] - one[1] - one[2]
    return 20 * run[2] < size and on_page > in_text + _STRAY


def _starts(page: str, words: Sequence[_Word]) -> list[int]:
    """Return the numbers of the words with which the paragraphs of a page begin."""
    found = []
    at = 0
    for match in _PARAGRAPH.finditer(page):
        while at < len(words) and words[at].start < match.start():
            at += 1
        if at < len(words) and words[at].start < match.end():
            found.append(at)
    return found


def _whole(starts: Sequence[int], size: int, begin: int, end: int) -> tuple[int, int]:
    """Return the paragraphs that words stand in, whole: what is added to one is of the text."""
    first = max((start for start in starts if start <= begin), default=begin)
    return first, min((start for start in starts if start >= end), default=size)


def _missed(
    paragraphs: Sequence[tuple[int, int]], keys: Sequence[str], missed: set[str]
) -> Iterator[tuple[int, int]]:
    """Yield paragraphs, from the nearest on, half of whose words the text has there too."""
    for one, two in paragraphs:
        if 2 * sum(key in missed for key in keys[one:two]) < two - one:
            return
        yield one, two


def _added(before: str, page: str, part: str) -> tuple[str, ...]:
    """Return long paragraphs that the page did not have before, and that touch a part.

    Beyond a paragraph that it had is the frame, in which news and dates change each day.
    """
    start = page.find(part)
    known = {tuple(_keys(one)) for one in _paragraphs(before)}
    found: list[str] = []
    for beside in (_paragraphs(page[:start])[::-1], _paragraphs(page[start + len(part) :])):
        new = takewhile(lambda one: tuple(_keys(one)) not in known, beside)
        found += [one for one in new if len(_keys(one)) >= LONG]
    return tuple(found)


def _undated(page: str) -> list[str]:
    """Return the words of a page; a date in a paragraph of few words is no word."""
    found: list[str] = []
    for paragraph in _paragraphs(page):
        is_short = len(_keys(paragraph)) <= _DATED
        found += _keys(_DATE.sub(" ", paragraph) if is_short else paragraph)
    return found


def _paragraphs(page: str) -> list[str]:
    return [found[0] for found in _PARAGRAPH.finditer(page)]


def _words(text: str) -> list[_Word]:
    return list(_each_word(text))


def _each_word(text: str) -> Iterator[_Word]:
    for match in _WORD.finditer(text):
        yield _Word(fold(match[0]).casefold(), match.start(), match.end())


def _keys(text: str) -> list[str]:
    return [word.key for word in _each_word(text)]
