"""75 saves over HTTP with real forms beside `load_packs`, whose packs are unchanged or changed.

Four editors, who may not publish, each save FAQ entries of their own, one after the other,
while the command runs again and again. What they wrote has to be in the draft wherever it
was accepted, and in no edition.
"""

import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import django

from tests.admin.forms import changed
from tests.soak import changed_packs
from tests.soak.counts import Counts
from tests.soak.sites import ROOT, Server, Visitor, form_on

SAVES, EDITORS = 75, 4
MARK = "Saved beside the packs"


def main() -> None:
    django.setup()
    counts = Counts(os.environ["SOAK_PART"])
    folder = Path(os.environ["SOAK_FOLDER"])
    with Server(os.environ["DATABASE_URL"], folder) as server:
        _drive(counts, server, folder, is_changed=os.environ["SOAK_VARIANT"] == "changed")
        counts.tell("tracebacks in the server's log", server.faults, most=0)
    counts.keep(Path(os.environ["SOAK_COUNTS"]))


def _drive(counts: Counts, server: Server, folder: Path, *, is_changed: bool) -> None:
    pks = _faq_entries()
    works = [(pks[at % len(pks)], f"{MARK}, {at}.") for at in range(SAVES)]
    before = _editions()
    statuses: list[tuple[int, int, str]] = []
    editors = [Visitor(server.port) for _ in range(EDITORS)]
    for number, editor in enumerate(editors):
        editor.log_in(f"writer{number}")

    def save(number: int) -> None:
        # An entry belongs to one editor, so that nobody else writes what is looked for.
        for pk, words in works:
            if pk % EDITORS == number:
                statuses.append((_save(editors[number], pk, words), pk, words))

    threads = [threading.Thread(target=save, args=(number,)) for number in range(EDITORS)]
    for thread in threads:
        thread.start()
    loads = 0
    while loads == 0 or any(thread.is_alive() for thread in threads):
        loads += 1
        # Each time with other words, so that what nobody has saved yet is published anew.
        _load(changed_packs.write(folder / "packs", f"anew {loads}") if is_changed else None)
    for thread in threads:
        thread.join()

    last = {pk: words for status, pk, words in statuses if status == 302}
    counts.tell("saves", len(statuses), least=SAVES)
    counts.tell("  loads meanwhile", loads)
    counts.tell("  editions that they made", _editions() - before)
    counts.tell("  accepted", sum(status == 302 for status, _pk, _words in statuses), least=1)
    counts.tell("  5xx", sum(status >= 500 for status, _pk, _words in statuses), most=0)
    counts.tell("  accepted and lost", _lost(last), most=0)
    counts.tell("  published by nobody", _published(), most=0)


def _faq_entries() -> list[int]:
    from guidance.models import FaqEntry

    return list(FaqEntry.objects.order_by("pk").values_list("pk", flat=True))


def _save(editor: Visitor, pk: int, words: str) -> int:
    path = f"/admin/guidance/faqentry/{pk}/change/"
    page = editor.get(path)
    if page.status != 200:
        return page.status
    return editor.post(path, changed(form_on(page), answer=words)).status


def _load(packs: Path | None) -> None:
    command: list[Any] = [sys.executable, "manage.py", "load_packs"]
    subprocess.run([*command, *([packs] if packs else [])], cwd=ROOT, check=True)


def _lost(last: dict[int, str]) -> int:
    """Return how many entries do not say what was accepted last."""
    from guidance.models import FaqEntry

    stands = dict(FaqEntry.objects.filter(pk__in=last).values_list("pk", "answer"))
    return sum(stands.get(pk) != words for pk, words in last.items())


def _editions() -> int:
    from guidance.models import Edition

    return Edition.objects.count()


def _published() -> int:
    from guidance.models import Edition

    said = Edition.objects.filter(publication__kind="faq").values_list("document", flat=True)
    return sum(MARK in document.get("answer", "") for document in said)


if __name__ == "__main__":
    main()
