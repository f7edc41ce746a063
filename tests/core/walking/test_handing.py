"""Handing over: which answers go along, and where handing over leads."""

import pytest

from guidance.core.walking.handing import Other, carry, handed_to, way_back
from guidance.core.walking.walks import walk
from tests.core.trees import option, outcome, question, tree

UNSURE = option("unsure", is_unsure=True)
HERE = tree(
    question("role", option("person"), option("company"), UNSURE, goto="users"),
    question("users", option("few", high="700"), option("many", low="700"), UNSURE,
             kind="number", unit="users", minimum="0", goto="ways"),
    question("ways", option("web"), option("phone"), kind="choices", goto="end"),
    outcome("end", hands_over="there"),
    outcome("other", hands_over="elsewhere"),
    outcome("again", hands_over="there"),
)  # fmt: skip
GIVEN = {"role": ("person",), "users": ("700",), "ways": ("web", "phone")}


def there(*changed):
    """Return a tree that asks the same, but for what is changed, and something more."""
    asked = {
        "role": question("role", option("company"), option("person"), UNSURE),
        "users": question("users", option("any", low="0"), UNSURE, kind="number", unit="users"),
        "ways": question("ways", option("phone"), option("web"), kind="choices"),
        **{one["key"]: one for one in changed},
    }
    keys = ["more", *asked, "end"]
    nodes = [question("more", option("yes"), goto="role"), *asked.values()]
    for node, after in zip(nodes, keys[1:], strict=True):
        node["goto"] = after
    return tree(*nodes, outcome("end"))


def carried(other, given=GIVEN):
    found = carry(walk(HERE, given).steps, other)
    return found.answers, [step.question.key for step in found.left]


def test_answers_that_fit_go_along_in_the_order_and_form_of_the_other():
    answers, left = carried(there())

    assert answers == {"role": ("person",), "users": ("700",), "ways": ("phone", "web")}
    assert left == []


@pytest.mark.parametrize(
    ("changed", "left"),
    [
        (question("role", option("human"), option("company")), ["role"]),
        (question("role", option("person"), kind="choices"), ["role"]),
        (question("users", option("few"), option("many")), ["users"]),
        (question("users", option("any", low="0"), kind="number", unit="thousand users"),
         ["users"]),
        (question("users", option("any", low="0"), kind="number", unit="users", maximum="700"), []),
        (question("users", option("any", low="0"), kind="number", unit="users", maximum="699"),
         ["users"]),
        (question("users", option("any", low="701"), kind="number", unit="users"), ["users"]),
        (question("ways", option("web"), kind="choices"), ["ways"]),
    ],
)  # fmt: skip
def test_answer_that_does_not_fit_stays_behind(changed, left):
    answers, behind = carried(there(changed))

    assert behind == left
    assert sorted([*answers, *left]) == ["role", "users", "ways"]


def test_unsure_stays_unsure_or_behind():
    sure = question("role", option("person"), option("unsure"))

    assert carried(there(), {**GIVEN, "role": ("unsure",)})[0]["role"] == ("unsure",)
    assert carried(there(sure), {**GIVEN, "role": ("unsure",)})[1] == ["role"]


def test_answer_to_what_cannot_come_up_stays_behind():
    other = tree(
        question("role", option("person", "end"), option("company", "users")),
        question("users", option("any", "end", low="0"), kind="number", unit="users"),
        outcome("end"),
    )

    assert carried(other) == ({"role": ("person",)}, ["users", "ways"])
    assert carried(other, {**GIVEN, "role": ("company",)}) == (
        {"role": ("company",), "users": ("700",)},
        ["ways"],
    )


def test_tree_hands_over_to_each_once():
    assert handed_to(HERE) == ("there", "elsewhere")


@pytest.mark.parametrize(
    ("ways", "expected"),
    [
        ({}, ()),
        ({"b": ("c",), "c": ("b",)}, ()),
        ({"b": ("a",)}, ("b", "a")),
        ({"b": ("c",), "c": ("d",), "d": ("e",), "e": ("a",)}, ("b", "c", "d", "e", "a")),
        ({"b": ("b", "gone", "c", "d"), "c": ("d",), "d": ("a",)}, ("b", "d", "a")),
    ],
)
def test_way_back_is_the_shortest(ways, expected):
    others = {slug: Other(slug, is_open=True, leads_to=to) for slug, to in ways.items()}

    assert way_back("a", "b", others) == expected
