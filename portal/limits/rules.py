"""How often, and how many at once, one visitor may ask for what is heavy, writes, or lets in.

``RATES`` in the settings names what is counted. A visitor is an address (``visitors.py``); what
is over a limit is answered with 429 and the seconds until it is worth trying again.
"""

import logging
import math
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from functools import cache, wraps
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.crypto import salted_hmac
from django.utils.translation import ngettext

from portal.limits import staff
from portal.limits.counting import BestCounter, Counter, MachineCounter, named
from portal.limits.turns import Crowded, MachineTurns, Turns
from portal.limits.visitors import address_of

logger = logging.getLogger(__name__)

BUSY_SECONDS = 2
"""What to wait where everything is busy at this moment."""
REST_SECONDS = 0.5
"""How long one is kept who goes on asking for several things at once over the limit."""
_PERIODS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}

Answering = Callable[[HttpRequest], HttpResponse]
View = Callable[..., HttpResponse]


class TooMany(Exception):
    """A visitor is over a limit; ``seconds`` until it is worth trying again."""

    def __init__(self, limit: str, seconds: float) -> None:
        super().__init__(limit)
        self.limit = limit
        self.seconds = max(1, math.ceil(seconds))


@cache
def rate(written: str) -> tuple[int, int]:
    """Return how many, and in how many seconds.

    >>> rate("300/min"), rate("10/5min"), rate("60/hour")
    ((300, 60), (10, 300), (60, 3600))
    """
    number, _, period = written.partition("/")
    times = period.rstrip("abcdefghijklmnopqrstuvwxyz")
    return int(number), int(times or 1) * _PERIODS[period[len(times)]]


def _make_counter() -> Counter:
    counters: list[Counter] = []
    location = settings.CACHES["default"].get("LOCATION", "")
    location = location if isinstance(location, str) else location[0]
    if location.startswith(("redis:", "rediss:", "unix:")):
        from portal.limits.servers import RedisCounter

        counters.append(RedisCounter(location))
    try:
        counters.append(MachineCounter(Path(settings.STATE_DIR) / "counts"))
    except OSError as error:
        logger.warning("STATE_DIR cannot be used (%s): each process counts for itself", error)
    return BestCounter(counters)


class _Limits:
    """What this process counts with; made when first used, so after gunicorn's fork."""

    def begin(self) -> None:
        """Make the counter now: else the first to be counted waits until its package is read."""
        self._counter = _make_counter()

    @property
    def counter(self) -> Counter:
        if not hasattr(self, "_counter"):
            self._counter = _make_counter()
        return self._counter

    @property
    def turns(self) -> Turns:
        if not hasattr(self, "_turns"):
            places, seats = max(1, settings.WEB_THREADS), settings.WEB_SEATS
            self._turns = Turns(places=places, seats=seats, share=max(1, places // 2))
        return self._turns

    @property
    def machine(self) -> MachineTurns | None:
        if not hasattr(self, "_machine"):
            try:
                self._machine: MachineTurns | None = MachineTurns(Path(settings.STATE_DIR, "turns"))
            except OSError:  # each process for itself; _make_counter has said so
                self._machine = None
        return self._machine


here = _Limits()


def spend(limit: str, who: str, *, at: float | None = None) -> None:
    """Count one more for ``who``; raises TooMany where that is over the limit.

    Where only this process counts, it allows its share of the limit.
    """
    most, seconds = rate(settings.RATES[limit])
    now = time.time() if at is None else at
    count = here.counter.add(_name(limit, who), 1, seconds=seconds, at=now)
    if not count.is_shared:
        most = max(1, most // settings.WEB_CONCURRENCY)
    if count.number <= most:
        return
    if count.number == most + 1:
        logger.warning("Too many: %s, above %s", limit, settings.RATES[limit])
    raise TooMany(limit, count.ends - now)


def give_back(limit: str, who: str, *, at: float | None = None) -> None:
    """Take back what was counted last, since it turned out to be no abuse."""
    _, seconds = rate(settings.RATES[limit])
    now = time.time() if at is None else at
    here.counter.add(_name(limit, who), -1, seconds=seconds, at=now)


def _name(limit: str, who: str) -> bytes:
    """Return what is counted under: a keyed digest, so that no address can be read from it."""
    return named(limit, salted_hmac("portal.limits.rules", who).hexdigest())


def spend_of(request: HttpRequest, limit: str, *, at: float | None = None) -> None:
    """Count a request for its visitor; one who goes on over the limit is slowed down first."""
    try:
        spend(limit, address_of(request), at=at)
    except TooMany:
        rest_of(request)
        raise


def rest_of(request: HttpRequest) -> None:
    """Keep a visitor waiting who is refused, and goes on asking for much at the same moment."""
    here.turns.rest(address_of(request), REST_SECONDS)


@contextmanager
def turn_of(request: HttpRequest, *, is_patient: bool = False) -> Iterator[None]:
    """Let the heavy requests of one visitor be worked at one after the other."""
    who = address_of(request)
    with (
        here.turns.turn(who, is_patient=is_patient),
        here.machine.turn(who) if here.machine else nullcontext(),
    ):
        yield


def counted(
    request: HttpRequest,
    limit: str,
    make: Callable[[], HttpResponse],
    *,
    is_patient: bool = False,
) -> HttpResponse:
    """Make a heavy answer, counted, and in turn with others of the same visitor."""
    spend_of(request, limit)
    with turn_of(request, is_patient=is_patient):
        return make()


def limited(limit: str, *, is_patient: bool = False) -> Callable[[View], View]:
    """Count the requests to a heavy view, and let those of one visitor wait for each other.

    Where many wait already, others are sent away, unless they are patient.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def limited_view(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            def make() -> HttpResponse:
                return view(request, *args, **kwargs)

            return counted(request, limit, make, is_patient=is_patient)

        return limited_view

    return decorate


def answer_refusals(get_response: Answering) -> Answering:
    """Wrap what answers requests: a visitor has a share of the places, and the admin goes first."""

    def answering(request: HttpRequest) -> HttpResponse:
        with here.turns.place(address_of(request), is_first=staff.goes_first(request)):
            response = get_response(request)
            staff.remember(request)
        return response

    def process_exception(request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, Crowded):
            return refusal(request, BUSY_SECONDS)
        return refusal(request, error.seconds) if isinstance(error, TooMany) else None

    answering.process_exception = process_exception  # type: ignore[attr-defined]
    return answering


def refusal(request: HttpRequest, seconds: int) -> HttpResponse:
    """Return the page that says to wait."""
    again = request.get_full_path() if request.method == "GET" else ""
    content = render_to_string("429.html", {"wait": waiting(seconds), "again": again}, request)
    return as_refusal(HttpResponse(content, status=429), seconds)


def as_refusal(response: HttpResponse, seconds: int) -> HttpResponse:
    """Say in an answer's headers when to come again, and keep it out of caches and logs.

    Each refusal as a line would let anybody fill the log; ``spend`` wrote the first one.
    """
    response["Retry-After"] = str(seconds)
    response["Cache-Control"] = "no-store"
    response._has_been_logged = True  # type: ignore[attr-defined]
    return response


def waiting(seconds: int) -> str:
    """Return how long to wait, in words: seconds up to a minute, then whole minutes.

    >>> waiting(1), waiting(60), waiting(61)
    ('1 second', '60 seconds', '2 minutes')
    """
    if seconds <= 60:
        return ngettext("%(count)d second", "%(count)d seconds", seconds) % {"count": seconds}
    minutes = math.ceil(seconds / 60)
    return ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes}
