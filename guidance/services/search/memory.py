"""The index as a worker keeps it: made from the rows, and made anew where they have changed.

Every publication has a stamp that changes in the same transaction as its entries. One query
over the stamps tells whether what is kept is current; only what has changed is read again.
"""

import sys
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from django.db import connection
from django.db.models import Exists, OuterRef
from numpy.typing import NDArray

from guidance.core.search.lists import COMMON_WORDS, SYNONYMS
from guidance.core.search.names import Names
from guidance.core.search.spellings import folded
from guidance.core.search.words import WORD, terms_of
from guidance.models import Recall, SearchEntry, SearchKind, SearchStamp
from guidance.services.search.postings import Floats, Gathered, Ints, Postings, Vocabulary, impacts

COLUMNS = ("pk", "publication_id", "kind", "licenses", "key", "title", "is_titled", "body",
            "about", "also", "names", "subject")  # fmt: skip
_LINED = frozenset({SearchKind.FAQ, SearchKind.TREE, SearchKind.TERM, SearchKind.QUESTION,
                    SearchKind.OUTCOME})  # fmt: skip
"""Kinds whose title is a sentence that somebody might have asked."""
_AT_ONCE = 200
"""Entries that are read at once, with all their texts."""


@dataclass(frozen=True, eq=False, slots=True)
class Entry:
    """What is kept of an entry beside its words; what it shows is read when it is shown.

    ``spoken`` are the words of its title and of its other wordings as they are written, each
    once. Entries with one ``subject`` in a publication say the same.
    """

    pk: int
    publication: int
    kind: SearchKind
    licenses: tuple[str, ...]
    key: str
    names: tuple[str, ...]
    spoken: tuple[str, ...]
    subject: str = ""


@dataclass(frozen=True)
class Index:
    """All entries in the order of their numbers, and their words.

    ``recalled`` are the publications whose current edition was found to be wrong, as of so many
    ``recalls``: none is ever taken back.
    """

    stamps: Mapping[int, int]
    entries: tuple[Entry, ...]
    words: Postings
    lines: Postings
    line_rows: Ints
    recalls: int = 0
    recalled: frozenset[int] = frozenset()

    @classmethod
    def empty(cls) -> "Index":
        words, lines = (Postings.empty(Vocabulary()) for _ in range(2))
        return cls({}, (), words, lines, np.empty(0, np.int32))

    def replaced(self, stamps: Mapping[int, int], rows: Iterable[tuple[object, ...]]) -> "Index":
        """Return the index with these rows in the place of those whose stamps have changed."""
        stands = {pk for pk, stamp in stamps.items() if self.stamps.get(pk) == stamp}
        kept = np.array([one.publication in stands for one in self.entries], bool)
        entries = [one for one in self.entries if one.publication in stands]
        words, lines = Gathered(self.words.vocabulary), Gathered(self.lines.vocabulary)
        of_line: list[int] = []
        for row in rows:
            entry, own_words, own_lines = _read(row)
            of_line += [len(entries)] * len(own_lines)
            entries.append(entry)
            words.add(own_words)
            for line in own_lines:
                lines.add(line)
        is_line_kept = kept[self.line_rows] if len(self.line_rows) else np.zeros(0, bool)
        place = (np.cumsum(kept) - 1).astype(np.int32)
        return Index(
            stamps=dict(stamps),
            entries=tuple(entries),
            words=self.words.replaced(kept, words),
            lines=self.lines.replaced(is_line_kept, lines),
            line_rows=np.concatenate(
                [place[self.line_rows[is_line_kept]], np.array(of_line, np.int32)]
            ).astype(np.int32),
        )

    @cached_property
    def generation(self) -> tuple[int, int]:
        """How many stamps there are, and their sum: what tells whether this is current."""
        return len(self.stamps), sum(self.stamps.values())

    @cached_property
    def line_norms(self) -> Floats:
        return self.lines.norms()

    @cached_property
    def names(self) -> Names:
        return Names({one.licenses[0]: one.names for one in self.entries if one.names})

    @cached_property
    def short_names(self) -> dict[str, str]:
        return {one.licenses[0]: one.names[0] for one in self.entries if one.names}

    @cached_property
    def row_of(self) -> dict[int, int]:
        return {one.pk: row for row, one in enumerate(self.entries)}

    @cached_property
    def clauses(self) -> dict[str, list[int]]:
        """Rows of clauses by their keys."""
        found: dict[str, list[int]] = {}
        for row, one in enumerate(self.entries):
            if one.kind in (SearchKind.CLAUSE, SearchKind.POLICY):
                found.setdefault(one.key, []).append(row)
        return found

    @cached_property
    def kinds(self) -> NDArray[np.int8]:
        number = {kind: place for place, kind in enumerate(SearchKind)}
        return np.array([number[one.kind] for one in self.entries], np.int8)

    @cached_property
    def rows_of_license(self) -> dict[str, Ints]:
        found: dict[str, list[int]] = {}
        for row, one in enumerate(self.entries):
            for slug in one.licenses:
                found.setdefault(slug, []).append(row)
        return {slug: np.array(rows, np.int32) for slug, rows in found.items()}

    def holds(self, word: str) -> bool:
        """Tell whether some entry holds a word, or all the words that it is made of."""
        terms = terms_of(word)
        return bool(terms) and all(self.words.count(term) for term in terms)

    @cached_property
    def spoken(self) -> frozenset[str]:
        """All words of titles, other wordings and synonyms that some entry holds."""
        found = {word for group in SYNONYMS for phrase in group for word in phrase.split()}
        for one in self.entries:
            found.update(one.spoken)
        return frozenset(word for word in found - COMMON_WORDS if self.holds(word))

    @cached_property
    def sorted_terms(self) -> list[str]:
        """The terms that stand in any entry, in alphabetical order."""
        return sorted(term for term in self.words.vocabulary.numbers if self.words.count(term))


def _read(row: tuple[object, ...]) -> tuple[Entry, dict[str, float], list[dict[str, float]]]:
    pk, publication, kind, licenses, key, title, is_titled, body, about, also, names, subject = row
    own = terms_of(str(title)) if is_titled else []
    heading = [] if is_titled else terms_of(str(title))
    wordings = [terms_of(line) for line in str(also).splitlines()]
    entry = Entry(
        pk=int(str(pk)),
        publication=int(str(publication)),
        kind=SearchKind(str(kind)),
        licenses=tuple(map(sys.intern, str(licenses).split())),
        key=sys.intern(str(key)),
        names=tuple(str(names).splitlines()),
        spoken=tuple({sys.intern(folded(word)) for word in WORD.findall(f"{title} {also}")}),
        subject=sys.intern(str(subject)),
    )
    fields = {
        "title": own,
        "body": terms_of(str(body)),
        "about": [*heading, *terms_of(str(about))],
        "also": [term for line in wordings for term in line],
    }
    lines = [own, *wordings] if entry.kind in _LINED else wordings
    if entry.kind == SearchKind.TREE:
        lines += [terms_of(line) for line in str(body).splitlines()]
    return entry, impacts(fields), [dict.fromkeys(line, 1.0) for line in lines if line]


@dataclass
class _Kept:
    index: Index = field(default_factory=Index.empty)
    lock: threading.Lock = field(default_factory=threading.Lock)


_kept = _Kept()


_NOW = """
    SELECT COUNT(*), SUM(stamp), (SELECT COUNT(*) FROM guidance_recall) FROM guidance_searchstamp
"""


def now() -> tuple[tuple[int, int], int]:
    """Return the generation of what can be found, and how many recalls there are (one query)."""
    with connection.cursor() as cursor:
        cursor.execute(_NOW)
        count, total, recalls = cursor.fetchone()
    return (count, int(total or 0)), recalls


def current() -> Index:
    """Return the index of what is published now (one query; two more where that has changed)."""
    index = _kept.index
    generation, recalls = now()
    if (index.generation, index.recalls) == (generation, recalls):
        return index
    with _kept.lock:
        index = _kept.index
        recall = Recall.objects.filter(edition__current_of=OuterRef("publication"))
        found = SearchStamp.objects.order_by("pk").annotate(is_recalled=Exists(recall))
        kept = list(found.values_list("pk", "stamp", "is_recalled"))
        stamps = {pk: stamp for pk, stamp, _is_recalled in kept}
        changed = [pk for pk, stamp in stamps.items() if index.stamps.get(pk) != stamp]
        rows = SearchEntry.objects.order_by("pk")
        if len(changed) < 500:  # numbers in one query are bounded on SQLite
            rows = rows.filter(publication__in=changed)
        wanted = set(changed)
        read = rows.values_list(*COLUMNS).iterator(_AT_ONCE)
        own = (row for row in read if row[1] in wanted)
        _kept.index = replace(
            index.replaced(stamps, own),
            recalls=recalls,
            recalled=frozenset(pk for pk, _stamp, is_recalled in kept if is_recalled),
        )
        return _kept.index
