"""What ships for operators names what is there, and the manual says what is true of it."""

import os
import re
import stat
import subprocess

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
def told(tmp_path):
    """A copy of `deploy/manage` with settings of its own, whose Python tells what it is given."""
    (tmp_path / "deploy").mkdir()
    (tmp_path / "deploy" / "manage").write_bytes((DEPLOY / "manage").read_bytes())
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text('#!/bin/sh\numask\necho "$DATABASE_URL|$SITE_URL|$READ_DOT_ENV|$*"\n')
    python.chmod(0o755)
    (tmp_path / "settings").write_text("DATABASE_URL=the-file\nSITE_URL='a b'\nREAD_DOT_ENV=on\n")

    def run(*words, **given):
        environment = {
            "PATH": os.environ["PATH"], "GUIDANCE_ENV": str(tmp_path / "settings"),
            "GUIDANCE_USER": "root", **given,
        }  # fmt: skip
        command = ["/bin/sh", str(tmp_path / "deploy" / "manage"), *words]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        return done.stdout.split("\n")[:2]

    return run


@pytest.mark.parametrize(
    ("given", "database"),
    [({}, "the-file"), ({"DATABASE_URL": "another's $HOME"}, "another's $HOME")],
)
def test_environment_wins_over_the_file_of_settings(told, given, database):
    assert told("restore", "FILE", **given)[1] == f"{database}|a b|off|manage.py restore FILE"


@pytest.mark.parametrize(("command", "umask"), [("backup", "0077"), ("collectstatic", "0022")])
def test_only_static_files_can_be_read_by_others(told, command, umask):
    assert told(command)[0] == umask


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
