"""What the parts of a stack call a license: each name without capitals, and none is guessed."""

from guidance.core.bills.naming import Known

_ENDINGS = ("-only", "-or-later")


def plain(name: str) -> str:
    """Return a name by which it is told from others.

    >>> plain(" Mit  License ")
    'mit license'
    """
    return " ".join(name.casefold().split())


def keys_of(license: Known) -> frozenset[str]:
    """Return all that a license is called, plain; its identifier with and without the version.

    >>> sorted(keys_of(Known("gpl-2-0", "GPL-2.0-only", ("GNU GPL 2",))))
    ['gnu gpl 2', 'gpl-2-0', 'gpl-2.0', 'gpl-2.0+', 'gpl-2.0-only', 'gpl-2.0-or-later']
    """
    stem = license.spdx
    for ending in _ENDINGS:
        stem = stem.removesuffix(ending)
    by_version = [f"{stem}{ending}" for ending in ("", *_ENDINGS, "+")] if stem else []
    names = (license.slug, license.spdx, *license.names, *by_version)
    return frozenset(map(plain, filter(None, names)))
