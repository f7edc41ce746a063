"""Every single edit of a document is found, and as one thing touched."""

from collections.abc import Iterator
from typing import Any

import pytest

from guidance.core.documents.changes import compare_documents, touched
from guidance.core.documents.formats import Document, InvalidDocument, parse
from tests.core.documents.samples import WHOLE, Place, edited


def leaves(data: Any, place: Place = ()) -> Iterator[tuple[Place, Any]]:
    """Yield all that is no list or mapping of such."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from leaves(value, (*place, key))
    elif isinstance(data, list | tuple) and not all(isinstance(part, str) for part in data):
        for number, value in enumerate(data):
            yield from leaves(value, (*place, number))
    else:
        yield place, data


def others(value: Any) -> list[Any]:
    """Return values of the same type to try in the place of this one."""
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, int):
        return [value + 1]
    if isinstance(value, list | tuple):
        return [[*value, "more"], [*value, "a-license/more"], [*value][:-1]]
    return [
        f"{value}x", f"{value}1", "2025-01-01", f"{value}/more", "1" * 64,
        "explains", "our-reading", "open", "limitation", "ask-counsel", "choices",
    ]  # fmt: skip


def single_edits(kind: str) -> list[tuple[str, Document, Document]]:
    """Return pairs of documents that differ in one field, which is not what they are known by."""
    old = parse(WHOLE[kind])
    data = old.model_dump(mode="json", by_alias=True)
    pairs = []
    for place, value in leaves(data):
        if place[-1] in ("kind", "format") and len(place) == 1:
            continue
        if place[-1] in ("key", "slug") and len(place) > 1 and place[0] != "text":
            continue
        if place[0] == "text" and len(place) == 1:
            continue
        for other in others(value if value is not None else ""):
            try:
                new = parse(edited(data, place, other))
            except InvalidDocument:
                continue
            if new != old:
                pairs.append((".".join(map(str, place)), old, new))
    return pairs


@pytest.mark.parametrize(
    ("kind", "fields"), [("license", 50), ("faq", 12), ("tree", 60), ("topics", 4)]
)
def test_compare_documents_finds_one_thing_touched_by_each_single_edit(
    kind: str, fields: int
) -> None:
    pairs = single_edits(kind)

    wrong = [
        (place, changes)
        for place, old, new in pairs
        if touched(changes := compare_documents(old, new)) != 1
        or any(change.before == change.after for change in changes)
    ]

    assert wrong == []
    assert len({place for place, _, _ in pairs}) >= fields
