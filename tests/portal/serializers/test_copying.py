"""A copy of the database by the documented commands says the same as the original."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.core.serializers import deserialize, serialize
from django.db import connection

from guidance.models import Edition, FaqEntry, Review, SavedResult, SearchEntry, SearchStamp
from guidance.services.people import ensure_groups
from guidance.services.search import index
from tests.editions import published_faq, published_license, published_tree
from tests.scenes import scene

pytestmark = pytest.mark.long

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "operating.md").read_text("utf-8")
KEPT = {"contenttypes", "auth.permission"}
ODD = datetime(2026, 3, 4, 5, 6, 7, 123_457, tzinfo=UTC)


@scene
def shelf():
    """Rows of many kinds with times that no shorter form holds."""
    published_license()
    published_license(summary="Another summary.")
    edition = published_faq(topics=["attribution", "commercial-use"])
    published_tree()
    ada = User.objects.create_user("ada", password="none", first_name="Ada ✓", last_login=ODD)
    ensure_groups(apps)  # a test with transactions may have emptied the tables
    ada.groups.add(Group.objects.get(name="Editors"))
    Review.objects.create(edition=edition, reviewer=ada, reviewer_name="Ada", reviewed_at=ODD)
    SavedResult.objects.create(
        edition=Edition.objects.get(publication__kind="tree"), answers={"b": ["1"], "a": ["2"]},
        title="Größe “x”", token="t" * 24, secret_digest="0" * 64,
    )  # fmt: skip
    FaqEntry.objects.update(updated_at=ODD)


def command(name: str) -> list[str]:
    """Return the words behind a command as docs/operating.md has it."""
    return re.search(rf"^    manage\.py {name} (.+)$", PAGE, re.MULTILINE)[1].split()


def rows_of(model) -> list[dict]:
    """Return all rows; what is made anew by a copy is known by what it says, not by its number."""
    is_made_anew = model is SearchEntry or model._meta.auto_created
    own = [f.attname for f in model._meta.concrete_fields if not (is_made_anew and f.primary_key)]
    if model is SearchStamp:  # another at every indexing
        own.remove("stamp")
    return sorted(model.objects.values(*own), key=lambda row: [str(row[name]) for name in own])


def everything() -> dict[str, list]:
    """Return all rows, those between models too."""
    return {
        model._meta.label_lower: rows_of(model)
        for model in apps.get_models(include_auto_created=True)
        if model._meta.label_lower not in KEPT and model._meta.app_label not in KEPT
    }


def emptied():
    """Make the database as `migrate` leaves it, but for groups, which the copy brings."""
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            if model._meta.label_lower not in KEPT and model._meta.app_label not in KEPT:
                cursor.execute(f"DELETE FROM {model._meta.db_table}")  # noqa: S608 - our own names


def test_copy_by_the_documented_commands_is_the_same(shelf, tmp_path):
    before = everything()
    file = tmp_path / "guidance.json"
    *words, name = command("dumpdata")

    call_command("dumpdata", *words, str(file), verbosity=0)
    emptied()
    assert not any(everything().values())
    assert command("loaddata") == [name]
    call_command("loaddata", str(file), verbosity=0)
    index.rebuild()

    assert before == everything()
    assert len(before["guidance.edition"]) == 4
    assert before["guidance.review"][0]["reviewed_at"] == ODD


@pytest.mark.parametrize("form", ["json", "jsonl", "xml"])
@pytest.mark.parametrize(
    "moment", [ODD, ODD.replace(microsecond=0), ODD + timedelta(microseconds=1)]
)
def test_every_form_of_a_copy_keeps_microseconds(form, moment):
    written = serialize(form, [Edition(pk=1, number=1, published_at=moment)])

    assert [read.object.published_at for read in deserialize(form, written)] == [moment]
