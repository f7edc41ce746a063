"""How good the search is: queries with the addresses that answer them, and where these stand."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, TypeAdapter


class Asked(BaseModel):
    """A query as somebody types it, and the addresses each of which answers it.

    Where the answer is ``missing``, no content has it yet, and the query does not count.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    query: str
    accept: tuple[str, ...] = ()
    group: str = ""
    missing: bool = False


QUERIES = TypeAdapter(tuple[Asked, ...])


@dataclass(frozen=True)
class Answer:
    """A query and the place of the first right address, from 1; 0 where there is none."""

    asked: Asked
    place: int
    first: tuple[str, ...]


@dataclass(frozen=True)
class Quality:
    """Shares of queries answered among the first one, three and ten, and 1/place on average."""

    count: int
    hit_1: float
    hit_3: float
    hit_10: float
    mrr: float


def answers_of(
    queries: Iterable[Asked], urls_of: Callable[[str], Sequence[str]]
) -> tuple[Answer, ...]:
    """Look for each query by ``urls_of``, which returns addresses, best first."""
    return tuple(_answer(asked, urls_of(asked.query)) for asked in queries if not asked.missing)


def _answer(asked: Asked, urls: Sequence[str]) -> Answer:
    place = next((n for n, url in enumerate(urls, 1) if url in asked.accept), 0)
    return Answer(asked, place, tuple(urls[:3]))


def quality_of(answers: Sequence[Answer]) -> Quality:
    count = len(answers) or 1
    return Quality(
        count=len(answers),
        hit_1=sum(0 < one.place <= 1 for one in answers) / count,
        hit_3=sum(0 < one.place <= 3 for one in answers) / count,
        hit_10=sum(0 < one.place <= 10 for one in answers) / count,
        mrr=sum(1 / one.place for one in answers if one.place) / count,
    )


def by_group(answers: Sequence[Answer]) -> Mapping[str, Quality]:
    """Return the quality of each group, in alphabetical order."""
    groups = sorted({one.asked.group for one in answers})
    return {
        group: quality_of([one for one in answers if one.asked.group == group]) for group in groups
    }
