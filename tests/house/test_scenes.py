"""Scenes stand for the tests that ask for them only, and each test finds them as they were made."""

import pytest
from django.contrib.auth.models import User

from tests.scenes import scene

made = []


@scene
def ada():
    made.append("ada")
    return User.objects.create(username="ada")


@scene
def bob(ada):
    made.append("bob")
    return User.objects.create(username="bob", last_name=ada.username)


def names():
    return sorted(User.objects.values_list("username", flat=True))


@pytest.mark.parametrize("_time", [1, 2])
def test_scene_is_as_it_was_made_for_each_test(ada, _time):
    assert (names(), ada.first_name) == (["ada"], "")

    ada.first_name = "Ada"
    ada.save()
    User.objects.create(username="guest")


def test_scene_stands_on_another(bob):
    assert (names(), bob.last_name) == (["ada", "bob"], "ada")


def test_scene_below_still_stands_without_the_one_above(ada):
    assert names() == ["ada"]
    assert made == ["ada", "bob"]


@pytest.mark.django_db
def test_scene_is_gone_where_nobody_asks_for_it():
    assert names() == []


def test_scene_is_made_anew_after_it_was_gone(ada):
    assert names() == ["ada"]
    assert made == ["ada", "bob", "ada"]


@pytest.mark.django_db(transaction=True)
def test_scene_is_gone_where_a_test_has_its_own_transactions():
    assert names() == []
