"""What of a draft is judged on the page of its review, with its links and remarks."""

from typing import Any

from guidance.admin.addresses.places import Places
from guidance.admin.reviewing.looks import preview_places
from guidance.services.publishing.inspecting import preview_of
from guidance.services.reviewing.remarks import Thread, threads_of
from guidance.services.reviewing.statements import statements_of


def judged(row: Any, old: Any, new: Any) -> tuple[list[Any], list[Thread]]:
    """Return what is new, each with where to look, to change it, and its remarks; and the others.

    The others are remarks on the draft as a whole, and on what says what the edition says.
    """
    threads = threads_of(row)
    if new is None:
        return [], list(threads)
    statements = statements_of(old, new, preview_of(new).context)
    look, change = preview_places(row, new), Places(row).url
    by_place: dict[str, list[Thread]] = {}
    for thread in threads:
        by_place.setdefault(thread.remark.place, []).append(thread)
    shown = [
        (one, look(one.place), change(one.place), by_place.pop(one.place, [])) for one in statements
    ]
    return shown, [thread for rest in by_place.values() for thread in rest]
