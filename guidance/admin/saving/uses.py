"""Where a row is used: beside its form, and before it is deleted."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from guidance.services.worklist.uses import Use, uses_of

_MOST = 50
"""Uses of one row that are listed."""


def shown_uses(rows: Iterable[Any], user: Any) -> list[dict[str, Any]]:
    """Return for each row that is used where, with links, as far as somebody may see it."""
    found = []
    for row, uses in uses_of(rows).items():
        seen = seen_of(uses, user)
        if seen:
            found.append({
                "title": str(row),
                "count": len(seen),
                "uses": seen[:_MOST],
                "more": max(0, len(seen) - _MOST),
            })  # fmt: skip
    return found


def seen_of(uses: Iterable[Use], user: Any) -> list[tuple[str, str, str, str]]:
    """Return those of these uses that somebody may see, as lists of uses show them."""
    return [_shown(use) for use in uses if _may_see(use.row, user)]


def _may_see(row: Any, user: Any) -> bool:
    return bool(user.has_perm(f"guidance.view_{row._meta.model_name}"))


def _shown(use: Use) -> tuple[str, str, str, str]:
    """Return the noun, the title, the address, and the document, where that is another."""
    url = reverse(f"admin:guidance_{use.row._meta.model_name}_change", args=[use.row.pk])
    whole = "" if use.whole == use.row else str(use.whole)
    return str(use.row._meta.verbose_name), str(use.row), url, whole
