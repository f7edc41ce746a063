"""Who else has a form open is said beforehand, to those who may see the form, and not for long."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from guidance.models import Opened
from guidance.services import presence
from tests.admin.conftest import person
from tests.admin.pages import change_url


@pytest.fixture
def ada(groups):
    client = Client()
    client.force_login(person("ada", "Editors", is_staff=True, first_name="Ada"))
    return client


def said(client, row, **more):
    page = f"guidance/{row._meta.model_name}/{row.pk}"
    return client.post("/admin/guidance/open/", {"page": page, **more})


def test_two_people_are_told_of_each_other(admin_of, ada, published):
    row = published["faq"]
    first = said(ada, row).json()
    page = admin_of.get(change_url(row)).text
    second = said(admin_of, row).json()
    third = said(ada, row).json()

    assert (first, second, third) == (
        {"others": []}, {"others": ["Ada"]}, {"others": ["Eve Editor"]},
    )  # fmt: skip
    assert "Also open just now at: Ada" in " ".join(page.split())


def test_who_left_or_was_silent_is_not_named(admin_of, ada, published):
    row = published["faq"]
    said(ada, row)
    said(ada, row, left="yes")
    after_leaving = said(admin_of, row).json()
    said(ada, row)
    Opened.objects.filter(user__username="ada").update(at=timezone.now() - presence.SEEN_FOR)

    assert after_leaving == said(admin_of, row).json() == {"others": []}


def test_long_gone_are_forgotten(admin_of, ada, published):
    said(ada, published["faq"])
    Opened.objects.update(at=timezone.now() - timedelta(hours=2))

    said(admin_of, published["tree"])

    assert [one.user.username for one in Opened.objects.all()] == ["eve"]


@pytest.mark.parametrize(
    ("page", "code"),
    [("guidance/faqentry/999", 404), ("auth/user/1", 404), ("guidance/nothing/1", 404), ("", 404)],
)
def test_other_pages_are_none(admin_of, page, code):
    assert admin_of.post("/admin/guidance/open/", {"page": page}).status_code == code
    assert not Opened.objects.exists()


def test_only_who_may_see_a_row_learns_who_has_it_open(published, team):
    codes = {}
    for who in ("reviewer", "plain", "outsider"):
        client = Client()
        client.force_login(team[who])
        codes[who] = said(client, published["faq"]).status_code

    assert codes == {"reviewer": 200, "plain": 403, "outsider": 302}
