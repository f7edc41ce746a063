"""A document as files: the same document gives the same bytes, and each change few lines."""

import re
from collections.abc import Mapping
from typing import Any

import yaml

from guidance.core.documents import formats
from guidance.core.documents.formats import Document
from guidance.core.documents.licenses import Topics
from guidance.core.wordings import files as wording_files
from guidance.core.wordings.lines import Wordings
from guidance.core.wordings.synonyms import Groups
from guidance.services.folders.layouts import (
    BASED_ON,
    FORMAT,
    LAYOUTS,
    MARKER,
    SYNONYMS,
    TOPICS,
    WORDINGS,
    folder_of,
    name_of,
)
from guidance.services.intake.uploads import NotText, text_of

Files = dict[str, bytes]
FENCE = "---\n"
"""The line before and after front matter."""
MARK = "\ufeff"
"""What UTF-8 may begin with. One is taken away by whoever reads, and only one."""

_ODD = re.compile("[\x85\u2028\u2029\ufeff\ufffe\uffff\U0010ffff]")
"""Signs that readers of YAML take for line ends, or not at all; so they are written escaped."""
_POWERS = re.compile(r"[-+]?[0-9][0-9.]*[eE][-+]?[0-9]+")


class Repeated(ValueError):
    """Raised with a key that two parts of a list have: their files would be one."""


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _written(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    """Write long words line by line; in quotes what readers take for something else."""
    style = None
    if _ODD.search(text):
        style = '"'
    elif "\n" in text:
        style = "|"
    elif _POWERS.fullmatch(text):
        style = "'"
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _written)


def as_yaml(data: object) -> bytes:
    """Return plain data as YAML in its one written form."""
    written: bytes = yaml.dump(
        data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=1_000_000, encoding="utf-8"
    )
    return written


def as_words(text: str) -> bytes:
    """Return words as the file that is read as just these, whatever they begin with.

    >>> as_words("MZ is how a program begins")[:3]
    b'\\xef\\xbb\\xbf'
    """
    content = text.encode()
    try:
        return content if text_of(content) == text else (MARK + text).encode()
    except NotText:
        return (MARK + text).encode()


def as_files(document: Document, *, wordings: Wordings | None = None, look: str = "") -> Files:
    """Return a document as files by their paths; Repeated where two parts have one key.

    ``wordings`` are its other wordings, ``look`` the name of just these, where they go along.
    """
    if isinstance(document, Topics):
        data = formats.as_data(document)
        return {TOPICS: as_yaml({BASED_ON: formats.digest(document), **_less(data, "kind")})}
    files = _own_files(document)
    if wordings:
        said = wording_files.as_data(document.kind, document.slug, wordings)
        files[WORDINGS] = as_yaml({BASED_ON: look, wording_files.FIELD: said})
    folder = folder_of(document.kind, document.slug)
    return {f"{folder}/{name}": files[name] for name in sorted(files)}


def _own_files(document: Any) -> Files:
    layout = LAYOUTS[document.kind]
    data = formats.as_data(document)
    files: Files = {}
    for file, place in layout.words.items():
        holder = data
        for step in place[:-1]:
            holder = holder.get(step, {})
        words = holder.pop(place[-1], None)
        if words is not None:
            files[file] = as_words(words if file.endswith(".txt") else f"{words}\n")
    for file, field in layout.lists.items():
        if field in data:
            files[file] = as_yaml(data.pop(field))
    for field, parts in layout.parts.items():
        items = data.get(field, [])
        for item in items:
            name = f"{parts.folder}/{name_of(item[parts.key])}.md"
            if name in files:
                raise Repeated(f"{field}/{item[parts.key]}")
            files[name] = _as_markdown(_less(item, parts.key), parts.body)
        if items:
            data[field] = [item[parts.key] for item in items]
    own = {BASED_ON: formats.digest(document), **_less(data, "kind", "slug")}
    files[layout.file] = as_yaml(own)
    return files


def _as_markdown(item: Mapping[str, Any], body: str) -> bytes:
    words = item.get(body, "")
    front = as_yaml(_less(item, body)).decode()
    return f"{FENCE}{front}{FENCE}{words}{chr(10) if words else ''}".encode()


def _less(data: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in data.items() if name not in names}


def as_synonyms(groups: Groups, *, look: str) -> Files:
    """Return the groups of synonyms as a file, one a line."""
    return {SYNONYMS: as_yaml({BASED_ON: look, "groups": [str(group) for group in groups]})}


def marker() -> Files:
    return {MARKER: as_yaml({"format": FORMAT})}
