"""Licenses to choose from: all of few, sixty of many, and those that are chosen or looked for."""

from datetime import UTC, datetime

import pytest

from guidance.core.documents.cards import LicenseCard
from guidance.models import Publication
from guidance.models.said import Listed
from guidance.services.naming.offering import MOST, listed, offered
from tests.editions import published_license
from tests.scenes import scene
from tests.services.naming.many import put_before


@scene
def three():
    for number, slug in enumerate(("c", "a", "b")):
        published_license(slug, title=slug.upper(), short_title=slug.upper(), spdx=f"S-{slug}")
        Publication.objects.filter(slug=slug).update(position=number)


@scene
def many():
    published_license("last")
    put_before()


def slugs(offer):
    return [one.slug for one in offer.listed]


@pytest.mark.parametrize("found", [None, ["a"]])
def test_few_are_offered_all_in_the_order_of_lists(three, django_assert_num_queries, found):
    with django_assert_num_queries(1):
        offer = offered(also=["b"], found=found)

    assert (slugs(offer), offer.is_all) == (["c", "a", "b"], True)


def test_of_many_the_first_are_offered_with_those_that_are_chosen(many, django_assert_num_queries):
    with django_assert_num_queries(1):
        first = offered(also=["n-59"])
    with django_assert_num_queries(2):
        with_last = offered(also=["last", "n-01", "unheard", "no slug\0"])

    assert (slugs(first), first.is_all) == ([f"n-{n:02}" for n in range(60)], False)
    assert slugs(with_last) == ["last", *slugs(first)]


def test_sixty_are_few(many):
    Publication.objects.filter(slug="n-07").update(withdrawn_at=datetime.now(UTC))

    offer = offered()

    assert (len(offer.listed), offer.is_all) == (MOST, True)


def test_of_many_those_looked_for_are_offered_instead(many):
    assert slugs(offered(also=["last"], found=["n-20", "n-30"])) == ["n-20", "n-30", "last"]


def test_license_is_listed_by_slug(three):
    found = listed(["a", "b", "unheard"])

    assert {slug: one.written for slug, one in found.items()} == {"a": "S-a", "b": "S-b"}


@pytest.mark.parametrize(
    ("card", "spdx", "written"),
    [
        (LicenseCard(title="Long", short_title="Short"), "MIT", "MIT"),
        (LicenseCard(title="Long", short_title="Short"), "LicenseRef-own", "Short"),
        (LicenseCard(title="Long"), "", "Long"),
        (LicenseCard(), "", "own"),
    ],
)
def test_license_is_written_as_people_do(card, spdx, written):
    assert Listed("own", card, spdx).written == written


def test_nothing_is_asked_for_no_license(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert listed([]) == {}
