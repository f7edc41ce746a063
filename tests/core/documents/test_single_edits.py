"""Every single edit of a document is found, and as one thing touched."""

import pytest

from guidance.core.documents.changes import compare_documents, touched
from tests.core.documents.edits import single_edits


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
