"""The workshop's page: one request, the map with its lit way, what is missing, who may see it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guidance.admin.workshop.maps import edges_of, lit_for
from guidance.models import Option, Outcome, Question, Tree
from guidance.services.drafts.nodes import add
from guidance.services.drafts.rows_to_document import tree_document
from guidance.services.publishing.acts import publish
from tests.admin.conftest import person
from tests.html import select, texts, values

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree(ground):
    publish(ground["license"], by=None, note="First.")
    return ground["tree"]


def shop(tree, node=""):
    return f"/admin/guidance/tree/{tree.pk}/workshop/" + (f"?node={node}" if node else "")


def test_boxes_choose_nodes_and_the_chosen_one_is_marked(admin_of, tree):
    page = admin_of.get(shop(tree, "users"))

    keys = {*tree.questions.values_list("key", flat=True)}
    keys |= {*tree.outcomes.values_list("key", flat=True)}
    assert set(values(page, "a.picture-box[id]", "href")) == {
        f"{shop(tree, key)}#inspector" for key in keys
    }
    assert values(page, "a.picture-box[aria-current]", "id") == ["at-users"]
    assert page.context["original"] == tree.questions.get(key="users")


def test_lines_of_every_way_to_the_chosen_node_are_lit(tree):
    document = tree_document(tree)
    edges = edges_of(document)

    assert lit_for(document, document.start) == set()
    for key in [*(q.key for q in document.questions), *(o.key for o in document.outcomes)]:
        lit = lit_for(document, key)
        assert lit <= edges
        assert all(a != key for a, _b in lit)
        assert {b for _a, b in lit} >= ({key} if key != document.start else set())


def test_queries_are_as_many_for_sixty_questions(admin_of, tree):
    admin_of.get(shop(tree, "sharing"))
    with CaptureQueriesContext(
        connection,
    ) as few:
        admin_of.get(shop(tree, "sharing"))
    last = tree.questions.get(key="users")
    for number in range(60):
        made = add(tree, Question, title=f"Question {number}?", kind="choice", goto="gone")
        Option.objects.create(question=made, key="a", label="A")
        last.goto = made.key
        last = made
    with CaptureQueriesContext(connection) as many:
        page = admin_of.get(shop(tree, "sharing"))

    assert len(select(page, "a.picture-box[data-shape=question]")) == 62
    assert len(many) == len(few)


def test_unfinished_tree_is_a_list_of_what_is_still_to_do(admin_of, tree):
    tree.cases.all().delete()
    Option.objects.filter(question__key="users").update(goto="")
    Outcome.objects.filter(tree=tree).update(citations=[])

    page = admin_of.get(shop(tree))

    names = [group.name for group in page.context["groups"]]
    assert (names[0], "error" in names) == ("todo", False)
    assert any("#options-" in url for url in values(page, ".workshop-tasks a", "href"))


@pytest.mark.parametrize("kept", [0, 1])
def test_tree_without_questions_or_start_opens_saves_and_previews(admin_of, tree, kept):
    tree.questions.exclude(pk__in=tree.questions.values("pk")[:kept]).delete()
    Tree.objects.update(start="")

    pages = [
        admin_of.get(f"/admin/guidance/tree/{tree.pk}/{name}")
        for name in ("workshop/", "workshop/try/", "preview/", "preview/questions/", "checks/",
                     "changes/", "workshop/cases/")
    ]  # fmt: skip

    assert [page.status_code for page in pages] == [200] * 7


def test_node_that_is_gone_is_told_of(admin_of, tree):
    page = admin_of.get(shop(tree, "gone"), follow=True)

    assert page.redirect_chain == [(shop(tree), 302)]
    assert texts(page, ".messagelist li") == ["There is no question or outcome “gone” (any more)."]


@pytest.mark.parametrize("path", ["", "add/", "copy/", "try/", "keep/", "cases/", "cases.csv"])
def test_outsiders_see_nothing_and_change_nothing(client, team, tree, path):
    client.force_login(team["plain"])

    asked = client.get(f"{shop(tree)}{path}")
    sent = client.post(f"{shop(tree)}{path}", {"title": "Mine", "noun": "question"})

    assert {asked.status_code, sent.status_code} == {403}
    assert not Question.objects.filter(title="Mine").exists()


def test_reviewer_reads_the_workshop_and_is_offered_no_way_to_write(client, team, tree):
    client.force_login(team["reviewer"])

    page = client.get(shop(tree, "sharing"))
    client.post(f"{shop(tree)}add/", {"title": "Mine", "noun": "question"})

    assert page.status_code == 200
    assert select(page, "input[name=_save]") == select(page, "#add") == []
    assert not Question.objects.filter(title="Mine").exists()


def test_zoom_keeps_the_chosen_node(admin_of, tree):
    page = admin_of.get(shop(tree, "users"), {"node": "users", "zoom": "150"})
    whole = admin_of.get(shop(tree, "users"), {"node": "users", "zoom": "whole"})

    urls = values(page, ".workshop-zoom a", "href")
    urls = [url for url in urls if "zoom=" in url]
    assert [url.partition("zoom=")[2] for url in urls] == [
        "100#map", "200#map", "whole#map", "100#map",
    ]  # fmt: skip
    assert all("node=users" in url for url in urls)
    assert select(whole, ".picture svg[width]") == []


def test_other_editors_are_never_shown_in_it(client, groups, tree):
    client.force_login(person("Pia", "Publishers", is_staff=True))

    assert client.get(shop(tree)).status_code == 200
