"""Which tests call which function of the core, and how long each takes: one run, watched.

A change within a function is noticed by a test that calls it, if by any. One outside of functions,
or in a function that is called while modules are imported, may be noticed by all tests whose
imports lead to the file.
"""

import ast
import json
import signal
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import pytest
from mutations import Mutation

LONGER, MORE = 3, 1.0
"""A test may take three times the watched one's time on the processor, and one second."""
UNKNOWN = 60.0
"""So many seconds are given to what was not watched: reading the tests, and those of the faces."""
IMPORTED = "imported"
"""What the calls while modules are imported are kept under, in place of a test."""

Called = dict[str, list[int]]
"""The first lines of the functions that were called, by file."""


class Watch:
    """Writes down what each test calls, and how long it takes."""

    clock = staticmethod(time.process_time)

    def __init__(self, root: Path, core: str, to: Path) -> None:
        self.root = f"{root}/"
        self.core = f"{root}/{core}/"
        self.to = to
        self.tests: dict[str, tuple[float, Called]] = {}
        self.begin()

    def begin(self) -> None:
        self.codes: dict[int, CodeType] = {}
        sys.settrace(self._on_call)

    def _on_call(self, frame: FrameType, _: str, __: object) -> None:
        self.codes[id(frame.f_code)] = frame.f_code  # and no line of it is watched

    def end(self, name: str, seconds: float) -> None:
        sys.settrace(None)
        called: Called = {}
        for code in self.codes.values():
            if code.co_filename.startswith(self.core):
                file = code.co_filename.removeprefix(self.root)
                called.setdefault(file, []).append(code.co_firstlineno)
        self.tests[name] = seconds, called

    def end_imports(self) -> None:
        self.end(IMPORTED, 0.0)

    def write(self) -> None:
        self.to.write_text(json.dumps(self.tests), "utf-8")


def limit(seconds: float) -> None:
    """End the process after these seconds on the processor: waiting is not counted."""
    signal.setitimer(signal.ITIMER_PROF, seconds)


class Chosen:
    """Runs those tests that were chosen, the quickest first, and ends one that never ends.

    ``seconds`` by test; where it is None all are run.
    """

    def __init__(self, seconds: dict[str, float] | None) -> None:
        self.seconds = seconds
        limit(UNKNOWN)

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        if self.seconds is not None:
            items[:] = [item for item in items if item.nodeid in self.seconds]
            items.sort(key=lambda item: self.seconds[item.nodeid])

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        known = (self.seconds or {}).get(item.nodeid)
        limit(UNKNOWN if known is None else LONGER * known + MORE)
        return (yield)


@dataclass
class Recording:
    """What a watched run wrote down."""

    tests: dict[str, tuple[float, Called]]

    @classmethod
    def read(cls, file: Path) -> "Recording":
        return cls({name: (seconds, called) for name, (seconds, called) in
                    json.loads(file.read_text("utf-8")).items()})  # fmt: skip

    def calling(self, file: str, source: str, mutation: Mutation) -> list[tuple[str, float]]:
        """Return the tests that call the changed function with their seconds, the quickest first.

        Empty for what stands outside of functions.
        """
        lines = function_around(source, mutation.line)
        if lines is None:
            return []
        found = [
            (name, seconds)
            for name, (seconds, _) in self.tests.items()
            if name != IMPORTED and self._calls(name, file, lines)
        ]
        return sorted(found, key=lambda one: one[1])

    def is_imported(self, file: str, source: str, mutation: Mutation) -> bool:
        """Tell whether the changed code is run while modules are imported."""
        lines = function_around(source, mutation.line)
        return lines is None or self._calls(IMPORTED, file, lines)

    def seconds(self) -> dict[str, float]:
        return {name: seconds for name, (seconds, _) in self.tests.items()}

    def _calls(self, name: str, file: str, lines: range) -> bool:
        return any(line in lines for line in self.tests[name][1].get(file, ()))


def function_around(source: str, line: int) -> range | None:
    """Return the lines of the outermost function around a line, or None outside of all."""
    waiting: list[Any] = [ast.parse(source)]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef):
            first = min([node.lineno, *(one.lineno for one in node.decorator_list)])
            body = range(node.body[0].lineno, (node.end_lineno or 0) + 1)
            if line in body:
                return range(first, body.stop)
        elif isinstance(node, ast.Module | ast.ClassDef | ast.If):
            waiting += node.body
    return None
