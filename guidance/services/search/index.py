"""Search over what is published: clauses, notes, terms, answers, questions, outcomes.

Only current editions are indexed, and never a draft. Any text can be searched for.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from rapidfuzz import process
from rapidfuzz.distance import OSA

from guidance.core.documents.editions import Context, Publishable
from guidance.core.search.matches import Run, mark, opening, snippet
from guidance.core.search.queries import Query, loosened, parse
from guidance.core.search.synonyms import COMMON_WORDS, SYNONYMS
from guidance.core.search.words import fold
from guidance.models import Edition, Publication, SearchEntry, SearchKind
from guidance.services.editions import readings
from guidance.services.search.engines import Count, Engine, Hit, first_that_finds
from guidance.services.search.entries import entries_of
from guidance.services.search.ranking import ranked

PAGE_SIZE = 20
_RANKED = 100  # so many of the engine's hits are put in order; a whole number of pages
_OPENING = frozenset({SearchKind.FAQ, SearchKind.TREE, SearchKind.LICENSE})
_MAX_VOCABULARY = 10_000  # entries


@dataclass(frozen=True)
class Result:
    """One thing found; ``url`` leads to the very thing, ``licenses`` are (slug, name).

    ``is_recalled``: it stands in an edition that was found to be wrong.
    """

    kind: SearchKind
    licenses: tuple[tuple[str, str], ...]
    key: str
    label: str
    title: tuple[Run, ...]
    snippet: tuple[Run, ...]
    url: str
    is_recalled: bool = False


@dataclass(frozen=True)
class Facet:
    """A filter with how many it would leave, given the other filter."""

    value: str
    name: str
    count: int
    is_active: bool


@dataclass(frozen=True)
class SearchPage:
    """A page of results, best first, and what the reader should know about the search.

    ``suggestion`` is another query that may have been meant, or empty. Nothing had all
    the words of the query where one of these is set: ``is_corrected``, the results are
    those of the suggestion; ``is_any``, they have some of the words, or words like them.
    """

    query: Query
    results: tuple[Result, ...]
    total: int
    page: int
    pages: int
    kinds: tuple[Facet, ...]
    licenses: tuple[Facet, ...]
    is_any: bool = False
    is_corrected: bool = False
    suggestion: str = ""


@transaction.atomic
def index(
    publication: Publication,
    document: Publishable,
    context: Context,
    *,
    entries: list[SearchEntry] | None = None,
) -> None:
    """Replace what the search knows of this publication.

    ``entries`` are those of this document, where they have been made before.
    """
    remove(publication)
    if entries is None:
        entries = list(entries_of(publication, document, context))
    for entry in entries:
        entry.publication = publication
    SearchEntry.objects.bulk_create(entries, batch_size=100)


def remove(publication: Publication) -> None:
    """Forget what the search knows of this publication."""
    SearchEntry.objects.filter(publication=publication).delete()


def rebuild() -> int:
    """Index all current editions anew; return how many entries there are now.

    Each publication by itself and held, so that the index never says what was replaced or
    withdrawn while this ran, and nobody waits for more than one of them.
    """
    for pk in Publication.objects.order_by("pk").values_list("pk", flat=True):
        _index_anew(pk)
    return SearchEntry.objects.count()


@transaction.atomic
def _index_anew(pk: int) -> None:
    held = Publication.objects.select_for_update(of=("self",)).filter(pk=pk).first()
    if held is None:
        return
    remove(held)
    edition = (
        Edition.objects.filter(current_of=held, current_of__withdrawn_at__isnull=True)
        .with_marks()
        .first()
    )
    if edition is not None:
        reading = readings.read(edition)
        index(held, reading.document, reading.context)


def search(
    query: str, *, kinds: Iterable[str] | None = None, license: str | None = None, page: int = 1
) -> SearchPage:
    """Search for any text, in at most five queries.

    Every word has to match. Where nothing has them all, the words that may have been meant
    have to; where there are none, or nothing has them either, one word is enough. Kinds that
    do not exist are ignored, nothing is found in a license that does not exist, whatever signs
    its name has, and a page that does not exist becomes the nearest that does.
    """
    asked = parse(query)
    wanted = tuple(kind for kind in SearchKind.values if kind in set(kinds or ()))
    slug = license or ""
    suggestion = ""
    engine, counts = first_that_finds([Engine(asked)])
    if not counts and asked.groups:
        suggestion = _suggestion(asked)
        others = [Engine(loosened(asked), is_any=True)]
        engine, counts = first_that_finds(
            [Engine(parse(suggestion)), *others] if suggestion else others
        )
    names = _license_names()
    total = sum(
        count
        for kind, licenses, count in counts
        if (not wanted or kind in wanted) and (not slug or slug in licenses.split())
    )
    pages = max(1, -(-total // PAGE_SIZE))
    page = min(max(page, 1), pages)
    rows = _best(engine, kinds=wanted, license=slug, offset=(page - 1) * PAGE_SIZE) if total else []
    return SearchPage(
        query=asked,
        results=tuple(_result(row, engine.query, names) for row in rows),
        total=total,
        page=page,
        pages=pages,
        kinds=_kind_facets(counts, wanted, slug),
        licenses=_license_facets(counts, wanted, slug, names),
        is_any=engine.is_any and bool(counts),
        is_corrected=bool(suggestion) and not engine.is_any,
        suggestion=suggestion,
    )


def _best(engine: Engine, *, kinds: tuple[str, ...], license: str, offset: int) -> list[Hit]:
    """Return one page of hits, best first (one query)."""
    if offset >= _RANKED:
        return engine.page(kinds=kinds, license=license, limit=PAGE_SIZE, offset=offset)
    hits = engine.page(kinds=kinds, license=license, limit=_RANKED, offset=0)
    return ranked(hits, engine.query, is_any=engine.is_any)[offset : offset + PAGE_SIZE]


def _license_names() -> dict[str, str]:
    live = Publication.objects.live().of_kind("license")
    pairs = live.values_list("slug", "current__card__short_title")
    return {slug: name or slug for slug, name in pairs}


def _result(hit: Hit, query: Query, names: dict[str, str]) -> Result:
    """Make a result; one that begins with its answer or summary shows that, not its middle."""
    shown = opening if hit.kind in _OPENING else snippet
    return Result(
        kind=SearchKind(hit.kind),
        licenses=tuple((slug, names.get(slug, slug)) for slug in hit.licenses.split()),
        key=hit.key,
        label=hit.label,
        title=mark(hit.title, query),
        snippet=shown(hit.body.replace("\n", " "), query),
        url=hit.url,
        is_recalled=bool(hit.is_recalled),
    )


def _kind_facets(counts: list[Count], wanted: tuple[str, ...], slug: str) -> tuple[Facet, ...]:
    found: Counter[str] = Counter()
    for kind, licenses, count in counts:
        if not slug or slug in licenses.split():
            found[kind] += count
    return tuple(
        Facet(kind.value, str(kind.label), found[kind.value], kind.value in wanted)
        for kind in SearchKind
        if found[kind.value] or kind.value in wanted
    )


def _license_facets(
    counts: list[Count], wanted: tuple[str, ...], slug: str, names: dict[str, str]
) -> tuple[Facet, ...]:
    found: Counter[str] = Counter()
    for kind, licenses, count in counts:
        if not wanted or kind in wanted:
            found.update(dict.fromkeys(licenses.split(), count))
    if slug and slug in names:
        found.setdefault(slug, 0)
    return tuple(
        Facet(value, names.get(value, value), count, value == slug)
        for value, count in sorted(
            found.items(), key=lambda item: (-item[1], names.get(item[0], ""), item[0])
        )
    )


def _suggestion(asked: Query) -> str:
    """Return the query with unknown words replaced by words of titles like them, or nothing.

    A word that stands anywhere is known. The first letter of a word is seldom mistyped.
    """
    entries = SearchEntry.objects.order_by("pk").values_list("title_words", "body_words")
    titles = {word for group in SYNONYMS for phrase in group for word in phrase.split()}
    known = set(COMMON_WORDS)
    for title, body in entries[:_MAX_VOCABULARY]:
        titles.update(title.split())
        known.update(body.split())
    known |= titles

    def meant(word: str) -> str:
        if len(word) < 4 or word in known or not word.isalpha():
            return word
        alike = sorted(choice for choice in titles - COMMON_WORDS if choice[0] == word[0])
        limit = 1 if len(word) < 7 else 2
        match = process.extractOne(word, alike, scorer=OSA.distance, score_cutoff=limit)
        return match[0] if match else word

    written = asked.text.split()
    better = []
    for piece in written:
        words = fold(piece).split()
        corrected = [meant(word) for word in words]
        better.append(piece if corrected == words else " ".join(corrected))
    return " ".join(better) if better != written else ""
