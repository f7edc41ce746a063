"""All ways through a tree: representative answers, counts, enumerations, comparisons."""

from collections import Counter
from itertools import product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from guidance.core.branches import is_sampled
from guidance.core.paths import Count, Ending, Group, branches, compare, count, enumerate_ways
from guidance.core.trees import Tree
from guidance.core.walks import Problem, ProblemKind, walk
from tests.core import naive
from tests.core.trees import (
    QUESTION_KINDS,
    broken_trees,
    option,
    outcome,
    question,
    route,
    sound_trees,
    tree,
)

EASY = settings(max_examples=150, deadline=None)


def one(*options, **fields):
    return tree(question("q", *options, goto="yes", **fields), outcome("yes"))


def first_branches(sample):
    return branches(sample, sample.questions[0])


def test_branches_of_a_choice_are_its_sure_options():
    sample = one(option("a"), option("u", is_unsure=True), option("b"))

    assert first_branches(sample) == (("a",), ("b",))


def test_branches_of_choices_are_all_sets_and_each_exclusive_option():
    sample = one(
        option("none", is_exclusive=True), *map(option, "abc"), option("u", is_unsure=True),
        kind="choices",
    )  # fmt: skip

    assert first_branches(sample) == (
        ("a",), ("b",), ("c",), ("a", "b"), ("a", "c"), ("b", "c"), ("a", "b", "c"), ("none",),
    )  # fmt: skip


def test_branches_of_many_choices_are_a_sample_and_say_so():
    six = one(*map(option, "abcdef"), kind="choices")
    seven = one(
        *map(option, "abcdefg"),
        kind="choices",
        routes=[route({"question": "q", "any_of": ["a", "c", "e"]}, "yes")],
    )

    assert (len(first_branches(six)), is_sampled(six.questions[0])) == (63, False)
    assert is_sampled(seven.questions[0]) is True
    assert Counter(map(len, first_branches(seven))) == {1: 7, 2: 21, 3: 1, 4: 1, 7: 1}
    assert (count(six).is_exact, count(seven).is_exact) == (True, False)
    assert enumerate_ways(seven).is_complete is False
    assert compare(seven, seven).is_complete is False


@pytest.mark.parametrize(
    ("fields", "ranges", "expected"),
    [
        ({}, [{}], ["0"]),
        ({"minimum": "3"}, [{}], ["3"]),
        ({"maximum": "-3"}, [{}], ["-3"]),
        ({}, [{"high": "10"}, {"low": "10"}], ["9", "10"]),
        ({}, [{"high": "10", "high_inclusive": True}, {"low": "10", "low_inclusive": False}],
         ["10", "11"]),
        ({"minimum": "1", "maximum": "10"}, [{"high": "10"}, {"low": "10"}], ["1", "10"]),
        ({"minimum": "0"}, [{"high": "4"}, {"low": "6"}], ["0", "6"]),
        ({}, [{"high": "2.5"}, {"low": "2.5"}], ["2", "3"]),
        ({"decimals": True}, [{"high": "2.5"}, {"low": "2.5"}], ["2", "2.5"]),
        ({"decimals": True, "minimum": "0"},
         [{"high": "2", "high_inclusive": True}, {"low": "2", "low_inclusive": False}],
         ["0", "3"]),
        ({"decimals": True, "minimum": "0"},
         [{"high": "2", "high_inclusive": True},
          {"low": "2", "low_inclusive": False, "high": "2.3"}],
         ["0", "2.1"]),
        ({"minimum": "5", "maximum": "4"}, [{}], []),
    ],
)  # fmt: skip
def test_branches_of_a_number_are_one_for_each_interval(fields, ranges, expected):
    options = [option(f"o{number}", **bounds) for number, bounds in enumerate(ranges)]
    sample = one(*options, kind="number", **fields)

    assert first_branches(sample) == tuple((text,) for text in expected)


def test_branches_of_a_date_are_one_for_each_interval():
    sample = one(
        option("old", high="2023-07-18"), option("new", low="2023-07-18"), kind="date",
        maximum="2030-01-01",
    )  # fmt: skip

    assert first_branches(sample) == (("2023-07-17",), ("2023-07-18",))
    assert first_branches(one(option("any"), kind="date")) == (("2000-01-01",),)


def test_branches_split_at_thresholds_of_conditions_anywhere_in_the_tree():
    sample = tree(
        question("n", option("any"), kind="number", minimum="0", goto="q"),
        question(
            "q",
            option("a"),
            goto="yes",
            routes=[route({"any": [{"question": "n", "at_least": "7"}]}, "no")],
        ),
        outcome("yes"),
        outcome("no"),
    )

    assert first_branches(sample) == (("0",), ("7",))


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


OLD = tree(
    question("role", option("person"), option("company"), goto="users"),
    question(
        "users",
        option("few", "fine", high="700"),
        option("many", "ask", low="700"),
        kind="number",
        minimum="0",
    ),
    outcome("fine", "llama-2/keep"),
    outcome("ask", verdict="special-license"),
)


def changed(**replaced):
    """Return OLD with the fields of some of its nodes replaced, by key."""
    data = OLD.model_dump(by_alias=True, exclude_defaults=True)
    for node in (*data["questions"], *data["outcomes"]):
        node |= replaced.get(node["key"], {})
    return Tree.model_validate(data)


FINE = Ending("fine", "allowed")
ASK = Ending("ask", "special-license")


def test_compare_of_a_tree_with_itself_finds_nothing():
    found = compare(OLD, changed())

    assert (found.total, found.changed, found.groups, found.is_complete) == (4, 0, (), True)


def test_compare_finds_a_moved_threshold():
    few, many = option("few", "fine", high="500"), option("many", "ask", low="500")

    found = compare(OLD, changed(users={"options": [few, many]}))

    assert (found.total, found.changed) == (6, 2)
    assert found.groups == (
        Group(FINE, ASK, (), ("llama-2/keep",), 2, {"role": ("person",), "users": ("500",)}),
    )


def test_compare_finds_terms_gained_and_lost():
    found = compare(OLD, changed(fine={"adds": ["llama-2/show"]}))

    assert found.groups == (
        Group(
            FINE, FINE, ("llama-2/show",), ("llama-2/keep",), 2,
            {"role": ("person",), "users": ("0",)},
        ),
    )  # fmt: skip


def test_compare_finds_a_changed_verdict_and_puts_the_largest_group_first():
    person = option("person", None, "llama-2/tell")

    found = compare(
        OLD,
        changed(
            role={"options": [person, option("company", "ask")]}, ask={"verdict": "prohibited"}
        ),
    )

    now = Ending("ask", "prohibited")
    groups = [(one.old, one.new, one.gained, one.lost, one.ways) for one in found.groups]
    assert groups == [
        (FINE, FINE, ("llama-2/tell",), (), 1),
        (ASK, now, ("llama-2/tell",), (), 1),
        (FINE, now, (), ("llama-2/keep",), 1),
        (ASK, now, (), (), 1),
    ]  # fmt: skip


def test_compare_goes_through_each_branch_of_an_added_question():
    sharing = question("sharing", option("yes", None, "llama-2/show"), option("no"), goto="fine")
    new = tree(
        question("role", option("person"), option("company"), goto="users"),
        question("users", option("few", "sharing", high="700"), option("many", "ask", low="700"),
                 kind="number", minimum="0"),
        sharing,
        outcome("fine", "llama-2/keep"),
        outcome("ask", verdict="special-license"),
    )  # fmt: skip

    added, removed = compare(OLD, new), compare(new, OLD)

    assert (added.total, added.changed, removed.total, removed.changed) == (6, 2, 6, 2)
    example = {"role": ("person",), "users": ("0",), "sharing": ("yes",)}
    assert added.groups == (Group(FINE, FINE, ("llama-2/show",), (), 2, example),)
    assert removed.groups == (Group(FINE, FINE, (), ("llama-2/show",), 2, example),)


def test_compare_shows_ways_that_one_tree_does_not_have():
    new = changed(role={"options": [option("person"), option("group")]})

    found = compare(OLD, new)

    assert [(group.old, group.new, group.ways) for group in found.groups] == [
        (FINE, None, 1),
        (ASK, None, 1),
        (None, FINE, 1),
        (None, ASK, 1),
    ]


def test_compare_takes_an_option_that_became_unsure_as_one_that_is_gone():
    new = changed(role={"options": [option("person"), option("company", is_unsure=True)]})

    found = compare(OLD, new)

    assert [(group.old, group.new, group.ways) for group in found.groups] == [
        (FINE, None, 1),
        (ASK, None, 1),
    ]


def test_compare_stops_at_its_limit_and_says_so():
    new = changed(fine={"adds": []})

    assert compare(OLD, new, limit=4).is_complete is True
    assert (compare(OLD, new, limit=3).is_complete, compare(OLD, new, limit=3).total) == (False, 3)


def test_compare_of_a_question_that_cannot_be_answered_in_one_tree():
    found = compare(OLD, changed(role={"options": []}))

    assert [(group.new, group.ways) for group in found.groups] == [(None, 2), (None, 2)]


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


@EASY
@given(sound_trees(max_questions=3))
def test_compare_with_itself_finds_every_way_and_no_change(sample):
    found = compare(sample, sample)

    assert (found.total, found.changed) == (count(sample).ways, 0)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_compare_agrees_with_walking_both_trees(data):
    kinds = data.draw(st.lists(QUESTION_KINDS, min_size=2, max_size=2))
    old, new = (data.draw(sound_trees(kinds=kinds)) for _ in range(2))
    values = {made.key: [] for one in (old, new) for made in one.questions}
    for made in (*old.questions, *new.questions):
        values[made.key] += naive.values_of(made)
    assume(_are_alike(old, new))

    found = compare(old, new)

    differences = [
        (group.old, group.new, frozenset(group.gained), frozenset(group.lost))
        for group in found.groups
    ]
    tried = (_difference(old, new, answers) for answers in _every(values))
    assert len(differences) == len(set(differences))
    assert set(differences) == {difference for difference in tried if difference}
    assert [_difference(old, new, group.example) for group in found.groups] == differences


def _difference(old, new, answers):
    """Return what walking both trees shows as a group would, or None where it is the same."""
    was, now = (walk(one, answers) for one in (old, new))
    old_terms, new_terms = (set(one.terms) if one.outcome else set() for one in (was, now))
    gained, lost = frozenset(new_terms - old_terms), frozenset(old_terms - new_terms)
    is_same = _ending(was) == _ending(now) and not gained and not lost
    return None if is_same else (_ending(was), _ending(now), gained, lost)


def _ending(walked):
    return Ending(walked.outcome.key, walked.outcome.verdict) if walked.outcome else None


def _are_alike(old, new):
    pairs = zip(old.questions, new.questions, strict=False)
    return all(first.decimals is second.decimals for first, second in pairs)


def _every(values):
    keys = list(values)
    for chosen in product(*(dict.fromkeys(values[key]) for key in keys)):
        yield dict(zip(keys, chosen, strict=True))
