"""The processes of a trial: PostgreSQL, Redis, application servers and nginx, on own ports."""

import os
import secrets
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

from scripts.deploying.load import asked, tell
from scripts.deploying.telling import failed, must

ROOT = Path(__file__).resolve().parents[2]
PYTHON = str(ROOT / ".venv" / "bin" / "python")
HOST = "guidance.example.org"
BASE = int(os.environ.get("TRY_PORT", "8170"))
HTTP, HTTPS, ONE, TWO, POSTGRES, REDIS = range(BASE, BASE + 6)
RATES = ("API", "EVALUATE", "SEARCH", "RESULT", "SHARE")


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
            "PYTHONUNBUFFERED": "1", "WEB_CONCURRENCY": "1",
            **{f"{name}_RATE": "100000/min" for name in RATES},
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

    def tell_all(self, name: str, how: int) -> None:
        """Tell a program and all below it: what was made meanwhile is told the second time."""
        for _ in range(2):
            for pid in family(self.running[name].pid):
                tell(pid, how)

    def lines(self) -> list[int]:
        """Return how many lines each application server has written of what went wrong.

        Addresses of nothing, and what a busy machine makes slow, have one each while all is well.
        """
        logs = [(self.folder / f"{name}.log").read_bytes().splitlines() for name in ("one", "two")]
        usual = (b"Not Found:", b"requests: Slow:")
        return [sum(not any(word in line for word in usual) for line in log) for log in logs]

    def postgres(self) -> None:
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
            run(*as_user, f"{bin_folder()}/initdb", "-D", str(place), *ways.split(), cwd="/")
        ways = f"-D {place} -p {POSTGRES} -c listen_addresses=127.0.0.1"
        program = [*as_user, f"{bin_folder()}/postgres", *ways.split(), "-k", ""]
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
            ("/var/log/nginx", str(self.folder)), ("/var/lib/nginx/guidance", f"{self.folder}/c"),
            ("server 127.0.0.1:8000", f"server 127.0.0.1:{ONE}"),
            ("# server 10.0.0.12:8000", f"server 127.0.0.1:{TWO}"),
            ("rate=50r/s", "rate=5000r/s"),
            ("allow 127.0.0.1;", "allow 127.0.0.0/8;"),
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


def bin_folder() -> Path:
    return max(Path("/usr/lib/postgresql").glob("*/bin"))


def family(pid: int) -> list[int]:
    """Return a process and all below it, from one look: a hang begins for all at once."""
    pairs = [line.split() for line in run("ps", "-eo", "pid=,ppid=").stdout.splitlines()]
    found = [pid]
    for parent in found:
        found += [int(child) for child, its in pairs if int(its) == parent]
    return found


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
