"""The six whose rights are told apart, each with a browser."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.admin.frame.test_rights import everything

__all__ = ["everything"]

ROLES = ("guest", "outsider", "reviewer", "editor", "publisher", "operator")


@pytest.fixture
def people(everything, team):
    """A browser for each."""
    made = {name: Client() for name in ROLES}
    for name in ("outsider", "reviewer", "editor", "publisher"):
        made[name].force_login(team[name])
    made["operator"].force_login(User.objects.create_superuser("root"))
    return made
