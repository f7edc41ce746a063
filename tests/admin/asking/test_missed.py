"""Queries without an answer in the admin: who sees them, and what becomes of them."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.utils import timezone

from guidance.models import MissedQuery
from guidance.services.search.wordings import wordings_of
from tests.admin.forms import fields_of
from tests.admin.pages import messages_of
from tests.html import select, texts

LIST = "/admin/guidance/asked/"


@pytest.fixture
def query(db):
    today = timezone.localdate()
    MissedQuery.objects.create(digest="b", times=2, last_asked=today)
    return MissedQuery.objects.create(
        digest="a", words="can i vend it", times=5, unanswered=2, last_asked=today
    )


def test_list_says_words_and_times_of_what_was_asked_often(admin_of, query):
    assert texts(admin_of.get(LIST), "tbody tr")[0].startswith("can i vend it 5 2 ")
    assert len(select(admin_of.get(LIST), "tbody tr")) == 1


def test_query_becomes_another_wording_of_what_is_chosen(admin_of, published, query):
    page = admin_of.get(f"{LIST}{query.pk}/")
    titles = texts(page, "option")
    assert {"May I sell it?", "Can I use it?", "Example License"} <= set(titles)

    data = fields_of(page) | {"of": [f"faqentry/{published['faq'].pk}"], "add": ["x"]}
    response = admin_of.post(f"{LIST}{query.pk}/", data, follow=True)

    assert wordings_of("faq", "may-i-sell-it") == {("", ""): ("can i vend it",)}
    assert "Added. The search finds “May I sell it?”" in messages_of(response)[0]
    assert LogEntry.objects.get().change_message == (
        "Also asked as. the document: added “can i vend it”."
    )
    assert select(admin_of.get(LIST), "tbody tr") == []
    assert admin_of.get(f"{LIST}{query.pk}/").status_code == 404


def test_nothing_chosen_is_said(admin_of, published, query):
    data = fields_of(admin_of.get(f"{LIST}{query.pk}/")) | {"add": ["x"]}

    response = admin_of.post(f"{LIST}{query.pk}/", data)

    assert "This field is required." in response.content.decode()
    assert not MissedQuery.objects.get(pk=query.pk).is_done


def test_query_is_let_go(admin_of, query):
    response = admin_of.post(f"{LIST}{query.pk}/", {"let_go": "x"}, follow=True)

    assert messages_of(response) == ["Let go: “can i vend it”."]
    assert select(response, "tbody tr") == []


def test_nobody_adds_to_what_they_may_not_change(client, published, team, query):
    person = team["plain"]
    person.user_permissions.add(Permission.objects.get(codename="change_faqentry"))
    client.force_login(person)
    page = client.get(f"{LIST}{query.pk}/")
    assert "Example License" not in texts(page, "option")

    data = fields_of(page) | {"of": [f"license/{published['license'].pk}"], "add": ["x"]}
    client.post(f"{LIST}{query.pk}/", data)

    assert wordings_of("license", "example") == {}


@pytest.mark.parametrize(
    ("who", "sees", "settles"),
    [("outsider", 302, 302), ("plain", 403, 403), ("reviewer", 200, 403), ("editor", 200, 200),
     ("publisher", 200, 200)],
)  # fmt: skip
def test_who_may_do_what(client, team, query, who, sees, settles):
    client.force_login(team[who])
    page = f"{LIST}{query.pk}/"

    assert client.get(LIST).status_code == sees
    assert (client.get(page).status_code, client.post(page, {}).status_code) == (settles,) * 2
    if who == "reviewer":
        assert select(client.get(LIST), "tbody a") == []
