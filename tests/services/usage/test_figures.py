"""Figures of use: sums over weeks, shares, and nothing exact of what happened to a few."""

from datetime import date, timedelta

import pytest

from guidance.core.documents.formats import parse
from guidance.core.documents.trees import Verdict
from guidance.models import Usage
from guidance.services.usage.figures import Times, use_of
from guidance.services.usage.tables import written
from tests.documents import tree_data

MONDAY = date(2026, 11, 30)


def keep(kind, key, times, *, week=MONDAY, number=1, slug="can-i-use-it"):
    Usage.objects.create(slug=slug, number=number, week=week, kind=kind, key=key, times=times)


def use(weeks=4, **fields):
    tree = parse(tree_data(**fields))
    return use_of(tree, number=1, weeks=weeks, on=MONDAY + timedelta(days=6))


@pytest.fixture
def used(db):
    keep("asked", "users", 200)
    keep("answered", "users", 150)
    keep("unsure", "users", 5)
    keep("asked", "sharing", 20)
    keep("answered", "sharing", 16)
    keep("unsure", "sharing", 4)
    keep("reached", "ship", 4)
    keep("reached", "use", 8)
    keep("reached", "", 8)


@pytest.mark.parametrize(
    ("times", "said", "in_table", "drawn"),
    [(0, "0", "0", 0), (1, "fewer than 5", "<5", 5), (4, "fewer than 5", "<5", 5),
     (5, "5", "5", 5), (1234, "1,234", "1234", 1234)],
)  # fmt: skip
def test_small_counts_are_not_told_exactly(times, said, in_table, drawn):
    one = Times(times)

    assert (str(one), one.written, one.drawn) == (said, in_table, drawn)


@pytest.mark.parametrize(
    ("part", "whole", "share"),
    [
        (5, 10, "50 %"),
        (4, 10, ""),
        (0, 10, ""),
        (4, 4, ""),
        (5, 5, "100 %"),
        (0, 0, ""),
        (5, 500, "1 %"),
        (5, 501, "under 1 %"),
    ],
)
def test_small_counts_have_no_share(part, whole, share):
    assert Times(part).share_of(Times(whole)) == share


def test_figures_are_sums_with_what_was_left(used, django_assert_num_queries):
    with django_assert_num_queries(2):
        found = use()

    assert [
        (one.key, str(one.asked), str(one.unsure), one.unsure_share, str(one.left), one.left_share)
        for one in found.questions
    ] == [
        ("users", "200", "5", "2 %", "50", "25 %"),
        ("sharing", "20", "fewer than 5", "", "fewer than 5", ""),
    ]
    assert [(one.key, one.verdict, str(one.reached), one.share) for one in found.outcomes] == [
        ("use", Verdict.ALLOWED, "8", "40 %"),
        ("", None, "8", "40 %"),
        ("ship", Verdict.CONDITIONAL, "fewer than 5", ""),
        ("ask-first", Verdict.SPECIAL_LICENSE, "0", ""),
    ]
    assert (str(found.begun), str(found.reached), str(found.highest)) == ("200", "20", "200")


def test_bars_end_with_what_was_not_sure_and_left(used):
    users, sharing = use().questions

    assert [(bar.look, bar.x, bar.width) for bar in users.bars] == [
        ("rest", 0.0, 174.0), ("unsure", 174.0, 6.0), ("left", 180.0, 60.0)
    ]  # fmt: skip
    # 4 and 1 are drawn as long as each other.
    assert [bar.width for bar in sharing.bars] == [12.0, 6.0, 6.0]


def test_only_weeks_and_edition_asked_for_are_summed(db):
    for weeks, times in ((0, 10), (3, 20), (4, 40)):
        keep("asked", "users", times, week=MONDAY - timedelta(weeks=weeks))
    keep("asked", "users", 80, number=2)
    keep("asked", "users", 160, slug="other")

    found = use(weeks=4)

    assert (found.since, str(found.begun)) == (MONDAY - timedelta(weeks=3), "30")
    assert [str(week.begun) for week in found.weeks] == ["20", "0", "0", "10"]


def test_more_answers_than_showings_are_nobody_who_left(db):
    keep("asked", "users", 10)
    keep("answered", "users", 11)

    assert use().questions[0].left == Times(0)


def test_nothing_counted_is_empty(db):
    assert use().is_empty
    keep("asked", "sharing", 1)
    assert not use().is_empty


def test_table_has_the_figures_of_the_page_and_no_formula(used):
    outcomes = tree_data()["outcomes"]
    outcomes[0]["title"] = "=1+1"

    lines = written(use(outcomes=outcomes), number=1).splitlines()

    assert lines[0] == (
        "Edition,Since,What,Key,Title,Shown or reached,Not sure,Left without an answer"
    )
    assert lines[1:4] == [
        "1,2026-11-09,question,users,How many users have you?,200,5,50",
        "1,2026-11-09,question,sharing,Do others get copies?,20,<5,<5",
        "1,2026-11-09,outcome,use,'=1+1,8,,",
    ]
