"""What a bill lists: items, each with its licenses as written and whether it is handed on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class ItemKind(StrEnum):
    PART = "part"
    MODEL = "model"
    DATA = "data"


@dataclass(frozen=True)
class Written:
    """A license as a file names it: in words, by the address of its text, or both.

    ``is_of_model``: the words are the name of a model, and the license is whatever it is under.
    """

    words: str
    address: str = ""
    is_of_model: bool = False


@dataclass(frozen=True)
class Item:
    """One thing of a bill. Licenses that stand beside each other are all listed.

    ``only_for`` says in a word why it is not handed on ("development"), and is empty where it is.
    """

    name: str
    version: str = ""
    licenses: tuple[Written, ...] = ()
    kind: ItemKind = ItemKind.PART
    only_for: str = ""
    is_changed: bool = False


@dataclass(frozen=True)
class Bill:
    """A file as it was read: the name of its format, the product it is about, and what it lists.

    ``named`` are licenses that the file itself explains, by their ``LicenseRef``. ``says`` is what
    readers have to know of such a file.
    """

    format: str
    items: tuple[Item, ...]
    product: str = ""
    named: Mapping[str, Written] = field(default_factory=dict)
    says: str = ""
