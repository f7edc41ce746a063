"""Keys made of words, so that nobody has to think of one: short, and not taken yet."""

import re
import unicodedata
from collections.abc import Container

LONGEST = 40
"""Characters of a key that is made; one that somebody writes may be longer."""
_OTHERS = re.compile(r"[^a-z0-9]+")


def key_of(words: str, taken: Container[str] = ()) -> str:
    """Return a key that says the first of these words, and is none of those taken.

    >>> key_of("Keep the Notice, always!"), key_of("Keep the notice", {"keep-the-notice"})
    ('keep-the-notice-always', 'keep-the-notice-2')
    """
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    key = ""
    for word in filter(None, _OTHERS.split(plain)):
        longer = f"{key}-{word}" if key else word[:LONGEST]
        if len(longer) > LONGEST:
            break
        key = longer
    key = key or "part"
    number = 2
    found = key
    while found in taken:
        found = f"{key}-{number}"
        number += 1
    return found
