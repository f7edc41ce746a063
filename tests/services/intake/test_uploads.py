"""What a file is that somebody chose: text in UTF-8, or else what, in words."""

import gzip
import io
import zipfile

import pytest

from guidance.services.intake.uploads import NotText, text_of

WORDS = "kind: faq\nquestion: May I, Ren\u00e9e?\n"


def packed():
    """Return a packed file of two megabytes of nothing."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("x.yaml", b"0" * 2_000_000)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "seems"),
    [
        (packed(), "Word, Excel and zip programs"), (gzip.compress(b"x", mtime=0), "gzip"),
        (b"%PDF-1.7\n", "a PDF document"), (b"\xd0\xcf\x11\xe0\xa1\xb1", "an older Word or Excel"),
        (b"{\\rtf1 x}", "Rich Text Format"), (b"\x89PNG\r\n", "a picture"),
        (WORDS.encode("utf-16"), "UTF-16"), (WORDS.encode("utf-16-le"), "UTF-16"),
        (WORDS.encode("utf-16-be"), "UTF-16"), (WORDS.encode("utf-32"), "UTF-32"),
        (WORDS.encode("latin-1"), "Latin-1 or Windows-1252"),
        ("\u201cYes\u201d".encode("cp1252"), "Latin-1 or Windows-1252"),
    ],
)  # fmt: skip
def test_file_of_another_kind_is_told_by_its_bytes(content, seems):
    with pytest.raises(NotText) as refused:
        text_of(content)

    assert seems in refused.value.message
    assert refused.value.advice


@pytest.mark.parametrize("content", [b"a\n\xff\x81\x8d\x8f", b"a\n\xb1\xb2\xb7\xd7"])
def test_bytes_that_are_no_letters_are_not_guessed(content):
    with pytest.raises(NotText) as refused:
        text_of(content)

    assert (refused.value.line, refused.value.message) == (2, "The file is not UTF-8 text.")


@pytest.mark.parametrize("code", [0x00, 0x08, 0x0B, 0x1B, 0x7F])
def test_character_that_no_text_has_is_told_with_its_line(code):
    with pytest.raises(NotText) as refused:
        text_of(f"a\nb{chr(code)}".encode())

    assert refused.value.line == 2
    assert f"U+{code:04X}" in refused.value.message


@pytest.mark.parametrize(
    "words", ["", "a", WORDS, "\ufeff" + WORDS, "\t\r\n\u2028\x85\u00a0\U0001f600", "PK and PDF"]
)
def test_text_is_read_as_it_is(words):
    assert text_of(words.encode()) == words.removeprefix("\ufeff")
