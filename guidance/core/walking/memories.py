"""Remember what pure work came to, so that it is not done again for the same.

For results that follow from their key alone: a key names, to the letter, all that the work
looks at. What was asked for least recently is forgotten first.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

V = TypeVar("V")


class Memory(Generic[V]):
    """At most ``most`` results, or results that weigh so much together; for several threads.

    Two may do the same work at once.
    """

    def __init__(self, most: int, *, weigh: Callable[[V], int] = lambda _made: 1) -> None:
        self.most = most
        self._weigh = weigh
        self._weight = 0
        self._held: OrderedDict[Hashable, tuple[V, int]] = OrderedDict()
        self._lock = Lock()

    def of(self, key: Hashable, make: Callable[[], V]) -> V:
        """Return what is remembered for ``key``, else make it; an error is not remembered."""
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
                return self._held[key][0]
        made = make()
        self.keep(key, made)
        return made

    def get(self, key: Hashable) -> V | None:
        """Return what is remembered for ``key``, or None."""
        with self._lock:
            if key not in self._held:
                return None
            self._held.move_to_end(key)
            return self._held[key][0]

    def clear(self) -> None:
        with self._lock:
            self._held.clear()
            self._weight = 0

    def keep(self, key: Hashable, made: V) -> None:
        weight = self._weigh(made)
        with self._lock:
            self._weight += weight - self._held.get(key, (made, 0))[1]
            self._held[key] = made, weight
            self._held.move_to_end(key)
            while self._weight > self.most:
                _, (_, dropped) = self._held.popitem(last=False)
                self._weight -= dropped
