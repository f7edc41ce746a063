"""Rows that many tests begin with, made once for all tests in a row that ask for them.

``@scene`` makes a fixture of a function that writes rows, and may ask for other scenes and for
fixtures of the session. The rows stand in a transaction around those of the tests: each test
undoes its own changes and finds what the function made. Where the next test asks for other
scenes, or for none, those that it does not share are undone before it begins.
"""

import copy
import inspect
from collections.abc import Callable
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

import pytest
from django.db import transaction


@dataclass
class Standing:
    make: Callable[..., Any]
    rows: transaction.Atomic
    value: Any = None


_stage: list[Standing] = []


def scene(make):
    """Turn a function that writes rows into a fixture, which gives each test a copy of its value.

    It is asked for by name, as an argument of a test or of a fixture.
    """
    needs = inspect.signature(make).parameters

    def standing(**needed):
        return copy.deepcopy(_value_of(make))

    db = inspect.Parameter("db", inspect.Parameter.POSITIONAL_OR_KEYWORD)
    standing.__signature__ = inspect.Signature([db, *needs.values()])
    standing.__name__, standing.__doc__, standing.scene = make.__name__, make.__doc__, make
    return pytest.fixture(standing)


def set_stage(request):
    """Let stand the scenes that a test asks for, and no others."""
    scenes = _scenes_of(request.node)
    wanted = list(scenes.values())
    pairs = zip(_stage, wanted, strict=False)
    shared = sum(1 for _ in takewhile(lambda pair: pair[0].make is pair[1], pairs))
    clear_stage(shared)
    for make in wanted[shared:]:
        needed = {
            name: _value_of(scenes[name]) if name in scenes else request.getfixturevalue(name)
            for name in inspect.signature(make).parameters
        }
        _stage.append(Standing(make, transaction.atomic()))
        _stage[-1].rows.__enter__()
        try:
            _stage[-1].value = make(**needed)
        except BaseException:
            clear_stage(len(_stage) - 1)
            raise


def clear_stage(kept=0):
    """Undo the rows of all scenes but the first ``kept``."""
    while len(_stage) > kept:
        rows = _stage.pop().rows
        transaction.set_rollback(True)
        rows.__exit__(None, None, None)


def _value_of(make):
    return next(standing.value for standing in _stage if standing.make is make)


def _scenes_of(item):
    """Return the scenes of a test by name, each after those that it asks for itself."""
    fixtures = {name: found[-1].func for name, found in item._fixtureinfo.name2fixturedefs.items()}
    scenes = {}

    def add(name):
        make = getattr(fixtures.get(name), "scene", None)
        if make and name not in scenes:
            for need in inspect.signature(make).parameters:
                add(need)
            scenes[name] = make

    for name in item.fixturenames:
        add(name)
    return scenes
