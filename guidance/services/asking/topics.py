"""The topics nearest to a query: a way on where the search finds nothing, or little."""

from collections import Counter
from dataclasses import dataclass

from rapidfuzz import fuzz

from guidance.core.documents.cards import FaqCard
from guidance.core.search.words import terms_of
from guidance.models import Publication, PublicationKind

MOST = 6


@dataclass(frozen=True)
class Topic:
    """A topic with the number of entries about it."""

    slug: str
    title: str
    count: int


def nearest(query: str) -> list[Topic]:
    """Return topics, the most like the query first, then those with most entries (one query)."""
    counts: Counter[str] = Counter()
    titles: dict[str, str] = {}
    for publication in Publication.objects.live().of_kind(PublicationKind.FAQ).with_cards():
        card = FaqCard.read(publication.edition.card)
        titles |= card.topics
        counts.update(list(card.topics))
    asked = " ".join(terms_of(query)[:20])

    def order(slug: str) -> tuple[float, int, str]:
        alike = fuzz.partial_token_sort_ratio(asked, " ".join(terms_of(titles[slug])))
        return (-alike if alike >= 60 else 0, -counts[slug], slug)  # below, it is by chance

    slugs = sorted(titles, key=order)[:MOST]
    return [Topic(slug, titles[slug], counts[slug]) for slug in slugs]
