"""What unsure answers leave open, told by boxes, is what the ways would tell one by one."""

from hypothesis import given, settings
from hypothesis import strategies as st

from guidance.core.walking import openings
from guidance.core.walking.openings import merged, open_up
from guidance.core.walking.walks import walk
from tests.core.samples import SHARING
from tests.core.trees import option, outcome, question, route, tree

UNSURE = option("u", is_unsure=True)


def two(*, first_goto="q2"):
    """Return a tree whose second question splits three outcomes, and whose first splits two."""
    return tree(
        question("q1", option("a", first_goto), option("b", "q2", "llama-2/keep"), UNSURE),
        question("q2", option("x", "one"), option("y", "two"), option("z", "three"), UNSURE),
        outcome("one", "llama-2/both"),
        outcome("two", "llama-2/both"),
        outcome("three", "llama-2/both"),
    )


def test_openings_tell_what_leads_to_each_outcome_and_brings_each_term():
    found = open_up(two(), {"q1": ("u",), "q2": ("u",)})

    assert found.questions == ("q1", "q2")
    assert found.outcomes == {"one": ((3, 1),), "two": ((3, 2),), "three": ((3, 4),)}
    assert found.terms["llama-2/keep"] == ((2, 0),)
    assert (found.certain, found.waiting) == (("llama-2/both",), ())


def test_first_to_find_out_is_what_leaves_the_fewest_outcomes():
    sample = two()
    unsure = {"q1": ("u",), "q2": ("u",)}

    assert open_up(sample, unsure).first == "q2"
    assert open_up(sample, unsure | {"q2": ("x",)}).first == "q1"


def test_first_of_equals_is_the_one_asked_first():
    sample = tree(
        question("q1", option("a", "q2"), option("b", "one"), UNSURE),
        question("q2", option("x", "one"), option("y", "two"), UNSURE),
        outcome("one"),
        outcome("two"),
    )

    found = open_up(sample, {"q1": ("u",), "q2": ("u",)})

    left = [
        len(found.outcomes_with(key, one)) for key in ("q1", "q2") for one in found.branches[key]
    ]
    assert left == [2, 1, 1, 2]
    assert found.first == "q1"


def test_nothing_is_first_where_nothing_depends():
    sample = tree(
        question("q1", option("a"), option("b"), UNSURE, goto="one"), outcome("one"),
    )  # fmt: skip

    assert open_up(sample, {"q1": ("u",)}).first == ""
    assert open_up(sample, {"q1": ("a",)}).first == ""


def test_questions_that_are_still_to_be_asked_are_waiting():
    found = open_up(SHARING, {"sharing": ("unsure",)})

    assert (found.asked, found.waiting) == (("sharing",), ("users",))


def test_circle_and_too_many_boxes_are_not_told(monkeypatch):
    circle = tree(question("q1", option("a", "q2")), question("q2", option("a", "q1")))
    monkeypatch.setattr(openings, "MAX_BOXES", 0)

    assert open_up(circle, {}) is None
    assert open_up(two(first_goto="one"), {"q1": ("u",), "q2": ("u",)}) is None


def test_boxes_join_only_where_one_question_differs():
    assert merged({(1, 1), (2, 2)}) == {(1, 1), (2, 2)}
    assert merged({(1, 1), (2, 1)}) == {(3, 1)}
    assert merged({(0, 1), (2, 1)}) == {(0, 1), (2, 1)}


@settings(deadline=None)
@given(st.data())
def test_openings_agree_with_the_ways_walked_one_by_one(data):
    count = data.draw(st.integers(1, 4))
    keys = [f"q{n}" for n in range(count)]
    targets = [*keys, "yes", "no"]
    asked = [
        question(
            key,
            *(
                option(name, data.draw(st.sampled_from(targets[n + 1 :])), *data.draw(ADDS))
                for name in "abc"
            ),
            UNSURE,
        )
        for n, key in enumerate(keys)
    ]
    sample = tree(*asked, outcome("yes", "llama-2/keep"), outcome("no"))
    answers = dict.fromkeys(keys, ("u",))

    walked, found = walk(sample, answers), open_up(sample, answers)

    assert set(found.outcomes) == {one.outcome.key for one in walked.possibilities}
    assert set(found.certain) == set(walked.terms)
    assert set(found.terms) == {ref for one in walked.possibilities for ref in one.terms}
    for key in found.questions:
        for answer in found.branches[key]:
            sure = walk(sample, answers | {key: answer.values})
            assert set(found.outcomes_with(key, answer)) == {
                one.outcome.key for one in sure.possibilities
            }


ADDS = st.sampled_from([(), ("llama-2/keep",), ("llama-2/pass-on",)])


def test_sure_answer_limits_no_unsure_one():
    sample = tree(
        question("q1", option("a", "q2"), option("b", "q2"), option("c", "q2"), UNSURE),
        question("q2", option("x", "one"), option("y", "two")),
        outcome("one"),
        outcome("two"),
    )

    found = open_up(sample, {"q1": ("u",), "q2": ("y",)})

    assert found.outcomes == {"two": ((7,),)}


def test_question_that_no_way_asks_is_left_out_though_its_answer_is_unsure():
    found = open_up(two(first_goto="one"), {"q1": ("a",), "q2": ("u",)})

    assert (found.questions, found.asked) == ((), ("q1",))
    assert found.outcomes == {"one": ((),)}


def test_sure_answer_leaves_the_boxes_of_several_unsure_ones_alone():
    sample = tree(
        question("q1", option("a", "q2"), option("b", "q2"), UNSURE),
        question("q2", option("a", "q3"), option("b", "q3"), UNSURE),
        question("q3", option("x", "one"), option("y", "two")),
        outcome("one"),
        outcome("two"),
    )

    found = open_up(sample, {"q1": ("u",), "q2": ("u",), "q3": ("x",)})

    assert (found.questions, found.outcomes) == (("q1", "q2"), {"one": ((3, 3),)})


def test_limits_name_the_questions_that_not_every_answer_gets_past():
    found = open_up(two(), {"q1": ("u",), "q2": ("u",)})

    def limits(boxes):
        return {key: [one.values for one in own] for key, own in found.limits(boxes).items()}

    assert limits(found.terms["llama-2/keep"]) == {"q1": [("b",)]}
    assert limits(found.outcomes["one"]) == {"q2": [("x",)]}
    assert limits(found.terms["llama-2/both"]) == {}


def test_question_that_is_not_asked_may_turn_out_to_be_anything():
    found = open_up(two(), {"q1": ("u",), "q2": ("u",)})
    keep = found.terms["llama-2/keep"]

    assert [one.values for one in found.answers_in(keep, "q1")] == [("b",)]
    assert [one.values for one in found.answers_in(keep, "q2")] == [("x",), ("y",), ("z",)]


def test_question_is_asked_and_waits_once_though_several_ways_lead_there():
    """What was answered first is looked at further down, so that the ways stay apart."""
    sample = tree(
        question("q1", option("a"), option("b"), UNSURE, goto="q2"),
        question("q2", option("x"), goto="q3"),
        question(
            "q3", option("x"), goto="one", routes=[route({"question": "q1", "is": "b"}, "two")]
        ),
        outcome("one"),
        outcome("two"),
    )

    found = open_up(sample, {"q1": ("u",), "q2": ("x",)})
    ended = open_up(sample, {"q1": ("u",), "q2": ("x",), "q3": ("x",)})
    sure = open_up(sample, {"q1": ("a",), "q2": ("x",), "q3": ("x",)})

    assert (found.asked, found.waiting) == (("q1", "q2"), ("q3",))
    assert (ended.asked, ended.outcomes) == (
        ("q1", "q2", "q3"), {"one": ((1,),), "two": ((2,),)},
    )  # fmt: skip
    assert list(sure.outcomes) == ["one"]
