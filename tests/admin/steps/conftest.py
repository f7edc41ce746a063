"""Who else is at work beside the editor of a draft."""

import pytest

from tests.admin.conftest import person


@pytest.fixture
def second(client_class, groups):
    other = client_class()
    other.force_login(person("ada", "Editors", is_staff=True, first_name="Ada"))
    return other


@pytest.fixture
def client_class():
    from django.test import Client

    return Client


@pytest.fixture
def publisher(client, team):
    client.force_login(team["publisher"])
    return client
