"""Style sheets of ours as they are collected: without the words that are for us.

Those of others keep their comments, for their notices stand there.
"""

import os
import re
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage

_BLANK = r"(?:\s|/\*(?:(?!\*/)[\s\S])*\*/)"
_STRING = r""""(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'"""
_SPARED = rf"(?P<string>{_STRING})|{_BLANK}*(?P<sign>[{{}},;]){_BLANK}*|(?P<first>\A)?{_BLANK}+"
_MARK = "what is for us"


def spared(css: str) -> str:
    """Return a sheet without comments, indentation and line breaks.

    >>> spared('a, b {\\n  /* why */\\n  color: red;\\n  content: "a;  b";\\n}\\n')
    'a,b{color: red;content: "a;  b";}'
    """
    return re.sub(_SPARED, _kept, css)


def _kept(found: re.Match[str]) -> str:
    return found["string"] or found["sign"] or ("" if found["first"] is not None else " ")


class SparingStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Files by the names of their content, compressed once; sheets of ours are spared first.

    The copy without a digest in its name stays as it was written, and says what it is.
    """

    # Scripts name nothing but their maps, which are not collected (`collecting.py`).
    patterns = (
        *(one for one in CompressedManifestStaticFilesStorage.patterns if one[0] == "*.css"),
        ("*.css", ((_SPARED, _MARK),)),
    )

    def create_compressor(self, **kwargs: Any) -> Compressor:
        return _Sharing(**kwargs)

    def url_converter(
        self, name: str, hashed_files: dict[str, str], template: str | None = None
    ) -> Callable[[re.Match[str]], str]:
        if template != _MARK:
            found: Callable[[re.Match[str]], str] = super().url_converter(
                name, hashed_files, template
            )
            return found
        return _kept if _is_ours(name) else _whole


class _Sharing(Compressor):  # type: ignore[misc]
    """Compressed copies may be read by whoever may read the file, whatever the umask says."""

    def write_data(self, path: str, data: bytes, suffix: str, stat_result: os.stat_result) -> str:
        written: str = super().write_data(path, data, suffix, stat_result)
        os.chmod(written, stat.S_IMODE(stat_result.st_mode))
        return written


def _whole(found: re.Match[str]) -> str:
    return found[0]


def _is_ours(name: str) -> bool:
    folders: list[Any] = settings.STATICFILES_DIRS
    return any(Path(folder, name).is_file() for folder in folders)
