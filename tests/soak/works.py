"""What is killed: works that write, each in a fork of its own, and how they are begun and killed.

Needs Django set up. A work says over ``tell`` that it begins, and then what it has done.
"""

import json
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Tell = Callable[[Any], None]
Work = Callable[[Tell, str], None]
LINES = {"license": "background", "faq": "short_answer", "tree": "summary"}
_CHOSEN = (("license", "llama-2"), ("faq", ""), ("tree", "can-i-use-llama-2"))


def rows() -> list[tuple[str, Any]]:
    """Return the three drafts that are written to, with their kinds."""
    from guidance.models import FaqEntry, License, Tree

    models: dict[str, Any] = {"license": License, "faq": FaqEntry, "tree": Tree}
    return [
        (kind, models[kind].objects.filter(**({"slug": slug} if slug else {})).first())
        for kind, slug in _CHOSEN
    ]


def publish(tell: Tell, mark: str) -> None:
    """Publish until killed, each time with other words."""
    from guidance.services.publishing import acts

    found = rows()
    tell("begin")
    for turn in range(1000):
        kind, row = found[(turn + len(mark)) % 3]
        row.refresh_from_db()
        setattr(row, LINES[kind], f"Words {mark} of turn {turn}.")
        row.save()
        edition = acts.publish(row, by=None, note="Soaked.")
        tell(["edition", edition.pk, edition.digest])


def import_three(tell: Tell, mark: str) -> None:
    """Import three documents at once until killed."""
    from django.contrib.auth.models import User
    from django.db import transaction

    from guidance.core.documents import formats
    from guidance.services.drafts.rows_to_document import document_of
    from guidance.services.intake.packs import hold_documents, import_document

    user = User.objects.order_by("pk").first()
    assert user is not None
    given = [(kind, formats.as_data(document_of(row))) for kind, row in rows()]
    tell("begin")
    for turn in range(1000):
        words = f"Words {mark} of import {turn}."
        parsed = [formats.parse(data | {LINES[kind]: words}) for kind, data in given]
        with transaction.atomic():
            hold_documents(parsed)
            for one in parsed:
                import_document(one, file="soak", by=user)
        tell(["imported", words])


def load_changed(tell: Tell, mark: str) -> None:
    """Load packs in which every FAQ entry says something else; once."""
    from django.conf import settings

    from guidance.services.intake.packs import load_packs
    from tests.soak.changed_packs import write

    folder = write(Path(os.environ["SOAK_FOLDER"]) / "changed", mark)
    tell("begin")
    list(load_packs(folder, texts_dir=settings.TEXTS_DIR))
    tell("loaded")


def load_first(tell: Tell, mark: str) -> None:
    from django.conf import settings

    from guidance.services.intake.packs import load_packs

    tell("begin")
    list(load_packs(settings.PACKS_DIR, texts_dir=settings.TEXTS_DIR))
    tell("loaded")


def migrate(tell: Tell, mark: str) -> None:
    from django.core.management import call_command

    tell("begin")
    call_command("migrate", verbosity=0)
    tell("migrated")


# Beginning and killing


def killed(work: Work, mark: str, after: float) -> list[Any]:
    """Begin a work, kill it so many seconds after it says so; return what it said was done."""
    pid, lines = _fork(work, mark)
    first = lines.readline()
    time.sleep(after)
    os.kill(pid, signal.SIGKILL)
    rest = lines.read()
    os.waitpid(pid, 0)
    if not first:
        raise RuntimeError("a work ended before it began")
    return [json.loads(line) for line in rest.splitlines(keepends=True) if line.endswith("\n")]


def seconds_of(work: Work, mark: str) -> float:
    """Let a work do the first thing that it says; return how long that took it."""
    pid, lines = _fork(work, mark)
    lines.readline()
    begun = time.monotonic()
    lines.readline()
    took = time.monotonic() - begun
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    return took


def done(work: Work) -> list[Any]:
    """Let a work end in a process of its own; return what it said."""
    pid, lines = _fork(work, "")
    said = [json.loads(line) for line in lines]
    if os.waitpid(pid, 0)[1]:
        raise RuntimeError("a work did not end well")
    return [one for one in said if one != "begin"]


def _fork(work: Any, mark: str) -> tuple[int, Any]:
    reading, writing = os.pipe()
    pid = os.fork()
    if pid:
        os.close(writing)
        return pid, os.fdopen(reading)
    status = 1
    try:
        os.close(reading)
        with os.fdopen(writing, "w") as pipe:

            def tell(what: Any) -> None:
                pipe.write(json.dumps(what) + "\n")
                pipe.flush()

            work(tell, mark)
        status = 0
    except BaseException:
        import traceback

        traceback.print_exc()
    finally:
        os._exit(status)
