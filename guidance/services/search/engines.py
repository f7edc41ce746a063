"""A search in the language of the database: SQLite FTS5 or PostgreSQL text search.

The words of a query are letters and digits only, so nothing that a reader types is an
operator here; they are bound as parameters all the same.
"""

from dataclasses import dataclass
from typing import Any

from django.db import connection

from guidance.core.search.queries import Phrase, Query

# Questionnaires and licenses hold so many words that each weighs little; they are few.
_LIFT = 3
_NAMED = 1_000_000  # a clause whose number was asked for comes before everything else

_SQLITE_HITS = """
    SELECT rowid AS id, -bm25(guidance_searchindex, 10.0, 4.0, 1.0) AS score
    FROM guidance_searchindex WHERE guidance_searchindex MATCH %s
"""
_POSTGRESQL_HITS = """
    SELECT id, ts_rank('{0.1, 0.1, 0.4, 1.0}', search_vector, asked, 1) AS score
    FROM guidance_searchentry, to_tsquery('guidance', %s) AS asked
    WHERE search_vector @@ asked
"""
_RECALLED = """EXISTS (
    SELECT 1 FROM guidance_publication AS p JOIN guidance_recall AS r ON r.edition_id = p.current_id
    WHERE p.id = e.publication_id
)"""


Count = tuple[str, str, int]
"""A kind, the licenses as an entry holds them, and how many hits there are of both."""


@dataclass(frozen=True)
class Hit:
    """An entry that was found; ``score`` is the engine's own, higher is better."""

    kind: str
    licenses: str
    key: str
    label: str
    title: str
    body: str
    url: str
    score: float
    is_recalled: bool = False

    @property
    def is_named(self) -> bool:
        """Tell whether it is a clause that was asked for by its number."""
        return self.score >= _NAMED


@dataclass(frozen=True)
class Engine:
    """One query, ready to be counted and listed; ``is_any``: one of its words is enough."""

    query: Query
    is_any: bool = False

    @property
    def is_empty(self) -> bool:
        return not (self.query.groups or self.query.clauses)

    def page(self, *, kinds: tuple[str, ...], license: str, limit: int, offset: int) -> list[Hit]:
        """Return hits, best first by their words alone (one query)."""
        hits, params = self._hits()
        where = ["1 = 1"]
        if kinds:
            where.append(f"kind IN ({', '.join(['%s'] * len(kinds))})")
            params += kinds
        if license:
            # Not LIKE: % and _ would be any signs, and on SQLite A would be a.
            place = "strpos" if connection.vendor == "postgresql" else "instr"
            where.append(f"{place}(licenses, %s) > 0")
            params.append(f" {license} ")
        sql = f"""
            {hits} SELECT kind, licenses, key, label, title, body, url, best.score,
                {_RECALLED} AS is_recalled
            FROM best JOIN guidance_searchentry AS e ON e.id = best.id
            WHERE {" AND ".join(where)}
            ORDER BY best.score * CASE WHEN kind IN ('tree', 'license') THEN {_LIFT} ELSE 1 END
                DESC, e.id
            LIMIT %s OFFSET %s
        """  # noqa: S608 - built from the constants of this file
        return [Hit(*row) for row in _run(sql, [*params, limit, offset])]

    def counting(self) -> tuple[str, list[Any]]:
        """Return SQL that counts its hits by kind and licenses, and its parameters."""
        hits, params = self._hits()
        return (
            f"{hits} SELECT kind, licenses, COUNT(*) AS many FROM best "  # noqa: S608
            "JOIN guidance_searchentry AS e ON e.id = best.id GROUP BY kind, licenses"
        ), params

    def _hits(self) -> tuple[str, list[Any]]:
        parts: list[str] = []
        params: list[Any] = []
        if self.query.groups:
            is_postgresql = connection.vendor == "postgresql"
            parts.append(_POSTGRESQL_HITS if is_postgresql else _SQLITE_HITS)
            params.append(self._postgresql() if is_postgresql else self._sqlite())
        if self.query.clauses:
            marks = ", ".join(["%s"] * len(self.query.clauses))
            parts.append(
                f"SELECT id, {_NAMED} AS score FROM guidance_searchentry "  # noqa: S608
                f"WHERE kind IN ('clause', 'policy') AND key IN ({marks})"
            )
            params += self.query.clauses
        union = " UNION ALL ".join(parts)
        return (
            f"WITH hits AS MATERIALIZED ({union}), "  # noqa: S608
            "best AS (SELECT id, SUM(score) AS score FROM hits GROUP BY id)"
        ), params

    def _sqlite(self) -> str:
        def written(phrase: Phrase) -> str:
            return f'"{" ".join(phrase.words)}"{" *" if phrase.is_prefix else ""}'

        groups = (f"({' OR '.join(map(written, group))})" for group in self.query.groups)
        return (" OR " if self.is_any else " AND ").join(groups)

    def _postgresql(self) -> str:
        def written(phrase: Phrase) -> str:
            words = " <-> ".join(f"'{word}'" for word in phrase.words)
            return f"({words}{':*' if phrase.is_prefix else ''})"

        groups = (f"({' | '.join(map(written, group))})" for group in self.query.groups)
        return (" | " if self.is_any else " & ").join(groups)


def first_that_finds(engines: list[Engine]) -> tuple[Engine, list[Count]]:
    """Return the first that finds anything, with its counts; else the last (one query at most)."""
    parts: list[str] = []
    params: list[Any] = []
    for place, engine in enumerate(engines):
        if not engine.is_empty:
            counting, own = engine.counting()
            parts.append(
                f"SELECT {place} AS place, kind, licenses, many "  # noqa: S608
                f"FROM ({counting}) AS counted_{place}"
            )
            params += own
    found: dict[int, list[Count]] = {}
    for place, kind, licenses, many in _run(" UNION ALL ".join(parts), params) if parts else []:
        found.setdefault(place, []).append((kind, licenses, many))
    first = min(found, default=len(engines) - 1)
    return engines[first], found.get(first, [])


def _run(sql: str, params: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows
