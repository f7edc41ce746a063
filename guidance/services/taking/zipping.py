"""All files of a result in one zip, whose bytes are the same wherever and whenever it is made."""

import io
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime

FIRST_YEAR = 1980
"""The format knows none before."""


def zipped(files: Iterable[tuple[str, str]], *, at: datetime) -> bytes:
    """Return a zip of files, each its name and words, all dated ``at``, in the order given.

    They are stored as they are: what squeezes them differs from one machine to the next.

    >>> zipped([("a.txt", "A")], at=datetime(2026, 1, 1, tzinfo=UTC))[:2]
    b'PK'
    """
    day = at.astimezone(UTC)
    date = (max(day.year, FIRST_YEAR), day.month, day.day, day.hour, day.minute, day.second)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, words in files:
            entry = zipfile.ZipInfo(name, date)
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, words.encode())
    return out.getvalue()
