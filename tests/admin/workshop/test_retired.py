"""Retired questions, answers and outcomes: what stands for each is chosen, never typed."""

import pytest
from django.urls import reverse

from guidance.models import Option, Outcome, Question
from guidance.services.publishing.acts import publish
from tests.admin.forms import asked, fields_of
from tests.admin.pages import at
from tests.html import only, texts, values

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree(ground):
    """A tree that was published."""
    publish(ground["license"], by=None, note="First.")
    publish(ground["tree"], by=None, note="First.")
    return ground["tree"]


def boxes(page, name):
    return values(page, f'input[name="{name}"]', "value"), values(
        page, f'input[name="{name}"][checked]', "value"
    )


def test_deleting_what_was_published_asks_what_stands_for_it(admin_of, tree):
    page = admin_of.get(at(Outcome.objects.get(key="ship"), "delete/"))

    options = only(page, "#successor")
    assert values(options, "option", "value") == ["", "use", "ask-first"]
    assert texts(options, "option") == ["Nothing", "You may use it", "Ask first"]


def test_deleting_what_was_never_published_asks_nothing(admin_of, tree):
    made = Outcome.objects.create(tree=tree, key="new", verdict="allowed", title="New")

    page = admin_of.get(at(made, "delete/"))

    assert values(page, "#successor", "id") == []


def test_deleting_lets_another_stand_for_it_and_for_what_it_stood_for(admin_of, tree):
    gone = Outcome.objects.get(key="ship")
    gone.succeeds = ["older"]
    gone.save()
    url = at(gone, "delete/")

    page = admin_of.post(url, asked(admin_of.get(url)) | {"successor": "use"}, follow=True)

    heir = Outcome.objects.get(key="use")
    assert (heir.succeeds, heir.revision) == (["older", "ship"], 1)
    assert not Outcome.objects.filter(key="ship").exists()
    told = [str(message) for message in page.context["messages"]]
    assert "“You may use it” stands for “You may pass it on” now" in " ".join(told)


@pytest.mark.parametrize("successor", ["", "users", "ship"])
def test_nothing_stands_for_it_where_no_sibling_was_chosen(admin_of, tree, successor):
    url = at(Outcome.objects.get(key="ship"), "delete/")

    admin_of.post(url, asked(admin_of.get(url)) | {"successor": successor})

    assert not Outcome.objects.filter(key="ship").exists()
    assert [one.succeeds for one in Outcome.objects.all()] == [[], []]


def test_outsider_retires_nothing(client, tree):
    url = at(Outcome.objects.get(key="ship"), "delete/")

    response = client.post(url, {"post": "yes", "successor": "use"})

    assert response.status_code == 302
    assert Outcome.objects.get(key="use").succeeds == []


def test_answer_is_offered_the_retired_answers_of_its_question(admin_of, tree):
    Option.objects.filter(question__key="sharing", key="yes").delete()
    question = Question.objects.get(key="sharing")
    url = reverse("admin:guidance_question_change", args=[question.pk])

    page = admin_of.get(url)
    admin_of.post(url, fields_of(page, options__0__succeeds=["yes"]))

    assert boxes(page, "options-0-succeeds") == (["yes"], [])
    assert Option.objects.get(question=question, key="no").succeeds == ["yes"]
    assert boxes(admin_of.get(url), "options-0-succeeds") == (["yes"], ["yes"])


def test_question_is_offered_retired_questions_and_then_their_answers(admin_of, tree):
    Question.objects.filter(key="sharing").delete()
    question = Question.objects.get(key="users")
    url = reverse("admin:guidance_question_change", args=[question.pk])

    page = admin_of.get(url)
    admin_of.post(url, fields_of(page, succeeds=["sharing"]))

    assert boxes(page, "succeeds") == (["sharing"], [])
    assert boxes(page, "options-0-succeeds") == ([], [])
    assert boxes(admin_of.get(url), "options-0-succeeds") == (["yes", "no"], [])


def test_what_was_not_retired_cannot_be_stood_for(admin_of, tree):
    url = reverse("admin:guidance_outcome_change", args=[Outcome.objects.get(key="use").pk])

    page = admin_of.post(url, fields_of(admin_of.get(url), succeeds=["ship"]))

    assert "succeeds" in page.context["adminform"].form.errors
    assert Outcome.objects.get(key="use").succeeds == []
