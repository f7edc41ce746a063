"""Names of licenses: kept when one is published, and made anew where they are missing."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from guidance.models import LicenseName, Publication
from tests.editions import published_faq, published_license


def kept(slug="example"):
    found = LicenseName.objects.filter(publication__slug=slug).order_by("rule", "key")
    return [(one.rule, one.key) for one in found]


EXAMPLE = [
    ("bill", "example"), ("bill", "meta ex 2"), ("bill", "mit"), ("spdx", "MIT"),
    ("stack", "example"), ("stack", "example license"), ("stack", "meta/ex-2"), ("stack", "mit"),
    ("stack", "mit+"), ("stack", "mit-only"), ("stack", "mit-or-later"),
]  # fmt: skip
FIELDS = {"spdx": "MIT", "other_names": ["meta/Ex-2"]}


@pytest.mark.django_db
def test_names_are_those_of_the_current_edition():
    published_license(other_names=["Old"])
    published_license(**FIELDS)

    assert kept() == EXAMPLE


@pytest.mark.django_db
def test_license_without_an_identifier_has_none():
    published_license()

    assert [rule for rule, _key in kept()] == ["bill", "stack", "stack"]


@pytest.mark.django_db
def test_only_licenses_have_names():
    published_license()
    published_faq("example")

    assert set(LicenseName.objects.values_list("publication__kind", flat=True)) == {"license"}


@pytest.mark.django_db
def test_rebuild_makes_them_anew_and_can_be_repeated(capsys):
    published_license(**FIELDS)
    Publication.objects.create(kind="license", slug="never-published")
    LicenseName.objects.filter(rule="stack").delete()
    LicenseName.objects.filter(key="meta ex 2").update(key="wrong")

    call_command("rebuild_search")
    call_command("rebuild_search")

    assert kept() == EXAMPLE
    assert LicenseName.objects.count() == len(EXAMPLE)


@pytest.mark.django_db(transaction=True)
def test_migration_keeps_the_names_of_what_is_there():
    published_license(**FIELDS)
    latest = MigrationExecutor(connection).loader.graph.leaf_nodes("guidance")

    MigrationExecutor(connection).migrate([("guidance", "0033_how_questionnaires_are_used")])
    MigrationExecutor(connection).migrate(latest)

    assert kept() == EXAMPLE


@pytest.mark.django_db
def test_license_that_a_former_release_published_gets_its_names_when_it_is_due():
    published_license(**FIELDS)
    published_license("other", title="Other License")
    LicenseName.objects.filter(publication__slug="example").delete()
    of_other = [*LicenseName.objects.values_list("pk", flat=True)]

    call_command("due", verbosity=0)

    assert kept() == EXAMPLE
    assert set(of_other) <= {*LicenseName.objects.values_list("pk", flat=True)}
