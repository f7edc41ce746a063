"""What pages name is there: files, names in files, the rooms of the admin, the words."""

import re

import pytest

from tests.house.pages import PAGES, ROOT, text_of
from tests.tables import all_rooms


@pytest.mark.parametrize("name", PAGES)
def test_every_path_that_is_named_is_there(name):
    assert [path for path in paths_in(text_of(name)) if not stands(path)] == []


def paths_in(text: str) -> list[str]:
    """Return the words in backticks that begin as a folder of the project, or of its app, does."""
    words = re.findall(r"`([\w.*-]+/[\w./*-]*)(?=[`:])", text)
    tops = {folder.name for base in (ROOT, ROOT / "guidance") for folder in base.iterdir()}
    return [word for word in words if word.split("/")[0] in tops and word[0] != "."]


def stands(path: str) -> bool:
    """Tell whether there is such a path; a star stands for a part of a name."""
    return any([*base.glob(path)] for base in (ROOT, ROOT / "guidance"))


def test_path_that_is_not_there_is_found():
    text = "`core/documents/faqs.py`, `tests/`, `docs/decisions/0*.md`, `core/nothing.py`, `a/b`"

    paths = paths_in(text)

    assert [path for path in paths if not stands(path)] == ["core/nothing.py"]
    assert len(paths) == 4


@pytest.mark.parametrize("name", PAGES)
def test_every_name_stands_in_the_file_that_is_named_with_it(name):
    lost = [pair for pair in names_in(text_of(name)) if not defines(*pair)]

    assert lost == []


def names_in(text: str) -> list[tuple[str, str]]:
    """Return each name with its file, where a page says "`NAME` in `FILE`" or has both in a row."""
    return re.findall(r"`(\w+)`(?:\s+in| \|)\s+`([\w/]+\.py)`", text)


def defines(name: str, path: str) -> bool:
    bases = [base / path for base in (ROOT, ROOT / "guidance") if (base / path).exists()]
    code = bases[0].read_text("utf-8") if bases else ""
    return bool(re.search(rf"^(?:class |def )?{name}\b", code, re.MULTILINE))


def test_name_that_is_not_in_its_file_is_found():
    text = (
        "`found` in `core/checks/findings.py`, | `Finding` | `core/checks/causes.py` |, "
        "`found` in `core/nothing.py`"
    )

    assert [defines(*pair) for pair in names_in(text)] == [True, False, False]


def test_way_through_the_admin_names_each_of_its_rooms():
    part = text_of("docs/architecture.md").partition("## How the admin is built")[2]
    rooms = {room.name for room in all_rooms() if room.parent == ROOT / "guidance" / "admin"}

    named = set(re.findall(r"`admin/(\w+)/`", part.partition("\n## ")[0]))

    assert named == rooms
    assert len(names_in(part)) > 10


def test_words_for_walking_are_those_of_the_code():
    part = text_of("docs/words.md").partition("## Walking a tree")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| (\w+) \| .* \| `([\w/]+\.py)` \|$", part, re.MULTILINE)

    lost = [(word, path) for word, path in rows if not makes(word, path)]

    assert lost == []
    assert len(rows) > 15


def makes(word: str, path: str) -> bool:
    """Tell whether a file has a class or a function that is called by the word."""
    code = (ROOT / "guidance" / path).read_text("utf-8")
    return bool(re.search(rf"^(class|def) \w*{word}", code, re.MULTILINE | re.IGNORECASE))
