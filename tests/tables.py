"""The tables in docs/ that are made from the code: findings, rooms, forms of numbers.

``make tables`` writes them anew; `tests/house/test_docs.py` compares.
"""

import ast
import re
import unicodedata
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

from guidance.core.checks import CODES
from tests.core.number_forms import FORMS

ROOT = Path(__file__).resolve().parent.parent
EDITING = ROOT / "docs" / "editing.md"
ARCHITECTURE = ROOT / "docs" / "architecture.md"
NUMBERS = ROOT / "docs" / "numbers.md"
_TOPS = (
    "guidance/core", "guidance/models", "guidance/services", "guidance/admin", "guidance/views",
    "guidance/api", "guidance/templatetags", "guidance/management", "portal",
)  # fmt: skip


def findings() -> str:
    """Return a row for each code of the checks, in their order."""
    rows = [
        f"| {code.title} | {'stops' if code.severity == 'error' else 'warns'} | {code.advice} "
        f"| `{name}` |"
        for name, code in CODES.items()
    ]
    head = ["| finding | publishing | what to do | code |", "|---|---|---|---|"]
    return "\n".join([*head, *rows, ""])


def rooms() -> str:
    """Return a heading for each room with its own words, and a line for each of its files."""
    lines = []
    for room in all_rooms():
        lines += [
            f"### `{room.relative_to(ROOT)}/`",
            "",
            " ".join(_words(room / "__init__.py")),
            "",
        ]
        lines += [
            f"- `{file.name}`: {_words(file)[0].removesuffix('.')}" for file in files_of(room)
        ]
        lines += [""] if files_of(room) else []
    return "\n".join(lines)


def all_rooms() -> Iterator[Path]:
    """Yield the folders that hold code: the core first, then what stands on it."""
    for top in _TOPS:
        for folder in sorted([ROOT / top, *(ROOT / top).rglob("*")]):
            if (folder / "__init__.py").exists():
                yield folder


def files_of(room: Path) -> list[Path]:
    """Return the Python files of a room beside its `__init__`, by name."""
    return sorted(file for file in room.glob("*.py") if file.name != "__init__.py")


def _words(file: Path) -> list[str]:
    """Return the paragraphs of a file's docstring, each on one line."""
    words = ast.get_docstring(ast.parse(file.read_text("utf-8"))) or ""
    assert words, f"{file} does not say what lives in it"
    return [" ".join(part.split()) for part in words.split("\n\n")]


def numbers() -> str:
    """Return a row for each form of a number that the tests try, by what is written."""
    rows = []
    for what, forms in FORMS.items():
        rows += [f"| **{what}** | | |"]
        for written, whole, decimals in forms:
            shown = f"`{written}`" if written.isascii() and written else _signs(written)
            rows.append(f"| {shown} | {_meant(whole)} | {_meant(decimals)} |")
    head = ["| written | where whole numbers are asked for | where fractions are taken |"]
    return "\n".join([*head, "|---|---|---|", *rows, ""])


_REFUSED = {
    "NotWhole": "refused: not a whole number",
    "NotANumber": "refused: not a number",
    "TooLarge": "refused: too large",
}


def _meant(meaning: str) -> str:
    kind, _, readings = meaning.partition(" ")
    if kind == "Unclear":
        numbers = [f"{Decimal(number):,}" for number in readings.split(" or ")]
        return f"refused: {numbers[0]} or {numbers[1]}?"
    return _REFUSED.get(kind) or f"{Decimal(kind):,}"


def _signs(written: str) -> str:
    """Name the signs that cannot be told by looking."""
    if not written:
        return "nothing"
    names = [unicodedata.name(sign).lower() for sign in written if not sign.isascii()]
    return f"`{written}` ({', '.join(dict.fromkeys(names))})"


TABLES: dict[str, tuple[Path, Callable[[], str]]] = {
    "findings": (EDITING, findings),
    "rooms": (ARCHITECTURE, rooms),
    "numbers": (NUMBERS, numbers),
}


def with_table(name: str, page: str) -> str:
    """Return the page with the table as the code has it now."""
    _, made = TABLES[name]
    place = re.compile(rf"(<!-- {name} -->\n).*?(<!-- end of {name} -->)", re.DOTALL)
    written, count = place.subn(lambda match: match[1] + made() + match[2], page)
    assert count == 1, f"the page has no place for the table of {name}"
    return written


if __name__ == "__main__":
    for name, (page, _) in TABLES.items():
        page.write_text(with_table(name, page.read_text("utf-8")), "utf-8")
