"""Let the database mark anew whatever is published, so that servers see that pages have changed.

The table has one row with one mark, and no model: nothing copies it, and nobody writes it but
these triggers. The mark is random, so that one which stood before a backup was restored never
comes again. PostgreSQL sets it at the end of a transaction: before, those who publish would
wait for each other. SQLite loses triggers when a migration rebuilds a table: one that alters
Publication, Edition, Review, Recall or ChangedGround has to make these again.
"""

from django.db import migrations

TABLES = ("publication", "edition", "review", "recall", "changedground")
TABLE = "CREATE TABLE guidance_generation (mark varchar(40) NOT NULL)"
SQLITE = (
    TABLE,
    "INSERT INTO guidance_generation (mark) VALUES (lower(hex(randomblob(16))))",
    *(
        f"""
        CREATE TRIGGER guidance_{table}_{act}_is_seen AFTER {act} ON guidance_{table}
        BEGIN
            UPDATE guidance_generation SET mark = lower(hex(randomblob(16)));
        END
        """
        for table in TABLES
        for act in ("insert", "update", "delete")
    ),
)
SQLITE_BACK = (
    *(
        f"DROP TRIGGER guidance_{table}_{act}_is_seen"
        for table in TABLES
        for act in ("insert", "update", "delete")
    ),
    "DROP TABLE guidance_generation",
)
POSTGRESQL = (
    TABLE,
    "INSERT INTO guidance_generation (mark) VALUES (gen_random_uuid()::text)",
    """
    CREATE FUNCTION guidance_generation_is_seen() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        UPDATE guidance_generation SET mark = gen_random_uuid()::text;
        RETURN NULL;
    END
    $$
    """,
    *(
        f"""
        CREATE CONSTRAINT TRIGGER guidance_{table}_is_seen
            AFTER INSERT OR UPDATE OR DELETE ON guidance_{table}
            DEFERRABLE INITIALLY DEFERRED
            FOR EACH ROW EXECUTE FUNCTION guidance_generation_is_seen()
        """
        for table in TABLES
    ),
)
POSTGRESQL_BACK = (
    *(f"DROP TRIGGER guidance_{table}_is_seen ON guidance_{table}" for table in TABLES),
    "DROP FUNCTION guidance_generation_is_seen()",
    "DROP TABLE guidance_generation",
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
    dependencies = [("guidance", "0024_feedback")]
    operations = [migrations.RunPython(make, drop)]
