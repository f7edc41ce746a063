"""The stored answers of a process: bounded, those that were not read for longest go first."""

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock

from portal.stored.answers import Answer

_WORTH_IT = 4
"""Readings after which an answer is worth being compressed best."""


class Kept:
    """Up to ``size`` bytes of answers; with ``again``, only what was offered a second time.

    Then as many as ``again`` digests of what was offered once are remembered.
    """

    def __init__(self, size: int, *, again: int = 0) -> None:
        self.size, self.again = size, again
        self.lock = Lock()
        self.clear()

    def clear(self) -> None:
        with self.lock:
            self.used = 0
            self.answers: OrderedDict[Hashable, Answer] = OrderedDict()
            self.offered: OrderedDict[int, None] = OrderedDict()

    def get(self, key: Hashable) -> Answer | None:
        with self.lock:
            if (found := self.answers.get(key)) is not None:
                self.answers.move_to_end(key)
                found.readings += 1
            return found

    def keep(self, key: Hashable, answer: Answer) -> None:
        with self.lock:
            if self.again and key not in self.answers and not self._was_offered(key):
                return
            self._drop(key)
            size = answer.size
            if size > self.size // 8:
                return
            self.answers[key] = answer
            self.used += size
            answer.kept_size = size
            while self.used > self.size:
                self._drop(next(iter(self.answers)))

    def improve_one(self) -> bool:
        """Compress best one answer that is read often; False where there is none."""
        with self.lock:
            found = next(
                (
                    (key, one)
                    for key, one in self.answers.items()
                    if one.readings >= _WORTH_IT and not one.is_best and not one.is_small
                ),
                None,
            )
        if found is None:
            return False
        key, answer = found
        answer.improve()
        with self.lock:
            if self.answers.get(key) is answer:
                self.used += answer.size - answer.kept_size
                answer.kept_size = answer.size
        return True

    def _was_offered(self, key: Hashable) -> bool:
        digest = hash(key)
        if digest in self.offered:
            del self.offered[digest]
            return True
        self.offered[digest] = None
        if len(self.offered) > self.again:
            self.offered.popitem(last=False)
        return False

    def _drop(self, key: Hashable) -> None:
        dropped = self.answers.pop(key, None)
        if dropped is not None:
            self.used -= dropped.kept_size
