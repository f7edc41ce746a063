"""Where each kind of document, and each part of it, stands in a folder; and what files are called.

A part with words of its own is a file of Markdown: its other fields stand before the words, as
front matter. The order of the parts is a list of their keys in the document's own file.
"""

from collections.abc import Mapping
from dataclasses import dataclass

MARKER = "guidance.yaml"
"""The file that says that a folder is one of ours, and in which format."""
FORMAT = 1
TOPICS = "topics.yaml"
SYNONYMS = "synonyms.yaml"
WORDINGS = "wordings.yaml"
BASED_ON = "based_on"
"""The field with the digest that a document had when it was exported."""

_RESERVED = frozenset(
    ["con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(1, 10))]
)
"""Names that Windows keeps for itself, whatever follows their first dot."""


@dataclass(frozen=True)
class Parts:
    """A list of a document whose items are files: their folder, and the field that is the words."""

    folder: str
    body: str
    key: str = "key"


@dataclass(frozen=True)
class Layout:
    """How a document of one kind is laid out: its folder, its own file, what stands beside that.

    ``words`` are files that hold one field alone, ``lists`` files of YAML that hold one list.
    """

    folder: str
    file: str
    words: Mapping[str, tuple[str, ...]]
    lists: Mapping[str, str]
    parts: Mapping[str, Parts]


LAYOUTS: Mapping[str, Layout] = {
    "license": Layout(
        "licenses",
        "license.yaml",
        words={"background.md": ("background",), "text.txt": ("text", "body")},
        lists={"sections.yaml": "sections"},
        parts={
            "policies": Parts("policies", "note", key="slug"),
            "annotations": Parts("notes", "body"),
            "terms": Parts("terms", "body"),
        },
    ),
    "faq": Layout("faqs", "faq.yaml", words={"answer.md": ("answer",)}, lists={}, parts={}),
    "tree": Layout(
        "trees",
        "tree.yaml",
        words={"covers.md": ("covers",)},
        lists={"cases.yaml": "cases"},
        parts={"outcomes": Parts("outcomes", "next_steps")},
    ),
}
KIND_OF = {layout.folder: kind for kind, layout in LAYOUTS.items()}


def name_of(key: str) -> str:
    """Return what the file or folder of a key is called, without its ending.

    >>> name_of("1.b.v"), name_of("con")
    ('1.b.v', 'con_')
    """
    return f"{key}_" if key.partition(".")[0] in _RESERVED else key


def key_of(name: str) -> str:
    """Return the key that a file or folder is called by: the inverse of ``name_of``.

    >>> key_of("con_")
    'con'
    """
    key = name.removesuffix("_")
    return key if name_of(key) == name else name


def folder_of(kind: str, slug: str) -> str:
    """Return the folder of a document, such as ``licenses/llama-2``."""
    return f"{LAYOUTS[kind].folder}/{name_of(slug)}"


def is_ours(path: str) -> bool:
    """Tell whether an export could have written a file of this name."""
    parts = path.split("/")
    if len(parts) == 1:
        return path in (MARKER, TOPICS, SYNONYMS)
    kind = KIND_OF.get(parts[0])
    return kind is not None and is_of_document(kind, "/".join(parts[2:]))


def is_of_document(kind: str, path: str) -> bool:
    """Tell whether a document of this kind can have a file of this name in its folder."""
    layout = LAYOUTS[kind]
    if path in (layout.file, WORDINGS) or path in layout.words or path in layout.lists:
        return True
    folder, _, name = path.partition("/")
    return "/" not in name and name.endswith(".md") and part_of(kind, folder) is not None


def part_of(kind: str, folder: str) -> str | None:
    """Return the list whose items stand in a folder of a document, or None."""
    parts = LAYOUTS[kind].parts.items()
    return next((name for name, one in parts if one.folder == folder), None)
