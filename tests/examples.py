"""Which tests a run tries, and with how many examples, said in one place: three profiles.

"full" tries all. "quick", which `make check` chooses, tries a fifth of the examples, of texts that
repeat themselves a fifth of their length, and of the cases of a test with a database the first, the
last and one between. "second" is the run on the second database: it tries the same share, leaves
out what asks for no rows (but what is marked `both`), and tries every case of what is marked
`every`. What once failed is an `@example` or a test of its own, and every run tries it.
"""

from itertools import groupby

from hypothesis import settings

FULL, QUICK = 100, 20
CASES = 3
"""So many cases of one test with a database the profiles "quick" and "second" try."""


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
    profile = settings.get_current_profile_name()
    if profile == "full":
        return list(items)
    if profile == "second":
        items = [item for item in items if _asks_for_rows(item) or _is_marked(item, "both")]
    return [
        item
        for (_, thinned), cases in groupby(items, lambda one: (_test_of(one), _is_thinned(one)))
        for item in (spread(list(cases)) if thinned else cases)
    ]


def spread(cases):
    """Return CASES of them: the first, the last, and between them at even steps."""
    if len(cases) <= CASES:
        return cases
    return [cases[at * (len(cases) - 1) // (CASES - 1)] for at in range(CASES)]


def _test_of(item):
    return item.nodeid.partition("[")[0]


def _is_thinned(item):
    return _asks_for_rows(item) and not _is_marked(item, "every")


def _asks_for_rows(item):
    names = {"db", "transactional_db", "live_server", "site", "own_site"}
    return not names.isdisjoint(getattr(item, "fixturenames", ())) or _is_marked(item, "django_db")


def _is_marked(item, name):
    return item.get_closest_marker(name) is not None
