"""Whether the style sheets and scripts of this release were collected."""

import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage, staticfiles_storage

_whole: set[Any] = set()
"""Folders in which all was well; what was collected once stays for the life of a process."""


def missing() -> str:
    """Return what is wrong with the collected files, or nothing where they are those of now."""
    if settings.STATIC_ROOT in _whole:
        return ""
    is_collected = isinstance(staticfiles_storage, ManifestStaticFilesStorage)
    if is_collected and (name := _first_locked()):
        return f"static files cannot be read ({name}): chmod -R a+rX {settings.STATIC_ROOT}"
    if is_collected and (name := _first_missing()):
        return f"static files are missing or old ({name}): run manage.py collectstatic"
    _whole.add(settings.STATIC_ROOT)
    return ""


def _first_missing() -> str:
    """Compare each file of ours with its copy, and look for its name in the manifest."""
    storage: Any = staticfiles_storage  # which has a manifest: it was asked for that
    names = storage.load_manifest()[0]
    for folder in map(Path, settings.STATICFILES_DIRS):
        for file in sorted(one for one in folder.rglob("*") if one.is_file()):
            name = file.relative_to(folder).as_posix()
            copy = Path(settings.STATIC_ROOT, name)
            is_there = name in names and copy.is_file()
            if not is_there or copy.read_bytes() != file.read_bytes():
                return name
    return ""


def _first_locked() -> str:
    """Look for a file that cannot be read: also its compressed forms, which browsers get."""
    root = Path(settings.STATIC_ROOT)
    for place in [root, *sorted(root.rglob("*"))] if root.is_dir() else []:
        if not os.access(place, os.R_OK | os.X_OK if place.is_dir() else os.R_OK):
            return place.relative_to(root).as_posix()
    return ""
