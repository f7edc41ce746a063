"""What differs between two documents: said item by item, by their keys."""

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given, settings

from guidance.core.documents.changes import FieldChange, compare_documents, touched
from guidance.core.documents.formats import as_data, parse
from guidance.core.documents.trees import Tree
from tests.core.documents.samples import FAQ, LICENSE, TREE, WHOLE, Place, edited
from tests.core.trees import sound_trees
from tests.examples import examples


@pytest.mark.parametrize("kind", sorted(WHOLE))
def test_compare_documents_finds_nothing_in_the_same_document(kind: str) -> None:
    assert compare_documents(parse(WHOLE[kind]), parse(deepcopy(WHOLE[kind]))) == ()


@given(sound_trees(), sound_trees())
@settings(max_examples=examples(60))
def test_compare_documents_finds_nothing_only_in_equal_trees(old: Tree, new: Tree) -> None:
    assert compare_documents(old, old) == ()
    assert (compare_documents(old, new) == ()) == (as_data(old) == as_data(new))


@pytest.mark.parametrize(
    ("kind", "place", "value", "change"),
    [
        (
            "license", ("title",), "The License",
            ("", "license", "a-license", "title", "A License", "The License"),
        ),
        (
            "license", ("is_open_source",), False,
            ("", "license", "a-license", "is_open_source", "yes", "no"),
        ),
        (
            "license", ("effective_on",), None,
            ("", "license", "a-license", "effective_on", "2023-07-18", ""),
        ),
        (
            "license", ("text", "body"), "Use it. Lose it.",
            ("text", "text", "text", "body", "Use it. Keep it.", "Use it. Lose it."),
        ),
        (
            "license", ("sections", 0, "end"), 7,
            ("section:1", "section", "1", "end", "8", "7"),
        ),
        (
            "license", ("policies", 0, "title"), "The policy",
            ("policy:a-policy", "policy", "a-policy", "title", "A policy", "The policy"),
        ),
        (
            "license", ("policies", 0, "sections", 0, "body"), "Do no harm.",
            ("section:aup.1", "section", "aup.1", "body", "No harm.", "Do no harm."),
        ),
        (
            "license", ("annotations", 0, "quote"), "Use",
            ("annotation:use", "annotation", "use", "quote", "“Use it”", "“Use”"),
        ),
        (
            "license", ("annotations", 1, "quote", "prefix"), "Lose ",
            ("annotation:keep", "annotation", "keep", "quote", "Keep “it”", "Lose “it”"),
        ),
        (
            "license", ("terms", 0, "citations", 1), {"section": "1"},
            ("term:keep", "term", "keep", "citations", "2 “Keep it”; aup.1", "2 “Keep it”; 1"),
        ),
        (
            "faq", ("topics",), ["notice"],
            ("", "faq", "may-i", "topics", "notice, use", "notice"),
        ),
        (
            "faq", ("citations", 0, "section"), "2",
            ("", "faq", "may-i", "citations", "a-license 1 “Use it”", "a-license 2 “Use it”"),
        ),
        (
            "tree", ("questions", 0, "title"), "Do you give?",
            ("question:sharing", "question", "sharing", "title", "Do you share?", "Do you give?"),
        ),
        (
            "tree", ("questions", 0, "options", 1, "goto"), None,
            ("option:sharing/no", "option", "sharing/no", "goto", "users", ""),
        ),
        (
            "tree", ("questions", 0, "routes", 0, "goto"), "no",
            ("route:sharing/1", "route", "sharing/sharing is weights", "goto", "yes", "no"),
        ),
        (
            "tree", ("questions", 0, "routes", 0, "when", "is"), "code",
            (
                "route:sharing/1", "route", "sharing/sharing is code", "when",
                "sharing is weights", "sharing is code",
            ),
        ),
        (
            "tree", ("outcomes", 1, "verdict"), "ask-counsel",
            ("outcome:no", "outcome", "no", "verdict", "prohibited", "ask-counsel"),
        ),
        (
            "tree", ("cases", 0, "answers", "users"), ["13"],
            (
                "case:small", "case", "small", "answers",
                "sharing: weights; users: 12", "sharing: weights; users: 13",
            ),
        ),
        (
            "topics", ("topics", 0, "title"), "Notices",
            ("topic:notice", "topic", "notice", "title", "Notice", "Notices"),
        ),
    ],
)  # fmt: skip
def test_compare_documents_says_what_changed(
    kind: str, place: Place, value: Any, change: tuple[str, ...]
) -> None:
    old, new = parse(WHOLE[kind]), parse(edited(WHOLE[kind], place, value))

    changes = compare_documents(old, new)

    assert changes == (FieldChange("changed", *change),)


def test_compare_documents_does_not_count_what_follows_a_changed_text() -> None:
    new = edited(LICENSE, ("text",), {"key": "a", "digest": "1" * 64, "body": "Use all. Keep it."})
    new["sections"][0]["end"] = new["sections"][1]["start"] = 9
    new["sections"][1]["end"] = 17

    changes = compare_documents(parse(LICENSE), parse(new))

    assert changes == (
        FieldChange(
            "changed", "text", "text", "text", "body", "Use it. Keep it.", "Use all. Keep it."
        ),
    )


@pytest.mark.parametrize(
    ("kind", "place", "change"),
    [
        ("license", ("sections", 0), ("section:1", "section", "1", "", "1")),
        ("license", ("policies", 0), ("policy:a-policy", "policy", "a-policy", "", "A policy")),
        (
            "license", ("policies", 0, "sections", 0),
            ("section:aup.1", "section", "aup.1", "", "Harm"),
        ),
        ("license", ("annotations", 0), ("annotation:use", "annotation", "use", "", "You may.")),
        ("license", ("terms", 0), ("term:keep", "term", "keep", "", "Keep it")),
        (
            "tree", ("questions", 0),
            ("question:sharing", "question", "sharing", "", "Do you share?"),
        ),
        (
            "tree", ("questions", 0, "options", 0),
            ("option:sharing/weights", "option", "sharing/weights", "", "Weights"),
        ),
        (
            "tree", ("questions", 0, "routes", 0),
            (
                "route:sharing/1", "route", "sharing/sharing is weights",
                "", "sharing is weights → yes",
            ),
        ),
        ("tree", ("outcomes", 0), ("outcome:yes", "outcome", "yes", "", "Yes")),
        ("tree", ("cases", 0), ("case:small", "case", "small", "", "A small firm")),
    ],
)  # fmt: skip
def test_compare_documents_reads_an_item_put_in_or_taken_out_as_one_change(
    kind: str, place: Place, change: tuple[str, ...]
) -> None:
    data = deepcopy(WHOLE[kind])
    items: Any = data
    for part in place[:-1]:
        items = items[part]
    items.pop(place[-1])
    *item, title = change

    out = compare_documents(parse(WHOLE[kind]), parse(data))
    back = compare_documents(parse(data), parse(WHOLE[kind]))

    assert out == (FieldChange("removed", *item, title, ""),)
    assert back == (FieldChange("added", *item, "", title),)


@pytest.mark.parametrize(
    ("kind", "place", "change"),
    [
        ("license", ("terms",), ("", "term", "a-license", "keep, lose", "lose, keep")),
        ("tree", ("questions",), ("", "question", "a-tree", "sharing, users", "users, sharing")),
        (
            "tree", ("questions", 0, "options"),
            ("question:sharing", "option", "sharing", "weights, no", "no, weights"),
        ),
        (
            "tree", ("questions", 0, "routes"),
            (
                "question:sharing", "route", "sharing",
                "sharing is weights, sharing is no", "sharing is no, sharing is weights",
            ),
        ),
    ],
)  # fmt: skip
def test_compare_documents_reads_another_order_as_one_change(
    kind: str, place: Place, change: tuple[str, str, str, str, str]
) -> None:
    items: Any = WHOLE[kind]
    for part in place:
        items = items[part]
    where, noun, key, before, after = change

    changes = compare_documents(parse(WHOLE[kind]), parse(edited(WHOLE[kind], place, items[::-1])))

    assert changes == (FieldChange("changed", where, noun, key, "order", before, after),)


def test_compare_documents_reads_another_key_as_one_out_and_one_in() -> None:
    new = edited(LICENSE, ("terms", 1, "key"), "forget")

    changes = compare_documents(parse(LICENSE), parse(new))

    assert changes == (
        FieldChange("removed", "term:lose", "term", "lose", "", "Lose it", ""),
        FieldChange("added", "term:forget", "term", "forget", "", "", "Lose it"),
    )
    assert touched(changes) == 2


def test_compare_documents_tells_items_of_one_key_apart() -> None:
    twice = edited(LICENSE, ("terms", 1, "key"), "keep")
    other = edited(twice, ("terms", 1, "title"), "Forget it")

    changes = compare_documents(parse(twice), parse(other))

    assert changes == (
        FieldChange(
            "changed", "term:keep (2)", "term", "keep (2)", "title", "Lose it", "Forget it"
        ),
    )


def test_touched_counts_a_thing_once_however_much_of_it_changed() -> None:
    new = edited(edited(FAQ, ("question",), "May we?"), ("short_answer",), "No.")

    changes = compare_documents(parse(FAQ), parse(new))

    assert (len(changes), touched(changes), touched(())) == (2, 1, 0)


def test_compare_documents_refuses_two_kinds() -> None:
    with pytest.raises(TypeError, match="cannot compare a faq with a tree"):
        compare_documents(parse(FAQ), parse(TREE))
