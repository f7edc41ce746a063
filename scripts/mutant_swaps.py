"""Try changes within functions in children of one process that has read all tests.

A child puts the changed code into the function and runs the tests that call it: no module is read
anew, so that a change takes a part of a second. What stands outside of functions is not tried so.
"""

import functools
import gc
import os
import resource
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import pytest
from mutant_recording import LONGER, MORE, Recording, Watch, function_around, limit
from mutations import Mutation

Function = tuple[str, int]
"""A function is known by its file and by its first line."""


@dataclass
class Swaps:
    """The plugin of that process; ``tried`` are files with their changes.

    ``told`` is given the number of a change, whether it was caught, and whether it is run while
    modules are imported; ``recorded`` is the file of the watched run.
    """

    root: Path
    core: str
    tried: list[tuple[str, Mutation]]
    jobs: int
    memory: int
    recorded: Path
    told: Callable[[int, bool, bool], None]

    def __post_init__(self) -> None:
        self.watch = Watch(self.root, self.core, self.recorded)

    def pytest_collection_finish(self) -> None:
        self.watch.end_imports()

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        if not os.fork():
            self._watch(session)
        if os.wait()[1]:
            session.testsfailed += 1
            return True
        recording = Recording.read(self.recorded)
        functions = _functions(f"{self.root}/{self.core}/")
        items = {item.nodeid: item for item in session.items}
        waiting = list(enumerate(self.tried))
        running: dict[int, int] = {}

        def tell(number: int, status: int) -> None:
            file, mutation = self.tried[number]
            source = (self.root / file).read_text("utf-8")
            self.told(number, bool(status), recording.is_imported(file, source, mutation))

        while waiting or running:
            while waiting and len(running) < self.jobs:
                number, (file, mutation) = waiting.pop(0)
                source = (self.root / file).read_text("utf-8")
                calling = recording.calling(file, source, mutation)
                path = str(self.root / file)
                if calling and (code := _code(path, source, mutation)):
                    found = functions.get((path, code.co_firstlineno), [])
                    chosen = [(items[name], seconds) for name, seconds in calling]
                    if not (child := os.fork()):
                        self._try(session, found, code, chosen)
                    running[child] = number
                else:
                    tell(number, 0)
            if running:
                child, status = os.wait()
                tell(running.pop(child), status)
        return True

    def _watch(self, session: pytest.Session) -> None:
        try:
            caches = _caches(f"{self.root}/{self.core}/")
            for item, next_item in _with_next(session.items):
                _empty(caches)  # or a test would seem not to call what an earlier one has called
                self.watch.begin()
                began = self.watch.clock()
                item.config.hook.pytest_runtest_protocol(item=item, nextitem=next_item)
                self.watch.end(item.nodeid, self.watch.clock() - began)
                if session.testsfailed:
                    break
            self.watch.write()
        finally:
            sys.stdout.flush()
            os._exit(int(session.testsfailed > 0))

    def _try(
        self,
        session: pytest.Session,
        functions: list[FunctionType],
        code: CodeType,
        chosen: list[tuple[pytest.Item, float]],
    ) -> None:
        status = 70
        try:
            resource.setrlimit(resource.RLIMIT_AS, (self.memory, self.memory))
            for function in functions:
                # A change may take out the only ``super()`` of a method, which keeps its cell.
                function.__code__ = code.replace(co_freevars=function.__code__.co_freevars)
            _empty(_caches(f"{self.root}/{self.core}/"))  # filled while modules were imported
            seconds = {item.nodeid: taken for item, taken in chosen}
            for item, next_item in _with_next([item for item, _ in chosen]):
                limit(LONGER * seconds[item.nodeid] + MORE)
                item.config.hook.pytest_runtest_protocol(item=item, nextitem=next_item)
                if session.testsfailed:
                    break
            status = int(session.testsfailed > 0)
        finally:
            os._exit(status)


def _with_next(items: list[Any]) -> list[tuple[Any, Any]]:
    return list(zip(items, [*items[1:], None], strict=True))


def _functions(core: str) -> dict[Function, list[FunctionType]]:
    """Return all functions of the core by file and line: as many as were made of one."""
    found: dict[Function, list[FunctionType]] = {}
    for one in gc.get_objects():
        if isinstance(one, FunctionType) and one.__code__.co_filename.startswith(core):
            place = one.__code__.co_filename, one.__code__.co_firstlineno
            found.setdefault(place, []).append(one)
    return found


def _caches(core: str) -> list[Any]:
    """Return the functions of the core that keep what they answered."""
    return [
        one
        for one in gc.get_objects()
        if isinstance(one, functools._lru_cache_wrapper)
        and one.__wrapped__.__code__.co_filename.startswith(core)
    ]


def _empty(caches: list[Any]) -> None:
    for cache in caches:
        cache.cache_clear()


def _code(path: str, source: str, mutation: Mutation) -> CodeType | None:
    """Return the changed code of the outermost function around a change, None outside of all."""
    lines = function_around(source, mutation.line)
    if lines is None:
        return None
    waiting = [compile(mutation.applied_to(source), path, "exec")]
    while waiting:
        code = waiting.pop()
        if code.co_firstlineno == lines.start and code.co_name != "<module>":
            return code
        waiting += [part for part in code.co_consts if isinstance(part, CodeType)]
    return None
