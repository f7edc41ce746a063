"""Who sees how people ask, and who may change what is found by it."""

from typing import Any


def may_see(user: Any) -> bool:
    """Tell whether somebody sees how people ask: whoever sees any draft."""
    return any(user.has_perm(f"guidance.view_{name}") for name in ("faqentry", "tree", "license"))


def may_settle(user: Any) -> bool:
    """Tell whether somebody may let a query go: whoever may change entries of the FAQ."""
    return bool(user.has_perm("guidance.change_faqentry"))


def may_edit_synonyms(user: Any) -> bool:
    """Tell whether somebody may change how all queries are read: whoever may publish."""
    return bool(user.has_perm("guidance.publish_guidance"))
