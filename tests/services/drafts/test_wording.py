"""What changed, in the words that people read."""

import pytest

from guidance.core.documents.changes import compare_documents
from guidance.core.documents.formats import parse
from guidance.services.drafts.wording import titles_of, words_by_titles, words_of
from tests.core.documents.edits import EDITS, ITEMS, single_edits
from tests.core.documents.samples import LICENSE, TREE, WHOLE, edited, left_out


@pytest.mark.parametrize(("kind", "place", "value", "change"), EDITS)
def test_words_of_a_value_are_those_that_people_read(kind, place, value, change):
    old, new = parse(WHOLE[kind]), parse(edited(WHOLE[kind], place, value))

    words = [words_of(change) for change in compare_documents(old, new)]

    assert words == [change[-2:]]


@pytest.mark.parametrize(("kind", "place", "change"), ITEMS)
def test_words_of_an_item_put_in_or_taken_out_are_its_title(kind, place, change):
    whole, without = parse(WHOLE[kind]), parse(left_out(WHOLE[kind], place))

    words = [
        words_of(change)
        for pair in ((whole, without), (without, whole))
        for change in compare_documents(*pair)
    ]

    assert words == [(change[-1], ""), ("", change[-1])]


@pytest.mark.parametrize(
    ("data", "place", "words"),
    [
        (LICENSE, ("terms",), ("keep, lose", "lose, keep")),
        (
            TREE,
            ("questions", 0, "routes"),
            ("sharing is weights, sharing is no", "sharing is no, sharing is weights"),
        ),
    ],
)
def test_words_of_another_order_are_keys_and_conditions(data, place, words):
    items = data
    for part in place:
        items = items[part]

    changes = compare_documents(parse(data), parse(edited(data, place, items[::-1])))

    assert [words_of(change) for change in changes] == [words]


@pytest.mark.parametrize("kind", sorted(WHOLE))
def test_words_tell_apart_whatever_one_edit_changes(kind):
    alike = [
        (place, words)
        for place, old, new in single_edits(kind)
        for words in map(words_of, compare_documents(old, new))
        if words[0] == words[1]
    ]

    assert alike == []


def test_titles_name_what_an_answer_leads_to_and_adds():
    option = TREE["questions"][0]["options"][0]
    # A title may hold whatever stands between two others.
    new = edited(TREE, ("outcomes", 1, "title"), "No, never")
    new = edited(new, ("questions", 0, "options", 0), {
        **option, "goto": "no", "adds": ["a-license/keep", "a-license/other"],
    })  # fmt: skip
    terms = {"a-license/keep": "Keep it, always"}
    titles = titles_of(parse(new))

    words = {
        change.field: words_by_titles(change, titles, terms)
        for change in compare_documents(parse(TREE), parse(new))
        if change.noun == "option"
    }

    assert words == {
        "goto": ("How many users?", "No, never"),
        "adds": ("Keep it, always", "Keep it, always; a-license/other"),
    }


def test_leading_nowhere_and_to_what_is_not_there_is_said_without_a_title():
    old = edited(TREE, ("questions", 0, "options", 1, "goto"), "gone")
    new = edited(TREE, ("questions", 0, "options", 1, "goto"), None)

    changes = compare_documents(parse(old), parse(new))

    words = [words_by_titles(change, titles_of(parse(new)), {}) for change in changes]
    assert words == [("gone", "")]


def test_titles_of_a_document_are_by_place():
    titles = titles_of(parse(LICENSE))

    assert (titles["term:keep"], titles["annotation:use"]) == ("Keep it", "You may.")
    assert (titles["section:1"], titles["section:aup.1"]) == ("1", "Harm")


def test_note_is_called_by_the_words_of_its_first_paragraph_without_markdown():
    long = "**No.** See [the policy](https://example.org) and `LICENSE` first. " * 5
    bodies = {
        "**No.** It is *not* [open source](https://example.org).\n\n- one\n- two":
            "No. It is not open source.",
        "# Heading": "Heading",
        "2 * 3 and snake_case stay": "2 * 3 and snake_case stay",
        "`<b>` is shown": "<b> is shown",
    }  # fmt: skip
    notes = [edited(LICENSE, ("annotations", 0, "body"), body) for body in (*bodies, long)]

    *names, cut = [titles_of(parse(note))["annotation:use"] for note in notes]

    assert names == list(bodies.values())
    assert (len(cut) <= 160, cut[:30], cut[-2:]) == (True, "No. See the policy and LICENSE", " …")
