"""Corrections of what ships: found item by item, and taken over one by one or together."""

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given, settings

from guidance.core.documents.corrections import Correction, corrections, taken_over
from guidance.core.documents.formats import as_data, parse
from guidance.core.documents.trees import Tree
from tests.core.documents.samples import FAQ, LICENSE, TREE, WHOLE
from tests.core.trees import sound_trees
from tests.examples import examples


def faq(**fields: Any) -> Any:
    return parse({**FAQ, **fields})


def license_with(*terms: str, **more: Any) -> Any:
    """Return the license with these terms alone, in this order, such as "keep" or "keep=Keep!"."""
    made = []
    for term in terms:
        key, _is, title = term.partition("=")
        made.append({"key": key, "kind": "permission", "topic": "use", "title": title or key})
    return parse({**deepcopy(LICENSE), "terms": made, **more})


def places(*documents: Any, **answered: Any) -> list[str]:
    return [one.place for one in corrections(*documents, **answered)]


def keys(license: Any) -> list[str]:
    return [term.key for term in license.terms]


@pytest.mark.parametrize("kind", sorted(WHOLE.keys() - {"topics"}))
def test_corrections_of_what_ships_as_before_are_none(kind: str) -> None:
    shipped = parse(WHOLE[kind])

    assert corrections(shipped, shipped, shipped) == ()
    assert corrections(shipped, shipped, None) == ()


def test_correction_of_a_field_the_team_left_alone_gives_up_nothing() -> None:
    old, new = faq(), faq(short_answer="Yes, with the notice.")

    found = corrections(faq(question="May we?"), new, old)

    assert found == (
        Correction("short_answer", "Yes.", "Yes.", "Yes, with the notice.", meets_ours=False),
    )


def test_correction_of_a_field_that_the_team_wrote_meets_ours() -> None:
    old, new = faq(), faq(short_answer="Yes, with the notice.")

    (found,) = corrections(faq(short_answer="Ask us."), new, old)

    assert (found.ours, found.before, found.meets_ours) == ("Ask us.", "Yes.", True)


def test_what_the_team_wrote_itself_is_no_correction() -> None:
    old, new = faq(), faq(short_answer="Yes, with the notice.")

    assert corrections(faq(short_answer="Yes, with the notice."), new, old) == ()
    assert places(faq(question="May we?"), old, old) == []


def test_without_a_shipped_edition_all_that_differs_meets_ours() -> None:
    found = corrections(faq(question="May we?", short_answer="Ask us."), faq(), None)

    assert [(one.place, one.before, one.meets_ours) for one in found] == [
        ("question", None, True), ("short_answer", None, True),
    ]  # fmt: skip


def test_without_a_shipped_edition_what_the_team_added_is_no_correction() -> None:
    assert places(license_with("ours", "keep"), license_with("keep"), None) == []


def test_answered_item_comes_back_only_when_it_ships_in_other_words() -> None:
    ours, old = faq(short_answer="Ask us."), faq()
    new, newer = faq(short_answer="Yes, with the notice."), faq(short_answer="Yes, always.")

    assert places(ours, new, old) == ["short_answer"]
    assert places(ours, new, old, answered={"short_answer": new}) == []
    (back,) = corrections(ours, newer, old, {"short_answer": new})
    assert (back.before, back.meets_ours) == ("Yes, with the notice.", True)


def test_item_that_was_taken_over_and_ships_in_other_words_again_gives_up_nothing() -> None:
    new, newer = faq(short_answer="Yes, with the notice."), faq(short_answer="Yes, always.")

    (found,) = corrections(new, newer, faq(), {"short_answer": new})

    assert not found.meets_ours


def test_items_that_came_went_and_changed_are_found_by_their_keys() -> None:
    old = license_with("keep", "lose", "stay")
    new = license_with("keep=Keep it", "new", "stay")

    found = corrections(license_with("keep", "lose", "ours", "stay"), new, old)

    assert [(one.place, one.meets_ours) for one in found] == [
        ("term:keep", False), ("term:new", False), ("term:lose", False),
    ]  # fmt: skip


def test_item_that_the_team_removed_and_ships_in_other_words_meets_ours() -> None:
    (found,) = corrections(license_with("b"), license_with("a=A", "b"), license_with("a", "b"))

    assert (found.place, found.ours, found.meets_ours) == ("term:a", None, True)


def test_question_is_one_item_with_its_options_and_routes() -> None:
    new = deepcopy(TREE)
    new["questions"][0]["options"][0]["label"] = "Another label"
    tree = parse(TREE)

    (found,) = corrections(tree, parse(new), tree)

    assert found.place == f"question:{tree.questions[0].key}"  # type: ignore[union-attr]


def test_another_text_brings_its_sections_along() -> None:
    words = {"text": {"key": "a", "digest": "1" * 64, "body": "Use all. Keep it."}}
    sections = [{"key": "1", "start": 0, "end": 9}, {"key": "2", "start": 9, "end": 17}]
    old, new = license_with("a"), license_with("a", **words, sections=sections)

    found = corrections(old, new, old)
    taken = taken_over(old, new, ["text"])

    assert [one.place for one in found] == ["text"]
    assert (taken.text, taken.sections) == (new.text, new.sections)


def test_same_text_from_another_source_is_no_correction() -> None:
    ours = license_with("a", text={**LICENSE["text"], "source": "Ours"})

    assert corrections(ours, license_with("a"), license_with("a")) == ()


def test_other_order_is_a_correction_of_its_own() -> None:
    old, new = license_with("a", "b", "c"), license_with("c", "a", "b")

    (found,) = corrections(license_with("a", "x", "b", "c"), new, old)

    assert found == Correction(
        "terms order", ("a", "b", "c"), ("a", "b", "c"), ("c", "a", "b"), False
    )
    taken = taken_over(license_with("a", "x", "b", "c"), new, ["terms order"])
    assert keys(taken) == ["c", "x", "a", "b"]


def test_order_that_the_team_chose_is_no_correction() -> None:
    assert places(license_with("b", "a"), license_with("a", "b"), license_with("a", "b")) == []


def test_order_of_what_the_team_removed_is_no_correction() -> None:
    ours, old, new = (
        license_with("a", "c"),
        license_with("a", "b", "c"),
        license_with("a", "c", "b"),
    )

    assert places(ours, new, old) == []


def test_taken_over_changes_the_named_items_alone() -> None:
    ours = license_with("keep=Ours", "lose", "other")
    new = license_with("new", "keep=Theirs", "newer", "other=Theirs")

    taken = taken_over(ours, new, ["term:keep", "term:newer", "term:lose"])

    assert [term.title for term in taken.terms] == ["Theirs", "newer", "other"]


def test_taken_over_field_leaves_the_words_of_the_team_in_the_others() -> None:
    ours = faq(question="May we?", short_answer="Ask us.")
    new = faq(question="May they?", short_answer="Yes, always.")

    taken = taken_over(ours, new, ["short_answer"])

    assert (taken.question, taken.short_answer) == ("May we?", "Yes, always.")


def test_taken_over_item_stands_after_the_one_before_it_where_it_ships() -> None:
    new = license_with("first", "a", "after-a", "b", "last")

    taken = taken_over(
        license_with("a", "ours", "b"), new, ["term:first", "term:after-a", "term:last"]
    )

    assert keys(taken) == ["first", "a", "after-a", "ours", "b", "last"]


@given(sound_trees(), sound_trees())
@settings(max_examples=examples(60))
def test_all_corrections_taken_over_say_what_ships(old: Tree, new: Tree) -> None:
    new = new.model_copy(update={"slug": old.slug})
    found = corrections(old, new, old)

    taken = taken_over(old, new, [one.place for one in found])

    assert as_data(taken) == as_data(new)
    assert not any(one.meets_ours for one in found)
    assert corrections(taken, new, old) == ()


@given(sound_trees(), sound_trees(), sound_trees())
@settings(max_examples=examples(60))
def test_nothing_is_found_twice_once_it_is_taken_over(ours: Tree, new: Tree, old: Tree) -> None:
    new, old = (one.model_copy(update={"slug": ours.slug}) for one in (new, old))
    found = corrections(ours, new, old)

    taken = taken_over(ours, new, [one.place for one in found if ":" in one.place])

    left = [one.place for one in corrections(taken, new, old) if ":" in one.place]
    assert left == []


def test_answered_item_is_known_where_nobody_knows_what_else_shipped() -> None:
    ours = faq(question="May we?", short_answer="Ask us.")
    new, newer = faq(short_answer="Yes, with the notice."), faq(short_answer="Yes, always.")

    assert places(ours, new, None, answered={"short_answer": new}) == ["question"]
    (_question, back) = corrections(ours, newer, None, {"short_answer": new})
    assert (back.place, back.before, back.meets_ours) == (
        "short_answer", "Yes, with the notice.", True,
    )  # fmt: skip
    (_question, taken) = corrections(
        faq(question="May we?", short_answer=new.short_answer), newer, None, {"short_answer": new}
    )
    assert (taken.place, taken.meets_ours) == ("short_answer", False)


def test_order_is_that_of_what_both_have_where_nobody_knows_what_shipped() -> None:
    (found,) = [
        one
        for one in corrections(license_with("a", "x", "b"), license_with("b", "a", "y"), None)
        if one.place == "terms order"
    ]

    assert (found.ours, found.now, found.meets_ours) == (("a", "b"), ("b", "a"), True)
