"""Try changed code: in copies of the project, by the tests that reach it, the nearest first."""

import ast
import json
import os
import resource
import shutil
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from mutant_recording import Chosen, Recording
from mutant_swaps import Swaps
from mutations import Mutation

CORE, TESTS = "guidance/core", "tests/core"
MEMORY = 2 * 1024**3
RECORDED = "mutants.json"
ALONE = f"{TESTS}/alone.ini"
_OPTIONS = ["--rootdir=.", "-x", "-q", "--tb=line", "-p", "no:cacheprovider",
            "--hypothesis-profile=mutants"]  # fmt: skip


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


def _status(options: list[str], plugin: object) -> int:
    status = pytest.main(options, [plugin])
    # A module without examples is no fault.
    return 0 if status == pytest.ExitCode.NO_TESTS_COLLECTED else int(status)


@dataclass(frozen=True)
class Stage:
    """Tests that try a change together: those of ``files`` that ``seconds`` names, or all."""

    files: tuple[str, ...]
    seconds: dict[str, float] | None = None
    is_wide: bool = False


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

    def start(self, stage: Stage) -> int:
        """Run tests in a child, which ends with pytest's status; return the child's number."""
        if child := os.fork():
            return child
        with self._inside():
            sys.dont_write_bytecode = True
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            ini = "pyproject.toml" if stage.is_wide else ALONE
            marks = "not browser and not look" if stage.is_wide else ""
            os._exit(_status([*_OPTIONS, "-c", ini, "-m", marks, *stage.files],
                             Chosen(stage.seconds)))  # fmt: skip

    def swap(
        self,
        tests: list[str],
        mutants: list[Mutant],
        jobs: int,
        tell: Callable[[int, bool, bool], None],
    ) -> Recording:
        """Watch tests, and try the changes within functions by those that call them.

        ``tell`` is called with the number of a change, whether it was caught, and whether it is
        run while modules are imported.
        """
        pipe, end = os.pipe()
        child = os.fork()
        if not child:
            with self._inside():
                os.setpgid(0, 0)  # it and its children end together
                swaps = Swaps(
                    self.root, CORE, [(one.file, one.mutation) for one in mutants], jobs, MEMORY,
                    self.root / RECORDED,
                    lambda *told: os.write(end, f"{json.dumps(told)}\n".encode()),
                )  # fmt: skip
                os._exit(_status([*_OPTIONS, "-c", ALONE, "-m", "", *tests], swaps))
        os.close(end)
        try:
            with os.fdopen(pipe) as lines:
                for line in lines:
                    tell(*json.loads(line))
        except BaseException:
            os.killpg(child, signal.SIGKILL)
            raise
        if os.waitpid(child, 0)[1]:
            sys.exit(f"The tests fail where nothing is changed:\n{self.log()}")
        return Recording.read(self.root / RECORDED)

    @contextmanager
    def _inside(self) -> Iterator[None]:
        """Make a child stand in the copy, with its output in the log, and end it in any case."""
        try:
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            os.chdir(self.root)
            sys.path[0] = str(self.root)
            os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"  # says where real texts are
            log = os.open("mutants.log", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
            os.dup2(log, 1)
            os.dup2(log, 2)
            yield
        finally:
            os._exit(70)

    def log(self) -> str:
        return (self.root / "mutants.log").read_text("utf-8", "replace")


Stages = deque[Stage]


def try_all(
    copies: list[Copy],
    mutants: Iterable[Mutant],
    stages: Callable[[Mutant], Stages],
    tell: Callable[[Mutant], None],
) -> None:
    """Try each mutant by its stages until one catches it; ``tell`` is called where it ended."""
    waiting = [(mutant, stages(mutant)) for mutant in mutants]
    for mutant, tried in waiting:
        if not tried:  # no test calls it
            mutant.end = "survived"
            tell(mutant)
    waiting = [(mutant, tried) for mutant, tried in reversed(waiting) if tried]
    free = list(copies)
    running: dict[int, tuple[Copy, Mutant, Stages]] = {}
    while waiting or running:
        while waiting and free:
            mutant, left = waiting.pop()
            copy = free.pop()
            copy.make(mutant)
            running[copy.start(left.popleft())] = copy, mutant, left
        child, status = os.wait()
        copy, mutant, left = running.pop(child)
        if status == 0 and left:
            running[copy.start(left.popleft())] = copy, mutant, left
        else:
            copy.undo()
            free.append(copy)
            mutant.end = "caught" if status else "survived"
            tell(mutant)
