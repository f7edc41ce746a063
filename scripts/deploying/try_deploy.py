"""Try the files in deploy/: nginx, two application servers, PostgreSQL, Redis, and their failures.

    .venv/bin/python scripts/deploying/try_deploy.py   (Debian's nginx, postgresql, redis-server)

TRY_BACKUP=FILE begins with a backup and not with what ships; TRY_SECONDS=8 is how long each lasts.

Everything runs in a folder of its own, on ports of its own, and ends with this. The site is that of
deploy/nginx.conf, with other ports, paths and a certificate of its own. It prints figures; the exit
status is 1 where something that must hold did not.
"""

import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from scripts.deploying.load import Load, asked, tell

ROOT = Path(__file__).resolve().parents[2]
PYTHON = str(ROOT / ".venv" / "bin" / "python")
HOST = "guidance.example.org"
BASE = int(os.environ.get("TRY_PORT", "8170"))
HTTP, HTTPS, ONE, TWO, POSTGRES, REDIS = range(BASE, BASE + 6)
FRONT = f"https://127.0.0.1:{HTTPS}"
SECONDS = float(os.environ.get("TRY_SECONDS", "8"))
PATHS = [
    "/", "/licenses/", "/licenses/llama-2/", "/faq/", "/check/",
    "/api/v1/licenses", "/api/v1/licenses/llama-2", "/search/?q=notice",
]  # fmt: skip
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
failed: list[str] = []


def say(words: str) -> None:
    print(words, flush=True)


def must(holds: bool, words: str) -> None:
    say(f"{'ok  ' if holds else 'FAIL'} {words}")
    if not holds:
        failed.append(words)


def run(*words: str, **more: object) -> subprocess.CompletedProcess[str]:
    more |= {"check": True, "text": True, "capture_output": True}
    return subprocess.run(words, **more)  # type: ignore[call-overload,no-any-return]


class Servers:
    """The processes of one trial, by name."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self.sockets: dict[int, socket.socket] = {}
        password = secrets.token_hex(12)
        self.pgpass = folder / "pgpass"
        self.pgpass.touch(0o600)
        self.pgpass.write_text(f"127.0.0.1:{POSTGRES}:*:guidance:{password}\n")
        self.password = password
        self.env = {
            **{name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ},
            "READ_DOT_ENV": "off", "SECRET_KEY": secrets.token_urlsafe(50), "ALLOWED_HOSTS": HOST,
            "SITE_URL": f"https://{HOST}", "PGPASSFILE": str(self.pgpass),
            "DATABASE_URL": f"postgres://guidance@127.0.0.1:{POSTGRES}/guidance",
            "CACHE_URL": f"redis://127.0.0.1:{REDIS}/1", "BEHIND_TLS_PROXY": "on",
            "PROXY_COUNT": "1", "ADMIN_OTP_REQUIRED": "on", "SEARCH_MEANING": "off",
            "PYTHONUNBUFFERED": "1", "WEB_CONCURRENCY": "1", "API_RATE": "100000/min",
            "SEARCH_RATE": "100000/min",
        }  # fmt: skip

    def start(self, name: str, *words: str, **more: object) -> None:
        log = (self.folder / f"{name}.log").open("ab")
        self.running[name] = subprocess.Popen(words, stdout=log, stderr=log, **more)  # type: ignore[call-overload]

    def stop(self, name: str, how: int = signal.SIGTERM) -> None:
        process = self.running.pop(name)
        process.send_signal(how)
        process.wait(40)

    def end(self) -> None:
        for name, process in self.running.items():
            pids = family(process.pid)
            for pid in pids:
                tell(pid, signal.SIGCONT)
            for pid in pids[:2]:  # PostgreSQL is below the program that made it another user's
                tell(pid, signal.SIGINT if name == "postgres" else signal.SIGTERM)
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                for pid in pids:
                    tell(pid, signal.SIGKILL)

    def postgres(self) -> None:
        bin_folder = max(Path("/usr/lib/postgresql").glob("*/bin"))
        place, as_user = self.folder / "postgres", []
        if os.getuid() == 0:
            as_user = ["runuser", "-u", "postgres", "--"]
        if not place.exists():
            place.mkdir(0o700)
            first = self.folder / "password"
            first.touch(0o600)
            first.write_text(self.password)
            if as_user:
                for mine in (place, first):
                    shutil.chown(mine, "postgres")
            ways = f"-U guidance -E UTF8 --locale=C.UTF-8 --auth=scram-sha-256 --pwfile={first}"
            run(*as_user, f"{bin_folder}/initdb", "-D", str(place), *ways.split(), cwd="/")
        ways = f"-D {place} -p {POSTGRES} -c listen_addresses=127.0.0.1"
        program = [*as_user, f"{bin_folder}/postgres", *ways.split(), "-k", ""]
        self.start("postgres", *program, cwd="/")
        await_port(POSTGRES)

    def redis(self) -> None:
        self.start("redis", "redis-server", "--port", str(REDIS), "--bind", "127.0.0.1", "--save",
                   "", "--appendonly", "no", cwd=self.folder)  # fmt: skip
        await_port(REDIS)

    def portal(self, name: str, port: int) -> None:
        """Start an application server on a socket that is held open here, as systemd does."""
        if port not in self.sockets:
            self.sockets[port] = socket.create_server(("127.0.0.1", port), backlog=512)
        held = self.sockets[port].fileno()
        gunicorn = ".venv/bin/gunicorn portal.wsgi --config scripts/gunicorn.conf.py"
        command = f"exec 3<&{held}; LISTEN_FDS=1 LISTEN_PID=$$ exec {gunicorn}"
        env = {**self.env, "STATE_DIR": str(self.folder / f"state-{name}")}
        self.start(name, "bash", "-c", command, cwd=ROOT, env=env, pass_fds=[held])

    def nginx(self) -> None:
        site = (ROOT / "deploy" / "nginx.conf").read_text()
        run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
            f"/CN={HOST}", "-keyout", str(self.folder / "privkey.pem"), "-out",
            str(self.folder / "fullchain.pem"))  # fmt: skip
        for old, new in (
            ("listen [::]:", "# listen [::]:"), ("listen 80", f"listen {HTTP}"),
            ("listen 443", f"listen {HTTPS}"), ("/etc/ssl/guidance", str(self.folder)),
            ("/var/log/nginx", str(self.folder)), ("/var/cache/nginx/guidance", f"{self.folder}/c"),
            ("server 127.0.0.1:8000", f"server 127.0.0.1:{ONE}"),
            ("# server 10.0.0.12:8000", f"server 127.0.0.1:{TWO}"),
            ("rate=50r/s", "rate=5000r/s"),
        ):  # fmt: skip
            if old not in site:
                raise SystemExit(f"deploy/nginx.conf does not say {old} any more.")
            site = site.replace(old, new)
        (self.folder / "site.conf").write_text(site)
        places = " ".join(
            f"{kind}_temp_path {self.folder}/{kind};"
            for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        (self.folder / "nginx.conf").write_text(
            f"daemon off; pid {self.folder}/nginx.pid; error_log {self.folder}/error.log;\n"
            f"events {{}} http {{ include /etc/nginx/mime.types; {places} include site.conf; }}\n"
        )
        tried = subprocess.run(
            ["nginx", "-t", "-c", str(self.folder / "nginx.conf")], capture_output=True, text=True
        )
        must(
            tried.returncode == 0,
            f"nginx -t of deploy/nginx.conf {tried.stderr[-300:] * bool(tried.returncode)}",
        )
        self.start("nginx", "nginx", "-c", str(self.folder / "nginx.conf"))
        await_port(HTTPS)

    def manage(self, *words: str) -> str:
        return run(PYTHON, "manage.py", *words, cwd=ROOT, env=self.env).stdout


def family(pid: int) -> list[int]:
    """Return a process and all below it."""
    found = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True).stdout
    return [pid, *(each for child in found.split() for each in family(int(child)))]


def await_port(port: int) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit(f"Nothing listens on port {port}.")


def await_ready(*ports: int) -> None:
    for port in ports:
        end = time.monotonic() + 90
        while (answer := asked(f"http://127.0.0.1:{port}", "/readyz"))[0] != "200":
            if time.monotonic() > end:
                failed.append(f"The server on port {port} does not become ready: {answer}")
                raise SystemExit(failed[-1])
            time.sleep(0.1)


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
    from scripts.deploying.failures import try_failures

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
    servers.nginx()
    await_ready(ONE, TWO)
    try_site()
    try_publishing(servers)
    with Load(FRONT, HOST, PATHS) as load:
        try_failures(servers, load, family, SECONDS, say, must)
    made = servers.manage("backup", str(servers.folder / "one.backup")).strip()
    must("rows" in made, f"backup: {made.rpartition('/')[2]}")


if __name__ == "__main__":
    sys.exit(main())
