"""How many examples a property is tried with, and how long hostile texts are, said in one place.

`make check` chooses the profile "quick", which tries a fifth of the examples, of texts that
repeat themselves a fifth of their length, and of the cases of a test with a database the first, the
last and one between; all other runs try all.
What once failed is an `@example` or a test of its own, and every run tries it.
"""

from itertools import groupby

from hypothesis import settings

FULL, QUICK = 100, 20
CASES = 3
"""So many cases of one test with a database the profile "quick" tries."""


def examples(count):
    """Return the share of ``count`` examples that the chosen profile tries, but five at least."""
    return max(min(count, 5), count * settings().max_examples // FULL)


def times(count):
    """Return how often a hostile text repeats itself: ``count`` times, or the profile's share."""
    return examples(count)


def tried(items):
    """Return the tests that the chosen profile tries, in their order.

    The cases of one test stand beside each other.
    """
    if settings().max_examples >= FULL:
        return list(items)
    return [
        item
        for (_, asks), cases in groupby(items, lambda one: (_test_of(one), _asks_for_rows(one)))
        for item in (spread(list(cases)) if asks else cases)
    ]


def spread(cases):
    """Return CASES of them: the first, the last, and between them at even steps."""
    if len(cases) <= CASES:
        return cases
    return [cases[at * (len(cases) - 1) // (CASES - 1)] for at in range(CASES)]


def _test_of(item):
    return item.nodeid.partition("[")[0]


def _asks_for_rows(item):
    names = {"db", "transactional_db", "live_server"}
    return not names.isdisjoint(getattr(item, "fixturenames", ())) or (
        item.get_closest_marker("django_db") is not None
    )
