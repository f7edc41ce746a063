"""Let the database itself refuse to change a published edition.

Deleting is not refused here: PROTECT and the admin guard that, and emptying a test
database has to work. SQLite loses triggers when a migration rebuilds a table: one that
alters Edition has to make this one again.
"""

from django.db import migrations

COLUMNS = "document, context, html, card, digest, number, publication_id, note, published_at"
SQLITE = (
    f"""
    CREATE TRIGGER guidance_edition_is_immutable BEFORE UPDATE OF {COLUMNS} ON guidance_edition
    BEGIN
        SELECT RAISE(ABORT, 'an edition never changes');
    END
    """,
)
SQLITE_BACK = ("DROP TRIGGER guidance_edition_is_immutable",)
POSTGRESQL = (
    """
    CREATE FUNCTION guidance_edition_is_immutable() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'an edition never changes'
            USING ERRCODE = 'integrity_constraint_violation';
    END
    $$
    """,
    f"""
    CREATE TRIGGER guidance_edition_is_immutable BEFORE UPDATE OF {COLUMNS} ON guidance_edition
        FOR EACH ROW EXECUTE FUNCTION guidance_edition_is_immutable()
    """,
)
POSTGRESQL_BACK = (
    "DROP TRIGGER guidance_edition_is_immutable ON guidance_edition",
    "DROP FUNCTION guidance_edition_is_immutable()",
)


def make(apps, schema_editor):
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    for statement in POSTGRESQL if is_postgresql else SQLITE:
        schema_editor.execute(statement, params=None)


def drop(apps, schema_editor):
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    for statement in POSTGRESQL_BACK if is_postgresql else SQLITE_BACK:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("guidance", "0002_search_index")]
    operations = [migrations.RunPython(make, drop)]
