"""A person beside the packs."""

import pytest


@pytest.fixture
def paula(django_user_model):
    return django_user_model.objects.create_user("paula")
