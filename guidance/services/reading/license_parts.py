"""What the pages of a license show, made from a reading alone (no query).

The public pages, the draft's preview and the comparison use the same. How it
looks is the templates' business.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from textwrap import shorten

from guidance.core.definitions.words import DEFINES, DefinedWords, Definition, definitions
from guidance.core.documents.editions import CitedLicense, Context
from guidance.core.documents.licenses import Annotation, License, TermKind
from guidance.core.texts import diffs
from guidance.core.texts.diffs import Change
from guidance.core.texts.highlights import Clause, clauses, unplaced
from guidance.services.editions.readings import Reading
from guidance.services.editions.snapshots import cited_sections
from guidance.services.results.citing import CitedTerm, cite_all

_OPENING_LENGTH = 40
_PAGES_KEPT = 64
_COMPARISONS_KEPT = 32


@dataclass(frozen=True)
class TopicTerms:
    slug: str
    title: str
    terms: tuple[CitedTerm, ...]


@dataclass(frozen=True)
class Glance:
    """The terms of one kind that have a short form."""

    kind: TermKind
    terms: tuple[CitedTerm, ...]


@dataclass(frozen=True)
class Entry:
    """A line of the contents: where it leads, its number and its words."""

    key: str
    label: str
    words: str


@dataclass(frozen=True)
class LicensePage:
    """``policy_parents`` are the keys of policy items that have items below them.

    ``meanings`` are the definitions whose words a clause uses, by the key of the clause.
    ``of_edition``: there is one of each edition.
    """

    of_edition = ""

    contents: tuple[Entry, ...]
    clauses: tuple[Clause, ...]
    unplaced: tuple[Annotation, ...]
    glance: tuple[Glance, ...]
    topics: tuple[TopicTerms, ...]
    policy_parents: frozenset[str]
    meanings: Mapping[str, tuple[Definition, ...]]


@dataclass(frozen=True)
class Cell:
    """What one license says on one topic; no terms means that it says nothing."""

    license: License
    terms: tuple[CitedTerm, ...]


@dataclass(frozen=True)
class Comparison:
    """A topic with a cell for each license, in the order of the licenses."""

    slug: str
    title: str
    cells: tuple[Cell, ...]


_pages: dict[str, LicensePage] = {}


def license_page(reading: Reading[License]) -> LicensePage:
    """Return what a license's page shows; kept in memory for an edition, which never changes."""
    if reading.edition is None:
        return _license_page(reading)
    key = reading.edition.digest
    if key not in _pages:
        if len(_pages) >= _PAGES_KEPT:
            _pages.clear()
        _pages[key] = _license_page(reading)
    return _pages[key]


def _license_page(reading: Reading[License]) -> LicensePage:
    license = reading.document
    made = clauses(license)
    words = DefinedWords(definitions(license))
    terms = cited_terms(license)
    return LicensePage(
        contents=tuple(_contents(made)),
        clauses=tuple(words.linked(clause) for clause in made),
        unplaced=unplaced(license),
        glance=tuple(
            Glance(kind, tuple(t for t in terms if t.term.kind == kind and t.term.glance))
            for kind in TermKind
        ),
        topics=tuple(
            TopicTerms(
                slug=slug,
                title=reading.context.topics.get(slug, slug),
                terms=tuple(t for t in terms if t.term.topic == slug),
            )
            for slug in dict.fromkeys(t.term.topic for t in terms)
        ),
        policy_parents=frozenset(
            item.key.rpartition(".")[0] for policy in license.policies for item in policy.sections
        ),
        meanings={clause.section.key: words.used_in(clause) for clause in made},
    )


def cited_terms(license: License) -> tuple[CitedTerm, ...]:
    """Return the terms of a license, in its order, with their citations resolved."""
    keys = {citation.section for term in license.terms for citation in term.citations}
    named = CitedLicense(
        title=license.title,
        short_title=license.short_title,
        publisher=license.publisher,
        sections=cited_sections(license, keys),
    )
    context = Context(licenses={license.slug: named})
    return tuple(
        CitedTerm(term, cite_all(term.citations, context, license=license.slug))
        for term in license.terms
    )


def compare_terms(readings: Iterable[Reading[License]]) -> tuple[Comparison, ...]:
    """Put the terms of licenses side by side by topic.

    Topics come in the order in which the licenses first speak of them.
    """
    readings = tuple(readings)
    sides = [(reading.document, cited_terms(reading.document)) for reading in readings]
    titles = {slug: title for reading in readings for slug, title in reading.context.topics.items()}
    topics = dict.fromkeys(t.term.topic for _, terms in sides for t in terms)
    return tuple(
        Comparison(
            slug=slug,
            title=titles.get(slug, slug),
            cells=tuple(
                Cell(license, tuple(t for t in terms if t.term.topic == slug))
                for license, terms in sides
            ),
        )
        for slug in topics
    )


def compare_words(old: License, new: License) -> tuple[Change, ...]:
    """Return what differs between the texts of two licenses; kept in memory by their digests."""
    return _compare_words(_Body(old), _Body(new))


class _Body:
    """A text that is looked up by its digest."""

    def __init__(self, license: License) -> None:
        self.words = license.text.body or ""
        self.digest = license.text.digest

    def __hash__(self) -> int:
        return hash(self.digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Body) and self.digest == other.digest


@lru_cache(maxsize=_COMPARISONS_KEPT)
def _compare_words(old: _Body, new: _Body) -> tuple[Change, ...]:
    return diffs.compare(old.words, new.words)


def _contents(made: tuple[Clause, ...]) -> Iterable[Entry]:
    """Yield one line for each section of the first level; all definitions share one."""
    has_definitions = False
    for clause in made:
        section = clause.section
        if section.depth > 0:
            continue
        if section.key.startswith(DEFINES):
            if not has_definitions:
                yield Entry(section.key, "", "")
            has_definitions = True
            continue
        words = section.short or section.heading or _words(clause)
        yield Entry(section.key, section.label, _opening(words))


def _words(clause: Clause) -> str:
    return "".join(run.text for paragraph in clause.paragraphs for run in paragraph)


def _opening(text: str) -> str:
    """Return the first words of a text; a line of the contents has no room for more."""
    return shorten(text, _OPENING_LENGTH, placeholder=" …")
