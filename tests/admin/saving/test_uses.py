"""Where a row is used is said beside its form, and before it is deleted."""

import pytest

from guidance.models import Outcome, Section, Tree
from tests.admin.pages import at

pytestmark = pytest.mark.django_db


def named(page):
    return [[title for _noun, title, _url, _whole in row["uses"]] for row in page.context["used"]]


def test_form_says_where_its_row_is_used(admin_of, ground):
    term = ground["license"].terms.get(key="notice")

    page = admin_of.get(at(term, "change/"))

    assert named(page) == [["Do others get copies?", "At the limit"]]
    assert "Used in" in page.text


def test_form_of_what_nothing_names_says_nothing(admin_of, ground):
    page = admin_of.get(at(ground["faq"], "change/"))

    assert page.context["used"] == []
    assert "Used in" not in page.text


def test_deleting_one_names_what_names_it(admin_of, ground):
    outcome = Outcome.objects.get(key="ask-first")

    page = admin_of.get(at(outcome, "delete/"))

    assert len(named(page)[0]) == 2
    assert "“Ask first” is used elsewhere." in page.text


def test_deleting_many_names_what_names_each(admin_of, ground):
    keys = list(Outcome.objects.order_by("pk").values_list("pk", flat=True))

    page = admin_of.post(
        "/admin/guidance/outcome/", {"action": "delete_selected", "_selected_action": keys}
    )

    assert [row["title"] for row in page.context["used"]] == [
        str(row) for row in Outcome.objects.order_by("pk")
    ]


def test_deleting_says_afterwards_what_the_checks_find(admin_of, ground):
    outcome = Outcome.objects.get(key="ask-first")
    shown = admin_of.get(at(outcome, "delete/")).context["shown"]

    page = admin_of.post(at(outcome, "delete/"), {"post": "yes", "shown": shown}, follow=True)

    told = [str(message) for message in page.context["messages"]]
    assert any("The checks find" in words for words in told)


def test_section_says_beside_its_tick_what_rests_on_it(admin_of, ground):
    section = Section.objects.get(key="2")

    page = admin_of.get(at(ground["license"], "change/"))

    assert "“Do others get copies?”" in page.text
    assert section.license_id == ground["license"].pk


def test_questionnaire_says_which_outcomes_of_others_go_on_with_it(root, ground):
    other = Tree.objects.create(slug="before", title="Before")
    made = Outcome.objects.create(
        tree=other, key="on", verdict="allowed", title="Go on", hands_over=ground["tree"].slug
    )

    form = root.get(at(ground["tree"], "change/"))
    asking = root.get(at(ground["tree"], "delete/"))

    assert named(form) == named(asking) == [[str(made)]]
