"""Walks of generated trees, held against a naive walker; of broken ones; and of big ones."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guidance.core.walking.walks import canonical_answers, walk
from tests.core import naive
from tests.core.trees import (
    answers_of,
    broken_trees,
    option,
    outcome,
    question,
    route,
    sound_trees,
    tree,
)
from tests.counting import calls
from tests.examples import examples

EASY = settings(max_examples=examples(200))


@EASY
@given(st.data())
def test_walk_agrees_with_a_naive_walker(data):
    sample = data.draw(sound_trees())
    answers = {
        made.key: data.draw(st.sampled_from(naive.values_of(made))) for made in sample.questions
    }

    walked = walk(sample, answers)

    [(asked, (end_key, terms))] = naive.ways(sample, answers)
    assert tuple(step.question.key for step in walked.steps) == asked
    assert (walked.outcome.key, frozenset(walked.terms)) == (end_key, terms)
    assert {unfit.question for unfit in walked.unfit} == set(answers) - set(asked)


@EASY
@given(st.data())
def test_unsure_is_the_union_over_every_answer(data):
    sample = data.draw(sound_trees(max_questions=3))
    answers = {}
    for made in sample.questions:
        values = [("unsure",)] if any(one.is_unsure for one in made.options) else []
        answers[made.key] = data.draw(st.sampled_from(values or naive.values_of(made)))

    walked = walk(sample, answers)

    expected = {end for _, end in naive.ways(sample, answers)}
    found = {(one.outcome.key, frozenset(one.terms)) for one in walked.possibilities}
    assert found == expected
    assert len(found) == len(walked.possibilities)
    assert frozenset(walked.terms) == frozenset.intersection(*(one[1] for one in expected))


@EASY
@given(st.data())
def test_walk_never_raises_and_accounts_for_every_answer(data):
    sample = data.draw(broken_trees())
    answers = data.draw(answers_of(sample))

    walked = walk(sample, answers)

    given_keys = {key for key, values in answers.items() if any(text.strip() for text in values)}
    accounted = [step.question.key for step in walked.steps]
    accounted += [unfit.question for unfit in walked.unfit]
    accounted += list(walked.pending)
    assert sorted(accounted) == sorted(given_keys)
    ends = [walked.is_finished, walked.question is not None, walked.problem is not None]
    assert any(ends)
    assert not (walked.is_finished and (ends[1] or ends[2]))


@EASY
@given(st.data())
def test_walk_of_its_canonical_answers_is_the_same_walk(data):
    sample = data.draw(sound_trees())
    walked = walk(sample, data.draw(answers_of(sample)))

    again = walk(sample, canonical_answers(sample, walked))

    assert (again.steps, again.question, again.possibilities) == (
        walked.steps, walked.question, walked.possibilities,
    )  # fmt: skip
    assert (again.unfit, again.pending) == ((), {})


@EASY
@given(st.data())
def test_remaining_bounds_the_questions_of_every_way(data):
    sample = data.draw(sound_trees(max_questions=3))

    lengths = [len(asked) for asked, _ in naive.ways(sample, {})]

    remaining = walk(sample, {}).remaining
    assert remaining.least <= min(lengths)
    assert max(lengths) <= remaining.most


# What it costs: the size decides, and nothing squared


def big_tree(size=28, routes=60):
    """Return ``size`` questions, half of them on a way, and two more, the first with routes."""
    questions = [
        question(
            f"q{number}",
            *(option(f"o{index}", None, f"llama-2/t{number}-{index}") for index in range(6)),
            goto=f"q{number + 2}",
        )
        for number in range(size)
    ]
    last = f"q{size}"
    tests = [
        route(
            {"all": [{"question": f"q{index % size}", "is": "o1"}, {"question": last, "is": "o1"}]},
            "end",
        )
        for index in range(routes)
    ]
    return tree(
        *questions,
        question(last, option("o0"), option("o1"), goto="end", routes=tests),
        question(f"q{size + 1}", option("o0"), goto="end"),
        outcome("end"),
    )


def cost(**parts):
    """Return the calls that it takes to walk a big tree to its end, once it was prepared."""
    sample = big_tree(**parts)
    answers = {asked.key: ("o0",) for asked in sample.questions[::2]}
    walked = walk(sample, answers)
    assert len(walked.steps) == len(sample.questions) // 2
    assert walked.outcome.key == "end"
    return calls(lambda: walk(sample, answers))


@pytest.mark.parametrize(
    ("small", "large"),
    [({"routes": 60}, {"routes": 120}), ({"size": 28, "routes": 0}, {"size": 56, "routes": 0})],
)
def test_walk_of_a_tree_twice_as_big_is_at_most_twice_the_work(small, large):
    assert cost(**small) < cost(**large) <= 2 * cost(**small)
