"""Cut a section's words into runs, each with the notes whose quoted words cover it.

Notes may overlap in any way: a run is the longest stretch that the same notes
cover. How a run looks is not known here.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from guidance.core.documents.licenses import Annotation, License, Section
from guidance.core.texts.anchors import Span, locate

_ENUMERATOR = re.compile(r"\s*(\(?[0-9A-Za-z]{1,5}[.)])(?=\s)")
_WORDS_BETWEEN = 12
"""How far behind its section's number a heading may begin."""


@dataclass(frozen=True)
class Run:
    """Words that the same notes cover.

    ``notes`` are keys, the note with the fewest words first. ``begins`` are those
    whose words start in this run, or started in words left out before it.
    ``defined`` is the key of the section that defines just these words, where they are no
    note's.
    """

    text: str
    notes: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()
    defined: str = ""


@dataclass(frozen=True)
class Clause:
    """A section as it is set on a page.

    ``above`` is the part of the number that the words themselves leave out,
    ``enumerator`` the part they have: together ``1.b.`` and ``v.``. ``heading`` is
    the heading as it stands in the words, ``paragraphs`` what follows;
    ``has_title`` says that the heading is no part of the sentence after it.
    ``annotations`` are in the order of their words; those without a place come
    last and are named in ``orphans``.
    """

    section: Section
    above: str = ""
    enumerator: str = ""
    heading: tuple[Run, ...] = ()
    has_title: bool = False
    paragraphs: tuple[tuple[Run, ...], ...] = ()
    annotations: tuple[Annotation, ...] = ()
    orphans: frozenset[str] = field(default_factory=frozenset)


def cut(text: str, area: Span, spans: Mapping[str, Span]) -> tuple[Run, ...]:
    """Cut ``text[area]`` at the borders of ``spans``; the joined runs give it back.

    Of a span only what is inside the area counts; a span without a character in
    it marks nothing.

    >>> [(run.text, run.notes) for run in cut("a b c", Span(0, 5), {"n": Span(2, 3)})]
    [('a ', ()), ('b', ('n',)), (' c', ())]
    """
    inside = {
        key: Span(max(span.start, area.start), min(span.end, area.end))
        for key, span in spans.items()
        if max(span.start, area.start) < min(span.end, area.end)
    }
    borders = {area.start, area.end}
    for span in inside.values():
        borders |= {span.start, span.end}
    ordered = sorted(borders)
    runs: list[Run] = []
    for start, end in pairwise(ordered):
        covering = [key for key, span in inside.items() if span.start <= start and end <= span.end]
        covering.sort(key=lambda key: (spans[key].end - spans[key].start, spans[key].start, key))
        begins = tuple(key for key in covering if inside[key].start == start)
        runs.append(Run(text[start:end], tuple(covering), begins))
    return tuple(runs)


def clauses(license: License) -> tuple[Clause, ...]:
    """Set every section of a license's text, in order, with its annotations.

    A license without its text's body has none. Works on half-built drafts: spans
    outside the text are cut short, a quote that is not found becomes an orphan.
    """
    text = license.text.body or ""
    return tuple(_clause(section, text, license.annotations) for section in license.sections)


def unplaced(license: License) -> tuple[Annotation, ...]:
    """Return the annotations whose section does not exist, which no clause can show."""
    keys = {section.key for section in license.sections}
    return tuple(note for note in license.annotations if note.section not in keys)


def _clause(section: Section, text: str, annotations: tuple[Annotation, ...]) -> Clause:
    area = Span(min(section.start, len(text)), min(section.end, len(text)))
    own = [note for note in annotations if note.section == section.key]
    found = {note.key: locate(note.quote, text, within=area) for note in own}
    spans = {key: span for key, span in found.items() if span is not None}
    above, enumerator, start = _number(section, text, area)
    heading_end = _heading_end(section, text, Span(start, area.end))
    seen: set[str] = set()
    heading = _once(cut(text, Span(start, heading_end), spans), seen) if heading_end else ()
    paragraphs = tuple(
        _once(cut(text, paragraph, spans), seen)
        for paragraph in _paragraphs(text, Span(heading_end or start, area.end))
    )
    last = len(text)
    own.sort(key=lambda note: spans[note.key].start if note.key in spans else last)
    return Clause(
        section=section,
        above=above,
        enumerator=enumerator,
        heading=heading,
        has_title=bool(heading) and _ends_there(text, heading_end),
        paragraphs=paragraphs,
        annotations=tuple(own),
        orphans=frozenset(found.keys() - spans.keys()),
    )


def _once(runs: tuple[Run, ...], seen: set[str]) -> tuple[Run, ...]:
    """Let each note begin only where its words are first shown."""
    kept = []
    for run in runs:
        begins = tuple(key for key in run.notes if key not in seen)
        seen.update(begins)
        kept.append(Run(run.text, run.notes, begins))
    return tuple(kept)


def _number(section: Section, text: str, area: Span) -> tuple[str, str, int]:
    """Return what the number adds, what the words have of it, and where the words go on."""
    match = _ENUMERATOR.match(text, area.start, area.end)
    plain = match.group(1).strip("(.)") if match else ""
    if match and section.label.lower().endswith(plain.lower()):
        rest = section.label[: len(section.label) - len(plain)].rstrip()
        if not rest or not rest[-1].isalnum():
            return rest, match.group(1), match.end()
    return section.label, "", area.start


def _heading_end(section: Section, text: str, area: Span) -> int:
    """Return where the heading ends that the words begin with; 0 where they do not."""
    if not section.heading:
        return 0
    limit = min(area.end, area.start + _WORDS_BETWEEN + len(section.heading))
    start = text.find(section.heading, area.start, limit)
    if start < 0 or text[area.start : start].strip(" \n\t\"'“‘*#"):
        return 0
    end = start + len(section.heading)
    while end < area.end and text[end] in ".:\"'”’":
        end += 1
    return end


def _ends_there(text: str, end: int) -> bool:
    return text[end - 1] in ".:" or text[end : end + 1] in ("", "\n")


def _paragraphs(text: str, area: Span) -> Iterator[Span]:
    """Yield the stretches between line breaks that hold more than blanks."""
    start = area.start
    for line in text[area.start : area.end].split("\n"):
        if line.strip():
            yield Span(start, start + len(line))
        start += len(line) + 1
