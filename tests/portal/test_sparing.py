"""Importing a library without what it would take along."""

import sys

import pytest

from portal.sparing import import_without

EAGER = """
try:
    import {other}
except ImportError:
    {other} = None
"""


@pytest.fixture
def eager(tmp_path, monkeypatch):
    """Two modules that nobody has imported: one takes the other along where that is there."""
    for name, written in (("taken_along", ""), ("eager", EAGER.format(other="taken_along"))):
        (tmp_path / f"{name}.py").write_text(written)
        monkeypatch.delitem(sys.modules, name, raising=False)
    monkeypatch.syspath_prepend(tmp_path)
    yield
    for name in ("taken_along", "eager"):
        sys.modules.pop(name, None)


def test_module_is_imported_without_the_others(eager):
    import_without("eager", "taken_along")

    assert sys.modules["eager"].taken_along is None
    assert "taken_along" not in sys.modules


def test_others_can_be_imported_afterwards(eager):
    import_without("eager", "taken_along")

    import taken_along

    assert sys.modules["taken_along"] is taken_along


def test_what_was_imported_before_stays(eager):
    import taken_along

    import_without("eager", "taken_along")

    assert sys.modules["taken_along"] is taken_along


def test_others_are_there_again_where_the_import_fails(eager):
    import taken_along

    with pytest.raises(ModuleNotFoundError):
        import_without("nowhere_at_all", "taken_along")

    assert sys.modules["taken_along"] is taken_along
