"""What becomes of quotes in a new revision of their text: the same, moved, similar, or lost.

Nothing is decided here: what is only similar is for a person, with both sentences side by side.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz

from guidance.core.documents.licenses import License, Section
from guidance.core.texts.anchors import Span, find, locate
from guidance.core.texts.quotes import Quoted, quotes_in
from guidance.core.texts.selections import Chosen, NotQuotable, choose
from guidance.core.texts.sentences import sentence_of
from guidance.core.texts.turns import are_same_words

Fate = Literal["same", "moved", "similar", "lost"]
CERTAIN: tuple[Fate, ...] = ("same", "moved")
"""Words and their sentence are the same, so that many can be taken over at once."""


@dataclass(frozen=True)
class Fated:
    """A quote, what becomes of it, and where: both sentences, and the quote that finds it there.

    ``same``: words and sentence, in the section of the same key; ``moved``: in another one.
    ``similar``: the words or their sentence are others, ``score`` says how like the sentences
    are (0 to 100). ``lost``: nothing is found, and ``chosen`` is None.
    """

    quoted: Quoted
    fate: Fate
    score: float
    old: str
    new: str
    chosen: Chosen | None


def fates(license: License, body: str, sections: Sequence[Section]) -> tuple[Fated, ...]:
    """Say of every quote in a license's own text what becomes of it in another text.

    Quotes of policies' items, whose words are not held, are left out.
    """
    areas = {section.key: Span(section.start, section.end) for section in license.sections}
    quotes = [one for one in quotes_in(license) if one.section in areas]
    return tuple(_fate(one, license.text.body or "", areas, body, sections) for one in quotes)


def differs_in_form_only(old: str, new: str) -> bool:
    """Tell whether two texts have the same words, set in other lines and paragraphs."""
    return old != new and old.split() == new.split()


def _fate(
    quoted: Quoted, before: str, areas: dict[str, Span], body: str, sections: Sequence[Section]
) -> Fated:
    quote = quoted.quote
    stood = locate(quote, before, within=areas[quoted.section])
    old = quote.sentence or (sentence_of(before, stood.start, stood.end) if stood else "")
    own = next((one for one in sections if one.key == quoted.section), None)
    found = [
        match
        for area in ([Span(own.start, own.end)] if own else []) + [None]
        if (match := find(quote, body, within=area)) is not None
    ]
    best: Fated | None = None
    for match in found:
        span = match.span
        new = sentence_of(body, span.start, span.end)
        try:
            chosen = choose(span, body, sections)
        except NotQuotable:
            continue
        is_same = match.how != "similar" and bool(old) and are_same_words(old, new)
        here = chosen.section == quoted.section
        fate: Fate = "similar" if not is_same else "same" if here else "moved"
        score = 100.0 if is_same else float(fuzz.ratio(old or quote.exact, new))
        one = Fated(quoted, fate, score, old, new, chosen)
        if best is None or one.score > best.score:
            best = one
    return best or Fated(quoted, "lost", 0.0, old, "", None)
