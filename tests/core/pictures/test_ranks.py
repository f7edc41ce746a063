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
