"""What this process knows of meaning: the model, and the vectors of what can be found now.

It is brought up to date beside the requests, in one thread that ends when it is done; until
then they are answered by what is known, and by words alone where that is nothing.
"""

import contextlib
import fcntl
import logging
import os
import time
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from threading import Lock, Thread

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models import Count, Sum

from guidance.models import SearchStamp
from guidance.services.search.meaning.encoder import Encoder, Numbers
from guidance.services.search.meaning.model_files import NoModel, laid_out
from guidance.services.search.meaning.vectors import Vectors, make_missing

logger = logging.getLogger(__name__)

MOST = 100
"""Entries that are worth putting in order; what is further away is near to anything."""
_LIMIT = 48  # pieces of a query that count; of 273 queries as people type them none has more
_REMEMBERED = 1_000  # queries; 2 MB
_AGAIN = 5.0  # seconds until it is looked anew whether others have made what was missing
_AFTER_FAILURE = 60.0

Generation = tuple[int, int]


class Standing:
    """The knowledge of one process. Made once, since it holds a model."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._is_working = False
        self._has_no_model = False
        self._next_try = 0.0
        self._encoder: Encoder | None = None
        self._vectors: Vectors | None = None
        self._generation: Generation | None = None
        self._vectors_of = lru_cache(maxsize=_REMEMBERED)(self._encoded)

    def nearest(self, *forms: str, generation: Generation) -> dict[int, float]:
        """Return the entries nearest to what all forms of a query mean, best first; maybe none.

        ``generation`` is that of what can be found now (no query).
        """
        forms = tuple(filter(None, dict.fromkeys(forms)))
        if settings.SEARCH_MEANING == "OFF" or self._has_no_model or not forms:
            return {}
        if not self._is_current(generation):
            self.wake()
        vectors = self._vectors
        if self._encoder is None or vectors is None:
            return {}
        return vectors.nearest(self._vectors_of(forms), limit=MOST)

    def wake(self) -> None:
        """Let a thread bring this up to date, unless one does, or it failed just now."""
        if settings.SEARCH_MEANING == "OFF":
            return
        with self._lock:
            if self._is_working or time.monotonic() < self._next_try:
                return
            self._is_working = True
        Thread(target=self._work, name="meaning", daemon=True).start()

    def refresh(self) -> None:
        """Bring this up to date, and wait for it. Raises NoModel, and what the database raises."""
        for _ in self.steps():
            pass

    def steps(self) -> Iterator[int]:
        """Bring this up to date; yield how many sentences are left, at intervals."""
        if self._encoder is None:
            self._encoder = Encoder(laid_out(Path(settings.MODEL_DIR)))
        generation = generation_now()
        vectors = Vectors()
        self._vectors, self._generation = vectors, generation
        if not vectors.is_whole:
            with alone() as is_alone:
                if is_alone:
                    yield from make_missing(self._encoder)
                    self._vectors = Vectors()

    @property
    def is_whole(self) -> bool:
        """Whether every sentence had its vector when this was last brought up to date."""
        return self._vectors is not None and self._vectors.is_whole

    def _is_current(self, generation: Generation) -> bool:
        return self.is_whole and generation == self._generation

    def _work(self) -> None:
        wait = _AFTER_FAILURE
        try:
            self.refresh()
            wait = 0.0 if self.is_whole else _AGAIN
        except NoModel as reason:
            self._has_no_model = True  # until the process is started anew
            logger.info("The search goes by words alone: %s", reason)
        except DatabaseError as error:
            logger.warning("The search by meaning is not up to date: %s", error)
        except Exception:
            logger.exception("The search by meaning is not up to date")
        finally:
            connection.close()
            with self._lock:
                self._is_working = False
                self._next_try = time.monotonic() + wait

    def _encoded(self, forms: tuple[str, ...]) -> Numbers:
        assert self._encoder is not None  # noqa: S101 - asked by ``nearest``
        return self._encoder.vectors(forms, limit=_LIMIT)


def generation_now() -> Generation:
    """Return what changes whenever what can be found does (one query)."""
    found = SearchStamp.objects.aggregate(many=Count("pk"), total=Sum("stamp"))
    return found["many"], int(found["total"] or 0)


@contextlib.contextmanager
def alone() -> Iterator[bool]:
    """Tell whether no other process of this machine makes vectors meanwhile.

    Where that cannot be told, it is taken to be so: two that make them do no harm.
    """
    try:
        Path(settings.STATE_DIR).mkdir(parents=True, exist_ok=True)
        opened = os.open(Path(settings.STATE_DIR) / "meaning", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError:
        yield True
        return
    try:
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield False
        else:
            yield True
    finally:
        os.close(opened)


standing = Standing()
