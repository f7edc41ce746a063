"""The page of how a questionnaire is used: who sees it, what it shows, and the same as CSV."""

from datetime import timedelta

import pytest
from django.utils import timezone

from guidance.models import Tree, Usage
from guidance.services.usage.counting import week_of
from tests.html import select, texts, values

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree(published):
    return published["tree"]


def at(tree, page="usage/", query=""):
    return f"/admin/guidance/tree/{tree.pk}/{page}{query}"


def count(kind, key, times, *, weeks_ago=0):
    week = week_of(timezone.localdate()) - timedelta(weeks=weeks_ago)
    Usage.objects.create(slug="can-i-use-it", number=1, week=week, kind=kind, key=key, times=times)


def rows(page, table):
    return [
        [cell.text for cell in row.elements if cell.name in ("th", "td")]
        for row in select(page, f"table[aria-labelledby={table}] tbody tr")
    ]


@pytest.mark.parametrize("page", ["usage/", "usage.csv"])
def test_counts_are_for_who_may_see_drafts(client, tree, team, page):
    answers = {}
    for who in ("outsider", "plain", "reviewer", "editor"):
        client.force_login(team[who])
        answers[who] = client.get(at(tree, page)).status_code

    assert answers == {"outsider": 302, "plain": 403, "reviewer": 200, "editor": 200}


def test_figures_stand_in_tables_beside_bars(admin_of, tree):
    count("asked", "users", 12)
    count("answered", "users", 4)
    count("unsure", "users", 3)
    count("reached", "ship", 1000)

    page = admin_of.get(at(tree))

    assert rows(page, "usage-questions") == [
        ["How many users have you?", "12", "fewer than 5", "8 (67 %)"],
        ["Do others get copies?", "0", "0", "0"],
    ]
    assert rows(page, "usage-outcomes") == [
        ["You may pass it on", "1,000 (100 %)"],
        ["You may use it", "0"],
        ["Ask first", "0"],
    ]
    assert values(page, "svg.usage-bar", "aria-hidden") == ["true"] * 5
    assert "approximate" in texts(page, "p.usage-how")[0]
    assert not select(page, "[style]")


def test_period_and_edition_are_chosen_and_what_is_none_is_the_usual_one(admin_of, tree):
    count("asked", "users", 5)
    count("asked", "users", 50, weeks_ago=13)

    def shown(query):
        page = admin_of.get(at(tree, query=query))
        assert (page.status_code, values(page, "#usage-edition option", "value")) == (200, ["1"])
        return rows(page, "usage-questions")[0][1]

    assert shown("") == shown("?weeks=13&edition=1") == shown("?weeks=x&edition=99") == "5"
    assert shown("?weeks=52") == "55"


def test_nothing_to_show_is_said(admin_of, tree, settings):
    page = admin_of.get(at(tree))
    assert "Nobody was counted in edition 1" in texts(page, ".draft-empty")[0]
    assert not select(page, "svg.usage-bar")

    settings.USAGE_SECONDS = 0
    assert "switched off" in texts(admin_of.get(at(tree)), ".draft-finding")[0]

    Tree.objects.filter(pk=tree.pk).update(slug="never-published")
    page = admin_of.get(at(tree))
    assert "never published" in texts(page, ".draft-empty")[0]
    assert admin_of.get(at(tree, "usage.csv")).status_code == 200


def test_csv_has_the_figures_that_the_page_leads_to(admin_of, tree):
    count("asked", "users", 5)
    count("asked", "users", 50, weeks_ago=13)
    [address] = values(admin_of.get(at(tree, query="?weeks=52")), "a.usage-csv", "href")

    answer = admin_of.get(address)

    assert answer["Content-Disposition"] == 'attachment; filename="can-i-use-it-v1-usage.csv"'
    assert "question,users,How many users have you?,55,0,55\r\n" in answer.content.decode()


def test_workshop_and_list_lead_there(admin_of, tree):
    for page in (at(tree, "workshop/"), "/admin/guidance/tree/"):
        assert at(tree) in values(admin_of.get(page), "#content a", "href")
