"""The topics nearest to a query: a way on where the search finds nothing, or little."""

from dataclasses import dataclass

from rapidfuzz import fuzz

from guidance.core.search.words import terms_of
from guidance.models import PublicationKind
from guidance.models.said import counted

MOST = 6


@dataclass(frozen=True)
class Topic:
    """A topic with the number of entries about it."""

    slug: str
    title: str
    count: int


def nearest(query: str) -> list[Topic]:
    """Return topics, the most like the query first, then those with most entries (one query)."""
    found = counted(PublicationKind.FAQ, "topic")["topic"]
    titles = {topic.value: topic.words for topic in found}
    counts = {topic.value: topic.count for topic in found}
    asked = " ".join(terms_of(query)[:20])

    def order(slug: str) -> tuple[float, int, str]:
        alike = fuzz.partial_token_sort_ratio(asked, " ".join(terms_of(titles[slug])))
        return (-alike if alike >= 60 else 0, -counts[slug], slug)  # below, it is by chance

    slugs = sorted(titles, key=order)[:MOST]
    return [Topic(slug, titles[slug], counts[slug]) for slug in slugs]
