"""The words of a file: UTF-8, or UTF-16 where a mark says so; what is packed is refused by name."""

import codecs

from guidance.core.bills.shapes import Unreadable

_PACKED = (
    (b"PK", "is packed, as zip programs and Excel write it; unpack it first"),
    (b"\x1f\x8b", "is packed, as gzip writes it; unpack it first"),
    (b"BZh", "is packed, as bzip2 writes it; unpack it first"),
    (b"\xfd7zXZ", "is packed, as xz writes it; unpack it first"),
    (b"(\xb5/\xfd", "is packed, as Zstandard writes it; unpack it first"),
    (b"%PDF-", "is a PDF document, not a bill of materials"),
)
_WIDE = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def decoded(content: bytes) -> str:
    """Return the words of a file without a byte order mark, or raise Unreadable.

    >>> decoded(b"\\xff\\xfea\\x00")
    'a'
    """
    encoding = next((name for mark, name in _WIDE if content.startswith(mark)), "utf-8-sig")
    start = 0 if encoding == "utf-8-sig" else len(codecs.BOM_UTF16_LE)
    try:
        text = content[start:].decode(encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, start + error.start) + 1
        raise Unreadable(
            f"is not text in {'UTF-8' if start == 0 else 'UTF-16'}: "
            f"byte {start + error.start:,} cannot be read; save it as UTF-8",
            f"line {line}",
        ) from None
    if (nul := text.find("\0")) >= 0:
        raise Unreadable("holds a NUL, so it is no text", line_and_column(text, nul))
    return text


def refuse_packed(content: bytes) -> None:
    """Raise Unreadable for what has to be unpacked first: nothing is unpacked here."""
    for signature, message in _PACKED:
        if content.startswith(signature):
            raise Unreadable(f"The file {message}.")


def line_and_column(text: str, position: int) -> str:
    """Return where a position is, counted from 1.

    >>> line_and_column("ab\\ncd", 4)
    'line 2, column 2'
    """
    line = text.count("\n", 0, position) + 1
    return f"line {line}, column {position - text.rfind(chr(10), 0, position)}"
