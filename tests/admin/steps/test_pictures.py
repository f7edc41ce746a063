"""The picture of a questionnaire on its page: links, findings, what is missing, and the outline."""

import re

import pytest

from guidance.admin.steps.overviews import changed_ways, facts_of
from guidance.models import Case, Tree
from guidance.services.publishing.acts import publish
from guidance.services.publishing.inspecting import inspect
from tests.admin.conftest import person
from tests.html import select, texts


@pytest.fixture
def tree(ground):
    publish(ground["license"], by=None, note="First.")
    return ground["tree"]


def at(tree):
    return f"/admin/guidance/tree/{tree.pk}/change/"


def page_of(row):
    """Return where a node is written: in the workshop."""
    return f"/admin/guidance/tree/{row.tree_id}/workshop/?node={row.key}#inspector"


def boxes(response):
    """Return where the boxes of the picture lead, by their names."""
    return {box["aria-label"]: box["href"] for box in select(response, "a.picture-box")}


def test_boxes_lead_to_their_questions_and_outcomes(admin_of, tree):
    questions = {f"Question: {row.title}": page_of(row) for row in tree.questions.all()}
    outcomes = {f"Outcome: {row.title}": page_of(row) for row in tree.outcomes.all()}

    assert boxes(admin_of.get(at(tree))) == questions | outcomes


def test_boxes_say_what_is_wrong_and_lead_to_where_it_is_mended(admin_of, tree):
    sharing = tree.questions.get(key="sharing")
    sharing.options.filter(key="yes").update(goto="users")
    sharing.options.filter(key="no").update(goto="gone")
    users = tree.questions.get(key="users")
    users.options.filter(key="many").update(goto="")

    response = admin_of.get(at(tree))

    found = boxes(response)
    assert found["Back to: How many users have you?"] == "#at-users"
    assert found["gone, which is not there: mend the question that leads to it"] == page_of(sharing)
    assert found["Leads nowhere: mend the question “How many users have you?”"] == page_of(users)
    assert select(response, "a.picture-box[data-found=error]") != []
    assert "leads nowhere" in " ".join(texts(response, ".picture text"))


def test_outline_says_each_way_on_in_words(admin_of, tree):
    tree.questions.get(key="sharing").options.filter(key="no").update(goto="gone")

    outline = admin_of.get(at(tree)).context["picture"]["outline"]

    said = {
        step["key"]: [(exit["words"], exit["target"]) for exit in step["exits"]] for step in outline
    }
    assert said == {
        "users": [(("100 or fewer",), "sharing"), (("More than 100",), "ask-first")],
        "sharing": [(("Yes",), "ship"), (("No",), "gone")],
    }


def test_tree_without_questions_has_no_picture(admin_of, ground):
    empty = Tree.objects.create(slug="empty", title="Empty", start="none")

    response = admin_of.get(at(empty))

    assert (response.status_code, "picture" in response.context) == (200, False)


def test_titles_in_the_picture_are_text(admin_of, tree):
    tree.questions.filter(key="users").update(title="<script>alert(1)</script> & more?")

    text = admin_of.get(at(tree)).text

    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text


def test_page_with_a_picture_has_nothing_inline(admin_of, tree):
    text = admin_of.get(at(tree)).text

    assert 'class="picture"' in text
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*(src=|json))", text)


def test_picture_is_shown_to_who_may_only_look(client, groups, tree):
    client.force_login(person("rita", "Reviewers", is_staff=True))

    response = client.get(at(tree))

    assert len(boxes(response)) == 5
    assert "/question/add/" not in response.text


def test_facts_count_the_ways(tree):
    inspection = inspect(tree)

    assert facts_of(inspection.document, inspection) == [
        "3 ways through",
        "1 to 2 questions on each",
        "every question can change what comes out",
    ]


def test_facts_of_a_tree_that_comes_to_nothing(tree):
    for question in tree.questions.all():
        question.options.update(goto="gone")
    inspection = inspect(tree)

    assert facts_of(inspection.document, inspection) == ["No way leads to an outcome yet"]


def test_page_says_how_many_ways_publishing_would_change(admin_of, tree):
    publish(tree, by=None, note="First.")
    before = inspect(tree)
    tree.outcomes.filter(key="use").update(verdict="prohibited")

    response = admin_of.get(at(tree))

    assert changed_ways(before.document, before) is None
    assert "Publishing would change 1 of 3 ways" in response.text


def test_bar_counts_the_cases_that_hold_and_those_that_do_not(admin_of, tree):
    Case.objects.filter(key="over-limit").update(outcomes=["use"])

    steps = {step["name"]: step for step in admin_of.get(at(tree)).context["bar"]["steps"]}

    assert steps["cases"]["tags"] == [("published", "1 ✓"), ("error", "1 ✕")]
    assert admin_of.get(steps["cases"]["url"]).status_code == 200
