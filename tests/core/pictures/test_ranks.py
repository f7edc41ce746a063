from hypothesis import given, settings

from guidance.core.pictures.exits import steps_of
from guidance.core.pictures.ranks import Ranks, rank
from tests.core.trees import broken_trees, option, outcome, question, sound_trees, tree


def test_outcome_of_one_question_stands_beside_it_and_a_shared_one_below():
    sample = tree(
        question("a", option("x", "b"), option("y", "stop")),
        question("b", option("x", "go"), option("y", "ask")),
        question("c", option("x", "go")),
        outcome("stop"),
        outcome("ask"),
        outcome("go"),
    )

    found = rank(sample)

    assert found == Ranks({"a": 0, "b": 1, "c": 2}, {"stop": "a", "ask": "b", "go": "b"},
                          frozenset({("c", "go")}))  # fmt: skip


def test_question_stands_below_all_that_lead_to_it():
    sample = tree(
        question("a", option("x", "b"), option("y", "c")),
        question("b", option("x", "c")),
        question("c", option("x", "end"), option("y", "end")),
        question("d", option("x", "end")),
        outcome("end"),
    )

    assert dict(rank(sample).rows) == {"a": 0, "b": 1, "c": 2, "d": 3}


def test_circle_turns_back_once():
    sample = tree(
        question("a", option("x", "b")), question("b", option("x", "a"), option("y", "b"))
    )

    found = rank(sample)

    assert (dict(found.rows), found.backward) == ({"a": 0, "b": 1}, {("b", "a"), ("b", "b")})


def test_tree_without_its_start_is_ranked_from_what_nothing_leads_to():
    sample = tree(
        question("b", option("x", "end")),
        question("a", option("x", "b")),
        outcome("end"),
        outcome("lost"),
        start="gone",
    )

    assert dict(rank(sample).rows) == {"a": 0, "b": 1, "lost": 2}


def test_long_tree_is_ranked():
    names = [f"q{number}" for number in range(3000)]
    sample = tree(
        *(question(a, option("x", b)) for a, b in zip(names, [*names[1:], "q0"], strict=True))
    )

    assert rank(sample).rows["q2999"] == 2999


@settings(deadline=None)
@given(broken_trees() | sound_trees())
def test_everything_has_one_place_and_leads_down_or_is_told_to_lead_back(sample):
    found = rank(sample)
    steps = steps_of(sample)
    outcomes = {outcome.key for outcome in sample.outcomes} - set(steps)

    assert set(found.rows) | set(found.beside) == set(steps) | outcomes
    assert not set(found.rows) & set(found.beside)
    for key, exits in steps.items():
        for target in {exit.target for exit in exits} & set(found.rows):
            assert ((key, target) in found.backward) or found.rows[target] > found.rows[key]


def test_outcomes_stand_in_the_first_row_where_there_are_no_questions():
    assert dict(rank(tree(outcome("end"), outcome("stop"), start="gone")).rows) == {
        "end": 0, "stop": 0,
    }  # fmt: skip
    assert dict(rank(tree(start="gone")).rows) == {}


def test_ways_that_part_and_meet_again_are_gone_through_once():
    """Thirty times in a row: more than a thousand million ways."""
    asked = []
    for n in range(30):
        asked.append(question(f"q{n}", option("a", f"a{n}"), option("b", f"b{n}")))
        asked += [question(f"{side}{n}", option("x", f"q{n + 1}")) for side in "ab"]

    rows = rank(tree(*asked, question("q30"))).rows

    assert (rows["q0"], rows["a0"], rows["b0"], rows["q1"], rows["q30"]) == (0, 1, 1, 2, 60)


def test_what_nothing_leads_to_stands_below_what_the_start_leads_to():
    sample = tree(
        question("lost", option("x", "behind"), option("y", "b")),
        question("behind", option("x", "end")),
        question("a", option("x", "b")),
        question("b", option("x", "end")),
        outcome("end"),
        start="a",
    )

    found = rank(sample)

    assert dict(found.rows) == {"a": 0, "b": 1, "lost": 2, "behind": 3}
    assert dict(found.beside) == {"end": "b"}
    assert found.backward == {("lost", "b"), ("behind", "end")}


def test_outcome_that_several_lead_to_stands_below_the_lowest_of_them():
    sample = tree(
        question("a", option("x", "b"), option("y", "end")),
        question("b", option("x", "c"), option("y", "end")),
        question("c", option("x", "stop")),
        outcome("end"),
        outcome("stop"),
    )

    found = rank(sample)

    assert (dict(found.rows), dict(found.beside)) == (
        {"a": 0, "b": 1, "c": 2, "end": 2}, {"stop": "c"},
    )  # fmt: skip


def test_circle_is_gone_into_where_something_leads_to_it():
    sample = tree(
        question("first", option("x", "second")),
        question("second", option("x", "first")),
        question("before", option("x", "second")),
        start="gone",
    )

    found = rank(sample)

    assert dict(found.rows) == {"before": 0, "second": 1, "first": 2}
    assert found.backward == {("first", "second")}
