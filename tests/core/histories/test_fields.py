"""Fields of a document by place: what differs between two, and one put back as it stood."""

import copy
from datetime import date

import pytest

from guidance.core.histories.fields import compared, flat, with_former


def note(key, **fields):
    return {"key": key, "title": f"Title of {key}", **fields}


def license_of(*notes, **fields):
    return {"slug": "one", "title": "One", "annotations": list(notes), **fields}


def tree_of(*options):
    return {"slug": "tree", "title": "Tree", "questions": [
        {"key": "size", "title": "How large?", "kind": "choice", "options": list(options)},
        {"key": "place", "title": "Where?", "kind": "choice", "options": [{"key": "here"}]},
    ]}  # fmt: skip


def differing(old, new):
    return list(compared(flat(old), flat(new)))


def put_back(old, new, change=None):
    """Return the newer document with one change undone, and whether it could be."""
    held = copy.deepcopy(new)
    done = with_former(held, change or differing(old, new)[0])
    return done, held


def test_parts_stand_at_places_of_their_own():
    found = flat(license_of(note("a", body="Said.")))

    assert found == {
        "": {"slug": "one", "title": "One"},
        "annotation:a": {"key": "a", "title": "Title of a", "body": "Said."},
    }


def test_options_stand_below_their_question():
    places = list(flat(tree_of({"key": "small"}, {"key": "large"})))

    assert places == [
        "", "question:size", "option:size/small", "option:size/large",
        "question:place", "option:place/here",
    ]  # fmt: skip


def test_list_of_words_is_one_field():
    assert flat({"slug": "one", "topics": ["a", "b"]})[""]["topics"] == ["a", "b"]


@pytest.mark.parametrize("nothing", [None, "", [], {}, False])
def test_what_is_empty_says_nothing(nothing):
    assert flat(license_of(summary=nothing)) == flat(license_of())


@pytest.mark.parametrize("said", ["words", ["a"], {"a": 1}, True, 0.5])
def test_what_is_not_empty_is_said(said):
    assert flat(license_of(summary=said))[""]["summary"] == said


@pytest.mark.parametrize("unwritten", [{"kind": None}, {"low_inclusive": True}, {}])
def test_what_a_field_says_when_left_out_is_not_told(unwritten):
    assert flat(tree_of({"key": "small", **unwritten})) == flat(tree_of({"key": "small"}))


def test_what_differs_from_what_is_said_when_left_out_is_told():
    found = differing(tree_of({"key": "small"}), tree_of({"key": "small", "low_inclusive": False}))

    assert found == [("option:size/small", "small", "low_inclusive", None, False)]


def test_text_is_told_by_its_digest():
    assert flat({"text": {"digest": "abc", "words": "Long."}})[""] == {"text": "abc"}


def test_days_are_told_as_they_are_written():
    assert (
        flat({"slug": "one", "released_on": date(2023, 7, 18)})[""]["released_on"] == "2023-07-18"
    )


def test_only_fields_that_differ_are_yielded():
    old, new = license_of(note("a", body="Old.")), license_of(note("a", body="New."), title="Two")

    assert differing(old, new) == [
        ("", "Two", "title", "One", "Two"),
        ("annotation:a", "Title of a", "body", "Old.", "New."),
    ]
    assert differing(new, new) == []


def test_what_came_and_what_is_gone_are_whole():
    old, new = license_of(note("a")), license_of(note("b"))

    assert differing(old, new) == [
        ("annotation:b", "Title of b", "", None, note("b")),
        ("annotation:a", "Title of a", "", note("a"), None),
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (license_of(title="Former"), license_of()),
        (license_of(summary="Once."), license_of()),
        (license_of(), license_of(summary="Now.")),
        (license_of(note("a", body="Old."), note("b")), license_of(note("a"), note("b"))),
        (license_of(note("a")), license_of(note("a"), note("b"))),
        (license_of(note("a"), note("b")), license_of(note("a"))),
        (tree_of({"key": "x", "label": "Old"}), tree_of({"key": "x", "label": "New"})),
        (tree_of({"key": "x"}), tree_of({"key": "x"}, {"key": "y"})),
        (tree_of({"key": "x"}, {"key": "y"}), tree_of({"key": "x"})),
    ],
)
def test_one_change_is_put_back(old, new):
    done, held = put_back(old, new)

    assert done is True
    assert flat(held) == flat(old)


@pytest.mark.parametrize(
    ("old", "new", "since"),
    [
        (license_of(title="A"), license_of(title="B"), license_of(title="C")),
        (license_of(), license_of(note("a")), license_of(note("a", body="Since."))),
        (license_of(note("a", body="A")), license_of(note("a", body="B")), license_of(note("b"))),
        (tree_of(), tree_of({"key": "x"}), tree_of({"key": "x", "label": "Since"})),
    ],
)
def test_what_moved_on_stays(old, new, since):
    (change,) = differing(old, new)
    held = copy.deepcopy(since)

    assert with_former(held, change) is False
    assert held == since


def test_option_of_a_question_that_is_gone_cannot_come_back():
    (change,) = differing(tree_of({"key": "x"}), tree_of())
    gone = {"slug": "tree", "title": "Tree", "questions": []}

    assert put_back(None, gone, change) == (False, gone)


def test_section_of_a_policy_is_found_within_it():
    def of(heading):
        section = {"key": "aup.1", "heading": heading}
        return {"slug": "one", "sections": [{"key": "1"}],
                "policies": [{"slug": "aup", "sections": [section]}]}  # fmt: skip

    done, held = put_back(of("Old"), of("New"))

    assert (done, held) == (True, of("Old"))


def test_text_is_never_put_back():
    old, new = ({"text": {"digest": digest}} for digest in "ab")

    assert put_back(old, new) == (False, new)


@pytest.mark.parametrize(
    ("fields", "title"),
    [
        ({"title": "T", "label": "L", "key": "k"}, "T"),
        ({"label": "L", "question": "Q?", "key": "k"}, "L"),
        ({"body": "B", "key": "k"}, "B"),
        ({"key": "k", "slug": "s"}, "k"),
        ({"key": "k" * 121}, "k" * 120),
    ],
)
def test_item_is_called_by_the_first_that_names_it(fields, title):
    name = fields.get("key", "")
    found = list(compared({}, {f"term:{name}": fields}))

    assert [one[1] for one in found] == [title]
