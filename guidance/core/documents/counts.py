"""How many parts a document may have, so that every page of it stays quick.

The numbers are far above what a person reads: the largest license that ships has 60 notes.
What is counted is plain data, before anything is made of it.
"""

from collections.abc import Iterator, Mapping

MOST: Mapping[str, int] = {
    "sections": 3_000,
    "policies": 50,
    "annotations": 1_000,
    "terms": 500,
    "questions": 200,
    "options": 200,
    "routes": 100,
    "outcomes": 300,
    "cases": 1_000,
    "citations": 100,
    "adds": 100,
    "includes": 100,
    "excludes": 100,
    "contradicts": 100,
    "uses": 10,
    "succeeds": 50,
    "topics": 500,
    "licenses": 200,
    "other_names": 100,
    "related": 50,
    "dismissed": 200,
    "any_of": 200,
    "none_of": 200,
    "all": 50,
    "any": 50,
}
"""Items of a list, by the name of its field."""

MOST_ALTOGETHER: Mapping[str, int] = {"options": 2_000, "routes": 1_000, "citations": 5_000}
"""Items of all lists of this name in one document."""

MOST_FIELDS = 250
"""Fields of one group; only the answers of a case have names of their own."""


def crowded(data: object) -> Iterator[tuple[tuple[str | int, ...], str, int]]:
    """Yield what has too many parts: its place, the name of what is counted, and the bound.

    ``data`` is plain and not deep. A list that is too long is not looked into.
    """
    totals = dict.fromkeys(MOST_ALTOGETHER, 0)
    rest: list[tuple[tuple[str | int, ...], object]] = [((), data)]
    while rest:
        place, part = rest.pop()
        if isinstance(part, Mapping):
            if len(part) > MOST_FIELDS:
                yield place, "fields", MOST_FIELDS
                continue
            rest += [((*place, str(name)), value) for name, value in reversed([*part.items()])]
        elif isinstance(part, list | tuple):
            name = place[-1] if place and isinstance(place[-1], str) else ""
            if len(part) > MOST.get(name, max(MOST.values())):
                yield place, name or "items", MOST.get(name, max(MOST.values()))
                continue
            if name in totals:
                totals[name] += len(part)
                if totals[name] > MOST_ALTOGETHER[name] >= totals[name] - len(part):
                    yield place, name, MOST_ALTOGETHER[name]
            rest += [((*place, at), value) for at, value in reversed(list(enumerate(part)))]
