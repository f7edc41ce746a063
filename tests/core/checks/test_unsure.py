"""Questions without "I am not sure", where others of the tree have it."""

from guidance.core.checks.structure import check_unsure
from tests.core.trees import option, outcome, question, tree


def lacking(*questions):
    return [one.place for one in check_unsure(tree(*questions, outcome("end")))]


def test_question_without_unsure_is_found_beside_one_with_it():
    sure = question("q1", option("a", "q2"), option("b", "q2"))
    unsure = question("q2", option("a", "end"), option("u", is_unsure=True))

    assert lacking(sure, unsure) == ["question:q1"]
    assert lacking(sure) == []
    assert lacking(unsure) == []
