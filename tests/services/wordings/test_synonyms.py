"""Synonyms as the team edits them: in force at once, tried before, restorable."""

import pytest
from django.contrib.auth.models import User

from guidance.core.search.lists import SYNONYMS
from guidance.core.wordings.synonyms import Group
from guidance.models import SynonymState
from guidance.services.search.searching import search
from guidance.services.search.synonyms import active
from guidance.services.wordings.synonyms import (
    SynonymsMoved,
    in_force,
    new_in_release,
    preview,
    queries_to_try,
    save,
)
from tests.editions import published_faq, published_license
from tests.scenes import scene

ZEBRA = Group(("zebra", "sell it"), is_both=False, why="a test")


@scene
def eve():
    published_license()
    published_faq()
    published_faq("other", question="Which notice?", short_answer="The zebra notice.")
    return User.objects.create(username="eve")


def test_release_is_in_force_until_the_team_saves(eve, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert active() == tuple((group, True) for group in SYNONYMS)
    assert in_force().number == 0
    assert new_in_release(in_force().groups) == ()

    save((ZEBRA,), by=eve, seen=0)

    assert active() == ((("zebra", "sell it"), False),)
    search("zebra")
    with django_assert_num_queries(1):  # tells that the index and the synonyms are current
        search("zebra")
    assert in_force().groups == (ZEBRA,)
    assert len(new_in_release(in_force().groups)) == len(SYNONYMS)


def test_search_reads_queries_by_them_in_one_direction(eve):
    assert "may-i-sell-it" not in [one.key for one in search("zebra").results]
    before = [one.key for one in search("sell it").results]

    save((*in_force().groups, ZEBRA), by=eve, seen=0)

    assert "may-i-sell-it" in [one.key for one in search("zebra").results]
    assert [one.key for one in search("sell it").results] == before


def test_nobody_overwrites_what_they_have_not_seen(eve):
    first = save((ZEBRA,), by=eve, seen=0)

    with pytest.raises(SynonymsMoved):
        save((Group(("a", "b")),), by=eve, seen=0)

    assert save((ZEBRA,), by=eve, seen=first.pk) is None
    assert SynonymState.objects.count() == 1


def test_preview_says_what_changes_and_saves_nothing(eve):
    now = in_force().groups

    moved = preview(now, (*now, ZEBRA), ["zebra", "keep the notice"])

    assert [one.query for one in moved] == ["zebra"]
    assert "May I sell it?" in [title for title, _url in moved[0].after]
    assert "May I sell it?" not in [title for title, _url in moved[0].before]
    assert not SynonymState.objects.exists()
    assert preview(now, now, ["zebra"]) == []


def test_queries_with_a_phrase_that_changed_are_tried_first(eve):
    assert queries_to_try((ZEBRA,))[:3] == ["zebra", "sell it", "May I sell it?"]
