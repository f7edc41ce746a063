"""Try changed code: in copies of the project, by the tests that reach it, the nearest first."""

import ast
import os
import resource
import shutil
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from mutations import Mutation

CORE, TESTS = "guidance/core", "tests/core"
LONGER, MORE = 5, 1
"""A run may take five times the unmutated one's time on the processor, and one second."""
FEW = 16
"""A room has no more tests than these: they are timed by themselves."""
MEMORY = 2 * 1024**3


@dataclass
class Mutant:
    file: str
    mutation: Mutation
    end: str = ""
    """How it ended: "caught", "equal" or "survived"."""

    def __str__(self) -> str:
        return f"{self.file}:{self.mutation.line}  {self.mutation.change}"

    @property
    def room(self) -> str:
        return str(Path(self.file).parent)

    @property
    def name(self) -> tuple[str, str, str]:
        """What it is known by when lines have moved: file, line of source, change."""
        return self.file, self.mutation.source_line, self.mutation.change


def mirrors(root: Path, file: str) -> tuple[str, ...]:
    """Return the tests named after a file, or else its room's; and the file for its examples.

    A room whose tests have no folder of their own is tried by those of the room around it.
    """
    room = root / TESTS / Path(file).parent.relative_to(CORE)
    while not any(room.glob("test_*.py")) and room != root / TESTS:
        room = room.parent
    own = sorted(room.glob(f"test_{Path(file).stem}*.py")) or sorted(room.glob("test_*.py"))
    return *(str(path.relative_to(root)) for path in own), file


def reaching(root: Path, file: str) -> tuple[str, ...]:
    """Return the core's tests and examples whose imports lead to a file, its room's first."""
    tests = sorted((root / TESTS).rglob("test_*.py"))
    tests.sort(key=lambda test: test.parent.name != Path(file).parent.name)
    those = [*tests, *sorted((root / CORE).rglob("*.py"))]
    return tuple(
        str(path.relative_to(root)) for path in those if root / file in _reached(path, root)
    )


def of_real_texts(root: Path, tests: Iterable[str]) -> tuple[str, ...]:
    """Return how those of the tests are run that read real licenses; empty without these."""
    those = [test for test in tests if "pytest.mark.texts" in (root / test).read_text("utf-8")]
    return ("-m", "texts", *those) if those and (root / ".data").exists() else ()


@cache
def _reached(path: Path, root: Path) -> frozenset[Path]:
    """Return a module and all modules of the project that come with its imports."""
    reached, waiting = {path}, [path]
    while waiting:
        new = set(_imported(waiting.pop(), root)) - reached
        reached |= new
        waiting += new
    return frozenset(reached)


@cache
def _imported(path: Path, root: Path) -> tuple[Path, ...]:
    named = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            named |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            named |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return tuple(file for name in named for file in _files(root, name))


def _files(root: Path, name: str) -> Iterator[Path]:
    """Yield the files that are run when a module is imported: its own, and those of its rooms."""
    *rooms, last = name.split(".")
    place = root
    for room in rooms:
        place /= room
        yield from filter(Path.is_file, [place / "__init__.py"])
    yield from filter(Path.is_file, [place / f"{last}.py", place / last / "__init__.py"])


class Copy:
    """A copy of the project, in which one change after the other is made and undone."""

    def __init__(self, root: Path, to: Path) -> None:
        self.root = to
        shutil.copytree(root, to, ignore=shutil.ignore_patterns(".*", "staticfiles"))
        if (root / ".data").exists():
            (to / ".data").symlink_to((root / ".data").resolve())

    def make(self, mutant: Mutant) -> None:
        path = self.root / mutant.file
        self.undone = path, path.read_text("utf-8")
        self._write(path, mutant.mutation.applied_to(self.undone[1]))

    def undo(self) -> None:
        self._write(*self.undone)

    def _write(self, path: Path, source: str) -> None:
        """Write a module; its byte code goes, since Python knows it by second and size only."""
        path.write_text(source, "utf-8")
        for kept in path.parent.glob(f"__pycache__/{path.stem}.*.pyc"):
            kept.unlink()

    def start(self, tests: tuple[str, ...], limit: int = 0) -> int:
        """Run tests in a child, which ends with pytest's status; return the child's number.

        ``limit``: seconds on the processor, 0 for none. Waiting is not counted, since machines
        are shared. Byte code is kept by runs without a limit, where nothing is changed.
        """
        if child := os.fork():
            return child
        status = 70
        try:
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            if limit:
                sys.dont_write_bytecode = True
                resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 1))
                resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            status = self._run(tests)
        finally:
            os._exit(status)

    def _run(self, tests: tuple[str, ...]) -> int:
        os.chdir(self.root)
        sys.path[0] = str(self.root)
        log = os.open("mutants.log", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(log, 1)
        os.dup2(log, 2)
        # What names its marks needs the whole portal; all else is the core alone.
        ini = "pyproject.toml" if "-m" in tests else f"{TESTS}/alone.ini"
        options = ["-c", ini, "--rootdir=.", "-x", "-q", "--tb=line", "-p", "no:cacheprovider"]
        status = pytest.main([*options, "--hypothesis-profile=mutants", *tests])
        # A module without examples is no fault.
        return 0 if status == pytest.ExitCode.NO_TESTS_COLLECTED else int(status)

    def log(self) -> str:
        return (self.root / "mutants.log").read_text("utf-8", "replace")


class Limits:
    """How long tests may take: a multiple of what they take where nothing is changed."""

    def __init__(self, copy: Copy, most: tuple[str, ...]) -> None:
        self.copy = copy
        self.most = most
        self.of: dict[tuple[str, ...], int] = {}

    def __call__(self, tests: tuple[str, ...]) -> int:
        """Return the seconds for these tests; for many of the core's, those for all of them."""
        tests = tuple(test for test in tests if not test.startswith(CORE)) or tests
        if len(tests) > FEW and "-m" not in tests:
            tests = self.most
        if tests not in self.of:
            _, status, usage = os.wait4(self.copy.start(tests), 0)
            if status:
                sys.exit(f"The tests fail where nothing is changed:\n{self.copy.log()}")
            self.of[tests] = int(LONGER * (usage.ru_utime + usage.ru_stime) + MORE)
        return self.of[tests]


Stages = deque[tuple[str, ...]]


def try_all(
    copies: list[Copy],
    mutants: Iterable[Mutant],
    stages: Callable[[Mutant], Stages],
    tell: Callable[[Mutant], None],
) -> None:
    """Try each mutant by its stages until one catches it; ``tell`` is called where it ended."""
    limits = Limits(copies[-1], (TESTS, CORE))
    waiting = [(mutant, stages(mutant)) for mutant in mutants]
    for tests in dict.fromkeys(tests for _, tried in waiting for tests in tried):
        limits(tests)  # before any copy is changed
    waiting.reverse()
    free = list(copies)
    running: dict[int, tuple[Copy, Mutant, Stages]] = {}
    while waiting or running:
        while waiting and free:
            mutant, left = waiting.pop()
            copy = free.pop()
            copy.make(mutant)
            tests = left.popleft()
            running[copy.start(tests, limits(tests))] = copy, mutant, left
        child, status = os.wait()
        copy, mutant, left = running.pop(child)
        if status == 0 and left:
            tests = left.popleft()
            running[copy.start(tests, limits(tests))] = copy, mutant, left
        else:
            copy.undo()
            free.append(copy)
            mutant.end = "caught" if status else "survived"
            tell(mutant)
