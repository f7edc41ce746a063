"""An upgrade keeps what was lived in: rows, digests, the words of pages, and the API's answers.

The database is the one that the first version left (`making.py` made its rows there). It is filled
at the migration of that version, and brought forward by ``migrate``, as an operator does.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, connections, transaction
from django.db.migrations.executor import MigrationExecutor
from django.test import Client

from guidance.core.documents import formats
from guidance.core.documents.editions import Context
from guidance.models import Edition, FaqEntry, License, Tree
from guidance.services.drafts.edited import standing_of
from guidance.services.editions.snapshots import digest_of
from guidance.services.publishing.acts import publish
from guidance.services.search import index, searching
from tests.lived_in import making

pytestmark = [pytest.mark.long, pytest.mark.both]

LEFT = json.loads((Path(__file__).parent / "first_version.json").read_text("utf-8"))
"""What the older version left, and what its readers saw."""
MIGRATION = ("guidance", LEFT["migration"])


@pytest.fixture(scope="module")
def upgraded(django_db_setup, django_db_blocker, tmp_path_factory):
    """A database of its own, lived in at the older version and then migrated to now."""
    usual = connections["default"]
    with django_db_blocker.unblock():
        name = fresh_database(usual, tmp_path_factory.mktemp("lived-in"))
        connections["default"] = type(usual)({**usual.settings_dict, "NAME": name}, "default")
        ContentType.objects.clear_cache()
        try:
            call_command("migrate", *MIGRATION, verbosity=0)
            fill(LEFT["rows"])
            call_command("migrate", verbosity=0)
            yield
        finally:
            connection.close()
            connections["default"] = usual
            ContentType.objects.clear_cache()
            drop_database(usual, name)


def fresh_database(usual, folder: Path) -> str:
    if usual.vendor == "sqlite":
        return str(folder / "lived-in.sqlite3")
    name = f"{usual.settings_dict['NAME']}_lived_in"
    drop_database(usual, name)
    with usual._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}"')
    return name


def drop_database(usual, name: str) -> None:
    if usual.vendor != "sqlite":
        with usual._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')


def fill(rows: dict[str, list[dict[str, Any]]]) -> None:
    """Write rows as the models were then, with the numbers that they had."""
    then = MigrationExecutor(connection).loader.project_state(MIGRATION).apps
    models = [then.get_model(label) for label in rows]
    with transaction.atomic():  # what refers to what is looked at when this ends
        for model in models:
            for row in rows[model._meta.label_lower]:
                values = columns_of(model, row)
                model(**values).save_base(raw=True, force_insert=True)
        for model in models:
            for field in model._meta.many_to_many:
                for row in rows[model._meta.label_lower]:
                    written = model._default_manager.get(pk=row["id"])
                    getattr(written, field.name).set(numbers_of(field, row[field.name]))
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)


def columns_of(model, row: dict[str, Any]) -> dict[str, Any]:
    """Return what stands in the columns of a model, as Python's own values."""
    return {
        field.attname: field.to_python(row[field.name])
        for field in model._meta.concrete_fields
        if field.name in row
    }


def numbers_of(field, named: list[Any]) -> list[int]:
    if field.name != "groups":
        return named
    return [group.pk for group in field.related_model.objects.filter(name__in=named)]


FOLDED = {"title_words", "body_words", "about_words"}
"""What an older index kept of an entry beside its words; ours is made of the words."""


def test_every_row_says_what_it_said(upgraded):
    rows = [(apps.get_model(label), row) for label, kept in LEFT["rows"].items() for row in kept]

    for model, row in rows:
        said = columns_of(model, row)
        now = model._default_manager.filter(pk=row["id"]).values(*said).get()
        lost = {name for name in row if name not in {f.name for f in model._meta.get_fields()}}
        assert (now, lost - FOLDED) == (said, set())
        for field in model._meta.many_to_many:
            joined = getattr(model._default_manager.get(pk=row["id"]), field.name)
            assert [*joined.order_by("pk").values_list("pk", flat=True)] == sorted(
                numbers_of(field, row[field.name])
            )


def test_nothing_is_published_and_nothing_is_more_than_it_was(upgraded):
    counted = {label: apps.get_model(label)._default_manager.count() for label in LEFT["rows"]}

    assert counted == {label: len(rows) for label, rows in LEFT["rows"].items()}


def test_editions_give_the_digests_that_they_have(upgraded):
    editions = [*Edition.objects.order_by("pk")]

    digests = [
        digest_of(formats.parse(edition.document), Context.model_validate(edition.context))
        for edition in editions
    ]

    assert digests == [row["digest"] for row in LEFT["rows"]["guidance.edition"]]


def test_drafts_are_edited_where_they_were_and_the_half_built_one_stays(upgraded):
    standing = {model: standing_of(model) for model in (License, FaqEntry, Tree)}

    assert [[row.slug for row in one.edited] for one in standing.values()] == [
        [], ["may-i-sell-it"], [],
    ]  # fmt: skip
    assert [[row.slug for row in one.unpublished] for one in standing.values()] == [
        [], [], ["half-built"],
    ]  # fmt: skip


@pytest.mark.parametrize("address", LEFT["words"])
def test_page_shows_the_words_that_it_showed(upgraded, address):
    shown = making.bare(making.page_at(address))

    lost = [words for words in LEFT["words"][address] if making.bare(words) not in shown]

    assert lost == []
    assert len(LEFT["words"][address]) >= 4


@pytest.mark.parametrize("address", LEFT["answers"])
def test_api_answers_what_it_answered_and_may_say_more(upgraded, address):
    answer = making.answer_of(address)

    assert list(lost_of(LEFT["answers"][address], answer)) == []


def lost_of(old: Any, new: Any, place: str = "") -> Iterator[str]:
    """Yield each place where an answer no longer has what it had; a new field is no loss."""
    if isinstance(old, dict) and isinstance(new, dict):
        for name, value in old.items():
            if name in new:
                yield from lost_of(value, new[name], f"{place}/{name}")
            else:
                yield f"{place}/{name} is gone"
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for number, (before, now) in enumerate(zip(old, new, strict=True)):
            yield from lost_of(before, now, f"{place}/{number}")
    elif old not in (new, _unsigned(new)):
        yield f"{place} was {old!r} and is {new!r}"


def _unsigned(value: Any) -> Any:
    """Return an address of a result as it was before links carried a check sign; both answer."""
    return re.sub(r"[?]_check=[a-z2-7]{5}&", "?", value) if isinstance(value, str) else value


@pytest.mark.parametrize(
    ("old", "new", "lost"),
    [
        ({"a": [1]}, {"a": [1], "b": 2}, []),
        ({"a": [{"b": 1}]}, {"a": [{"c": 1}]}, ["/a/0/b is gone"]),
        ({"a": [1]}, {"a": [1, 2]}, ["/a was [1] and is [1, 2]"]),
        ({"a": "1"}, {"a": 1}, ["/a was '1' and is 1"]),
        ({"a": "/v1/?b=1"}, {"a": "/v1/?_check=abcde&b=1"}, []),
        (
            {"a": "/v1/?b=1"},
            {"a": "/v1/?_check=abcde&b=2"},
            ["/a was '/v1/?b=1' and is '/v1/?_check=abcde&b=2'"],
        ),
    ],
)
def test_loss_is_seen(old, new, lost):
    assert list(lost_of(old, new)) == lost


def test_short_links_answer_as_they_did_and_taken_back_ones_are_gone(upgraded):
    kept, taken_back = (row["token"] for row in LEFT["rows"]["guidance.savedresult"])

    statuses = [Client().get(f"/results/{token}/").status_code for token in (kept, taken_back)]

    assert statuses == [200, 410]


def test_what_was_withdrawn_still_is_and_its_edition_is_readable(upgraded):
    paths = [f"/faq/{making.WITHDRAWN}/", f"/faq/{making.WITHDRAWN}/v1/"]

    statuses = [Client().get(path).status_code for path in paths]

    assert statuses == [410, 200]


def test_search_is_made_anew_and_finds_what_it_found(upgraded):
    index.rebuild()

    found = {words: searching.search(words) for words in ("may I sell it", "hide")}

    assert found["may I sell it"].results[0].url == "/faq/may-i-sell-it/"
    assert found["hide"].total == 0  # withdrawn


def test_next_edition_takes_the_next_number(upgraded):
    with transaction.atomic():
        edition = publish(FaqEntry.objects.get(slug="may-i-sell-it"), by=None, note="Said shorter.")
        transaction.set_rollback(True)

    assert (edition.number, edition.pk) == (3, 9)
