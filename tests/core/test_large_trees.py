"""A tree of 60 questions: counted exactly, checked in full, compared over a sample that says so."""

import pytest

from guidance.core.checks import check_tree
from guidance.core.documents.formats import parse
from guidance.core.walking.comparisons import compare
from guidance.core.walking.paths import count
from tests.documents import license_data
from tests.large_trees import large_tree

LICENSES = {"example": parse(license_data())}


@pytest.mark.parametrize(("questions", "ways"), [(6, 10), (60, 106_497)])
def test_ways_of_a_large_tree_are_counted_exactly(questions, ways):
    found = count(parse(large_tree(questions)))

    assert (found.ways, found.is_exact) == (ways, True)


def test_large_tree_is_checked_in_full_and_nothing_is_wrong():
    found = check_tree(parse(large_tree(60)), LICENSES)

    assert [one.code for one in found if one.severity == "error"] == []
    assert "too-many-ways" not in {one.code for one in found}


@pytest.mark.parametrize(("questions", "is_sample"), [(6, False), (60, True)])
def test_comparison_of_large_trees_says_where_it_is_a_sample(questions, is_sample):
    data = large_tree(questions)
    data["questions"][2]["options"][0]["goto"] = "train-careful"

    found = compare(parse(large_tree(questions)), parse(data))

    assert (found.is_sample, found.is_complete) == (is_sample, not is_sample)
    assert {group.new.outcome for group in found.groups} == {"train-careful"}
