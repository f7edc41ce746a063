"""Answers for a case that is wanted: they fit, come to an end, and hold the value."""

from hypothesis import given
from hypothesis import strategies as st

from guidance.core.checks import check_tree
from guidance.core.checks.proposals import answers_to, propose_answers
from guidance.core.documents.kinds import QuestionKind
from guidance.core.walking.walks import walk
from tests.core.checks.samples import LICENSES, TREE, changed, removing, setting
from tests.core.checks.tree_faults import EARLY
from tests.core.trees import broken_trees, option, outcome, question, sound_trees, tree


def _wanted(sample):
    return {
        (finding.place, finding.values)
        for finding in check_tree(sample, LICENSES)
        if finding.code == "threshold-uncased"
    }


def test_threshold_says_which_values_are_wanted():
    assert _wanted(TREE) == set()
    assert _wanted(changed(TREE, removing("cases", "many"))) == {("question:users", ("701",))}
    assert _wanted(changed(TREE, removing("cases", "early"))) == {
        ("question:since", ("2023-07-17",))
    }
    assert _wanted(TREE.model_copy(update={"cases": ()})) == {
        ("question:users", ("500", "499")),
        ("question:users", ("700", "701")),
        ("question:since", ("2023-07-18", "2023-07-17")),
    }


def test_threshold_is_pinned_by_the_cases_that_are_proposed():
    cases = [
        {"key": f"proposed-{value}", "title": "Proposed", "outcomes": ["fine"], "answers": {
            key: list(values) for key, values in propose_answers(bare, question, value).items()
        }}
        for bare in [TREE.model_copy(update={"cases": ()})]
        for place, wanted in _wanted(bare)
        for question in [place.partition(":")[2]]
        for value in wanted
    ]  # fmt: skip
    sample = changed(TREE, lambda data: data.update(cases=cases))

    assert _wanted(sample) == set()
    assert [one for one in check_tree(sample, LICENSES) if one.code == "case-unfit"] == []


def test_proposal_is_near_to_a_case_that_is_there():
    assert propose_answers(TREE, "since", "2020-01-01") == {
        "users": ("1",), "copies": ("weights",), "since": ("2020-01-01",),
    }  # fmt: skip


def test_proposal_is_near_to_no_case_that_does_not_ask_it_yet():
    half_written = {"key": "half", "title": "Half", "outcomes": ["fine"], "answers": {
        "users": ["500"], "copies": ["weights"],
    }}  # fmt: skip
    sample = changed(TREE, lambda data: data["cases"].insert(0, half_written))

    assert propose_answers(sample, "since", "2020-01-01") == {
        "users": ("1",), "copies": ("weights",), "since": ("2020-01-01",),
    }  # fmt: skip


def test_proposal_goes_on_with_the_first_answers_that_there_are():
    bare = TREE.model_copy(update={"cases": ()})

    assert propose_answers(bare, "users", "3") == {"users": ("3",), "copies": ("code",)}


def test_proposal_answers_anew_what_does_not_fit_in_the_case_that_is_near():
    cases = [{
        "key": "near", "title": "Near", "outcomes": ["end"],
        "answers": {"size": ["1"], "first": ["gone"], "third": ["d"]},
    }]  # fmt: skip
    sample = tree(
        question("size", option("any"), kind="number", minimum="0", goto="first"),
        question("first", option("a"), goto="second"),
        question("second", option("b"), goto="third"),
        question("third", option("c"), option("d"), goto="end"),
        outcome("end"),
        cases=cases,
    )

    assert propose_answers(sample, "size", "7") == {
        "size": ("7",), "first": ("a",), "second": ("b",), "third": ("d",),
    }  # fmt: skip


def test_proposal_for_a_question_that_is_never_asked_is_the_answer_alone():
    sample = changed(
        TREE, setting("questions", "copies", routes=[]), lambda data: data.update(cases=[])
    )

    assert propose_answers(sample, "since", "2020-01-01") == {"since": ("2020-01-01",)}


def test_proposal_on_a_circle_ends():
    sample = changed(TREE, setting(*EARLY, goto="users"), lambda data: data.update(cases=[]))

    assert propose_answers(sample, "since", "2020-01-01")["since"] == ("2020-01-01",)


def test_proposal_of_a_value_that_no_range_holds_is_this_value_alone():
    users = question("users", option("many", low="10"), kind="number", minimum="0", goto="end")

    assert propose_answers(tree(users, outcome("end")), "users", "0") == {"users": ("0",)}


@given(sound_trees())
def test_proposal_is_a_whole_way_of_every_sound_tree(sample):
    findings = check_tree(sample, {})
    never_asked = {one.place for one in findings if one.code == "unreachable-question"}
    for place, wanted in _wanted(sample):
        for value in wanted if place not in never_asked else ():
            answers = propose_answers(sample, place.partition(":")[2], value)

            taken = walk(sample, answers)
            assert (taken.unfit, taken.is_finished) == ((), True)


@given(st.one_of(broken_trees("cycle"), broken_trees()))
def test_proposal_ends_on_every_broken_tree(sample):
    for asked in sample.questions:
        if asked.kind is QuestionKind.NUMBER:
            value = asked.minimum or "0"

            assert propose_answers(sample, asked.key, value)[asked.key] == (value,)


def test_answers_to_a_question_are_the_fewest_that_lead_there():
    sample = tree(
        question("first", option("long", "between"), option("short", "last"), option("x", "end")),
        question("between", option("a"), goto="last"),
        question("last", option("a"), goto="end"),
        question("lost", option("a"), goto="end"),
        outcome("end"),
    )

    assert answers_to(sample, "first") == {}
    assert answers_to(sample, "between") == {"first": ("long",)}
    assert answers_to(sample, "last") == {"first": ("short",)}
    assert answers_to(sample, "lost") is None
