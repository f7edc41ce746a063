"""`make mutants` finds what a test notices, what none does, and what is judged to be equal."""

import importlib.util
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MODULE = "guidance/core/ages/limits.py"
CODE = '''
def may_sign(age: int) -> bool:
    """Tell whether somebody is 18 or older."""
    return age >= 18
'''
BOTH_SIDES = """
from guidance.core.ages.limits import may_sign

def test_signing_begins_at_eighteen():
    assert may_sign(18)
    assert not may_sign(17)
"""
ONE_SIDE = BOTH_SIDES.replace("    assert may_sign(18)\n", "    assert may_sign(40)\n")


def changes_of(source):
    """Return the changes that `scripts/mutations.py` makes of a module."""
    spec = importlib.util.spec_from_file_location("mutations", ROOT / "scripts" / "mutations.py")
    module = sys.modules.setdefault("mutations", importlib.util.module_from_spec(spec))
    spec.loader.exec_module(module)
    return [mutation.change for mutation in module.mutations(source)]


@pytest.mark.parametrize(
    ("source", "changes"),
    [
        ("a == b", ["a == b -> a != b"]),
        ("a and b", ["a and b -> a or b"]),
        ("not a", ["not a -> (a)"]),
        ("a - b", ["a - b -> (a + b)"]),
        ("a += b", ["a += b -> a -= b"]),
        ("x = 1", ["1 -> 0", "1 -> 2"]),
        ("x = a[0]", ["a[0] -> a[-1]", "a[0] -> a[1]"]),
        ("x = 0.5", ["0.5 -> 1.0"]),
        ("x = False", ["False -> True"]),
        ("a[b:c]", ["a[b:c] -> a[:c]", "a[b:c] -> a[b:]"]),
        ("x = b if a else c", ["a -> False", "a -> True"]),
        ("[a for a in b if c]", ["c -> True"]),
        ("while a:\n    break", ["a -> False", "break -> continue"]),
        ("def f():\n    return a", ["return a -> return None"]),
        ("shut(a)", ["shut(a) -> pass"]),
    ],
)
def test_one_thing_is_changed_at_a_time(source, changes):
    assert changes_of(source) == changes


@pytest.mark.parametrize(
    "source",
    [
        '"""Return 1 where a < b."""',
        "x: Annotated[int, Field(ge=1)]",
        "def f(x: A | B) -> A | B: ...",
        "Line = Annotated[str, Length(3)]",
        "@dataclass(frozen=True)\nclass A: ...",
        "x = f'{a + 1} of them'",
        "x = zip(a, b, strict=True)",
        "MOST = 1_000",
        "x = 'a' + b",
        "def f():\n    return None",
    ],
)
def test_words_types_and_large_bounds_are_left_alone(source):
    assert changes_of(source) == []


@pytest.fixture
def toy(tmp_path):
    """A project whose core is one small module, without a test of it."""
    written = {MODULE: CODE, "tests/core/ages/__init__.py": "", "tests/core/__init__.py": ""}
    for name, words in written.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(words)
    (tmp_path / "tests/core/alone.ini").write_text((ROOT / "tests/core/alone.ini").read_text())
    return tmp_path


def write_test(toy, words, name="test_limits.py"):
    (toy / "tests/core/ages" / name).write_text(words)


def tried(toy, *options):
    """Return exit status and output of trying all changes of the toy."""
    command = [sys.executable, "scripts/mutants.py", "--root", str(toy), *options]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def named(output, end):
    """Return the changes that ended so."""
    return sorted(
        line.split("  ")[-1] for line in output.splitlines() if line.startswith(f"{end} ")
    )


@pytest.mark.slow
def test_change_that_a_test_notices_is_caught(toy):
    write_test(toy, BOTH_SIDES)

    status, output = tried(toy)

    assert named(output, "survived") == []
    assert "100.0% caught" in output
    assert status == 0


@pytest.mark.slow
def test_change_that_no_test_notices_is_printed_with_its_line(toy):
    write_test(toy, ONE_SIDE)

    status, output = tried(toy)

    assert named(output, "survived") == ["age >= 18 -> age > 18", "age >= 18 -> age >= 19"]
    assert f"{MODULE}:4  age >= 18 -> age > 18" in output
    assert status == 1


@pytest.mark.slow
def test_test_of_another_name_catches_too(toy):
    write_test(toy, ONE_SIDE)
    write_test(toy, BOTH_SIDES, "test_contracts.py")

    assert tried(toy)[0] == 0


@pytest.mark.slow
def test_change_that_never_ends_is_caught(toy):
    (toy / MODULE).write_text(
        """
def years_until(age: int, wanted: int) -> int:
    years = 0
    while age < wanted:
        age, years = age + 1, years + 1
    return years
"""
    )
    write_test(
        toy,
        """
from guidance.core.ages.limits import years_until

def test_years_are_counted():
    assert years_until(15, 18) == 3
""",
    )

    _, output = tried(toy, "--count", "30")

    assert named(output, "survived") == []


@pytest.mark.slow
def test_change_in_what_is_kept_is_tried_by_every_test_that_asks_for_it(toy):
    kept = CODE.replace("def may", "@lru_cache\ndef may")
    (toy / MODULE).write_text(f"from functools import lru_cache\n{kept}")
    asks = BOTH_SIDES.replace("assert not ", "").replace("assert ", "")
    write_test(toy, asks, "test_asking.py")
    write_test(toy, BOTH_SIDES)

    status, output = tried(toy)

    assert named(output, "survived") == []
    assert status == 0


@pytest.mark.slow
def test_change_in_a_method_of_a_child_is_tried_with_the_parent_left_out(toy):
    (toy / MODULE).write_text(
        """
class TooYoung(Exception):
    def __init__(self, age: int) -> None:
        super().__init__(age)
        self.missing = 18 - age
"""
    )
    write_test(
        toy,
        """
from guidance.core.ages.limits import TooYoung

def test_years_that_are_missing_are_told():
    assert TooYoung(15).missing == 3
""",
    )

    _, output = tried(toy)

    assert named(output, "survived") == ["super().__init__(age) -> pass"]


@pytest.mark.slow
def test_equal_change_is_shown_with_its_reason_and_not_counted(toy):
    write_test(toy, ONE_SIDE)
    (toy / "tests/core/equal_mutants.toml").write_text(
        "".join(
            f'[[equal]]\nfile = "{MODULE}"\nline = "return age >= 18"\n'
            f'change = "{change}"\nwhy = "nobody is asked on their birthday"\n'
            for change in ("age >= 18 -> age > 18", "age >= 18 -> age >= 19")
        )
    )

    status, output = tried(toy)

    assert named(output, "equal") == ["age >= 18 -> age > 18", "age >= 18 -> age >= 19"]
    assert output.count("nobody is asked on their birthday") == 2
    assert status == 0


@pytest.mark.slow
def test_tests_that_fail_without_a_change_are_said(toy):
    write_test(toy, "def test_nothing():\n    assert False\n")

    status, output = tried(toy)

    assert "The tests fail where nothing is changed" in output
    assert status == 1


@pytest.mark.slow
def test_nothing_is_written_where_the_code_stands(toy):
    write_test(toy, BOTH_SIDES)
    before = {path: path.read_bytes() for path in toy.rglob("*") if path.is_file()}

    tried(toy)

    assert {path: path.read_bytes() for path in toy.rglob("*") if path.is_file()} == before


def test_every_equal_change_is_of_a_line_that_is_there():
    entries = tomllib.loads((ROOT / "tests/core/equal_mutants.toml").read_text("utf-8"))["equal"]

    def lines_of(file):
        path = ROOT / file
        return map(str.strip, path.read_text("utf-8").splitlines()) if path.exists() else ()

    lost = [e for e in entries if e["line"] not in lines_of(e["file"])]

    assert lost == []
