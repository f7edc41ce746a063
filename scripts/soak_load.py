"""Load the portal on SQLite as a busy day would, and tell how long readers and writers wait.

Starts gunicorn as `make run` does, with the shipped content in a database of its own. Sixteen
readers ask for public pages without a pause, while four people save and publish through the
admin's real forms: a license, a question of a tree, and two of them the same FAQ entry. Prints
how long reads, saves and publishing took, and what was answered.

    python scripts/soak_load.py [--seconds 60] [--one-address] [--worst-save 1 --worst-publish 2]

Exit status 1 where an answer was a fault of the server, where words that were accepted last do
not stand in their draft, where the database is not whole afterwards, or where a step took longer
than it may (in seconds; 0: no bound). Each reader has an address of its own (127.0.0.2
and on), as visitors have. Machines are noisy: compare runs that took turns.
"""

import argparse
import contextlib
import itertools
import json
import multiprocessing
import os
import re
import shutil
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Any

from soak_browser import PASSWORD, Browser, Form

ROOT = Path(__file__).resolve().parent.parent
READERS, WRITERS = 16, 4
PAGES = (
    "/", "/licenses/", "/licenses/llama-2/", "/licenses/mit/", "/faq/", "/check/",
    "/check/can-i-use-llama-2/", "/check/can-i-use-llama-2/?model=as-received",
    "/check/can-i-use-llama-2/?model=as-received&standing=none&policy=none&size=far-below"
    "&outputs=nothing&fields=none&sharing=weights&plans=none", "/search/?q=notice+file",
    "/compare/?licenses=llama-2,mit", "/changes/", "/api/v1/licenses/llama-2",
)  # fmt: skip
PEOPLE = """
from django.contrib.auth.models import Group, User
from guidance.models import FaqEntry, License, Tree
from guidance.services.people import ensure_groups
from django.apps import apps
import json
ensure_groups(apps)
for number in range({count}):
    user = User.objects.create_user(f"writer{{number}}", password="{password}", is_staff=True)
    user.groups.set(Group.objects.filter(name__in=["Editors", "Publishers"]))
tree = Tree.objects.get(slug="can-i-use-llama-2")
print(json.dumps([
    ["license", License.objects.get(slug="llama-2").pk, "license", None, "background"],
    ["tree", tree.pk, "question", tree.questions.first().pk, "why"],
    ["faqentry", FaqEntry.objects.first().pk, "faqentry", None, "answer"],
    ["faqentry", FaqEntry.objects.first().pk, "faqentry", None, "answer"],
]))
"""


def read_without_pause(port: int, seconds: float, addresses: list[str], told: Any) -> None:
    """Let each address ask for one page after the other; tell (page, status, seconds)."""
    found: list[tuple[str, int, float]] = []
    end = time.monotonic() + seconds

    def work(number: int, address: str) -> None:
        browser = Browser(port, address)
        for path in itertools.islice(itertools.cycle(PAGES), number, None):
            if time.monotonic() > end:
                return
            status, _, _, took = browser.ask(path)
            found.append((path, status, took))

    together(work, addresses)
    told.put(found)


def write_without_pause(port: int, seconds: float, works: list[Any], told: Any) -> None:
    """Let four people save and publish; tell (step, status or outcome, seconds) and what stands."""
    found: list[tuple[str, str, float]] = []
    saved: dict[str, dict[int, str]] = {}
    browsers = []
    for number in range(len(works)):
        browsers.append(Browser(port, f"127.0.0.{41 + number}"))
        browsers[-1].log_in(f"writer{number}")
    told.put("ready")
    end = time.monotonic() + seconds

    def work(number: int, given: list[Any]) -> None:
        browser, (kind, pk, part, part_pk, field) = browsers[number], given
        change = f"/admin/guidance/{part}/{part_pk or pk}/change/"
        publish = f"/admin/guidance/{kind}/{pk}/publish/"
        for turn in itertools.count():
            if time.monotonic() > end:
                return
            words = f"Words {turn} of writer{number}."
            opened, form, _, took = browser.ask(change)
            found.append(("save GET", str(opened), took))
            if opened != 200:
                continue
            fields = Form(form).fields
            fields[field] = [
                re.sub(r"\s*Words \d+ of writer\d\.$", "", fields[field][0]) + f" {words}"
            ]
            status, page, leads, more = browser.ask(change, fields)
            outcome = "accepted" if status == 302 else _refusal(status, page)
            found.extend([("save POST", outcome, more), ("save GET+POST", outcome, took + more)])
            if status == 302:
                saved.setdefault(f"{part} {part_pk or pk} {field}", {})[number] = words
                found.append(("page after", *_seen(browser.ask(leads))))
            opened, form, _, took = browser.ask(publish)
            found.append(("publish GET", str(opened), took))
            if opened != 200:
                continue
            fields = Form(form).fields | {"note": [f"Because of {words}"]}
            if "seen" not in fields:
                continue
            status, page, leads, more = browser.ask(publish, fields)
            outcome = "accepted" if status == 302 else _refusal(status, page)
            found.extend(
                [("publish POST", outcome, more), ("publish GET+POST", outcome, took + more)]
            )
            if status == 302:
                found.append(("page after", *_seen(browser.ask(leads))))

    together(work, works)
    told.put((found, saved))


def _refusal(status: int, page: str) -> str:
    known = {"after you had opened": "conflict", "nothing was published": "conflict"}
    return next((word for words, word in known.items() if words in page), str(status))


def _seen(answer: tuple[int, str, str, float]) -> tuple[str, float]:
    return str(answer[0]), answer[3]


def together(work: Any, given: list[Any]) -> None:
    threads = [
        threading.Thread(target=work, args=(number, one)) for number, one in enumerate(given)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def environment_of(folder: Path, state: Path, port: int) -> dict[str, str]:
    return {
        **os.environ,
        "READ_DOT_ENV": "off",
        "SECRET_KEY": "a-secret-for-loading-only-and-nothing-else-at-all-0123456789",
        "ALLOWED_HOSTS": "127.0.0.1",
        "HTTPS": "off",
        "LOG_LEVEL": "WARNING",
        "DATABASE_URL": f"sqlite:///{folder}/load.sqlite3",
        "STATE_DIR": str(state),
        "API_RATE": "10000000/min",
    }


def manage(environment: dict[str, str], *command: str) -> str:
    done = subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT, env=environment, check=True, capture_output=True, text=True,
    )  # fmt: skip
    return done.stdout


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    asked.add_argument("--seconds", type=float, default=60)
    asked.add_argument("--keep", type=Path, help="a prepared folder, made where it is not there")
    asked.add_argument("--port", type=int, default=8017)
    asked.add_argument("--one-address", action="store_true")
    asked.add_argument("--readers", type=int, default=READERS)
    asked.add_argument("--worst-save", type=float, default=0)
    asked.add_argument("--worst-publish", type=float, default=0)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environment = environment_of(folder, folder / "state", given.port)
        if given.keep and (given.keep / "load.sqlite3").exists():
            shutil.copytree(given.keep, folder, dirs_exist_ok=True)
            return run(given, folder, environment, json.loads((folder / "works").read_text()))
        for command in (["migrate", "-v0"], ["load_packs"], ["collectstatic", "--no-input", "-v0"]):
            manage(environment, *command)
        written = PEOPLE.format(count=WRITERS, password=PASSWORD)
        works = json.loads(manage(environment, "shell", "-v0", "-c", written))
        if given.keep:
            (folder / "works").write_text(json.dumps(works))
            shutil.copytree(folder, given.keep, dirs_exist_ok=True)
        return run(given, folder, environment, works)


def run(
    given: argparse.Namespace, folder: Path, environment: dict[str, str], works: list[Any]
) -> int:
    command = [
        sys.executable, "-m", "gunicorn", "portal.wsgi", "--config", "scripts/gunicorn.conf.py",
        "--bind", f"127.0.0.1:{given.port}",
    ]  # fmt: skip
    log = (folder / "log").open("w+")
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=log, stdout=log)
    try:
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", given.port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.1)
        for path in PAGES:
            Browser(given.port, "127.0.0.1").ask(path)
        addresses = [f"127.0.0.{1 if given.one_address else 2 + n}" for n in range(given.readers)]
        wrote: Any = multiprocessing.Queue()
        read: Any = multiprocessing.Queue()
        writers = multiprocessing.Process(
            target=write_without_pause, args=(given.port, given.seconds, works, wrote)
        )
        writers.start()
        wrote.get(timeout=60)
        readers = multiprocessing.Process(
            target=read_without_pause, args=(given.port, given.seconds, addresses, read)
        )
        readers.start()
        reads = read.get(timeout=given.seconds + 120)
        steps, saved = wrote.get(timeout=120)
        readers.join()
        writers.join()
    finally:
        server.terminate()
        server.wait(30)
    log.seek(0)
    problems = lost(folder / "load.sqlite3", saved)
    return report(given, reads, steps, log.read(), problems)


def lost(path: Path, saved: dict[str, dict[int, str]]) -> list[str]:
    """Return what is wrong with the database: it is broken, or words are gone."""
    with contextlib.closing(sqlite3.connect(path)) as database:
        problems = [str(row) for row in database.execute("PRAGMA integrity_check")]
        problems = [problem for problem in problems if problem != "('ok',)"]
        problems += [str(row) for row in database.execute("PRAGMA foreign_key_check")]
        for place, words in saved.items():
            table, pk, field = place.split()
            found = database.execute(
                f"SELECT {field} FROM guidance_{table} WHERE id = {pk}"  # noqa: S608 - our own
            ).fetchone()[0]
            if not any(found.endswith(last) for last in words.values()):
                problems.append(f"accepted, and gone from {place}: {list(words.values())}")
    return problems


def report(given: Any, reads: Any, steps: Any, trace: str, problems: list[str]) -> int:
    times = sorted(took for _, status, took in reads if status == 200)
    print(f"reads     {len(times):5}  {spread(times)}  {dict(Counter(s for _, s, _ in reads))}")
    worst = {}
    for name in dict.fromkeys(step for step, _, _ in steps):
        times = sorted(took for step, _, took in steps if step == name)
        outcomes = dict(Counter(outcome for step, outcome, _ in steps if step == name))
        worst[name] = times[-1]
        print(f"{name:17} {len(times):4}  {spread(times)}  {outcomes}")
    locked = trace.count("database is locked")
    faults = sum(s >= 500 for _, s, _ in reads) + sum(o.startswith("5") for _, o, _ in steps)
    print(f"5xx {faults}; database is locked {locked}; lost or broken {len(problems)}")
    print("\n".join(problems))
    if trace.strip():
        print(trace[-2000:])
    slow = (given.worst_save and worst["save POST"] > given.worst_save) or (
        given.worst_publish and worst["publish POST"] > given.worst_publish
    )
    return 1 if faults or slow or locked or problems else 0


def spread(times: list[float]) -> str:
    at = statistics.quantiles(times, n=100, method="inclusive") if len(times) > 1 else times * 99
    return f"p50 {at[49]:6.3f}  p90 {at[89]:6.3f}  p99 {at[98]:6.3f}  slowest {times[-1]:6.3f}"


if __name__ == "__main__":
    sys.exit(main())
