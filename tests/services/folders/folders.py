"""Folders for tests: what a document is written to, and what is wrong with one that was edited."""

from guidance.core.documents.formats import InvalidDocument
from guidance.services.folders.exporting import export_to_disk
from guidance.services.folders.reading import read_files
from guidance.services.folders.sources import files_on_disk
from guidance.services.folders.writing import as_files, marker


def files_of(*documents):
    files = marker()
    for document in documents:
        files |= as_files(document)
    return files


def edited(files, path, old, new):
    """Return files of which one says something else."""
    assert old.encode() in files[path], files[path]
    return {**files, path: files[path].replace(old.encode(), new.encode(), 1)}


def problems_of(files):
    """Return file, line and place of each problem of these files; none where there is none."""
    try:
        read_files(files)
    except InvalidDocument as error:
        return [(one.file, one.line, one.place) for one in error.problems]
    return []


def exported(folder, **which):
    export_to_disk(folder, **{"only": None, **which})
    return files_on_disk(folder)
