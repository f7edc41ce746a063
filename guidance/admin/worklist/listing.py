"""One line of the worklist: what is to be done, how many, and where."""

from collections.abc import Iterable
from typing import Any

Task = dict[str, Any]
Row = tuple[str, str, str]
"""What is to be done: its title, where it is done, and why, in few words."""
SHOWN = 5
"""Rows of one task that are listed."""


def task_of(
    words: str, rows: Iterable[Row], *, url: str = "", mine: bool = False, count: int | None = None
) -> list[Task]:
    """Return one task, or none where nothing is to be done."""
    rows = list(rows)
    count = len(rows) if count is None else count
    if not count:
        return []
    task = {"words": words, "rows": rows[:SHOWN], "count": count, "url": url, "mine": mine}
    return [{**task, "is_more": len(rows) > SHOWN}]
