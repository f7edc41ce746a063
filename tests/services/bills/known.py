"""Licenses that a bill is read with, and who tells of them."""

from guidance.services.naming.finding import Called


def telling(known):
    """Return what is asked for names of these licenses, as the database is."""

    def called(keys):
        return [Called(key, one.slug, one.spdx, 1) for one in known for key in one.keys & set(keys)]

    return called
