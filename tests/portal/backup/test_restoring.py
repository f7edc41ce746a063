"""What was lived in comes back: in the other database, from an older version, while others write.

One database is filled as the first version left it, and backed up before it is migrated. The copy
goes into a database of the other kind, which is migrated to now.
"""

import gzip
import json

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, connections, transaction
from django.utils import timezone

from guidance.models import Edition, Feedback
from portal.backup import rows
from portal.backup.emptying import MADE_BY_TRIGGERS, tables_there
from portal.backup.files import FORMAT, Refused, writing
from portal.backup.restoring import look, restore
from portal.backup.taking import migrations, one_moment, take
from portal.environment.databases import place
from tests.lived_in.test_upgrade import LEFT, MIGRATION, fill
from tests.portal.backup.databases import in_place, other_than

pytestmark = pytest.mark.both


@pytest.fixture(scope="module")
def copies(django_db_setup, django_db_blocker, tmp_path_factory):
    """Backups of an older version's database, and of its copy in the other kind, migrated."""
    folder = tmp_path_factory.mktemp("backups")
    usual = connections["default"].vendor
    with django_db_blocker.unblock():
        with in_place(usual, "older", folder):
            call_command("migrate", *MIGRATION, verbosity=0)
            fill(LEFT["rows"])
            take(folder / "older.backup")
        with in_place(other_than(usual), "other", folder):
            call_command("restore", folder / "older.backup", verbosity=0)
            Feedback.objects.create(
                kind="useful", said="a \U0001f600", secret_digest="x", written_at=timezone.now()
            )
            gone = User.objects.create_user("gone", first_name="ü")
            gone.delete()
            Session.objects.create(
                session_key="s" * 32, session_data="", expire_date=timezone.now()
            )
            take(folder / "other.backup")
    return folder


@pytest.fixture(scope="module")
def restored(copies, django_db_blocker, tmp_path_factory):
    """The usual kind of database again, restored from the other kind."""
    folder = tmp_path_factory.mktemp("restored")
    with django_db_blocker.unblock(), in_place(connections["default"].vendor, "again", folder):
        restore(copies / "other.backup")
        yield copies


def lines(file):
    return [json.loads(line) for line in gzip.open(file)]


def test_copy_of_the_copy_says_the_same(restored, tmp_path):
    take(tmp_path / "again.backup")

    first, second = lines(restored / "other.backup"), lines(tmp_path / "again.backup")
    assert first[1:-1] == second[1:-1]
    assert first[0]["migrations"] == second[0]["migrations"]
    assert first[0]["database"] != second[0]["database"]


def test_editions_of_the_first_version_are_the_same(restored):
    digests = [*Edition.objects.order_by("pk").values_list("digest", flat=True)]

    assert digests == [row["digest"] for row in LEFT["rows"]["guidance.edition"]]


def test_what_triggers_make_is_made_of_what_was_restored(restored):
    made = said()
    assert {name for _, name, *_ in made} >= {"topic", "permission"}

    restore(restored / "other.backup", replace=True)

    assert said() == made
    names = Edition.objects.filter(publication__kind="license").values_list("pk", "card")
    topics = {(pk, slug) for pk, card in names for slug in card.get("topics", {})}
    assert topics <= {(pk, value) for pk, name, value, _ in made if name == "topic"}


def said():
    with connection.cursor() as cursor:
        cursor.execute("SELECT edition_id, name, value, words FROM guidance_said")
        return {tuple(row) for row in cursor.fetchall()}


def test_each_table_is_restored_or_made(restored):
    """A table that nobody knows of would come back empty."""
    ours = {model._meta.db_table for model in rows.tables(apps)}
    assert tables_there() - ours - rows.LEFT_OUT == MADE_BY_TRIGGERS | {
        "django_migrations", "guidance_generation",
    }  # fmt: skip


def test_database_still_refuses_to_change_an_edition(restored):
    with pytest.raises(DatabaseError), transaction.atomic():
        Edition.objects.update(digest="0" * 64)


def test_number_of_who_is_gone_is_not_given_again(restored):
    with transaction.atomic():
        person = User.objects.create_user("next")
        transaction.set_rollback(True)

    assert person.pk == 2 + max(row["id"] for row in LEFT["rows"]["auth.user"])


def test_logins_stay_behind(restored):
    assert Session.objects.count() == 0


def test_database_that_is_not_empty_is_left_alone(restored):
    with pytest.raises(Refused, match="not empty") as refused:
        restore(restored / "other.backup")

    assert place() in str(refused.value), "which one was meant is to be seen"
    assert User.objects.filter(username="ada").exists()


def test_what_is_there_is_replaced_where_that_was_said(restored):
    User.objects.create_user("later")

    restore(restored / "other.backup", replace=True)

    assert [*User.objects.order_by("pk").values_list("username", flat=True)] == ["ada", "ben"]


def test_pages_that_were_stored_are_made_anew(restored):
    before = mark()

    restore(restored / "other.backup", replace=True)

    assert mark() != before


def mark() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT mark FROM guidance_generation")
        return cursor.fetchone()[0]


def test_backup_of_older_migrations_wants_a_database_without_tables(restored):
    with pytest.raises(Refused, match="other migrations"):
        restore(restored / "older.backup", replace=True)


def test_row_that_the_database_refuses_undoes_all(restored, tmp_path):
    user = next(row for row in lines(restored / "other.backup") if "ada" in row)
    with writing(tmp_path / "bad.backup") as file:
        file.head({**lines(restored / "other.backup")[0]})
        file.head({"table": "auth_user", "columns": columns_of_users(restored), "last": 1})
        file.row(user)
        file.row(user)

    with pytest.raises(Refused, match="none was kept"):
        restore(tmp_path / "bad.backup", replace=True)

    assert User.objects.filter(username="ben").exists()


def columns_of_users(folder):
    heads = [line for line in lines(folder / "other.backup") if isinstance(line, dict)]
    return next(line["columns"] for line in heads if line.get("table") == "auth_user")


def test_backup_of_a_newer_version_is_refused(restored, tmp_path):
    with writing(tmp_path / "newer.backup") as file:
        newer = [*migrations(), ["guidance", "9999_newer"]]
        head = {"format": FORMAT, "version": 1, "made": "", "database": "sqlite"}
        file.head({**head, "migrations": newer})

    with pytest.raises(Refused, match=r"newer version.*guidance\.9999_newer"):
        restore(tmp_path / "newer.backup", replace=True)


def test_who_writes_meanwhile_neither_waits_nor_is_seen(restored):
    with one_moment():
        before = Feedback.objects.count()
        other = connection.copy()
        with other.cursor() as cursor:
            cursor.execute("UPDATE guidance_feedback SET said = 'meanwhile'")
        other.close()
        seen = Feedback.objects.filter(said="meanwhile").count()

    assert (before, seen) == (1, 0)
    assert Feedback.objects.filter(said="meanwhile").count() == 1


def test_file_says_what_is_in_it(restored):
    found = look(restored / "older.backup")

    assert found.database == connection.vendor
    assert found.tables["auth_user"] == len(LEFT["rows"]["auth.user"])


def test_command_says_what_is_wrong_with_a_file(restored, tmp_path):
    cut = tmp_path / "cut.backup"
    cut.write_bytes((restored / "other.backup").read_bytes()[:-20])

    with pytest.raises(CommandError, match="was cut or changed"):
        call_command("restore", cut, replace=True)

    assert User.objects.filter(username="ada").exists()


def test_command_names_a_file_by_the_time_and_keeps_the_newest(restored, tmp_path, capsys):
    (tmp_path / "guidance-2020-01-01T000000Z.backup").touch()

    call_command("backup", tmp_path, keep=1)

    made = [path.name for path in tmp_path.iterdir()]
    assert len(made) == 1
    assert made[0] > "guidance-2026"
    assert "1 deleted" in capsys.readouterr().out


@pytest.mark.parametrize("keep", [0, -1])
def test_command_does_not_keep_none(tmp_path, keep):
    with pytest.raises(CommandError, match="--keep"):
        call_command("backup", tmp_path, keep=keep)


def test_command_keeps_only_in_a_folder(tmp_path):
    with pytest.raises(CommandError, match="--keep"):
        call_command("backup", tmp_path / "a.backup", keep=3)
