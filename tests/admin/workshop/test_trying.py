"""Trying a draft: the way is lit, and what it comes to is kept as a case if it still says so."""

import pytest
from django.urls import reverse

from guidance.models import Case, Outcome
from guidance.services.publishing.acts import publish
from tests.admin.forms import fields_of
from tests.html import select, texts, values

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree(ground):
    publish(ground["license"], by=None, note="First.")
    return ground["tree"]


def at(tree, name="try", query=""):
    return f"/admin/guidance/tree/{tree.pk}/workshop/{name}/{query}"


def kept(client, tree, **changes):
    page = client.get(at(tree, query="?users=5&sharing=yes"))
    fields = {name: page.context["result"][name] for name in ("said",)}
    fields |= {"answers": page.context["result"]["query"], "title": "Five users"}
    return client.post(at(tree, "keep"), fields | changes)


def test_way_is_lit_as_far_as_the_answers_lead(admin_of, tree):
    start = admin_of.get(at(tree))
    later = admin_of.get(at(tree, query="?users=5"))

    assert [len(select(page, "[data-lit]")) for page in (start, later)] == [0, 3]
    assert values(later, "a.picture-box[aria-current]", "id") == ["at-sharing"]
    assert texts(later, "#asked-heading") == ["Do others get copies?"]


def test_result_is_kept_as_a_case_signed_by_who_says_so(admin_of, tree):
    kept(admin_of, tree)

    made = Case.objects.get(title="Five users")
    assert (made.key, made.outcomes, made.signed_by) == ("five-users", ["ship"], "Eve Editor")
    assert made.answers == {"users": ["5"], "sharing": ["yes"]}
    assert made.includes == ["example/notice", "example/use", "example/no-harm"]
    assert not made.exact
    assert texts(admin_of.get(at(tree, query="?users=5&sharing=yes")), "button.button") == []


def test_nothing_is_kept_where_the_draft_says_something_else_by_now(admin_of, tree):
    page = admin_of.get(at(tree, query="?users=5&sharing=yes"))
    said = page.context["result"]["said"]
    Outcome.objects.filter(key="ship").update(adds=[])

    response = kept(admin_of, tree, said=said)

    assert not Case.objects.filter(title="Five users").exists()
    assert "was changed meanwhile" in " ".join(texts(admin_of.get(response.url), ".messagelist li"))


def test_case_says_yes_that_is_right_without_a_key(admin_of, tree):
    url = f"{reverse('admin:guidance_case_add')}?tree={tree.pk}"
    page = admin_of.get(url)
    fields = fields_of(page, title="Ten", answers__users="10", answers__sharing="no")

    response = admin_of.post(url, fields | {"_right": ["1"]})
    assert texts(response, ".errorlist li") == []

    made = Case.objects.get(title="Ten")
    assert (made.key, made.outcomes, made.signed_by) == ("ten", ["use"], "Eve Editor")
    assert made.answers == {"users": ["10"], "sharing": ["no"]}


@pytest.mark.parametrize(("reason", "outcomes"), [("", ["ask-first"]), ("New law.", ["use"])])
def test_signed_case_is_signed_anew_with_a_reason_only(admin_of, tree, reason, outcomes):
    case = Case.objects.get(key="over-limit")
    Case.objects.filter(pk=case.pk).update(signed_by="Ann")
    url = reverse("admin:guidance_case_change", args=[case.pk])

    admin_of.post(url, fields_of(admin_of.get(url), outcomes=["use"], reason=reason))

    case.refresh_from_db()
    assert case.outcomes == outcomes
    assert case.signed_by == ("Eve Editor" if reason else "Ann")
