"""Readers see what changed in every public field, and nothing of the private ones."""

from datetime import UTC, datetime

import pytest

from guidance.core.documents import formats
from guidance.core.documents.editions import Context
from guidance.core.documents.formats import KINDS, parse
from guidance.core.documents.nouns import nouns_within, private_fields
from guidance.services.editions.readings import EditionFacts, Reading
from guidance.services.reading.edition_changes import edition_changes
from tests.core.documents.edits import ITEMS, fields_at, single_edits
from tests.core.documents.samples import TREE, WHOLE, edited, left_out

PUBLISHED = ("license", "faq", "tree")
KNOWN_BY = {"kind", "format", "key", "slug"}
"""By these things are matched: another one is another thing."""


def edits():
    return [(kind, *edit) for kind in PUBLISHED for edit in single_edits(kind)]


def is_private(noun, field):
    return field in private_fields(noun)


def has_private(document, place):
    return any(is_private(*field) for field in fields_at(document, place))


def reading(document, context=None):
    facts = EditionFacts(
        number=1, digest=formats.digest(document), published_at=datetime(2026, 1, 2, tzinfo=UTC),
        published_by="", note="", is_shipped=False, reviewed_by="", reviewed_at=None,
        is_current=True, is_last=True, card={},
    )  # fmt: skip
    return Reading(document=document, context=context or Context(), html={}, edition=facts)


def changed(old, new):
    return edition_changes(reading(old), reading(new))


def marked(changes):
    """Return the words of all items that are shown as removed or added."""
    return [
        change.text
        for named in changes.items
        for difference in named.item.differences
        for change in difference.changes
        if change.kind != "same"
    ]


def test_every_field_of_what_is_published_is_tried():
    tried = {field for _kind, place, old, _new in edits() for field in fields_at(old, place)}

    fields = {
        (noun, name)
        for kind in PUBLISHED
        for noun in nouns_within(KINDS[kind])
        for name in noun.model_fields
        if name not in KNOWN_BY
    }
    assert fields - tried == set()


def test_change_of_any_public_field_is_shown():
    unseen = [
        place
        for _kind, place, old, new in edits()
        if not has_private(old, place) and not marked(changed(old, new))
    ]

    assert unseen == []


def test_change_of_any_private_field_is_not_shown():
    private = [edit for edit in edits() if has_private(edit[2], edit[1])]

    seen = [
        place
        for _kind, place, old, new in private
        if not (found := changed(old, new)).is_empty or found.ways or not found.is_team_only
    ]

    assert seen == []
    assert len({place for _kind, place, _old, _new in private}) >= 8


def test_private_changes_beside_a_public_one_leave_no_trace():
    old, public = parse(TREE), edited(TREE, ("title",), "Another tree")
    data = old.model_dump(mode="json", by_alias=True)
    private = [place for kind, place, *_ in edits() if kind == "tree" and has_private(old, place)]

    trees = (edit for edit in edits() if edit[0] == "tree" and edit[1] in private)
    for _kind, place, _old, new in trees:
        both = edited(data, ("title",), "Another tree")
        changed_data = new.model_dump(mode="json", by_alias=True)
        both |= {name: changed_data.get(name, []) for name in ("cases", "dismissed")}

        assert changed(old, parse(both)) == changed(old, parse(public)), place


@pytest.mark.parametrize(("kind", "place", "change"), ITEMS)
def test_item_is_shown_where_it_is_added_unless_it_is_private(kind, place, change):
    whole, without = parse(WHOLE[kind]), parse(left_out(WHOLE[kind], place))

    shown = changed(without, whole)

    assert "".join(marked(shown)) == ("" if has_private(whole, place) else change[-1])


def test_same_edition_twice_is_nothing_and_not_the_teams_either():
    tree = parse(TREE)

    found = changed(tree, tree)

    assert (found.is_empty, found.is_team_only) == (True, False)
