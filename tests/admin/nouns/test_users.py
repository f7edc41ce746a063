"""Making people in the admin."""

import pytest
from django.contrib.auth.models import Group

from tests.admin.conftest import person
from tests.admin.forms import fields_of


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, ["eve is one of the Editors but cannot log in here: tick Staff status."]),
        ({"is_staff": "on"}, []),
    ],
)
def test_who_is_put_into_a_group_without_a_login_is_named(root, groups, changes, told):
    user = person("eve")
    url = f"/admin/auth/user/{user.pk}/change/"
    editors = str(Group.objects.get(name="Editors").pk)

    response = root.post(url, fields_of(root.get(url), groups=editors, **changes), follow=True)

    said = [str(message) for message in response.context["messages"]]
    assert user.groups.get().name == "Editors"
    assert [words for words in said if "Staff" in words] == told


@pytest.mark.parametrize(
    ("posted", "stands"),
    [
        ({"last_name": "Smith"}, {"is_active": False, "last_name": "Smith"}),
        ({"email": "b@example.org"}, {"is_active": False, "email": "a@example.org"}),
    ],
    ids=["another-field", "the-same-field"],
)
def test_older_page_of_a_person_gives_nothing_back(root, groups, posted, stands):
    user = person("eve", "Editors", is_staff=True)
    url = f"/admin/auth/user/{user.pk}/change/"
    older = fields_of(root.get(url), **posted)
    taken = fields_of(root.get(url), email="a@example.org")
    del taken["is_active"]
    assert root.post(url, taken).status_code == 302

    root.post(url, older)

    user.refresh_from_db()
    assert {name: getattr(user, name) for name in stands} == stands


def test_older_page_of_a_group_gives_no_right_back(root, groups):
    group = Group.objects.get(name="Reviewers")
    url = f"/admin/auth/group/{group.pk}/change/"
    older = fields_of(root.get(url), name="Readers")
    left = fields_of(root.get(url))
    left["permissions"] = left["permissions"][:1]
    assert root.post(url, left).status_code == 302

    response = root.post(url, older)

    group.refresh_from_db()
    assert (response.status_code, group.name, group.permissions.count()) == (302, "Readers", 1)
