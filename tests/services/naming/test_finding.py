"""Licenses found by their names: all that have one, and only those that readers find."""

from datetime import UTC, datetime

import pytest

from guidance.models import NameRule, Publication
from guidance.services.naming.finding import Called, called
from tests.editions import published_license
from tests.scenes import scene


@scene
def licenses():
    published_license("mit", title="MIT", short_title="MIT", spdx="MIT")
    published_license("own", title="Own", short_title="Own", other_names=["MIT"])


def test_license_is_found_by_a_name_with_its_edition_and_identifier(licenses):
    published_license("own", title="Own", short_title="Own", summary="Another edition.")

    assert list(called(NameRule.STACK, ["own", "mit-only", "unheard", ""])) == [
        Called("mit-only", "mit", "MIT", 1), Called("own", "own", "", 2),
    ]  # fmt: skip


def test_name_of_two_licenses_finds_both_in_the_order_of_lists(licenses):
    Publication.objects.filter(slug="own").update(position=0)
    Publication.objects.filter(slug="mit").update(position=1)

    assert [one.slug for one in called(NameRule.BILL, {"mit"})] == ["own", "mit"]


@pytest.mark.parametrize("gone", [{"withdrawn_at": datetime.now(UTC)}, {"current": None}])
def test_license_that_readers_do_not_find_has_no_name(licenses, gone):
    Publication.objects.filter(slug="mit").update(**gone)

    assert [one.slug for one in called(NameRule.BILL, {"mit"})] == ["own"]


def test_each_rule_has_its_own_names(licenses):
    assert list(called(NameRule.BILL, ["mit-only"])) == []
    assert list(called(NameRule.SPDX, ["mit", "MIT"])) == [Called("MIT", "mit", "MIT", 1)]


@pytest.mark.parametrize(("count", "queries"), [(0, 0), (1, 1), (500, 1), (501, 2)])
def test_names_are_asked_for_by_hundreds(licenses, django_assert_num_queries, count, queries):
    with django_assert_num_queries(queries):
        list(called(NameRule.STACK, [f"name {number}" for number in range(count)]))
