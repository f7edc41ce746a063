"""The map of a questionnaire: which lines are lit, how large it is."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from guidance.admin.addresses.places import page_url
from guidance.core.documents.trees import Tree
from guidance.core.pictures.exits import steps_of
from guidance.models import Tree as TreeRow

Edge = tuple[str, str]

SIZES = (50, 75, 100, 150, 200)
"""How large the map is drawn, in percent."""


def edges_of(tree: Tree) -> set[Edge]:
    """Return the lines of the map, as (question, target)."""
    return {
        (key, exit.target) for key, exits in steps_of(tree).items() for exit in exits if exit.target
    }


def lit_for(tree: Tree, node: str) -> set[Edge]:
    """Return the lines of every way from the first question to a node."""
    edges = edges_of(tree)
    reached = _closure(tree.start, {(a, b) for a, b in edges})
    above = _closure(node, {(b, a) for a, b in edges})
    return {(a, b) for a, b in edges if a in reached and a in above and b in above}


def _closure(start: str, edges: set[Edge]) -> set[str]:
    after: dict[str, list[str]] = {}
    for source, target in edges:
        after.setdefault(source, []).append(target)
    found, waiting = {start}, [start]
    for key in waiting:
        new = [one for one in after.get(key, ()) if one not in found]
        found.update(new)
        waiting.extend(new)
    return found


@dataclass(frozen=True)
class Zoom:
    """How large the map is, and where it is larger, smaller or whole; None at the ends."""

    size: int | None
    """In percent; None shows the whole map."""
    nearer: str
    further: str
    whole: str
    real: str


def zoom_of(row: TreeRow, node: str, asked: str, *, base: str = "", query: Any = ()) -> Zoom:
    """Read how large the map is wanted: one of the sizes, or ``whole``; else full size."""
    size = int(asked) if asked.isascii() and asked.isdigit() and int(asked) in SIZES else 100
    at = SIZES.index(size)

    def url(wanted: str) -> str:
        pairs = [*query, *([("node", node)] if node else []), ("zoom", wanted)]
        return f"{base or page_url(row, 'workshop')}?{urlencode(pairs)}#map"

    return Zoom(
        size=None if asked == "whole" else size,
        nearer=url(str(SIZES[at + 1])) if at + 1 < len(SIZES) else "",
        further=url(str(SIZES[at - 1])) if at else "",
        whole=url("whole") if asked != "whole" else "",
        real=url("100") if asked == "whole" or size != 100 else "",
    )
