"""What differs between two documents, item by item; every single edit is found as one thing."""

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given, settings

from guidance.core.documents.changes import (
    FieldChange,
    compare_documents,
    compare_terms,
    items_by_place,
    touched,
)
from guidance.core.documents.formats import as_data, parse
from guidance.core.documents.trees import Tree
from tests.core.documents.edits import EDITS, ITEMS, single_edits
from tests.core.documents.samples import FAQ, LICENSE, TREE, WHOLE, Place, edited, left_out
from tests.core.trees import sound_trees
from tests.examples import examples


def at(document: Any, place: Place) -> Any:
    """Return the value that a document has at this place."""
    for part in place:
        document = document[part] if isinstance(part, int) else getattr(document, part)
    return document


@pytest.mark.parametrize("kind", sorted(WHOLE))
def test_compare_documents_finds_nothing_in_the_same_document(kind: str) -> None:
    assert compare_documents(parse(WHOLE[kind]), parse(deepcopy(WHOLE[kind]))) == ()


@given(sound_trees(), sound_trees())
@settings(max_examples=examples(60))
def test_compare_documents_finds_nothing_only_in_equal_trees(old: Tree, new: Tree) -> None:
    assert compare_documents(old, old) == ()
    assert (compare_documents(old, new) == ()) == (as_data(old) == as_data(new))


@pytest.mark.parametrize(("kind", "place", "value", "change"), EDITS)
def test_compare_documents_says_what_changed_with_both_values(
    kind: str, place: Place, value: Any, change: tuple[str, ...]
) -> None:
    old, new = parse(WHOLE[kind]), parse(edited(WHOLE[kind], place, value))
    *said, field, _before, _after = change
    at_field = place[: place.index(field) + 1]

    changes = compare_documents(old, new)

    values = at(old, at_field), at(new, at_field)
    assert changes == (FieldChange("changed", *said, field, *values),)


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


@pytest.mark.parametrize(("kind", "place", "change"), ITEMS)
def test_compare_documents_reads_an_item_put_in_or_taken_out_as_one_change(
    kind: str, place: Place, change: tuple[str, ...]
) -> None:
    whole, without = parse(WHOLE[kind]), parse(left_out(WHOLE[kind], place))
    *item, _title = change

    out = compare_documents(whole, without)
    back = compare_documents(without, whole)

    assert out == (FieldChange("removed", *item, at(whole, place), None),)
    assert back == (FieldChange("added", *item, None, at(whole, place)),)


@pytest.mark.parametrize(
    ("kind", "place", "change"),
    [
        ("license", ("terms",), ("", "term", "a-license", ("keep", "lose"))),
        ("tree", ("questions",), ("", "question", "a-tree", ("sharing", "users"))),
        (
            "tree", ("questions", 0, "options"),
            ("question:sharing", "option", "sharing", ("weights", "no")),
        ),
        (
            "tree", ("questions", 0, "routes"),
            (
                "question:sharing", "route", "sharing",
                ("sharing is weights", "sharing is no"),
            ),
        ),
    ],
)  # fmt: skip
def test_compare_documents_reads_another_order_as_one_change(
    kind: str, place: Place, change: tuple[str, str, str, tuple[str, ...]]
) -> None:
    items: Any = WHOLE[kind]
    for part in place:
        items = items[part]
    where, noun, key, order = change

    changes = compare_documents(parse(WHOLE[kind]), parse(edited(WHOLE[kind], place, items[::-1])))

    assert changes == (FieldChange("changed", where, noun, key, "order", order, order[::-1]),)


def test_compare_documents_reads_another_key_as_one_out_and_one_in() -> None:
    old, new = parse(LICENSE), parse(edited(LICENSE, ("terms", 1, "key"), "forget"))

    changes = compare_documents(old, new)

    assert changes == (
        FieldChange("removed", "term:lose", "term", "lose", "", at(old, ("terms", 1)), None),
        FieldChange("added", "term:forget", "term", "forget", "", None, at(new, ("terms", 1))),
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


def test_items_are_found_by_their_places():
    found = items_by_place(parse(TREE))

    assert list(found) == [
        "question:sharing", "option:sharing/weights", "option:sharing/no", "route:sharing/1",
        "route:sharing/2", "question:users", "option:users/few", "option:users/many",
        "outcome:yes", "outcome:no", "case:small",
    ]  # fmt: skip
    assert found["option:users/few"].label == "Few"


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


def routed(*routes: dict[str, Any]) -> Any:
    return parse(edited(TREE, ("questions", 0, "routes"), list(routes)))


def route_to(goto: str, option: str, *adds: str) -> dict[str, Any]:
    return {"when": {"question": "sharing", "is": option}, "goto": goto, "adds": list(adds)}


def test_route_with_another_condition_is_known_by_its_target_or_else_by_its_number() -> None:
    first = route_to("yes", "weights")
    old = routed(first, route_to("users", "no"))

    def told(*routes: dict[str, Any]) -> list[tuple[str, str, str]]:
        changes = compare_documents(old, routed(*routes))
        return [(change.kind, change.place, change.field) for change in changes]

    by_target = told(first, route_to("no", "no", "a-license/keep"), route_to("users", "other"))
    assert by_target == [
        ("changed", "route:sharing/2", "goto"),
        ("changed", "route:sharing/2", "adds"),
        ("added", "route:sharing/3", ""),
    ]
    assert told(first, route_to("no", "other")) == [
        ("changed", "route:sharing/2", "when"),
        ("changed", "route:sharing/2", "goto"),
    ]
    assert told(route_to("no", "other"), first) == [
        ("removed", "route:sharing/2", ""),
        ("added", "route:sharing/1", ""),
    ]


def test_route_that_leads_alike_is_the_same_wherever_it_stands() -> None:
    old = routed(route_to("yes", "weights"), route_to("users", "no"))
    new = routed(route_to("users", "other"), route_to("yes", "weights"))

    changes = compare_documents(old, new)

    assert [(change.kind, change.place, change.field) for change in changes] == [
        ("changed", "route:sharing/1", "when"),
        ("changed", "question:sharing", "order"),
    ]


def test_terms_of_two_editions_are_compared_where_both_have_them() -> None:
    keep, lose = parse(LICENSE).terms  # type: ignore[union-attr]
    other = keep.model_copy(update={"title": "Keep all"})

    changes = compare_terms(
        {"a-license/keep": keep, "a-license/gone": lose, "a-license/lose": lose},
        {"a-license/new": lose, "a-license/keep": other, "a-license/lose": lose},
    )

    assert changes == (
        FieldChange(
            "changed", "term:a-license/keep", "term", "a-license/keep", "title",
            "Keep it", "Keep all",
        ),
    )  # fmt: skip
