"""The fields of documents by place: what differs is told once, and can be put back."""

from copy import deepcopy

import pytest

from guidance.core.documents.formats import as_data, parse
from guidance.core.histories.fields import compared, flat, with_former
from tests.core.documents.edits import ITEMS, single_edits
from tests.core.documents.samples import FAQ, LICENSE, TREE, WHOLE, edited, left_out

KINDS = ("license", "faq", "tree")


def _changes(old, new):
    return list(compared(flat(old), flat(new)))


@pytest.mark.parametrize("kind", KINDS)
def test_parts_stand_at_their_places(kind):
    places = {
        "license": ["", "section:1", "section:2", "policy:a-policy", "section:aup.1",
                    "annotation:use", "annotation:keep", "term:keep", "term:lose"],
        "faq": [""],
        "tree": ["", "question:sharing", "option:sharing/weights", "option:sharing/no",
                 "question:users", "option:users/few", "option:users/many",
                 "outcome:yes", "outcome:no", "case:small"],
    }  # fmt: skip

    assert list(flat(WHOLE[kind])) == places[kind]


def test_fields_are_as_written_without_what_is_in_other_places():
    content = flat(TREE)

    assert content[""] == {
        "kind": "tree", "slug": "a-tree", "title": "A tree", "minutes": 3, "start": "sharing",
        "dismissed": ["outcome-lacks-term: It is meant."],
    }  # fmt: skip
    assert content["question:sharing"]["routes"] == TREE["questions"][0]["routes"]
    assert "options" not in content["question:sharing"]
    assert flat(FAQ)[""]["topics"] == ["notice", "use"]


def test_text_is_told_by_its_digest_alone():
    assert flat(LICENSE)[""]["text"] == "0" * 64


@pytest.mark.parametrize("kind", KINDS)
def test_two_ways_to_write_one_document_are_one(kind):
    document = parse(WHOLE[kind])

    whole = flat(document.model_dump(mode="json", by_alias=True))

    assert whole == flat(as_data(document)) == flat(document.model_dump(by_alias=True))


@pytest.mark.parametrize("empty", [None, "", [], {}, False])
def test_what_is_empty_says_nothing(empty):
    assert flat({"slug": "a", "summary": empty}) == {"": {"slug": "a"}}
    assert flat({"topics": [{"slug": "a", "title": empty}]})["topic:a"] == {"slug": "a"}
    assert flat({"slug": "a", "quote": {"exact": "it", "prefix": empty}})[""]["quote"] == {
        "exact": "it"
    }


@pytest.mark.parametrize(
    ("field", "unwritten", "other"),
    [
        ("certainty", "settled", "open"),
        ("authority", "license-text", "our-reading"),
        ("minutes", 2, 3),
        ("low_inclusive", True, False),
    ],
)
def test_field_says_something_where_it_is_not_what_is_said_by_leaving_it_out(
    field, unwritten, other
):
    assert flat({field: unwritten}) == flat({field: None}) == {"": {}}
    assert flat({field: other}) == {"": {field: other}}


def test_what_nobody_writes_is_left_out():
    assert flat({"format": 1, "slug": "a"})[""] == {"slug": "a"}
    assert flat({"quote": {"exact": "it", "sentence": "Keep it."}})[""] == {
        "quote": {"exact": "it"}
    }


def test_changes_are_told_in_the_order_of_the_new_content_and_then_what_is_gone():
    old = {
        "": {"title": "A", "summary": "S"},
        "question:gone": {"key": "gone", "title": "Gone?"},
        "question:kept": {"key": "kept", "title": "Kept?", "help": "H"},
    }
    new = {
        "": {"title": "A"},
        "question:new": {"key": "new", "title": "New?"},
        "question:kept": {"key": "kept", "title": "Kept!", "goto": "x", "help": "H"},
    }

    assert list(compared(old, new)) == [
        ("", "A", "summary", "S", None),
        ("question:new", "New?", "", None, {"key": "new", "title": "New?"}),
        ("question:kept", "Kept!", "title", "Kept?", "Kept!"),
        ("question:kept", "Kept!", "goto", None, "x"),
        ("question:gone", "Gone?", "", {"key": "gone", "title": "Gone?"}, None),
    ]


def test_document_that_is_new_is_told_field_by_field():
    assert list(compared({}, {"": {"title": "A"}})) == [("", "A", "title", None, "A")]


@pytest.mark.parametrize(
    ("fields", "title"),
    [
        ({"key": "k", "body": "B", "label": "L", "title": "T"}, "T"),
        ({"key": "k", "body": "B", "label": "L", "title": ""}, "L"),
        ({"key": "k", "body": "B" * 121}, "B" * 120),
        ({"slug": "s"}, "s"),
        ({"goto": "x"}, ""),
    ],
)
def test_change_is_told_by_the_title_of_its_item(fields, title):
    ((_place, told, *_rest),) = compared({}, {"question:k": fields})

    assert told == title


@pytest.mark.parametrize("kind", KINDS)
def test_each_edit_of_a_field_is_taken_back(kind):
    edits = {place: (old, new) for place, old, new in single_edits(kind)}
    for place, (old, new) in edits.items():
        changes = _changes(as_data(old), as_data(new))
        if place[0] == "text" or place[-1] == "sentence":
            assert all(change[2] == "text" for change in changes)
            continue
        back = as_data(new)

        assert changes
        assert all(with_former(back, change) for change in changes)
        assert as_data(parse(back)) == as_data(old)


def test_another_text_is_not_taken_back():
    new = edited(LICENSE, ("text", "digest"), "1" * 64)
    back = deepcopy(new)

    (change,) = _changes(LICENSE, new)

    assert change == ("", "A License", "text", "0" * 64, "1" * 64)
    assert not with_former(back, change)
    assert back == new


@pytest.mark.parametrize(
    ("kind", "place"), [(kind, place) for kind, place, _said in ITEMS if "routes" not in place]
)
def test_item_that_went_or_came_is_taken_back(kind, place):
    whole, without = WHOLE[kind], left_out(WHOLE[kind], place)

    for old, new in ((whole, without), (without, whole)):
        back = deepcopy(new)
        changes = _changes(old, new)
        taken = [with_former(back, change) for change in changes]

        assert taken[0]
        assert not with_former(back, changes[0])
        assert _sorted(flat(back)) == _sorted(flat(old))


def _sorted(content):
    """Return content with items in one order: what comes back comes last."""
    return sorted(content.items())


def test_section_comes_back_as_it_was():
    back = left_out(LICENSE, ("sections", 0))
    (change,) = _changes(LICENSE, back)

    assert with_former(back, change)
    assert back["sections"] == [LICENSE["sections"][1], LICENSE["sections"][0]]


def test_section_begins_again_with_the_text():
    back = edited(LICENSE, ("sections", 0, "start"), 5)
    (change,) = _changes(LICENSE, back)

    assert change[2:] == ("start", None, 5)
    assert with_former(back, change)
    assert back == LICENSE


def test_section_of_one_of_several_policies_is_found_while_it_stands_there():
    other = {"slug": "b", "title": "B", "url": "https://example.org/b", "sections": []}
    two = edited(LICENSE, ("policies",), [other, *LICENSE["policies"]])
    came = left_out(two, ("policies", 1, "sections", 0))
    back = deepcopy(two)

    assert with_former(back, *_changes(came, two))
    assert back == came
    assert not with_former(came, *_changes(two, came))


@pytest.mark.parametrize(
    "change",
    [
        ("question:gone", "", "title", "A", "B"),
        ("question:gone", "", "title", None, None),
        ("question:users", "", "title", "A", "B"),
        ("question:gone", "", "", None, {"key": "gone"}),
        ("question:users", "", "", {"key": "users"}, None),
        ("option:gone/few", "", "label", "A", "B"),
        ("option:gone/few", "", "", {"key": "few"}, None),
        ("", "", "title", "A", "B"),
    ],
)
def test_what_moved_on_is_not_taken_back(change):
    document = deepcopy(TREE)

    assert not with_former(document, change)
    assert flat(document) == flat(TREE)


def test_field_that_was_not_there_goes_again():
    back = deepcopy(TREE)

    assert with_former(back, ("", "A tree", "start", None, "sharing"))
    assert "start" not in back
