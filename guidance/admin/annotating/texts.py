"""The text as its team works on it: clauses with what is quoted marked, and what rests on each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from guidance.core.documents.licenses import Quote
from guidance.core.texts.anchors import Span, locate
from guidance.core.texts.highlights import cut
from guidance.models import Annotation, License, Section, Term
from guidance.services.drafts.coverage import Coverage, coverage_of


@dataclass(frozen=True)
class Piece:
    """Words that the same notes and terms cover; ``opens`` says which one a click opens."""

    text: str
    kind: str = ""
    opens: str = ""


@dataclass(frozen=True)
class Paragraph:
    """One paragraph: where it starts in the text, in characters, and its words."""

    start: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Clause:
    """A section with its words, its notes and how much rests on it.

    ``notes`` and ``terms`` come with whether their words are found.
    """

    row: Section
    paragraphs: tuple[Paragraph, ...]
    notes: tuple[tuple[Annotation, bool], ...]
    terms: tuple[tuple[Term, bool], ...]
    coverage: Coverage

    @property
    def name(self) -> str:
        return " ".join(filter(None, (self.row.label, self.row.heading))) or self.row.key


@dataclass(frozen=True)
class WorkedText:
    """All clauses of a license, and the notes whose section is not there."""

    clauses: tuple[Clause, ...]
    unplaced: tuple[Annotation, ...]

    @property
    def bare(self) -> int:
        """Return how many clauses nobody has interpreted."""
        return sum(not clause.coverage.total for clause in self.clauses)


def worked_text(license: License) -> WorkedText:
    """Read a draft as its text with all that is quoted from it (nine queries)."""
    body = license.text.body
    sections = list(license.sections.all())
    notes = _by_section((note.section, note) for note in license.annotations.all())
    cited = _by_section(
        (citation["section"], (term, citation.get("quote") or {}))
        for term in license.terms.all()
        for citation in term.citations
    )
    coverage = coverage_of(license)
    keys = {section.key for section in sections}
    return WorkedText(
        clauses=tuple(
            _clause(body, one, notes.get(one.key, []), cited.get(one.key, []), coverage)
            for one in sections
        ),
        unplaced=tuple(note for key in notes if key not in keys for note in notes[key]),
    )


def bare_text(license: License) -> tuple[Clause, ...]:
    """Read a draft as its text alone (one query)."""
    body = license.text.body
    return tuple(_clause(body, one, [], [], {}) for one in license.sections.all())


def _by_section(pairs: Iterable[tuple[str, Any]]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for key, one in pairs:
        found.setdefault(key, []).append(one)
    return found


def _clause(
    body: str,
    section: Section,
    notes: list[Annotation],
    cited: list[tuple[Term, dict[str, str]]],
    coverage: Mapping[str, Coverage],
) -> Clause:
    area = Span(min(section.start, len(body)), min(section.end, len(body)))
    spans: dict[str, Span] = {}
    kinds: dict[str, str] = {}
    placed = []
    for note in notes:
        span = _span(body, area, note.exact, note.prefix, note.suffix)
        placed.append((note, span))
        if span is not None:
            spans[f"note={note.pk}"], kinds[f"note={note.pk}"] = span, note.kind
    terms: dict[Term, bool] = {}
    for number, (term, quote) in enumerate(cited):
        words = (quote.get("exact", ""), quote.get("prefix", ""), quote.get("suffix", ""))
        span = _span(body, area, *words) if quote else None
        terms[term] = terms.get(term, True) and (span is not None or not quote)
        if span is not None:
            spans[f"term={term.pk}#{number}"], kinds[f"term={term.pk}#{number}"] = span, "term"
    placed.sort(key=lambda one: one[1].start if one[1] else len(body))
    return Clause(
        row=section,
        paragraphs=tuple(_paragraphs(body, area, spans, kinds)),
        notes=tuple((note, span is not None) for note, span in placed),
        terms=tuple(terms.items()),
        coverage=coverage.get(section.key, Coverage()),
    )


def _span(body: str, area: Span, exact: str, prefix: str, suffix: str) -> Span | None:
    if not exact.strip():
        return None
    return locate(Quote(exact=exact, prefix=prefix, suffix=suffix), body, within=area)


def _paragraphs(
    body: str, area: Span, spans: Mapping[str, Span], kinds: Mapping[str, str]
) -> Iterable[Paragraph]:
    start = area.start
    for line in body[area.start : area.end].split("\n"):
        if line.strip():
            runs = cut(body, Span(start, start + len(line)), spans)
            pieces = tuple(_piece(run.text, run.notes, kinds) for run in runs)
            yield Paragraph(start, pieces)
        start += len(line) + 1


def _piece(text: str, covering: tuple[str, ...], kinds: Mapping[str, str]) -> Piece:
    """Mark words for the note with the fewest words; for a term where no note is about them."""
    if not covering:
        return Piece(text)
    chosen = next((one for one in covering if kinds[one] != "term"), covering[0])
    # A blank between two quotes within a third is marked, but a link of it nobody could see.
    return Piece(text, kinds[chosen], chosen.partition("#")[0] if text.strip() else "")
