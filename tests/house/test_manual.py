"""The lawyers' manual shows what tests take pictures of: all of it, with words, and light."""

import re
import struct

from tests.browser.manual.pictures import FOLDER, TALLEST
from tests.browser.manual.pngs import words_in
from tests.house.pages import ROOT, text_of

HEAVIEST = 60 * 1024
MOST = 12
WIDEST = 1280
SHOWN = re.findall(r"!\[([^\]]*)\]\(pictures/editing/([^)]+)\)", text_of("docs/editing.md"))


def files():
    return sorted(FOLDER.iterdir())


def test_manual_shows_just_the_pictures_that_tests_take():
    tests = "".join(path.read_text("utf-8") for path in (ROOT / "tests/browser").rglob("test_*.py"))
    taken = sorted(re.findall(r'\bpicture\(\s*"([\w-]+)"', tests))

    assert sorted(name for _words, name in SHOWN) == [f"{name}.png" for name in taken]
    assert [file.name for file in files()] == [f"{name}.png" for name in taken]


def test_pictures_are_told_in_words():
    assert [name for words, name in SHOWN if len(words.split()) < 6] == []


def test_pictures_are_few_and_light():
    sizes = [struct.unpack(">II", file.read_bytes()[16:24]) for file in files()]

    assert len(sizes) <= MOST
    assert [file.name for file in files() if file.stat().st_size > HEAVIEST] == []
    assert [size for size in sizes if size[0] > WIDEST or size[1] > TALLEST] == []


def test_pictures_hold_the_words_that_stood_there():
    assert [file.name for file in files() if not words_in(file.read_bytes())] == []
