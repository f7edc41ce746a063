"""Other wordings: sentences in which people ask for a document or a part of it, one a line."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from guidance.core.documents.fields import KEY_PATTERN, MAX_LINE, SLUG_PATTERN, storable

MAX_SIGNS = MAX_LINE
MAX_KEY = 80
MAX_LINES = 40
"""Of one part: nobody asks for a thing in more ways that differ."""

PARTS: Mapping[str, tuple[str, ...]] = {
    "license": ("term", "note"),
    "faq": (),
    "tree": ("question", "outcome"),
}
"""The parts of each kind of document that people ask for, beside the document itself."""

_SPOT = re.compile(
    rf"(?P<kind>license|faq|tree)/(?P<slug>{SLUG_PATTERN})(/(?P<part>[a-z]+)/(?P<key>{KEY_PATTERN}))?"
)

Part = tuple[str, str]
"""A part of a document: what it is and its key; ``("", "")`` is the document itself."""
Lines = tuple[str, ...]
Wordings = Mapping[Part, Lines]
"""The lines of each part of one document; what has none is left out."""
WHOLE: Part = ("", "")


@dataclass(frozen=True, order=True)
class Spot:
    """What wordings are of: a document, or a part of it."""

    kind: str
    slug: str
    part: str = ""
    key: str = ""

    def __str__(self) -> str:
        inside = f"/{self.part}/{self.key}" if self.part else ""
        return f"{self.kind}/{self.slug}{inside}"

    @property
    def inside(self) -> Part:
        return self.part, self.key


def spot_of(written: str) -> Spot:
    """Read where wordings belong; ValueError where that is no such place.

    >>> spot_of("license/llama-2/term/keep-notice").key
    'keep-notice'
    """
    found = _SPOT.fullmatch(written)
    if found is None or max(map(len, written.split("/"))) > MAX_KEY:
        raise ValueError("is no place; write faq/SLUG, or license/SLUG/term/KEY")
    spot = Spot(found["kind"], found["slug"], found["part"] or "", found["key"] or "")
    if spot.part and spot.part not in PARTS[spot.kind]:
        known = " or ".join(PARTS[spot.kind]) or "no parts that people ask for"
        raise ValueError(f"names a part that a {spot.kind} has not; it has {known}")
    return spot


def tidy(lines: Iterable[str]) -> Lines:
    """Return lines as they are kept: trimmed, none empty, none twice, whatever its capitals.

    >>> tidy(["  May I  sell it? ", "", "may i sell it?"])
    ('May I sell it?',)
    """
    kept: dict[str, str] = {}
    for line in lines:
        words = " ".join(storable(line).split())
        if words:
            kept.setdefault(words.casefold(), words)
    return tuple(kept.values())


def problems_of(lines: Lines) -> Iterator[str]:
    """Yield what is wrong with tidy lines, each with what to do about it."""
    if len(lines) > MAX_LINES:
        yield f"There are {len(lines)} lines; {MAX_LINES} are kept. Leave some out."
    for line in lines:
        if len(line) > MAX_SIGNS:
            yield f"“{line[:60]}…” has more than {MAX_SIGNS} signs. Shorten it."


def read_lines(text: str) -> tuple[Lines, list[str]]:
    """Return what somebody wrote, one wording a line, and what is wrong with it."""
    try:
        lines = tidy(text.splitlines())
    except ValueError as error:
        return (), [f"This {error}."]
    return lines, list(problems_of(lines))


def differences(old: Wordings, new: Wordings) -> dict[Part, tuple[Lines, Lines]]:
    """Return what was taken away and what was added, of each part that is another."""
    found = {}
    for part in sorted(old.keys() | new.keys()):
        before, after = old.get(part, ()), new.get(part, ())
        if before != after:
            gone = tuple(line for line in before if line not in after)
            added = tuple(line for line in after if line not in before)
            found[part] = gone, added
    return found
