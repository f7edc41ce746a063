"""What it costs to walk a tree: its size decides, and nothing squared."""

import pytest

from guidance.core.walking.walks import walk
from tests.core.trees import (
    option,
    outcome,
    question,
    route,
    tree,
)
from tests.counting import calls


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
