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
