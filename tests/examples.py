"""How many examples a property is tried with, and how long hostile texts are, said in one place.

`make check` chooses the profile "quick", which tries a fifth of the examples, and of texts that
repeat themselves a fifth of their length; all other runs try all.
What once failed is an `@example` or a test of its own, and every run tries it.
"""

from hypothesis import settings

FULL, QUICK = 100, 20


def examples(count):
    """Return the share of ``count`` examples that the chosen profile tries, but five at least."""
    return max(min(count, 5), count * settings().max_examples // FULL)


def times(count):
    """Return how often a hostile text repeats itself: ``count`` times, or the profile's share."""
    return examples(count)
