"""What bringing in a folder does, thing by thing: what is new, what differs, what is a conflict."""

from dataclasses import dataclass
from typing import Literal

from guidance.core.documents.changes import FieldChange, touched
from guidance.core.texts.diffs import Change, compare
from guidance.services.drafts.differences import shortened
from guidance.services.drafts.wording import words_of

MOST_TOLD = 60
"""So many differences of one thing are shown; nobody reads more before an import."""

Status = Literal["added", "changed", "unchanged", "conflict", "taken", "kept"]
What = Literal["document", "wordings", "synonyms"]


class Conflicts(Exception):
    """Raised with all items where one of them would overwrite what was written here meanwhile."""

    def __init__(self, items: "list[Item]") -> None:
        super().__init__(", ".join(one.name for one in items if one.status == "conflict"))
        self.items = items


@dataclass(frozen=True)
class Item:
    """What bringing in one thing of a folder does.

    ``name`` is what it is taken or kept by, such as ``license/llama-2``. ``look`` names what
    stood here before, to the byte, and ``pk`` its row. ``is_unreadable``: that makes no document.
    """

    what: What
    name: str
    file: str
    title: str
    status: Status
    look: str
    pk: int | None = None
    changes: tuple[FieldChange, ...] = ()
    gone: tuple[str, ...] = ()
    come: tuple[str, ...] = ()
    is_unreadable: bool = False

    @property
    def is_change(self) -> bool:
        return self.status in ("added", "changed", "taken")

    @property
    def total(self) -> int:
        """Return how many things differ."""
        return touched(self.changes) + len(self.gone) + len(self.come)

    @property
    def differences(self) -> list[tuple[str, tuple[Change, ...]]]:
        """Return what differs, item by item, in words; what stays of long ones is shortened."""
        told = [
            (" ".join(filter(None, (one.noun, one.key, one.field))), *words_of(one))
            for one in self.changes
        ]
        told += [("", line, "") for line in self.gone]
        told += [("", "", line) for line in self.come]
        return [(what, shortened(compare(old, new))) for what, old, new in told[:MOST_TOLD]]

    @property
    def untold(self) -> int:
        """Return how many things differ that ``differences`` leaves out."""
        return max(0, len(self.changes) + len(self.gone) + len(self.come) - MOST_TOLD)
