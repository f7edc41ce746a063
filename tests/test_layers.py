"""Imports point downwards only, and the core knows nothing but itself."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent / "guidance"
LAYERS = {
    "core": 0, "models": 1, "services": 2,
    "admin": 3, "views": 3, "forms": 3, "api": 3, "templatetags": 3, "management": 3,
}  # fmt: skip
CORE_MAY_IMPORT = {"pydantic", "pydantic_core", "rapidfuzz", "guidance"}
CORE_MUST_NOT_IMPORT = {"socket", "urllib", "http", "random", "secrets", "time", "html", "os"}
FILES = sorted(path for path in ROOT.rglob("*.py") if "migrations" not in path.parts)


def imports_of(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def room_of(path):
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_downwards(path):
    room = room_of(path)
    layer = LAYERS.get(room, 3)

    for name in imports_of(path):
        parts = name.split(".")
        if parts[0] != "guidance" or len(parts) < 2:
            continue
        other = LAYERS.get(parts[1], 0)
        is_face = layer == 3 and other == 3
        assert other <= layer, f"{path} imports {name}, which is above it"
        assert not is_face or parts[1] == room or (parts[1], room) in ALLOWED_FACES, name


ALLOWED_FACES = {("forms", "views")}
"""The forms are part of the public face."""


@pytest.mark.parametrize(
    "path", [f for f in FILES if room_of(f) == "core"], ids=lambda path: str(path.name)
)
def test_core_is_pure(path):
    import sys

    for name in imports_of(path):
        top = name.split(".")[0]
        assert top in CORE_MAY_IMPORT or top in sys.stdlib_module_names, name
        assert top not in CORE_MUST_NOT_IMPORT, name
        assert top != "guidance" or name.startswith("guidance.core"), name
        assert name not in {"datetime.datetime.now"}, name
