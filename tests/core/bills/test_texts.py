"""The words of a file: its encoding, what has to be unpacked first, and where something stands."""

import codecs

import pytest

from guidance.core.bills.shapes import Unreadable
from guidance.core.bills.texts import decoded, line_and_column, refuse_packed

WORDS = "Lizenz für\nalle €"


@pytest.mark.parametrize(
    "content",
    [
        WORDS.encode(),
        codecs.BOM_UTF8 + WORDS.encode(),
        codecs.BOM_UTF16_LE + WORDS.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + WORDS.encode("utf-16-be"),
    ],
    ids=["plain", "UTF-8", "little ends", "big ends"],
)
def test_words_are_read_without_the_mark_of_their_encoding(content):
    assert decoded(content) == WORDS


@pytest.mark.parametrize(
    ("content", "place", "message"),
    [
        (b"\xffa", "line 1", "is not text in UTF-8: byte 0 cannot be read; save it as UTF-8"),
        (b"\na\n\xffb", "line 3", "is not text in UTF-8: byte 3 cannot be read; save it as UTF-8"),
        (codecs.BOM_UTF16_LE + b"a\0\n\0b", "line 2",
         "is not text in UTF-16: byte 6 cannot be read; save it as UTF-8"),
        (b"\0a", "line 1, column 1", "holds a NUL, so it is no text"),
        (b"\na\0", "line 2, column 2", "holds a NUL, so it is no text"),
    ],
)  # fmt: skip
def test_what_is_no_text_is_refused_with_the_place(content, place, message):
    with pytest.raises(Unreadable) as refusal:
        decoded(content)

    assert (refusal.value.place, refusal.value.message) == (place, message)


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (b"PK\x03\x04", "zip"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"BZh9", "bzip2"),
        (b"\xfd7zXZ\0", "xz"),
        (b"(\xb5/\xfd\x04", "Zstandard"),
        (b"%PDF-1.7", "PDF"),
    ],
)
def test_packed_file_is_refused_by_the_name_of_its_format(content, named):
    with pytest.raises(Unreadable, match=rf"^The file is .*\b{named}\b") as refusal:
        refuse_packed(content)

    assert refusal.value.place == ""


def test_file_that_only_mentions_a_format_is_not_refused():
    refuse_packed(b"PACKAGE\nPK %PDF- BZh")


@pytest.mark.parametrize(
    ("position", "place"),
    [(0, "line 1, column 1"), (1, "line 2, column 1"), (2, "line 2, column 2"),
     (4, "line 3, column 1")],
)  # fmt: skip
def test_place_is_counted_from_one(position, place):
    assert line_and_column("\nab\nc", position) == place
