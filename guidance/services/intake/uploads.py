"""Read the words of a file that somebody chose, or say what it is instead.

A name proves nothing, so it is told by the first bytes. Nothing is unpacked and nothing is guessed
into words: a wrong guess would change a license's text without a sign.
"""

import codecs
import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

_SIGNATURES = (
    (b"PK\x03\x04", gettext_lazy("a packed file, as Word, Excel and zip programs write it")),
    (b"PK\x05\x06", gettext_lazy("an empty packed file, as zip programs write it")),
    (b"\x1f\x8b", gettext_lazy("a packed file, as gzip writes it")),
    (b"BZh", gettext_lazy("a packed file, as bzip2 writes it")),
    (b"\xfd7zXZ", gettext_lazy("a packed file, as xz writes it")),
    (b"7z\xbc\xaf", gettext_lazy("a packed file, as 7-Zip writes it")),
    (b"Rar!", gettext_lazy("a packed file, as RAR writes it")),
    (b"(\xb5/\xfd", gettext_lazy("a packed file, as Zstandard writes it")),
    (b"%PDF-", gettext_lazy("a PDF document")),
    (b"\xd0\xcf\x11\xe0", gettext_lazy("a document of an older Word or Excel")),
    (b"{\\rtf", gettext_lazy("a document in Rich Text Format")),
    (b"\x89PNG", gettext_lazy("a picture")),
    (b"\xff\xd8\xff", gettext_lazy("a picture")),
    (b"GIF8", gettext_lazy("a picture")),
    (b"SQLite format 3", gettext_lazy("a database")),
    (b"\x7fELF", gettext_lazy("a program")),
    (b"MZ\x90", gettext_lazy("a program")),
)
_PRINTED = "“”‘’„–—…•§©®€£°«» \xa0"
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SAVE = gettext_lazy("Open it in the program that made it, and save it as plain text in UTF-8.")


class NotText(Exception):
    """Raised for a file that is no plain text in UTF-8.

    ``message`` says what it seems to be, ``advice`` what to do; ``line`` counts from 1,
    and is None where the file has no lines.
    """

    def __init__(self, message: str, advice: str, line: int | None = None) -> None:
        super().__init__(f"{message} {advice}")
        self.message = message
        self.advice = advice
        self.line = line


def text_of(content: bytes) -> str:
    """Return the words of a file without a byte order mark, or raise NotText.

    >>> text_of(b"caf\\xc3\\xa9")
    'café'
    """
    for signature, what in _SIGNATURES:
        if content.startswith(signature):
            raise NotText(_("The file is %s, not plain text.") % what, str(_SAVE))
    if encoding := _wide_encoding(content):
        message = _("The file is not UTF-8 text. It seems to be %s.") % encoding
        raise NotText(message, str(_SAVE))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise NotText(_narrow(content), str(_SAVE), line) from error
    if found := _CONTROL.search(text):
        line = text.count("\n", 0, found.start()) + 1
        code = f"U+{ord(found[0]):04X}"
        message = _("The file contains the character %s, which is no part of a text.") % code
        raise NotText(message, _("Remove it, or save the file as plain text again."), line)
    return text


def _wide_encoding(content: bytes) -> str:
    """Return the name of an encoding with several bytes a letter, or nothing."""
    for mark, name in (
        (codecs.BOM_UTF32_LE, "UTF-32"),
        (codecs.BOM_UTF32_BE, "UTF-32"),
        (codecs.BOM_UTF16_LE, "UTF-16 (Windows calls it Unicode)"),
        (codecs.BOM_UTF16_BE, "UTF-16 (Windows calls it Unicode)"),
    ):
        if content.startswith(mark):
            return name
    start = content[:2000]
    zeros = (start[::2].count(0), start[1::2].count(0))
    if len(start) >= 8 and max(zeros) > len(start) // 4 and min(zeros) == 0:
        return "UTF-16 (Windows calls it Unicode)"
    return ""


def _narrow(content: bytes) -> str:
    """Say that it is not UTF-8, and which encoding it seems to be, if letters come out of it."""
    unknown = _("The file is not UTF-8 text.")
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        return unknown
    foreign = [sign for sign in text if sign > "\x7f"]
    likely = sum(sign.isalpha() or sign in _PRINTED for sign in foreign)
    if _CONTROL.search(text) or likely < 0.9 * len(foreign):
        return unknown
    return _("The file is not UTF-8 text. It seems to be Latin-1 or Windows-1252.")
