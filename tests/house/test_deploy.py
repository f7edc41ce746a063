"""What ships for operators names what is there, and the manual says what is true of it."""

import os
import re
import runpy
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from django.core.management import get_commands
from django.db.migrations.loader import MigrationLoader

from portal.environment.names import NAMES
from tests.house.pages import ROOT, text_of

DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").iterdir())
NOT_OURS = {"PGPASSFILE"}
MANUAL = text_of("docs/operating.md")


def test_example_of_the_settings_names_settings_only():
    words = (DEPLOY / "guidance.env.example").read_text()

    named = set(re.findall(r"^(?:# )?([A-Z_]+)=", words, re.MULTILINE))

    assert named - NOT_OURS - NAMES == set()
    assert {"SECRET_KEY", "ALLOWED_HOSTS", "SITE_URL", "DATABASE_URL"} <= named


def test_example_of_the_settings_holds_no_secret():
    assert "SECRET_KEY=''\n" in (DEPLOY / "guidance.env.example").read_text()


def test_timers_run_commands_that_are_there():
    run = {
        name
        for unit in UNITS
        for name in re.findall(r"guidance-run@(\w+)\.service", unit.read_text())
    }

    assert run == {"due", "prune", "check_sources"}
    assert run <= set(get_commands())


def test_every_timer_names_a_unit_that_is_there():
    there = {unit.name for unit in UNITS}

    named = [re.findall(r"^Unit=(.+)$", u.read_text(), re.MULTILINE) for u in UNITS]

    wanted = {re.sub(r"@\w+\.", "@.", name) for names in named for name in names}
    assert wanted == {"guidance-run@.service", "guidance-backup.service"}
    assert wanted <= there


@pytest.mark.parametrize("unit", [u for u in UNITS if u.suffix == ".service"], ids=lambda u: u.name)
def test_services_cannot_write_their_own_code(unit):
    lines = unit.read_text().splitlines()

    assert {"User=guidance", "UMask=0077", "ProtectSystem=strict", "NoNewPrivileges=yes"} <= {
        *lines
    }
    written = [line.partition("=")[2] for line in lines if line.startswith("ReadWritePaths=")]
    assert written in ([], ["/var/backups/guidance"])


def test_manage_can_be_run():
    assert (DEPLOY / "manage").stat().st_mode & stat.S_IXUSR


@pytest.fixture
def settings_of_a_site(tmp_path):
    """What `deploy/manage` is to read, and a folder of code whose Python only says what it got."""
    (tmp_path / "deploy").mkdir()
    shutil.copy(DEPLOY / "manage", tmp_path / "deploy" / "manage")
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text('#!/bin/sh\necho "$DATABASE_URL" "$@"\n')
    python.chmod(0o755)
    (tmp_path / "site.env").write_text("DATABASE_URL=postgres://live/guidance\n")
    return tmp_path


def managed(folder, **environment):
    command = [folder / "deploy" / "manage", "restore", "FILE"]
    env = {"PATH": os.environ["PATH"], "GUIDANCE_ENV": str(folder / "site.env")} | environment
    return subprocess.run(
        command, env=env | {"GUIDANCE_USER": "root"}, capture_output=True, text=True
    )


@pytest.mark.parametrize("given", ["", "postgres://live/guidance"])
def test_manage_takes_the_settings_of_the_site(settings_of_a_site, given):
    done = managed(settings_of_a_site, **({"DATABASE_URL": given} if given else {}))

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "postgres://live/guidance manage.py restore FILE\n"


def test_manage_never_goes_at_another_database_than_was_named(settings_of_a_site):
    """`DATABASE_URL=trial deploy/manage restore --replace` would have emptied the live one."""
    done = managed(settings_of_a_site, DATABASE_URL="sqlite:///trial.sqlite3")

    assert (done.returncode, done.stdout) == (1, "")
    assert "GUIDANCE_ENV" in done.stderr


def test_site_writes_only_where_nginx_of_debian_has_a_folder():
    site = (DEPLOY / "nginx.conf").read_text()

    written = re.findall(r"^(?:proxy_cache_path|\s*access_log) (/\S+)", site, re.MULTILINE)

    assert {str(Path(one).parent) for one in written} == {"/var/lib/nginx", "/var/log/nginx"}


def test_every_server_of_the_site_listens_by_ipv6_too_and_keeps_answers_out_of_its_log():
    site = re.sub(
        "^# (?=server|    |})", "", (DEPLOY / "nginx.conf").read_text(), flags=re.MULTILINE
    )

    servers = re.findall(r"^server {\n(.*?)^}", site, re.MULTILINE | re.DOTALL)

    assert len(servers) == 4
    for words in servers:
        ports = re.findall(r"listen (\[::\]:)?(\d+)", words)
        assert {port for v6, port in ports if v6} == {port for v6, port in ports if not v6}
        assert re.search(r"access_log (off|/var/log/nginx/guidance.log guidance);", words)
        # A line of an error has the whole address, with answers and secrets.
        assert re.search(r"error_log /var/log/nginx/guidance-error.log crit;", words)


def test_reload_is_tried_before_anybody_is_told_of_it():
    lines = (DEPLOY / "systemd" / "guidance.service").read_text().splitlines()
    [start] = [line.removeprefix("ExecStart=") for line in lines if "ExecStart=" in line]

    assert [line for line in lines if line.startswith("ExecReload=")] == [
        f"ExecReload={start} --check-config", "ExecReload=/bin/kill -s HUP $MAINPID",
    ]  # fmt: skip


@pytest.mark.parametrize(("broken", "code"), [("", 0), ("import nothing_of_this_name", 1)])
def test_code_that_cannot_start_is_found_without_starting_it(tmp_path, broken, code):
    (tmp_path / "wanted.py").write_text(f"{broken}\nfrom portal.wsgi import application\n")
    command = [sys.executable, "-m", "gunicorn", "wanted:application", "--config",
               ROOT / "scripts" / "gunicorn.conf.py", "--check-config"]  # fmt: skip
    environment = os.environ | {"READ_DOT_ENV": "off", "DEBUG": "on", "PYTHONPATH": str(tmp_path)}

    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)

    assert done.returncode == code, done.stderr


def test_containers_are_given_the_time_that_the_server_takes_to_end():
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text())["services"]
    graceful = runpy.run_path(str(ROOT / "scripts" / "gunicorn.conf.py"))["graceful_timeout"]

    web = services["web"]
    assert int(web["stop_grace_period"].removesuffix("s")) > graceful
    assert all(services[name]["init"] for name in ("web", "due", "backup"))


def test_container_ends_as_a_user_that_owns_no_code():
    last = (DEPLOY / "Containerfile").read_text().rpartition("\nFROM ")[2]

    assert re.findall(r"^USER (\S+)$", last, re.MULTILINE) == ["10001"]
    assert "--chown" not in last


def test_container_copies_what_is_there():
    words = (DEPLOY / "Containerfile").read_text()

    copied = re.findall(r"^COPY (?!--from)(\S+) ", words, re.MULTILINE)

    assert [name for name in copied if not (ROOT / name).exists()] == []


def test_composition_runs_commands_that_are_there():
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text())["services"]

    run = {
        name
        for service in services.values()
        for name in re.findall(r"manage\.py (\w+)", " ".join(service.get("command", [])))
    }

    assert run == {"migrate", "load_packs", "due", "backup"}
    assert run <= set(get_commands())


def test_every_file_for_operators_is_named_in_the_manual_or_its_list():
    listed = (DEPLOY / "README.md").read_text()

    names = [path.name for path in DEPLOY.iterdir() if path.suffix not in (".md", ".dockerignore")]

    assert [name for name in names if f"`{name}" not in listed] == []


def test_commands_of_the_manual_are_there():
    named = set(re.findall(r"(?:deploy/manage|manage\.py) ([a-z_]+)", MANUAL))

    assert named - set(get_commands()) == set()


def test_every_command_of_ours_is_in_the_manual():
    ours = {name for name, app in get_commands().items() if app == "guidance"}

    assert {name for name in ours if f"{name}" not in MANUAL} == set()


def test_every_migration_can_be_undone():
    """As the manual's chapter on rolling back says."""
    migrations = MigrationLoader(None).disk_migrations.values()

    lost = [str(one) for one in migrations if not all(op.reversible for op in one.operations)]

    assert lost == []
