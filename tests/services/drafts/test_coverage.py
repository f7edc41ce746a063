"""What rests on each clause, and on which nothing does."""

import pytest

from guidance.services.drafts.coverage import Coverage, coverage_of
from tests.admin.conftest import ground  # noqa: F401 - a fixture


def test_coverage_counts_all_that_rests_on_a_clause(ground, django_assert_num_queries):  # noqa: F811
    with django_assert_num_queries(6):
        found = coverage_of(ground["license"])

    assert found["1"] == Coverage(notes=1, terms=1, answers=1)
    assert found["3"].questions == 1
    assert "title" not in found


def test_cases_count_where_their_outcome_cites_the_clause(ground):  # noqa: F811
    tree = ground["tree"]
    outcome = tree.outcomes.get(key="ask-first")
    outcome.citations = [{"license": "example", "section": "title"}]
    outcome.save()
    expecting = sum("ask-first" in case.outcomes for case in tree.cases.all())

    found = coverage_of(ground["license"])["title"]

    assert expecting > 0
    assert found == Coverage(outcomes=1, cases=expecting)


def test_other_licenses_count_for_themselves(ground):  # noqa: F811
    ground["faq"].citations = [{"license": "another", "section": "title"}]
    ground["faq"].save()

    assert "title" not in coverage_of(ground["license"])


@pytest.mark.parametrize(
    ("total", "heat"), [(0, 0), (1, 1), (2, 1), (3, 2), (6, 2), (7, 3), (14, 3), (15, 4), (99, 4)]
)
def test_heat_says_how_much_there_is(total, heat):
    assert Coverage(notes=total).heat == heat
