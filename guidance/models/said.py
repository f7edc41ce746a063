"""What the cards of editions say: as lists show it, and as an index of the database finds it.

Names are "license", "topic" and "permission", each with a slug, "family", and "featured" and
"open" with "1". Triggers of the migration that made the table write it, and nothing else.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, NamedTuple

from django.db import connection, models
from django.db.models.expressions import RawSQL
from django.urls import reverse

from guidance.core.documents.cards import Card, LicenseCard, read_card

_EDITIONS = "SELECT edition_id FROM guidance_said WHERE name = %s AND value = %s"
_COUNTED = """
    SELECT said.name, said.value, MAX(said.words), COUNT(*)
    FROM guidance_publication AS publication
    JOIN guidance_said AS said ON said.edition_id = publication.current_id
    WHERE publication.kind = %%s AND publication.withdrawn_at IS NULL AND said.name IN (%s)
    GROUP BY said.name, said.value
    ORDER BY said.name, said.value
"""

_NAMED = """
    WITH RECURSIVE names(name) AS (VALUES %s), one(name, value) AS (
        SELECT names.name, (SELECT MIN(said.value) FROM guidance_said AS said
                            WHERE said.name = names.name)
        FROM names
        UNION ALL
        SELECT one.name, (SELECT MIN(said.value) FROM guidance_said AS said
                          WHERE said.name = one.name AND said.value > one.value)
        FROM one WHERE one.value IS NOT NULL
    )
    SELECT found.name, found.value, found.words
    FROM (
        SELECT one.name, one.value, (
            SELECT said.words
            FROM guidance_said AS said
            JOIN guidance_publication AS publication ON publication.current_id = said.edition_id
            WHERE said.name = one.name AND said.value = one.value
                AND publication.kind = %%s AND publication.withdrawn_at IS NULL
            ORDER BY said.edition_id DESC LIMIT 1
        ) AS words
        FROM one WHERE one.value IS NOT NULL
    ) AS found
    WHERE found.words IS NOT NULL
    ORDER BY found.name, found.value
"""
"""From each value the index leads to the next, so that rows are not read which say the same."""


class Listed(NamedTuple):
    """What a list shows of a license that it only names; ``spdx`` is its identifier, or ""."""

    slug: str
    card: LicenseCard
    spdx: str

    @property
    def title(self) -> str:
        return self.card.title or self.slug

    @property
    def short_title(self) -> str:
        return self.card.short_title or self.title

    @property
    def written(self) -> str:
        """Return what people write for it: its identifier, unless only machines would."""
        is_listed = self.spdx and not self.spdx.startswith("LicenseRef-")
        return self.spdx if is_listed else self.short_title


@dataclass(frozen=True)
class Shown:
    """A publication as lists and links show it: its address, and what its current edition says.

    ``edition`` is the edition's primary key, ``data`` its card as kept; ``recall`` is empty, or
    when it was recalled, why, and what to do instead. Times are aware.
    """

    kind: str
    slug: str
    edition: int
    number: int
    digest: str
    published_at: datetime
    is_reviewed: bool
    recall: tuple[datetime, str, str] | tuple[()]
    data: Mapping[str, Any]

    @cached_property
    def card(self) -> Card:
        return read_card(self.kind, self.data)

    def get_absolute_url(self) -> str:
        return address_of(self.kind, self.slug)


SHOWN = (
    "kind", "slug", "current", "current__number", "current__digest", "current__published_at",
    "current__review", "current__recall__recalled_at", "current__recall__reason",
    "current__recall__advice", "current__card",
)  # fmt: skip
"""The columns of a publication that ``Shown`` is made of, its kind first and its card last."""
_SPDX = """(
    SELECT called.key FROM guidance_licensename AS called
    WHERE called.publication_id = guidance_publication.id AND called.rule = 'spdx'
)"""


def identifier_of() -> RawSQL:
    """Return the SPDX identifier of a publication in a query; null where it has none."""
    return RawSQL(_SPDX, [], models.TextField())  # noqa: S611 - without any value


def address_of(kind: str, slug: str) -> str:
    """Return the address that stays current of what is published."""
    name = {"license": "license", "faq": "faq", "tree": "check-start"}[kind]
    return reverse(f"guidance:{name}", args=[slug])


@dataclass(frozen=True)
class Named:
    """A value that cards name, with the words for it where it has some."""

    value: str
    words: str


@dataclass(frozen=True)
class Counted(Named):
    """The same, and how many name it."""

    count: int


def editions_saying(*said: tuple[str, str]) -> RawSQL:
    """Return the numbers of editions whose cards say one of these, to be found by an index.

    What is asked for may be what somebody typed; a NUL, which no card has, PostgreSQL refuses.
    """
    flat = [part.replace("\0", "\ufffd") for pair in said for part in pair]
    sql = " UNION ALL ".join([_EDITIONS] * len(said))  # of a list of pairs SQLite reads all rows
    return RawSQL(sql, flat, models.BigIntegerField())  # noqa: S611 - values are parameters


def editions_saying_folded(name: str, value: str) -> RawSQL:
    """Return the same for one value, whether its letters are small or large."""
    values = [one for one in _values(name) if one.lower() == value.lower()]
    return editions_saying(*((name, one) for one in values or [value]))


def _values(name: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT value FROM guidance_said WHERE name = %s", [name])
        return [value for (value,) in cursor.fetchall()]


def named(kind: str, *names: str) -> dict[str, list[Named]]:
    """Return what the cards of live publications of a kind name, in newest words (one query)."""
    found: dict[str, list[Named]] = {name: [] for name in names}
    with connection.cursor() as cursor:
        cursor.execute(_NAMED % ", ".join(["(%s)"] * len(names)), [*names, kind])
        for name, value, words in cursor.fetchall():
            found[name].append(Named(value, words))
    return found


def counted(kind: str, *names: str) -> dict[str, list[Counted]]:
    """Return what the cards of all live publications of a kind name (one query)."""
    found: dict[str, list[Counted]] = {name: [] for name in names}
    with connection.cursor() as cursor:
        cursor.execute(_COUNTED % ", ".join(["%s"] * len(names)), [kind, *names])
        for name, value, words, count in cursor.fetchall():
            found[name].append(Counted(value, words, count))
    return found
