"""The application in front of Django: answers what is stored, and stores what may be.

Whatever it does not know for certain is Django's: other methods, other hosts, redirects,
refusals. A stored answer has the headers that Django gave it.
"""

import os
import weakref
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings

from portal.memory import give_back
from portal.outages import circuits
from portal.readiness.standing import standing
from portal.stored.answers import (
    NOT_MODIFIED,
    OK,
    Answer,
    Headers,
    Written,
    digest_of,
    is_for_all,
    is_page,
    varies_by,
)
from portal.stored.asking import Asked, asked_in
from portal.stored.keeping import Kept
from portal.stored.marking import NAME, Wish
from portal.stored.passing import Application, Passing
from portal.stored.telling import tell
from portal.stored.warming import Warmer
from portal.stored.watching import Watch, generation

PAGES_SIZE = 32 * 1024 * 1024
"""Bytes of pages that a process keeps, compressed."""
RESULTS_SIZE = 8 * 1024 * 1024
"""Bytes of results and questions, which have no end of addresses."""
_RESULTS_OFFERED = 4_096
_KNOWN_TO_VARY = frozenset({"accept", "accept-encoding", "accept-language"})
_BOTH = ("gzip", "br")
_SUSPICIOUS = 0.2
"""Seconds in which the database has not even said what is published."""


class StoredPages:
    """Wraps Django's application; with ``is_on`` false it answers the same and keeps nothing."""

    def __init__(
        self, application: Application, *, is_on: bool, ask: Callable[[], str] = generation
    ) -> None:
        self.application = application
        # With a second language the same address would have several answers.
        self.is_on = is_on and len(settings.LANGUAGES) == 1
        self.generation = ""
        self.pages = Kept(PAGES_SIZE)
        self.results = Kept(RESULTS_SIZE, again=_RESULTS_OFFERED)
        self.warmer: Warmer | None = None
        self.is_cold = False
        self.used = 0
        self.is_tidy = False
        self.passing = Passing(application)
        self.watch = Watch(ask, self._see, self._improve)
        myself = weakref.ref(self)

        def begin_anew() -> None:
            if (stored := myself()) is not None:
                stored._begin_anew()

        os.register_at_fork(after_in_child=begin_anew)

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        asked = asked_in(environ)
        if self.is_on:
            self.watch.begin()
        if asked is None:
            wish = environ[NAME] = Wish()
            response = self._passed_on(environ, start_response)
            tell(wish.told, environ)
            return response
        held = None
        if self.is_on:
            held = self._held(asked)
            # Staff may just have published, here or on another server: they are shown it anew,
            # where the database can be asked.
            is_asked = asked.is_staff and not circuits.database.is_open
            if held is not None and not is_asked:
                return _answer(asked, held, environ, start_response)
        return self._asked_of_django(asked, held, environ, start_response)

    def at_once(self, environ: dict[str, Any]) -> tuple[str, bytes, bytes] | None:
        """Return status, headers and body of what is held, or None where Django has to be asked."""
        asked = asked_in(environ) if self.is_on else None
        held = self._held(asked) if asked is not None and not asked.is_staff else None
        if asked is None or held is None:
            return None
        if held.told:
            tell(held.told, environ)
        status, written = _fitting(asked, held)
        return status, written.head, b"" if asked.is_head else written.body

    def _passed_on(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        is_away = circuits.database.is_open or self.watch.waited >= _SUSPICIOUS
        return self.passing(environ, start_response, is_away=is_away)

    def _asked_of_django(
        self, asked: Asked, held: Answer | None, environ: dict[str, Any], start_response: Any
    ) -> Iterable[bytes]:
        wish = environ[NAME] = Wish()
        before = self.generation
        taken: list[Headers] = []
        passing: list[tuple[str, Headers]] = []
        is_failed = False

        def started(status: str, headers: Headers, *error: Any) -> Any:
            nonlocal is_failed
            if held is not None and status.startswith("5"):
                is_failed = True
                return None
            if wish.is_public and status == OK and is_for_all(headers):
                taken.append(headers)
                return None
            if is_page(status, headers) and not asked.is_staff and not error:
                passing.append((status, headers))
                return None
            return start_response(status, headers, *error)

        response = self._passed_on(environ, started)
        if not taken and not passing and not is_failed:
            tell(wish.told, environ)
            return response
        try:
            body = b"".join(response)
        finally:
            if hasattr(response, "close"):
                response.close()
        if is_failed and held is not None:
            return _answer(asked, held, environ, start_response)
        if passing:
            [(status, headers)] = passing
            answer = Answer(headers, body, (asked.coding,), wish.told)
            return _answer(asked, answer, environ, start_response, status)
        # What others are given stays as well compressed as it is.
        if held is not None and held.digest == digest_of(taken[0], body):
            return _answer(asked, held, environ, start_response)
        may_keep = self.is_on and self._may_keep(asked, wish, taken[0])
        codings = _BOTH if may_keep else (asked.coding,)
        answer = Answer(taken[0], body, codings, wish.told)
        # Nothing that may have been made of what stood before the last publishing.
        if may_keep and before and before == self.generation:
            (self.results if _is_endless(asked, wish) else self.pages).keep(asked.key, answer)
            if before != self.generation:
                self._clear()
        return _answer(asked, answer, environ, start_response)

    def _held(self, asked: Asked) -> Answer | None:
        found = self.pages.get(asked.key)
        if found is None and asked.key[-1]:
            found = self.results.get(asked.key)
        if found is not None and found.is_negotiated and not asked.is_plain:
            return None
        return found

    def _may_keep(self, asked: Asked, wish: Wish, headers: Headers) -> bool:
        names = set(varies_by(headers))
        return (
            not asked.is_head
            and (not asked.key[-1] or wish.is_endless)
            and names <= _KNOWN_TO_VARY
            and ("accept" not in names or asked.is_plain)
        )

    def _see(self, found: str) -> None:
        if found != self.generation:
            self.generation = found
            self._clear()
            self.is_cold = True

    def warm_up(self, port: int) -> None:
        """Make the first pages now, and the others beside, after each publishing anew."""
        self.warmer = Warmer(self, port=port)
        if self.is_on:
            self.watch.look()
            self.watch.begin()
        self.warmer.warm_first()
        # With nobody to look whether a database came back, nobody would warm up again.
        standing.is_warming = self.is_on

    def _improve(self) -> None:
        if self.warmer is not None and self.is_cold and self.warmer.begin():
            self.is_cold = False
        if not self.pages.improve_one() and not self.results.improve_one():
            self._rest()

    def _rest(self) -> None:
        """Give memory back, once no page was made for a while."""
        before, self.used = self.used, self.pages.used + self.results.used
        if self.used != before:
            self.is_tidy = False
        elif not self.is_tidy:
            give_back()
            self.is_tidy = True

    def _clear(self) -> None:
        self.pages.clear()
        self.results.clear()

    def _begin_anew(self) -> None:
        self.generation = ""
        self.pages = Kept(self.pages.size)
        self.results = Kept(self.results.size, again=self.results.again)
        self.passing = Passing(self.application)
        self.watch.forget_thread()


def _is_endless(asked: Asked, wish: Wish) -> bool:
    return wish.is_endless and bool(asked.key[-1])


def _answer(
    asked: Asked,
    answer: Answer,
    environ: dict[str, Any],
    start_response: Any,
    status: str = OK,
) -> list[bytes]:
    if answer.told:
        tell(answer.told, environ)
    status, written = _fitting(asked, answer, status)
    start_response(status, written.headers)
    return [] if asked.is_head else [written.body]


def _fitting(asked: Asked, answer: Answer, status: str = OK) -> tuple[str, Written]:
    """Return the answer in the coding of who asks, or a 304 for who has it."""
    if asked.known_tags and status == OK:
        unchanged = answer.unchanged(asked.known_tags)
        if unchanged is not None:
            return NOT_MODIFIED, unchanged
    return status, answer.whole(asked.coding)
