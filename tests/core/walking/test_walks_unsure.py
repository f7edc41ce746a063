"""What "I am not sure" opens: every other option is walked, the results side by side."""

import pytest

from guidance.core.walking import walks
from guidance.core.walking.walks import Remaining, canonical_answers, walk
from tests.core.samples import SHARING, end, one
from tests.core.trees import (
    option,
    outcome,
    question,
    route,
    tree,
)

UNSURE = option("u", is_unsure=True)


def test_unsure_gives_what_holds_in_every_case_and_what_depends():
    walked = walk(SHARING, {"sharing": ("weights",), "users": ("unsure",)})

    assert (walked.is_finished, walked.outcome) == (True, None)
    assert walked.terms == ("llama-2/pass-on",)
    assert [(one.outcome.key, one.assumed, one.extra_terms) for one in walked.possibilities] == [
        ("fine", ((("users", ("0",)),),), ("llama-2/keep",)),
        ("ask", ((("users", ("700000001",)),),), ()),
    ]
    assert [step.is_unsure for step in walked.steps] == [False, True]
    assert canonical_answers(SHARING, walked) == {"sharing": ("weights",), "users": ("unsure",)}


def test_unsure_asks_the_following_question_once_for_every_way():
    asked = walk(SHARING, {"sharing": ("unsure",)})
    walked = walk(SHARING, {"sharing": ("unsure",), "users": ("5",)})

    assert (asked.question.key, asked.is_finished, asked.remaining) == (
        "users", False, Remaining(1, 1),
    )  # fmt: skip
    assert (walked.outcome.key, walked.is_finished) == ("fine", True)
    assert walked.terms == ("llama-2/keep",)
    assert [one.assumed for one in walked.possibilities] == [
        ((("sharing", ("weights",)),),),
        ((("sharing", ("product",)),),),
        ((("sharing", ("weights", "product")),),),
        ((("sharing", ("none",)),),),
    ]


def test_unsure_merges_ways_with_the_same_result():
    sample = one(
        option("a", "yes"), option("b", "no"), option("c", "yes"), option("u", is_unsure=True)
    )

    walked = walk(sample, {"q": ("u",)})

    assert [(one.outcome.key, one.assumed) for one in walked.possibilities] == [
        ("yes", ((("q", ("a",)),), (("q", ("c",)),))),
        ("no", ((("q", ("b",)),),)),
    ]


def test_unsure_splits_numbers_at_thresholds_of_later_conditions():
    sample = tree(
        question(
            "n", option("any"), option("u", is_unsure=True), kind="number", minimum="0", goto="q"
        ),
        question(
            "q",
            option("a"),
            goto="no",
            routes=[route({"question": "n", "at_least": "700"}, "yes")],
        ),
        outcome("yes"),
        outcome("no"),
    )

    walked = walk(sample, {"n": ("u",), "q": ("a",)})

    assert [one.outcome.key for one in walked.possibilities] == ["no", "yes"]


def test_unsure_option_that_stands_alone_is_an_ordinary_one():
    sample = tree(
        question("q", option("u", "further", is_unsure=True)),
        question("further", option("a"), goto="yes"),
        outcome("yes"),
    )

    assert end(sample, q="u", further="a") == "yes"
    assert walk(sample, {}).remaining == Remaining(2, 2)


def test_remaining_of_several_ways_is_unknown_where_one_goes_in_a_circle():
    def asked(goto):
        return walk(
            tree(
                question(
                    "q", option("a", "long"), option("b", "other"), option("u", is_unsure=True)
                ),
                question("long", option("x"), goto="more"),
                question("more", option("x"), goto=goto),
                question("other", option("x"), goto="yes"),
                outcome("yes"),
            ),
            {"q": ("u",)},
        ).remaining

    assert asked("yes") == Remaining(2, 3)
    assert asked("long") == Remaining(2, None)


def test_unsure_beyond_the_bound_is_told_by_outcome(monkeypatch):
    sample = tree(
        *(
            question(
                f"q{number}",
                option("a"),
                option("b"),
                option("u", is_unsure=True),
                goto=f"q{number + 1}",
            )
            for number in range(12)
        ),
        outcome("q12", "llama-2/keep"),
    )
    unsure = {f"q{number}": ("u",) for number in range(12)}

    walked = walk(sample, unsure)
    within = walk(sample, {**unsure, "q0": ("a",)})

    assert walks.MAX_BRANCHES == 2**11
    assert (walked.is_cut, walked.is_finished, walked.outcome.key, walked.terms) == (
        True, True, "q12", ("llama-2/keep",),
    )  # fmt: skip
    assert [one.assumed for one in walked.possibilities] == [()]
    assert (within.is_cut, within.is_finished, within.outcome.key) == (False, True, "q12")
    assert len(within.possibilities[0].assumed) == 2**11

    monkeypatch.setattr(walks, "open_up", lambda tree, answers: None)
    lost = walk(sample, unsure)

    assert (lost.is_cut, lost.is_finished, lost.outcome, lost.terms) == (True, False, None, ())


def test_ways_that_end_in_a_fault_are_counted_too():
    sample = tree(
        *(
            question(
                f"q{number}",
                option("a"),
                option("b"),
                option("u", is_unsure=True),
                goto=f"q{number + 1}" if number < 11 else None,
            )
            for number in range(12)
        )
    )

    walked = walk(sample, {f"q{number}": ("u",) for number in range(12)})

    assert walked.is_cut


def test_terms_beyond_the_bound_are_those_of_every_way_to_an_outcome(monkeypatch):
    monkeypatch.setattr(walks, "MAX_BRANCHES", 3)
    sample = tree(
        question("q1", option("a", "q2", "llama-2/keep"), option("b", "q2"), UNSURE),
        question("q2", option("x", "one"), option("y", "two"), UNSURE),
        outcome("one", "llama-2/tell", "llama-2/show"),
        outcome("two", "llama-2/tell"),
    )

    walked = walk(sample, {"q1": ("u",), "q2": ("u",)})

    assert (walked.is_cut, walked.terms, walked.has_unsure) == (True, ("llama-2/tell",), True)
    assert [(one.outcome.key, one.terms, one.extra_terms) for one in walked.possibilities] == [
        ("one", ("llama-2/tell", "llama-2/show"), ("llama-2/show",)),
        ("two", ("llama-2/tell",), ()),
    ]


def with_another_way(elsewhere):
    """Return a tree that has one more way, on which another question leads ``elsewhere``."""
    return tree(
        question("first", option("on", "q"), option("off", "other")),
        question("other", option("a", elsewhere)),
        question("q", option("x", "later"), option("y", "later"), UNSURE),
        question("later", option("a"), option("b"), goto="end"),
        outcome("end"),
    )


def test_answers_beyond_the_bound_are_dropped_where_nothing_asks_for_them(monkeypatch):
    monkeypatch.setattr(walks, "MAX_BRANCHES", 1)

    walked = walk(
        with_another_way("end"), {"first": ("on",), "q": ("u",), "other": ("a",), "later": ("c",)}
    )

    assert (walked.is_cut, walked.is_finished, walked.question.key) == (True, False, "later")
    assert walked.remaining == Remaining(1, 1)
    assert walked.pending == {}
    assert {one.question: one.reason for one in walked.unfit} == {
        "other": "not-asked", "later": "unknown-option",
    }  # fmt: skip


def test_answers_beyond_the_bound_are_kept_where_nothing_can_be_told(monkeypatch):
    """A circle can be reached, if on another way: so the ways are not told together."""
    monkeypatch.setattr(walks, "MAX_BRANCHES", 1)

    walked = walk(with_another_way("first"), {"first": ("on",), "q": ("u",), "other": ("a",)})

    assert (walked.is_cut, walked.is_finished, walked.question) == (True, False, None)
    assert (walked.pending, walked.unfit) == ({"other": ("a",)}, ())
    assert walked.remaining == Remaining(0, 0)


def test_walk_knows_whether_an_answer_is_unsure():
    sure, unsure = (walk(SHARING, {"sharing": (key,)}) for key in ("weights", "unsure"))

    assert (sure.has_unsure, unsure.has_unsure) == (False, True)


@pytest.mark.parametrize(("ways", "is_cut"), [(3, False), (4, True)])
def test_so_many_ways_are_walked_and_not_one_more(monkeypatch, ways, is_cut):
    monkeypatch.setattr(walks, "MAX_BRANCHES", 3)
    ends = [option(f"o{n}", f"end-{n}") for n in range(ways)]
    sample = tree(
        question("q", *ends, option("u", is_unsure=True)),
        *(outcome(f"end-{n}") for n in range(ways)),
    )

    found = walks.walk(sample, {"q": ("u",)})

    assert (found.is_cut, len(found.possibilities)) == (is_cut, ways)


def test_first_fault_that_a_way_runs_into_is_told():
    sample = tree(
        question("q", option("a", "gone"), option("b", "lost"), option("u", is_unsure=True))
    )

    found = walks.walk(sample, {"q": ("u",)})

    assert (found.problem.target, found.is_finished) == ("gone", False)


def test_ways_with_other_ends_have_no_outcome_in_common():
    sample = tree(
        question("q", option("a", "one"), option("b", "two"), option("u", is_unsure=True)),
        outcome("one"),
        outcome("two"),
    )

    found = walks.walk(sample, {"q": ("u",)})

    assert (found.is_finished, found.outcome) == (True, None)
