"""Let the database keep what cards say beside the editions: by it pages find what they show.

A page of one license asks for the questions about it, and a list for the licenses of a family.
Cards are JSON, in which no index finds anything on SQLite. So for each edition the table has
a row for each license, topic and permission that its card names, for its family, and for what
is featured or open source.

The table has no model: nothing copies it, and nobody writes it but these triggers. Editions
never change, so rows come and go with them. SQLite loses triggers when a migration rebuilds a
table: one that alters Edition has to make these again.
"""

from django.db import migrations, models

TABLE = """
    CREATE TABLE guidance_said (
        edition_id bigint NOT NULL, name varchar(12) NOT NULL, value text NOT NULL,
        words text NOT NULL
    )
"""
INDEXES = (
    "CREATE INDEX guidance_said_by_value ON guidance_said (name, value, edition_id)",
    "CREATE INDEX guidance_said_by_edition ON guidance_said (edition_id, name, value, words)",
)
MAPS = (("license", "licenses"), ("topic", "topics"))
FLAGS = (("featured", "is_featured"), ("open", "is_open_source"))
ADD = "INSERT INTO guidance_said (edition_id, name, value, words) "


def _sqlite(source, card, number):
    """Return what adds the rows of one edition, or of all where a table is the source."""
    maps = (
        f"""
        {ADD} SELECT {number}, '{name}', one.key, one.value
        FROM {source} json_each({card}, '$.{field}') AS one
        WHERE json_type({card}, '$.{field}') = 'object' AND one.type = 'text'
        """
        for name, field in MAPS
    )
    permissions = f"""
        {ADD} SELECT DISTINCT {number}, 'permission', one.value, ''
        FROM {source} json_each({card}, '$.permissions') AS one
        WHERE json_type({card}, '$.permissions') = 'array' AND one.type = 'text'
    """
    alone = source.rstrip(", ")
    begin = f"FROM {alone}" if alone else ""
    family = f"""
        {ADD} SELECT {number}, 'family', json_extract({card}, '$.family'), '' {begin}
        WHERE json_type({card}, '$.family') = 'text' AND json_extract({card}, '$.family') <> ''
    """
    flags = (
        f"""
        {ADD} SELECT {number}, '{name}', '1', '' {begin}
        WHERE json_type({card}, '$.{field}') = 'true'
        """
        for name, field in FLAGS
    )
    return (*maps, permissions, family, *flags)


def _postgresql(source, card, number):
    def held(field, kind, empty):
        return (
            f"CASE jsonb_typeof({card}->'{field}') WHEN '{kind}' "
            f"THEN {card}->'{field}' ELSE '{empty}'::jsonb END"
        )

    maps = (
        f"""
        {ADD} SELECT {number}, '{name}', one.key, one.value #>> '{{}}'
        FROM {source} jsonb_each({held(field, "object", "{}")}) AS one
        WHERE jsonb_typeof(one.value) = 'string'
        """
        for name, field in MAPS
    )
    permissions = f"""
        {ADD} SELECT DISTINCT {number}, 'permission', one.value #>> '{{}}', ''
        FROM {source} jsonb_array_elements({held("permissions", "array", "[]")}) AS one(value)
        WHERE jsonb_typeof(one.value) = 'string'
    """
    alone = source.rstrip(", ")
    begin = f"FROM {alone}" if alone else ""
    family = f"""
        {ADD} SELECT {number}, 'family', {card}->>'family', '' {begin}
        WHERE jsonb_typeof({card}->'family') = 'string' AND {card}->>'family' <> ''
    """
    flags = (
        f"""
        {ADD} SELECT {number}, '{name}', '1', '' {begin}
        WHERE {card}->'{field}' = 'true'::jsonb
        """
        for name, field in FLAGS
    )
    return (*maps, permissions, family, *flags)


def _on_sqlite():
    own = ";".join(_sqlite("", "NEW.card", "NEW.id"))
    gone = "DELETE FROM guidance_said WHERE edition_id = "
    return (
        TABLE,
        *INDEXES,
        *_sqlite("guidance_edition,", "guidance_edition.card", "guidance_edition.id"),
        f"""
        CREATE TRIGGER guidance_edition_is_said AFTER INSERT ON guidance_edition
        BEGIN {gone} NEW.id; {own}; END
        """,
        f"""
        CREATE TRIGGER guidance_edition_is_unsaid AFTER DELETE ON guidance_edition
        BEGIN {gone} OLD.id; END
        """,
    )


def _on_postgresql():
    own = ";".join(_postgresql("", "NEW.card", "NEW.id"))
    gone = "DELETE FROM guidance_said WHERE edition_id = "
    return (
        TABLE,
        *INDEXES,
        *_postgresql("guidance_edition,", "guidance_edition.card", "guidance_edition.id"),
        f"""
        CREATE FUNCTION guidance_edition_is_said() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN {gone} NEW.id; {own}; RETURN NULL; END
        $$
        """,
        f"""
        CREATE FUNCTION guidance_edition_is_unsaid() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN {gone} OLD.id; RETURN NULL; END
        $$
        """,
        "CREATE TRIGGER guidance_edition_is_said AFTER INSERT ON guidance_edition "
        "FOR EACH ROW EXECUTE FUNCTION guidance_edition_is_said()",
        "CREATE TRIGGER guidance_edition_is_unsaid AFTER DELETE ON guidance_edition "
        "FOR EACH ROW EXECUTE FUNCTION guidance_edition_is_unsaid()",
    )


def make(apps, schema_editor):
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    for statement in _on_postgresql() if is_postgresql else _on_sqlite():
        schema_editor.execute(statement, params=None)


def drop(apps, schema_editor):
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    on = " ON guidance_edition" if is_postgresql else ""
    for name in ("guidance_edition_is_said", "guidance_edition_is_unsaid"):
        schema_editor.execute(f"DROP TRIGGER {name}{on}", params=None)
        if is_postgresql:
            schema_editor.execute(f"DROP FUNCTION {name}()", params=None)
    schema_editor.execute("DROP TABLE guidance_said", params=None)


class Migration(migrations.Migration):
    dependencies = [("guidance", "0031_handing_and_successors")]
    operations = [
        migrations.RunPython(make, drop),
        migrations.AddIndex(
            model_name="publication",
            index=models.Index(fields=["kind", "position", "slug"], name="publication_in_order"),
        ),
    ]
