"""All ways through a tree: counts and enumerations."""

import pytest
from hypothesis import given, settings

from guidance.core.walking.paths import Count, count, enumerate_ways
from guidance.core.walking.walks import Problem, ProblemKind, walk
from tests.core import naive
from tests.core.trees import (
    broken_trees,
    option,
    outcome,
    question,
    route,
    sound_trees,
    tree,
)
from tests.examples import examples

EASY = settings(max_examples=examples(150))


def test_count_of_shared_nodes_counts_every_way():
    sample = tree(
        question("a", option("x", "b"), option("y", "b"), option("z", "end")),
        question("b", option("x"), option("y"), goto="end"),
        outcome("end"),
    )

    assert count(sample) == Count(ways=5, is_exact=True, longest=2, shortest=1, stuck=0)


@pytest.mark.parametrize("first", ["short", "long"])
def test_count_measures_ways_that_meet_in_either_order(first):
    short = [question("short", option("x"), goto="last")]
    long = [
        question("long", option("x"), goto="longer"),
        question("longer", option("x"), goto="last"),
    ]
    sample = tree(
        question("start", option("a", "short"), option("b", "long")),
        *(short + long if first == "short" else long + short),
        question("last", option("x"), goto="end"),
        outcome("end"),
    )

    assert count(sample) == Count(ways=2, is_exact=True, longest=4, shortest=3, stuck=0)


@pytest.mark.parametrize("first", ["mixed", "short", "long"])
def test_count_measures_ways_of_unlike_lengths_that_meet(first):
    """The mixed ways are of two and of four questions before the last, the others of three."""
    chains = {
        "mixed": [
            question("mixed", option("x", "last"), option("y", "between")),
            question("between", option("x"), goto="before"),
            question("before", option("x"), goto="last"),
        ],
        "short": [
            question("short", option("x"), goto="shorter"),
            question("shorter", option("x"), goto="last"),
        ],
        "long": [
            question("long", option("x"), goto="longer"),
            question("longer", option("x"), goto="last"),
        ],
    }
    keys = [first, *(key for key in chains if key != first)]
    sample = tree(
        question("start", *(option(key, key) for key in keys)),
        *(one for key in keys for one in chains[key]),
        question("last", option("x"), goto="end"),
        outcome("end"),
    )

    assert count(sample) == Count(ways=4, is_exact=True, longest=5, shortest=3, stuck=0)


def test_count_tells_ways_apart_by_conditions_on_earlier_answers():
    look_back = route({"question": "a", "is": "x"}, "c")
    sample = tree(
        question("a", option("x"), option("y"), option("z"), goto="b"),
        question("b", option("on"), goto="end", routes=[look_back]),
        question("c", option("x"), option("y"), goto="end"),
        outcome("end"),
    )

    assert count(sample) == Count(ways=4, is_exact=True, longest=3, shortest=2, stuck=0)


def test_count_of_faults_is_kept_apart():
    sample = tree(
        question("q", option("a", "end"), option("b"), option("c", "nowhere"), option("d", "q")),
        outcome("end"),
    )

    assert count(sample) == Count(ways=1, is_exact=True, longest=1, shortest=1, stuck=3)
    assert count(tree(outcome("end"))) == Count(1, True, 0, 0, 0)
    assert count(tree(outcome("end"), start="nowhere")) == Count(0, True, 0, 0, 1)


def test_count_of_faults_is_that_of_all_ways_that_lead_there():
    sample = tree(
        question("first", option("x"), option("y"), option("z", "end"), goto="second"),
        question("second", option("a", "end"), option("b"), option("c", "gone"), option("d", "no")),
        question("no"),
        outcome("end"),
    )

    assert count(sample) == Count(ways=3, is_exact=True, longest=2, shortest=1, stuck=6)


def chain(length, options="abcd"):
    questions = [
        question(f"q{number}", *map(option, options), goto=f"q{number + 1}")
        for number in range(length)
    ]
    return tree(*questions, outcome(f"q{length}"))


def test_count_of_ways_that_could_never_be_enumerated():
    counted = count(chain(30))

    assert counted == Count(ways=4**30, is_exact=True, longest=30, shortest=30, stuck=0)


def test_count_of_a_very_long_tree_does_not_run_out_of_stack():
    assert count(chain(3000, "a")).longest == 3000


def test_count_beyond_its_limit_says_so():
    assert (count(chain(3), limit=12).is_exact, count(chain(3), limit=11).is_exact) == (True, False)


def test_enumerate_gives_answers_outcome_terms_and_questions():
    sample = tree(
        question("a", option("x", "b", "llama-2/keep"), option("y", "end")),
        question("b", option("any"), kind="number", minimum="0", goto="end"),
        outcome("end", "llama-2/show"),
    )

    found = enumerate_ways(sample)

    assert [(way.answers, way.outcome, way.terms, way.questions) for way in found.ways] == [
        ({"a": ("x",), "b": ("0",)}, "end", ("llama-2/keep", "llama-2/show"), ("a", "b")),
        ({"a": ("y",)}, "end", ("llama-2/show",), ("a",)),
    ]
    assert (found.stuck, found.is_complete) == ((), True)


def test_enumerate_stops_at_its_limit_and_says_so():
    within, beyond = enumerate_ways(chain(2), limit=16), enumerate_ways(chain(2), limit=15)

    assert (len(within.ways), within.is_complete) == (16, True)
    assert (len(beyond.ways), beyond.is_complete) == (15, False)


def test_enumerate_shows_where_ways_are_stuck():
    sample = tree(
        question("a", option("x", "a"), option("y", "empty"), option("z", "end")),
        question("empty"),
        outcome("end"),
    )

    found = enumerate_ways(sample)

    assert [way.answers for way in found.ways] == [{"a": ("z",)}]
    assert [(way.answers, way.problem) for way in found.stuck] == [
        ({"a": ("x",)}, Problem(ProblemKind.CYCLE, "a", "a", ("a", "a"))),
        ({"a": ("y",)}, None),
    ]


@EASY
@given(sound_trees(max_questions=3))
def test_enumeration_has_every_end_that_brute_force_finds(sample):
    found = enumerate_ways(sample)

    ends = {(way.questions, way.outcome, frozenset(way.terms)) for way in found.ways}
    assert ends == {(asked, *end) for asked, end in naive.ways(sample, {})}
    assert (found.stuck, found.is_complete) == ((), True)


@EASY
@given(sound_trees() | broken_trees())
def test_count_equals_enumeration(sample):
    found = enumerate_ways(sample)

    lengths = [len(way.questions) for way in found.ways]
    assert count(sample) == Count(
        len(found.ways), True, max(lengths, default=0), min(lengths, default=0), len(found.stuck)
    )


@EASY
@given(broken_trees() | sound_trees())
def test_enumerated_ways_are_what_walk_says(sample):
    found = enumerate_ways(sample, limit=100)

    for way in found.ways:
        walked = walk(sample, way.answers)
        assert (walked.outcome.key, walked.terms) == (way.outcome, way.terms)
        assert tuple(step.question.key for step in walked.steps) == way.questions
    for way in found.stuck:
        walked = walk(sample, way.answers)
        assert (walked.outcome, walked.problem) == (None, way.problem)
