"""Lists of packages: of pip-licenses (JSON, CSV), license-checker, and requirements of pip."""

import csv
import io
import re

from guidance.core.bills.items import Bill, Item, Written
from guidance.core.bills.shapes import MAX_ITEMS, MAX_LICENSE, Lined, Part, Unreadable, shortened

_WITHOUT = (
    "Such a list names no licenses, so none is known. `pip-licenses --format=json` lists them."
)
_REQUIREMENT = re.compile(
    r"(?P<name>[A-Za-z0-9](?:[\w.-]{0,98}[A-Za-z0-9])?)[ \t]*(?:\[[\w ,.-]{0,200}\])?[ \t]*"
    r"(?:===?[ \t]*(?P<version>[\w.!+*-]{1,100})[ \t]*(?:(?:[;,]|--).*)?|(?:[(<>=!~@;]|--).*)?\Z"
)
_NAMES = ("name", "module name", "package", "component")
_LICENSES = ("license", "licenses", "license-expression")


def read_rows(rows: list[object], *, format: str) -> Bill:
    """Read a list of objects with a name and perhaps a license, in whatever capitals."""
    _bounded(len(rows))
    items = []
    for place, row in enumerate(rows):
        part = Part(row, f"[{place}]")
        items.append(_item(part if isinstance(part.held, Lined) else _lowered(part)))
    has_licenses = any(item.licenses for item in items)
    return Bill(format, tuple(items), says="" if has_licenses else _WITHOUT)


def _lowered(row: Part) -> Part:
    return Part({key.lower(): value for key, value in row.held.items()}, row.path)


def _item(row: Part) -> Item:
    name = next((words for key in _NAMES if (words := row.words(key))), "")
    if not name:
        raise row.refused("is missing", "name")
    words = next((w for key in _LICENSES if (w := row.words(key, most=MAX_LICENSE))), "")
    return Item(name, row.words("version"), (Written(words),) if words else ())


def read_checked(checked: Part) -> Bill:
    """Read what license-checker writes: objects by ``name@version``."""
    _bounded(len(checked.held))
    items = []
    for key, value in checked.held.items():
        part = Part(value, f'["{shortened(key)}"]')
        name, _, version = Part({"": key}, part.path).words("").rpartition("@")
        if not name:
            raise part.refused("must be a name and a version with @ between them")
        licenses = tuple(Written(words) for words in part.all_words("licenses") if words)
        items.append(Item(name, version, licenses))
    return Bill("license-checker JSON", tuple(items))


def is_table(text: str) -> bool:
    """Tell whether the first line heads columns of names and licenses."""
    columns = {cell.strip().strip('"').lower() for cell in text.partition("\n")[0].split(",")}
    return bool(columns & set(_NAMES)) and bool(columns & set(_LICENSES))


def read_table(text: str) -> Bill:
    """Read a table in CSV; a row of another length is refused by its line."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[object] = []
    try:
        head = [cell.strip().lower() for cell in next(reader)]
        for cells in reader:
            if not cells:
                continue
            if len(cells) != len(head):
                message = f"has {len(cells)} columns, the first line has {len(head)}"
                raise Unreadable(message, f"line {reader.line_num}")
            row = Lined(zip(head, cells, strict=True))
            row.line = reader.line_num
            rows.append(row)
            _bounded(len(rows))
    except csv.Error as error:
        raise Unreadable(f"is not CSV: {error}", f"line {reader.line_num}") from None
    return read_rows(rows, format="a table in CSV")


def read_requirements(text: str) -> Bill:
    """Read requirements of pip: names with perhaps a version, and no license.

    >>> bill = read_requirements("# a\\ndjango==5.2 \\\\\\n --hash=x\\nattrs")
    >>> [item.name for item in bill.items]
    ['django', 'attrs']
    """
    items = []
    is_continued = False
    for number, line in enumerate(text.split("\n"), start=1):
        was_continued, is_continued = is_continued, line.rstrip().endswith("\\")
        words = line.partition(" #")[0].rstrip().removesuffix("\\").strip()
        if was_continued or not words or words.startswith(("#", "-")):
            continue
        match = _REQUIREMENT.match(words) if len(words) <= 2_000 else None
        if match is None:
            raise Unreadable("names no package, and the file is in no other known format",
                             f"line {number}")  # fmt: skip
        items.append(Item(match["name"], match["version"] or ""))
        _bounded(len(items))
    return Bill("requirements of pip", tuple(items), says=_WITHOUT)


def _bounded(count: int) -> None:
    if count > MAX_ITEMS:
        raise Unreadable(f"The file lists more than {MAX_ITEMS:,} packages.")
