"""What of a tree decides where its ways lead: all but its words, its cases and its sources."""

from hashlib import sha256
from typing import Any

from guidance.core.documents.trees import Tree

_WORDS: Any = {
    **dict.fromkeys(
        ("slug", "title", "summary", "covers", "minutes", "licenses", "cases", "dismissed"), True
    ),
    "questions": {
        "__all__": {
            **dict.fromkeys(("title", "help", "why", "citations", "unit", "succeeds"), True),
            "options": {"__all__": {"label": True, "help": True, "succeeds": True}},
        }
    },
    "outcomes": {
        "__all__": dict.fromkeys(
            ("title", "summary", "next_steps", "ask", "citations", "hands_over", "succeeds"), True
        ),
    },
}
"""Named, and not what is kept: a field that is new is part of the skeleton until it is here."""


def skeleton_of(tree: Tree) -> str:
    """Return a digest; two trees that have the same have the same ways, to the same ends."""
    return sha256(tree.model_dump_json(exclude=_WORDS).encode()).hexdigest()
