"""Look every half second whether something was published, in a thread beside the readers."""

import logging
import threading
import time
from collections.abc import Callable

from django.db import connection

from portal.outages import circuits
from portal.outages.deadlines import LOOKING, within
from portal.storage.troubles import Trouble, trouble_of

logger = logging.getLogger(__name__)

SECONDS = 0.5
"""Between two looks. What was published shows everywhere within a second."""
_LOOKS_PER_WORK = 4


def generation() -> str:
    """Return the mark that the database sets anew with all that is published (one query).

    Each look at SQLite opens its file: a connection that stays would go on reading a file that
    a backup has replaced.
    """
    try:
        # What nobody answers in a second is away, and the readers are told at once.
        with within(LOOKING), connection.cursor() as cursor:
            cursor.execute("SELECT mark FROM guidance_generation")
            found = str(cursor.fetchone()[0])
    except Exception as error:
        connection.close()
        if trouble_of(error, connection=connection) in (Trouble.AWAY, Trouble.BUSY):
            circuits.database.failed(error)
        raise
    else:
        circuits.database.worked()
        return found
    finally:
        if connection.vendor == "sqlite":
            connection.close()


class Watch:
    """Tells ``seen`` which generation there is, and now and then lets something be worked at."""

    def __init__(
        self, ask: Callable[[], str], seen: Callable[[str], None], work: Callable[[], object]
    ) -> None:
        self.ask, self.seen, self.work = ask, seen, work
        self.forget_thread()

    def forget_thread(self) -> None:
        """Begin anew, in a process that was forked: threads do not come along."""
        self.thread: threading.Thread | None = None
        self.starting = threading.Lock()
        self.is_over = threading.Event()
        self.is_failing = False
        self.looking_since = 0.0

    def begin(self) -> None:
        """Let the thread run; called at every request, and does nothing where it does."""
        if self.thread is None:
            with self.starting:
                if self.thread is None:
                    self.thread = threading.Thread(target=self._run, name="stored", daemon=True)
                    self.thread.start()

    def end(self) -> None:
        self.is_over.set()
        if self.thread is not None:
            self.thread.join()

    @property
    def waited(self) -> float:
        """Return the seconds that the present look has taken so far, or 0."""
        return time.monotonic() - begun if (begun := self.looking_since) else 0.0

    def look(self) -> None:
        """Look once. Where the database does not answer, what is stored goes on being served."""
        self.looking_since = time.monotonic()
        try:
            found = self.ask()
        except Exception as error:
            if not self.is_failing and not circuits.database.is_open:
                said = " ".join(str(error).split())[:300]
                logger.warning("Nobody can see whether something was published: %s", said)
                self.is_failing = True
            return
        finally:
            self.looking_since = 0.0
        if self.is_failing:
            logger.warning("It can be seen again what is published.")
            self.is_failing = False
        self.seen(found)

    def _run(self) -> None:
        looks = 0
        try:
            while not looks or not self.is_over.wait(SECONDS):
                self.look()
                looks += 1
                if looks % _LOOKS_PER_WORK == 0:
                    self._work()
        finally:
            connection.close()

    def _work(self) -> None:
        try:
            self.work()
        except Exception:
            logger.exception("A stored page could not be compressed.")
