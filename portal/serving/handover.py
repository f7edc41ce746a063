"""How old processes learn, at a reload, that the new ones can take over.

gunicorn tells the old ones to end as soon as it has forked the new, which then take seconds to
begin: meanwhile nobody would answer.
"""

import mmap
import struct

_NUMBERS = struct.Struct("<QQ")


class Handover:
    """Two numbers in memory that processes share when they are forked after this was made."""

    def __init__(self) -> None:
        self._page = mmap.mmap(-1, _NUMBERS.size)

    @property
    def generation(self) -> int:
        """Return how often it was reloaded: whoever is forked now belongs to this generation."""
        return int(_NUMBERS.unpack_from(self._page)[0])

    def begin(self) -> None:
        """Begin a generation; only gunicorn's first process does."""
        _NUMBERS.pack_into(self._page, 0, self.generation + 1, self._up)

    def tell_up(self, generation: int) -> None:
        """Say that a process of a generation takes requests."""
        _NUMBERS.pack_into(self._page, 0, self.generation, max(self._up, generation))

    def is_awaited(self, generation: int) -> bool:
        """Tell whether a newer generation was begun, and none of it takes requests yet."""
        return max(generation, self._up) < self.generation

    @property
    def _up(self) -> int:
        return int(_NUMBERS.unpack_from(self._page)[1])


handover = Handover()
