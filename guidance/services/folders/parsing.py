"""One file of a folder: its words, its YAML with lines, its front matter before Markdown."""

import re
from dataclasses import dataclass
from typing import Any

import yaml

from guidance.core.documents.formats import InvalidDocument, Problem
from guidance.services.folders.layouts import BASED_ON
from guidance.services.folders.places import Places
from guidance.services.folders.writing import FENCE
from guidance.services.intake.file_data import broken, roots
from guidance.services.intake.pack_files import MAX_BYTES
from guidance.services.intake.uploads import NotText, text_of

_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Markdown:
    """A file of Markdown: its front matter as YAML and as data; its words begin at ``line``."""

    root: yaml.Node | None
    fields: dict[str, Any]
    words: str
    line: int


def text_in(file: str, content: bytes) -> str:
    """Return the words of a file with LF line ends; InvalidDocument where it is no text."""
    if len(content) > MAX_BYTES:
        raise broken(file, None, "The file is larger than 2 MB.", "Shorten it.")
    try:
        return text_of(content).replace("\r\n", "\n").replace("\r", "\n")
    except NotText as error:
        raise broken(file, error.line, error.message, error.advice) from error


def yaml_in(file: str, content: bytes) -> tuple[yaml.Node | None, Any]:
    """Return a file of YAML as its node, which knows lines, and its plain data."""
    return _one_in(file, text_in(file, content))


def fields_in(file: str, content: bytes) -> tuple[yaml.Node | None, dict[str, Any]]:
    """Return a file of YAML that holds named fields."""
    root, data = yaml_in(file, content)
    return root, _as_fields(file, data)


def markdown_in(file: str, content: bytes) -> Markdown:
    """Return a file of Markdown with front matter."""
    text = text_in(file, content)
    end = text.find(f"\n{FENCE}", len(FENCE) - 1) if text.startswith(FENCE) else -1
    if end < 0 and text.startswith(FENCE) and text.endswith("\n---"):
        text, end = f"{text}\n", len(text) - 4
    if end < 0:
        message = "The file has no front matter." if not text.startswith(FENCE) else _UNCLOSED
        raise broken(file, 1, message, "Begin with a line ---, the fields, and a line --- again.")
    # The blank line stands for the first fence, so that lines are counted as in the file.
    root, data = _one_in(file, f"\n{text[len(FENCE) : end + 1]}")
    words = text[end + 1 + len(FENCE) :]
    line = text.count("\n", 0, end + 1) + 2
    return Markdown(root, _as_fields(file, data), words, line)


_UNCLOSED = "The front matter does not end."


def _as_fields(file: str, data: Any) -> dict[str, Any]:
    if not isinstance(data, dict):
        message = "It must be a group of named fields."
        raise broken(file, 1, message, "Write one field a line: its name, a colon, its value.")
    return data


def _one_in(file: str, text: str) -> tuple[yaml.Node | None, Any]:
    problems: list[Problem] = []
    found = []
    for root, data, repeated in roots(text, file=file):
        found.append((root, data))
        problems += repeated
    if problems:
        raise InvalidDocument(tuple(problems))
    if len(found) != 1:
        message = "Nothing is written here." if not found else "Several documents stand here."
        raise broken(file, 1, message, "Write the fields of one; see a folder that was exported.")
    return found[0]


def based_on_in(data: dict[str, Any], places: Places) -> str:
    """Take the digest away that something was exported with; empty where there is none."""
    found = data.pop(BASED_ON, "")
    if found and not (isinstance(found, str) and _DIGEST.fullmatch(found)):
        message = "It is no digest: 64 digits and letters from a to f."
        advice = "Leave the line as it was exported, or leave it out for what is new."
        raise InvalidDocument((places.problem((BASED_ON,), message, advice),))
    return str(found or "")
