"""Spans and quotes: describe the words at a place so that they can be found again.

This is the one answer to "is the quote still there". It never guesses: words
that are gone, or that could stand in two places, are an orphan. What a quote
is about, and who cites it, is not known here; nor is the sentence that it once stood in,
which the checks compare.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal

from rapidfuzz import fuzz

from guidance.core.documents.licenses import Quote
from guidance.core.texts.likeness import fold, is_plain, plain, plain_offsets, similar_words
from guidance.core.texts.sentences import sentence_bounds
from guidance.core.texts.turns import have_turned_after, have_turned_before, turns

CONTEXT = 32
"""Characters kept on each side of a quote, doubled for as long as they are not unique."""
MAX_CONTEXT_COMPARED = 64
"""Characters on each side that are compared where the surroundings have changed."""
CONTEXT_ENOUGH = 60.0
"""Likeness (0 to 100) that the surroundings need before they decide between places."""
CONTEXT_MARGIN = 10.0
"""Lead that the best surroundings need over the next best."""
WHOLE_SIDE = 16
"""Length from which one wholly unchanged side decides between equally good places."""
SHORT = 8
"""Words shorter than this are found in changed surroundings only if those are alike enough."""
TWIN = 90.0
"""Surroundings as alike as this, and yet turned, are those of another sentence like it."""
MAX_PLACES = 1_000
"""Words that stand in more places than this point to none of them."""


@dataclass(frozen=True, order=True)
class Span:
    """The half-open span ``[start, end)`` in code points."""

    start: int
    end: int


@dataclass(frozen=True)
class Match:
    """Where a quote was found, how, and how sure that is (0 to 100).

    ``exact``: words and surroundings are unchanged; always 100. Signs that nobody sees, and
    letters joined to one sign, are no change. ``context``: the
    words are unchanged, ``score`` is the likeness of their surroundings.
    ``similar``: the words are others, ``score`` is their likeness; at 100 they
    differ in letter case, in the kind of quotation mark, dash or blank only.
    """

    span: Span
    how: Literal["exact", "context", "similar"]
    score: float


def describe(span: Span, text: str) -> Quote:
    """Return a quote by which ``locate`` finds this very span of ``text`` again.

    The surroundings are 32 characters on each side, and more, up to the edges of
    the text, where these words in these surroundings stand elsewhere too.
    ``text`` must be normalized. Raises ValueError where the span is not inside
    the text or holds nothing but blanks: those are no words.
    """
    if not 0 <= span.start < span.end <= len(text):
        raise ValueError(f"{span} is not inside a text of {len(text)} characters")
    size = CONTEXT
    while True:
        start, end = max(0, span.start - size), span.end + size
        if _is_only(text[start:end], text):
            break
        size *= 2
    return Quote(
        exact=text[span.start : span.end],
        prefix=text[start : span.start],
        suffix=text[span.end : end],
    )


def locate(
    quote: Quote, text: str, *, hint: int | None = None, within: Span | None = None
) -> Span | None:
    """Find where ``quote`` stands in ``text``, or None if it is orphaned.

    As ``find``, without the details.

    >>> locate(Quote(exact="the notice", prefix="retain "), "You retain the notice.")
    Span(start=11, end=21)
    """
    match = find(quote, text, hint=hint, within=within)
    return match.span if match else None


def find(
    quote: Quote, text: str, *, hint: int | None = None, within: Span | None = None
) -> Match | None:
    """Find where ``quote`` stands in ``text`` and how sure that is; None if it is orphaned.

    Tried in this order, and the first that finds anything decides, be it that the
    quote is orphaned because two places are as good as each other: these words in
    these surroundings; these words, by the likest surroundings; these words in
    another typography, then in another letter case; similar words. Surroundings that are the
    same but for another party, number, *may* or *not* are those of a twin: an orphan. Whether
    similar words have turned is not asked here, but by ``has_turned``. A side without context
    must be the border of a word: "use" is not found in "because". ``hint`` is the former start
    offset and only breaks ties. ``within`` limits where the words may stand;
    offsets are those of the whole text. ``text`` must be normalized.
    Source: W3C Web Annotation Data Model, Text Quote Selector.
    """
    area = Span(max(0, within.start), min(within.end, len(text))) if within else Span(0, len(text))
    match = _found(quote, text, area, hint)
    if (match is None or match.how != "exact") and not _are_plain(quote, text):
        match = _found_as_seen(quote, text, area, hint) or match
    is_twin = match is not None and match.how == "context" and match.score >= TWIN
    return None if match and is_twin and has_turned(quote, text, match) else match


def _are_plain(quote: Quote, text: str) -> bool:
    return all(map(is_plain, (text, quote.exact, quote.prefix, quote.suffix)))


def _found_as_seen(quote: Quote, text: str, area: Span, hint: int | None) -> Match | None:
    """Find a quote as it is read: without the signs that nobody sees, ligatures as letters."""
    exact, prefix, suffix = map(plain, (quote.exact, quote.prefix, quote.suffix))
    if not exact.strip():
        return None
    offsets = plain_offsets(text)
    match = _found(
        Quote(exact=exact, prefix=prefix, suffix=suffix),
        plain(text),
        Span(bisect_left(offsets, area.start), bisect_left(offsets, area.end)),
        None if hint is None else bisect_left(offsets, hint),
    )
    if match is None:
        return None
    last = offsets[match.span.end - 1]
    return replace(match, span=Span(offsets[match.span.start], last + 1))


def has_turned(quote: Quote, text: str, match: Match) -> bool:
    """Tell whether what was found says something else: in its words, or in what is beside them.

    Of the surroundings only what belongs to the same sentence is compared.
    """
    if match.how == "exact":
        return False
    span = match.span
    if match.how == "similar" and turns(quote.exact, text[span.start : span.end]):
        return True
    whole = quote.prefix + quote.exact + quote.suffix
    start, end = len(quote.prefix), len(quote.prefix) + len(quote.exact)
    old_start, old_end = sentence_bounds(whole, start, end)
    new_start, new_end = sentence_bounds(text, span.start, span.end)
    return have_turned_before(
        whole[old_start:start], text[new_start : span.start]
    ) or have_turned_after(whole[end:old_end], text[span.end : new_end])


def _found(quote: Quote, text: str, area: Span, hint: int | None) -> Match | None:
    if unchanged := _few(_unchanged(quote, text, area)):
        span = _nearest(unchanged, hint)
        return Match(span, "exact", 100.0) if span else None
    if same := _few(_same_words(quote, text, area)):
        return _match(quote, fold(text), dict.fromkeys(same, 100.0), "context", hint)
    folded = fold(text)
    for flags in (re.NOFLAG, re.IGNORECASE):
        if found := _few(_same_words_folded(quote, folded, area, flags)):
            return _match(quote, folded, dict.fromkeys(found, 100.0), "similar", hint)
    alike = similar_words(quote.exact, folded, area.start, area.end)
    places = {Span(*place): score for place, score in alike.items()}
    return _match(quote, folded, places, "similar", hint)


def _is_only(words: str, text: str) -> bool:
    first = text.find(words)
    return text.find(words, first + 1) == -1


def _few(spans: Iterable[Span]) -> list[Span]:
    return list(islice(spans, MAX_PLACES + 1))


def _unchanged(quote: Quote, text: str, area: Span) -> Iterator[Span]:
    """Yield the places of these words in these very surroundings."""
    before, after = len(quote.prefix), len(quote.suffix)
    whole = quote.prefix + quote.exact + quote.suffix
    for start in _starts(whole, text, max(0, area.start - before), area.end + after):
        span = Span(start + before, start + len(whole) - after)
        if _has_whole_words(quote, text, span):
            yield span


def _same_words(quote: Quote, text: str, area: Span) -> Iterator[Span]:
    for start in _starts(quote.exact, text, area.start, area.end):
        span = Span(start, start + len(quote.exact))
        if _has_whole_words(quote, text, span):
            yield span


def _starts(words: str, text: str, start: int, end: int) -> Iterator[int]:
    place = text.find(words, start, end)
    while place != -1:
        yield place
        place = text.find(words, place + 1, end)


def _same_words_folded(
    quote: Quote, folded: str, area: Span, flags: re.RegexFlag
) -> Iterator[Span]:
    """Yield the places of these words where only typography and runs of blanks differ."""
    words = re.compile(r"\s+".join(map(re.escape, fold(quote.exact).split())), flags)
    found = words.search(folded, area.start, area.end)
    while found:
        span = Span(*found.span())
        if _has_whole_words(quote, folded, span):
            yield span
        found = words.search(folded, span.start + 1, area.end)


def _has_whole_words(quote: Quote, text: str, span: Span) -> bool:
    """Say whether no word is cut that was not cut in the quote already."""
    first, last = text[span.start], text[span.end - 1]
    starts = _cuts(text[max(0, span.start - 1) : span.start], first)
    ends = _cuts(last, text[span.end : span.end + 1])
    return (not starts or _cuts(quote.prefix[-1:], first)) and (
        not ends or _cuts(last, quote.suffix[:1])
    )


def _cuts(left: str, right: str) -> bool:
    """Say whether a border between these two characters would go through a word.

    Scripts from U+2E80 on (Chinese, Japanese) set no blanks between words.
    """
    return left.isalnum() and right.isalnum() and max(left, right) < "\u2e80"


def _match(
    quote: Quote,
    folded: str,
    places: dict[Span, float],
    how: Literal["context", "similar"],
    hint: int | None,
) -> Match | None:
    """Choose among places, given with the likeness of their words, by their surroundings."""
    if not 0 < len(places) <= MAX_PLACES:
        return None
    if not quote.prefix and not quote.suffix:
        only = _nearest(list(places), hint)
        return Match(only, how, places[only]) if only else None
    prefix, suffix = fold(quote.prefix), fold(quote.suffix)
    around = {span: _likeness_around(prefix, suffix, folded, span) for span in places}
    best = max(around.values())
    if best < CONTEXT_ENOUGH and (len(places) > 1 or len(quote.exact.strip()) < SHORT):
        return None
    tied = [span for span in around if best - around[span] < CONTEXT_MARGIN]
    kept = [span for span in tied if _has_whole_side(prefix, suffix, folded, span)]
    span = _nearest(kept if len(kept) == 1 else tied, hint)
    if span is None:
        return None
    return Match(span, how, around[span] if how == "context" else places[span])


def _nearest(spans: list[Span], hint: int | None) -> Span | None:
    """Return the only span, or the one that starts nearest to the hint; None if undecided."""
    if len(spans) == 1:
        (only,) = spans
        return only
    if hint is None or len(spans) > MAX_PLACES:
        return None
    first, second = sorted(spans, key=lambda span: abs(span.start - hint))[:2]
    return None if abs(first.start - hint) == abs(second.start - hint) else first


def _likeness_around(prefix: str, suffix: str, folded: str, span: Span) -> float:
    """Return the likeness of the near surroundings, each side weighing by its length."""
    prefix, suffix = prefix[-MAX_CONTEXT_COMPARED:], suffix[:MAX_CONTEXT_COMPARED]
    before = folded[max(0, span.start - len(prefix)) : span.start]
    after = folded[span.end : span.end + len(suffix)]
    total = fuzz.ratio(prefix, before) * len(prefix) + fuzz.ratio(suffix, after) * len(suffix)
    return float(total / (len(prefix) + len(suffix)))


def _has_whole_side(prefix: str, suffix: str, folded: str, span: Span) -> bool:
    has_prefix = len(prefix) >= WHOLE_SIDE and folded.endswith(prefix, 0, span.start)
    has_suffix = len(suffix) >= WHOLE_SIDE and folded.startswith(suffix, span.end)
    return has_prefix or has_suffix
