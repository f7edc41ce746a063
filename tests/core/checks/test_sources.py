"""What a tree rests on beside its citations: duties that outcomes share, keys, questionnaires."""

import pytest

from guidance.core.checks import check_tree
from tests.core.checks.samples import LICENSES, OTHERS, TREE, changed, setting
from tests.core.checks.tree_faults import COPIES, FEW, MANY
from tests.core.trees import option, outcome, question, route, tree

KEEP, SHOW, TELL = "llama-2/keep", "llama-2/show", "llama-2/tell"


def lacking(*adds, verdicts=("allowed",) * 9, on_the_way=(), by_route=()):
    """Return which of outcomes with these terms lack one that the others of their verdict add."""
    keys = [f"o{number}" for number in range(len(adds))]
    routes = [route({"question": "q", "is": "o0"}, "o0", *by_route)] if by_route else []
    sample = tree(
        question("q", *(option(key, key, *on_the_way) for key in keys), routes=routes),
        *(
            outcome(key, *own, verdict=verdict)
            for key, own, verdict in zip(keys, adds, verdicts, strict=False)
        ),
    )
    return [
        (one.place.removeprefix("outcome:"), one.message.partition(" add ")[2])
        for one in check_tree(sample, LICENSES)
        if one.code == "outcome-lacks-term"
    ]


LACKS_KEEP = [("o3", "“Term keep”, and “Outcome o3” does not.")]


def test_outcome_that_alone_lacks_a_duty_is_told_of_four():
    assert lacking([KEEP], [KEEP], [KEEP], []) == LACKS_KEEP
    assert lacking([KEEP], [KEEP], []) == []
    assert lacking([KEEP], [KEEP], [], []) == []
    assert lacking([KEEP], [KEEP], [KEEP], [KEEP]) == []


def test_term_that_few_add_hides_no_other_one():
    assert lacking([SHOW, KEEP], [KEEP], [KEEP], []) == LACKS_KEEP


def test_duties_that_are_lacking_are_told_in_the_order_in_which_outcomes_add_them():
    terms = [f"llama-2/{key}" for key in ("show", "keep", "tell", "pass-on")]
    but_one = [[term for term in terms if term != left_out] for left_out in terms]

    found = lacking([*terms, *terms], *but_one)

    assert [place for place, _ in found] == ["o1", "o2", "o3", "o4"]


@pytest.mark.parametrize(
    ("verdict", "is_told"),
    [
        ("allowed", True),
        ("conditional", True),
        ("ask-counsel", False),
        ("special-license", False),
        ("prohibited", False),
    ],
)
def test_duties_are_compared_where_something_is_granted(verdict, is_told):
    found = lacking([KEEP], [KEEP], [KEEP], [], verdicts=[verdict] * 4)

    assert found == (LACKS_KEEP if is_told else [])


def test_outcomes_of_one_verdict_are_compared_with_each_other():
    mixed = ["allowed", "allowed", "allowed", "conditional"]

    assert lacking([KEEP], [KEEP], [KEEP], [], verdicts=mixed) == []


def test_term_that_is_added_on_the_way_may_be_meant_for_that_way():
    assert lacking([KEEP], [KEEP], [KEEP], [], on_the_way=[TELL]) == LACKS_KEEP
    assert lacking([KEEP], [KEEP], [KEEP], [], on_the_way=[KEEP]) == []
    assert lacking([KEEP], [KEEP], [KEEP], [], by_route=[TELL]) == LACKS_KEEP
    assert lacking([KEEP], [KEEP], [KEEP], [], by_route=[KEEP]) == []


def messages(code, *changes):
    found = check_tree(changed(TREE, *changes), LICENSES, OTHERS)
    return [one.message for one in found if one.code == code]


def test_retired_key_says_whether_it_is_in_use_or_stood_for_twice():
    assert messages("retired-key-twice", setting(*COPIES, succeeds=["since"])) == [
        "“Question copies?” stands for the retired question since, which is in use."
    ]
    twice = setting(*FEW, succeeds=["dozen"]), setting(*MANY, succeeds=["dozen"])
    assert messages("retired-key-twice", *twice) == [
        "“Option few” stands for the retired option dozen, as others do.",
        "“Option many” stands for the retired option dozen, as others do.",
    ]
    assert messages("retired-key-twice", setting(*FEW, succeeds=["dozen", "dozen"])) == []


def test_handing_over_says_with_which_questionnaire_and_how_it_comes_back():
    def hands_over(code, to):
        return messages(code, setting("outcomes", "fine", hands_over=to))

    assert hands_over("hands-over-to-none", "draft") == [
        "“Outcome fine” goes on with “Draft”, which is not published."
    ]
    assert hands_over("hands-over-unknown", "nowhere") == [
        "“Outcome fine” goes on with nowhere, which is not there."
    ]
    assert hands_over("hands-over-in-circle", "round") == [
        f"“Outcome fine” goes on with “Round” → “Back” → “{TREE.title}”."
    ]
    assert hands_over("hands-over-to-itself", TREE.slug) == [
        "“Outcome fine” goes on with the questionnaire that it ends."
    ]
