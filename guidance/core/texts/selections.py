"""Words that somebody chose in a text: which places they may mean, and the quote that finds one.

Nobody types what stands before or after: it is added where the words alone would not be found.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from guidance.core.documents.licenses import Quote, Section
from guidance.core.texts.anchors import Span, describe, find
from guidance.core.texts.likeness import fold

MOST_PLACES = 20
"""So many places of the same words are offered to choose from."""
_WORDS_AROUND = 12
"""Words on a side that are tried before the surroundings are taken by characters."""


class NotQuotable(ValueError):
    """Raised where a choice of words makes no quote; ``reason`` says why."""

    def __init__(self, reason: Literal["empty", "outside", "across", "unclear"]) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Chosen:
    """Words at one place: their span, the key of their section, and a quote that finds them."""

    span: Span
    section: str
    quote: Quote


@dataclass(frozen=True)
class Places:
    """Where words stand; ``are_similar`` where only words like them were found."""

    spans: tuple[Span, ...]
    are_similar: bool = False


def choose(span: Span, text: str, sections: Iterable[Section]) -> Chosen:
    """Return the quote of the words at a span, whole words without blanks around them.

    Its surroundings are as short as they can be: none where the words stand once in their
    section. Raises NotQuotable: nothing but blanks, outside the text or every section, across
    the border of two, or words that cannot be told apart.
    """
    if not 0 <= span.start <= span.end <= len(text):
        raise NotQuotable("outside")
    span = _whole_words(_trimmed(span, text), text)
    if span.start == span.end:
        raise NotQuotable("empty")
    section = next((one for one in sections if one.start <= span.start < one.end), None)
    if section is None:
        raise NotQuotable("outside")
    if span.end > section.end:
        raise NotQuotable("across")
    area = Span(section.start, min(section.end, len(text)))
    for quote in _quotes(span, text):
        match = find(quote, text, within=area)
        if match is not None and (match.span, match.how) == (span, "exact"):
            return Chosen(span, section.key, quote)
    raise NotQuotable("unclear")


def places_of(words: str, text: str, *, within: Span | None = None) -> Places:
    """Return where pasted words stand, the first ``MOST_PLACES``; else words that are like them.

    Blanks, line ends, letter case and the kind of quotation marks and dashes do not matter.
    """
    area = within or Span(0, len(text))
    wanted = fold(words).split()
    if not wanted:
        return Places(())
    pattern = re.compile(r"\s+".join(map(re.escape, wanted)), re.IGNORECASE)
    found = pattern.finditer(fold(text), area.start, area.end)
    spans = tuple(Span(*one.span()) for one in islice(found, MOST_PLACES))
    if spans:
        return Places(spans)
    match = find(Quote(exact=" ".join(words.split())), text, within=area)
    return Places((match.span,) if match else (), are_similar=True)


def _trimmed(span: Span, text: str) -> Span:
    words = text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.start + len(words.rstrip())))


def _whole_words(span: Span, text: str) -> Span:
    """Take in the rest of words that were cut; scripts from U+2E80 on set no blanks."""
    start, end = span.start, span.end
    if start == end:
        return span
    while start > 0 and _is_inside(text, start):
        start -= 1
    while end < len(text) and _is_inside(text, end):
        end += 1
    return Span(start, end)


def _is_inside(text: str, place: int) -> bool:
    left, right = text[place - 1], text[place]
    return left.isalnum() and right.isalnum() and max(left, right) < "\u2e80"


def _quotes(span: Span, text: str) -> Iterator[Quote]:
    """Yield quotes of a span, those with the shortest surroundings first."""
    exact = text[span.start : span.end]
    yield Quote(exact=exact)
    before = re.findall(r"\S+\s*", text[text.rfind("\n", 0, span.start) + 1 : span.start])
    after = re.findall(r"\s*\S+", text[span.end :].partition("\n")[0])
    for count in range(1, _WORDS_AROUND + 1):
        prefix, suffix = "".join(before[-count:]), "".join(after[:count])
        if prefix:
            yield Quote(exact=exact, prefix=prefix)
        if suffix:
            yield Quote(exact=exact, suffix=suffix)
        if prefix and suffix:
            yield Quote(exact=exact, prefix=prefix, suffix=suffix)
    yield describe(span, text)
