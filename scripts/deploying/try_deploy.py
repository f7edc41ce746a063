"""Try the files in deploy/: nginx, two application servers, PostgreSQL, Redis, and their failures.

    .venv/bin/python scripts/deploying/try_deploy.py   (Debian's nginx, postgresql, redis-server)

TRY_BACKUP=FILE begins with a backup and not with what ships. TRY_SECONDS=60 is how long each outage
lasts (8). TRY_PROXY=off tries without nginx: readers ask both servers in turn.

Everything runs in a folder of its own, on ports of its own, and ends with this. The site is that of
deploy/nginx.conf, with other ports, paths and a certificate of its own. It prints figures; the exit
status is 1 where something that must hold did not.
"""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from scripts.deploying.failures import try_failures, try_restarts
from scripts.deploying.kinds import PREPARE, held_kinds, hold, other_kinds
from scripts.deploying.load import Load, Readers, asked
from scripts.deploying.servers import (
    HOST,
    HTTP,
    HTTPS,
    ONE,
    POSTGRES,
    PYTHON,
    ROOT,
    TWO,
    Servers,
    await_ready,
    run,
)
from scripts.deploying.telling import failed, must, say

HAS_PROXY = os.environ.get("TRY_PROXY", "on") != "off"
FRONT = f"https://127.0.0.1:{HTTPS}"
SECONDS = float(os.environ.get("TRY_SECONDS", "8"))
PUBLISH = """
import time
from guidance.models import FaqEntry
from guidance.services.publishing.acts import publish
from django.contrib.auth.models import User
by = User.objects.get_or_create(username="try", is_superuser=True)[0]
entry = FaqEntry.objects.order_by("slug").first()
entry.short_answer = "WORDS that were published just now."
entry.save()
publish(entry, by=by, note="Tried.")
print(entry.get_absolute_url(), time.time(), flush=True)
"""


def try_units() -> None:
    if not shutil.which("systemd-analyze"):
        say("skip the units: systemd-analyze is not here")
        return
    with tempfile.TemporaryDirectory() as name:
        for unit in (ROOT / "deploy" / "systemd").iterdir():
            words = re.sub(r"/opt/guidance/\.venv/bin/\w+", "/bin/true", unit.read_text())
            (Path(name) / unit.name).write_text(words)
        units = sorted(map(str, Path(name).iterdir()))
        said = subprocess.run(["systemd-analyze", "verify", *units], capture_output=True, text=True)
        must(not said.stderr and not said.returncode, f"systemd-analyze verify {said.stderr}")


def try_site() -> None:
    must(asked(FRONT, "/", host=HOST)[0] == "200", "a page by HTTPS")
    must(asked(f"http://127.0.0.1:{HTTP}", "/faq/", host=HOST)[0] == "308", "port 80 leads on")
    closed = asked(f"http://127.0.0.1:{HTTP}", "/", host="another.example")[0]
    must(closed == "RemoteDisconnected", f"another host is closed ({closed})")
    long = f"/check/can-i-use-llama-2/?x={'a' * 20_000}"
    must(asked(FRONT, long, host=HOST)[0] in ("200", "302", "400"), "a long address gets through")


def try_publishing(servers: Servers) -> None:
    for port in (ONE, TWO):  # the page is stored, and readers have it
        asked(f"http://127.0.0.1:{port}", "/faq/", host=HOST)
    words = [PYTHON, "manage.py", "shell", "--no-imports", "-c", PUBLISH]
    publishing = subprocess.Popen(
        words, cwd=ROOT, env=servers.env, stdout=subprocess.PIPE, text=True
    )
    assert publishing.stdout  # noqa: S101
    url, published = publishing.stdout.readline().split()
    seen: dict[int, float] = {}
    while len(seen) < 2 and time.time() < float(published) + 30:
        for port in {ONE, TWO} - set(seen):
            if b"WORDS that were published" in asked(f"http://127.0.0.1:{port}", url, host=HOST)[1]:
                seen[port] = time.time() - float(published)
        time.sleep(0.02)
    publishing.wait()
    for port, name in ((ONE, "one"), (TWO, "two")):
        say(f"     a release is seen on server {name} after {seen.get(port, 99):.2f} s")
    must(len(seen) == 2, "a release is seen on both servers")


def main() -> int:
    if HAS_PROXY and not shutil.which("nginx"):
        sys.exit("nginx is not here; TRY_PROXY=off tries the servers without it.")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("Ended."))
    try_units()
    with tempfile.TemporaryDirectory(prefix="try-deploy-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        servers = Servers(folder)
        try:
            go(servers)
        finally:
            servers.end()
            if failed:
                for log in filter(Path.exists, (folder / "one.log", folder / "error.log")):
                    say(f"--- {log.name}\n{log.read_text()[-1500:]}")
    return 1 if failed else 0


def go(servers: Servers) -> None:
    servers.postgres()
    servers.redis()
    run("psql", "-h", "127.0.0.1", "-p", str(POSTGRES), "-U", "guidance", "-c",
        "CREATE DATABASE guidance", "postgres", env={**servers.env})  # fmt: skip
    if backup := os.environ.get("TRY_BACKUP"):
        say("     " + servers.manage("restore", backup).strip().splitlines()[-1])
    else:
        servers.manage("migrate", "--verbosity", "0")
        say("     " + servers.manage("load_packs").strip().splitlines()[-1])
    servers.manage("collectstatic", "--no-input", "--verbosity", "0")
    servers.portal("one", ONE)
    servers.portal("two", TWO)
    if HAS_PROXY:
        servers.nginx()
    await_ready(ONE, TWO)
    if HAS_PROXY:
        try_site()
    try_publishing(servers)
    prepared = json.loads(servers.manage("shell", "--no-imports", "-c", PREPARE))
    fronts = [FRONT] if HAS_PROXY else [f"http://127.0.0.1:{port}" for port in (ONE, TWO)]
    groups = [
        Readers(held_kinds(prepared), number=6, pause=0.2),
        # More than the servers have threads: in an outage they must not take all of them.
        Readers(other_kinds(prepared), number=44, pause=4.0),
    ]
    with Load(fronts, HOST, groups) as load:
        try_restarts(servers, load, SECONDS)
        await_ready(ONE, TWO)
        hold((ONE, TWO), HOST, prepared)
        load.take()
        try_failures(servers, load, SECONDS)
    made = servers.manage("backup", str(servers.folder / "one.backup")).strip()
    must("rows" in made, f"backup: {made.rpartition('/')[2]}")


if __name__ == "__main__":
    sys.exit(main())
