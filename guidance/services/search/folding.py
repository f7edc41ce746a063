"""What says the same thing as another hit stands under it: a term, and notes on its words."""

from collections.abc import Iterable

from guidance.services.search.memory import Entry


def folded(entries: Iterable[Entry]) -> dict[Entry, list[Entry]]:
    """Return hits in their order, each with those that say the same and come later.

    Only what is of another kind says the same: two notes are two notes.
    """
    first: dict[tuple[int, str], Entry] = {}
    found: dict[Entry, list[Entry]] = {}
    for one in entries:
        subject = one.publication, one.subject
        lead = first.get(subject) if one.subject else None
        if lead is not None and lead.kind != one.kind:
            found[lead].append(one)
            continue
        if one.subject:
            first.setdefault(subject, one)
        found[one] = []
    return found
