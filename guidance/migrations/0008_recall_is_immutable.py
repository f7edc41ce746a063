"""Let the database itself refuse to change a recall or to take it back.

A recall is said for ever. Emptying a whole PostgreSQL table is still possible, which tests do.
SQLite loses triggers when a migration rebuilds a table: one that alters Recall has to make
these again.
"""

from django.db import migrations

COLUMNS = "edition_id, reason, advice, recalled_at"
SQLITE = (
    f"""
    CREATE TRIGGER guidance_recall_is_immutable BEFORE UPDATE OF {COLUMNS} ON guidance_recall
    BEGIN
        SELECT RAISE(ABORT, 'a recall never changes');
    END
    """,
    """
    CREATE TRIGGER guidance_recall_stays BEFORE DELETE ON guidance_recall
    BEGIN
        SELECT RAISE(ABORT, 'a recall never changes');
    END
    """,
)
SQLITE_BACK = (
    "DROP TRIGGER guidance_recall_is_immutable",
    "DROP TRIGGER guidance_recall_stays",
)
POSTGRESQL = (
    """
    CREATE FUNCTION guidance_recall_is_immutable() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'a recall never changes'
            USING ERRCODE = 'integrity_constraint_violation';
    END
    $$
    """,
    f"""
    CREATE TRIGGER guidance_recall_is_immutable BEFORE UPDATE OF {COLUMNS} ON guidance_recall
        FOR EACH ROW EXECUTE FUNCTION guidance_recall_is_immutable()
    """,
    """
    CREATE TRIGGER guidance_recall_stays BEFORE DELETE ON guidance_recall
        FOR EACH ROW EXECUTE FUNCTION guidance_recall_is_immutable()
    """,
)
POSTGRESQL_BACK = (
    "DROP TRIGGER guidance_recall_is_immutable ON guidance_recall",
    "DROP TRIGGER guidance_recall_stays ON guidance_recall",
    "DROP FUNCTION guidance_recall_is_immutable()",
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
    dependencies = [("guidance", "0007_withdrawn_and_recalled")]
    operations = [migrations.RunPython(make, drop)]
