"""Names of licenses in a query: they say where to look, and are no words to rank by."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from guidance.core.search.lists import ABOUT_LICENSES, COMMON_WORDS
from guidance.core.search.spellings import folded

_LONGEST = 14  # parts of a name
_PART = re.compile(r"[^\W\d_]{2,}?(?=v\d)|[^\W\d_]+|\d+", re.IGNORECASE)
_PASSED = frozenset({"v", "ver", "the", "of", "for", "a", "s"})


@dataclass(frozen=True)
class Named:
    """A name found in a query: ``query[start:end]``, and the licenses that have it."""

    slugs: tuple[str, ...]
    start: int
    end: int


class Names:
    """The names of all licenses, found whatever their case, hyphens, blanks and dots are.

    >>> names = Names({"gpl-3": ["GPL-3.0", "GNU GPL"], "llama-2": ["Llama 2"]})
    >>> [name.slugs for name in names.named_in("is gplv3 or LLAMA-2 stricter?")]
    [('gpl-3',), ('llama-2',)]
    """

    def __init__(self, names: Mapping[str, Iterable[str]]) -> None:
        found: dict[str, set[str]] = {}
        for slug, own in names.items():
            for name in own:
                parts = [part for part, _start, _end in _parts(name)]
                if any(len(part) > 1 for part in parts) and set(parts) - COMMON_WORDS:
                    found.setdefault("".join(parts), set()).add(slug)
        self._slugs = {name: tuple(sorted(slugs)) for name, slugs in found.items()}

    def named_in(self, text: str) -> Iterator[Named]:
        """Yield the names that stand in a text, the longest at each place."""
        parts = _parts(text)
        place = 0
        while place < len(parts):
            for end in range(min(place + _LONGEST, len(parts)), place, -1):
                pieces = parts[place:end]
                if slugs := self._slugs.get("".join(part for part, _s, _e in pieces)):
                    yield Named(slugs, pieces[0][1], pieces[-1][2])
                    place = end
                    break
            else:
                place += 1

    def left_out(self, text: str) -> str:
        """Return a text without the names that stand in it; as it was where nothing would be left.

        >>> Names({"llama-2": ["Llama 2"]}).left_out("Is LLaMA-2 open source?")
        'Is open source?'
        """
        rest = text
        for name in reversed(list(self.named_in(text))):
            rest = f"{rest[: name.start]} {rest[name.end :]}"
        rest = " ".join(rest.split())
        return rest if any(sign.isalpha() for sign in rest) else text


def _parts(name: str) -> list[tuple[str, int, int]]:
    """Return letters and digits of a name apart, without words that all names share.

    What is no more than ``.0`` behind a number says nothing: 2.0 is 2.
    """
    found: list[tuple[str, int, int]] = []
    for match in _PART.finditer(name):
        part = folded(match[0])
        if part == "0" and found and found[-1][0].isdigit() and match.start() - found[-1][2] < 2:
            found[-1] = (*found[-1][:2], match.end())
        elif part and part not in _PASSED and part not in ABOUT_LICENSES:
            found.append((part, *match.span()))
    return found
