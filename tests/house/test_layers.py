"""Imports point downwards only, as docs/architecture.md draws it; the core knows nothing else."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tables import all_rooms, files_of

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "architecture.md").read_text("utf-8")
FLOORS = [
    line.split() for line in re.search(r"```floors\n(.*?)```", PAGE, re.DOTALL)[1].splitlines()
]
FLOOR_OF = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}
FACES = {"admin", "views", "api", "templatetags", "management"}
CORE_MAY_IMPORT = {"pydantic", "pydantic_core", "rapidfuzz", "snowballstemmer", "guidance"}
CORE_MUST_NOT_IMPORT = {"socket", "urllib", "http", "random", "secrets", "time", "html", "os"}
EXPORTING = {"core/checks", "models", "admin"}
MOST_FILES = 16
MOST_LINES = 300

CODE = sorted(
    path
    for top in ("guidance", "portal", "tests", "scripts")
    for path in (ROOT / top).rglob("*.py")
    if "migrations" not in path.parts
)
GUIDANCE = [path for path in CODE if (ROOT / "guidance") in path.parents]


def short(path):
    return str(path.relative_to(ROOT))


def imports_of(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def room_of(path):
    return str(path.parent.relative_to(ROOT / "guidance"))


def room_named(name):
    """Return the room that a dotted name below `guidance` comes from."""
    folder = ROOT / "guidance"
    for part in name.split(".")[1:]:
        if not (folder / part).is_dir():
            break
        folder /= part
    return str(folder.relative_to(ROOT / "guidance"))


def faults_of(importing, imported):
    """Say what is wrong with an arrow between two rooms, if anything is."""
    if importing == imported:
        return ""
    if FLOOR_OF[imported] <= FLOOR_OF[importing]:
        return "is not below it"
    faces = {importing.partition("/")[0], imported.partition("/")[0]} & FACES
    return "is another face" if len(faces) > 1 else ""


@pytest.mark.parametrize("path", GUIDANCE, ids=short)
def test_imports_point_downwards(path):
    importing = room_of(path)

    found = {
        name: fault
        for name in imports_of(path)
        if name.startswith("guidance.") and importing not in ("", ".")
        if (fault := faults_of(importing, room_named(name)))
    }

    assert found == {}


@pytest.mark.parametrize(
    ("importing", "imported", "fault"),
    [
        ("core/texts", "core/documents", ""),
        ("core/texts", "core/walking", "is not below it"),
        ("core/documents", "core/texts", "is not below it"),
        ("services/search", "services/results", "is not below it"),
        ("models", "services/drafts", "is not below it"),
        ("admin/nouns", "admin/steps", ""),
        ("admin/steps", "admin/nouns", "is not below it"),
        ("admin/nouns", "views/frame", "is another face"),
        ("views/reading", "management/commands", "is another face"),
    ],
)
def test_arrow_is_judged_by_the_floors(importing, imported, fault):
    assert faults_of(importing, imported) == fault


def test_every_room_has_its_floor():
    rooms = {short(room).removeprefix("guidance/") for room in all_rooms() if files_of(room)}

    drawn = set(FLOOR_OF) - {"admin"}

    assert drawn == {room for room in rooms if not room.startswith("portal")}
    assert len(FLOOR_OF) == sum(map(len, FLOORS))


@pytest.mark.parametrize(
    "path", [path for path in GUIDANCE if room_of(path).startswith("core")], ids=short
)
def test_core_is_pure(path):
    for name in imports_of(path):
        top = name.split(".")[0]
        assert top in CORE_MAY_IMPORT or top in sys.stdlib_module_names, name
        assert top not in CORE_MUST_NOT_IMPORT, name
        assert top != "guidance" or name.startswith("guidance.core"), name
        assert name not in {"datetime.datetime.now"}, name


@pytest.mark.long
def test_tests_of_the_core_are_found_without_django():
    environment = {name: os.environ[name] for name in os.environ if not name.startswith("DJANGO")}
    command = [
        sys.executable, "-m", "pytest", "--collect-only", "-q", "-c", "tests/core/alone.ini",
        "--rootdir=.", "tests/core",
    ]  # fmt: skip

    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )

    assert (done.returncode, "error" in done.stdout.splitlines()[-1]) == (0, False), done.stdout


@pytest.mark.parametrize(
    "path", [path for path in GUIDANCE if room_of(path).startswith(("core", "models"))], ids=short
)
def test_core_and_models_know_no_settings(path):
    assert [name for name in imports_of(path) if name.startswith("portal")] == []


@pytest.mark.parametrize("room", [*all_rooms()], ids=short)
def test_room_exports_nothing(room):
    code = ast.parse((room / "__init__.py").read_text()).body[1:]

    assert bool(code) == (short(room).removeprefix("guidance/") in EXPORTING)


def test_no_room_is_crowded():
    counts = {}
    for path in CODE:
        if path.name != "__init__.py":
            counts[path.parent] = counts.get(path.parent, 0) + 1

    assert {short(room): n for room, n in counts.items() if n > MOST_FILES} == {}


def test_no_file_is_long():
    lengths = {short(path): len(path.read_text().splitlines()) for path in CODE}

    assert {name: n for name, n in lengths.items() if n > MOST_LINES} == {}
