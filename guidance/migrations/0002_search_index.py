"""Make the full-text index of SearchEntry: SQLite FTS5, or a PostgreSQL tsvector.

Neither database drops stop words here: that is done to the query, in
``guidance.core.search.queries``, and so it is the same on both. On SQLite the index is an
external-content table, kept in step by triggers, so that cascading deletes reach it.
"""

from django.db import migrations

SQLITE = (
    """
    CREATE VIRTUAL TABLE guidance_searchindex USING fts5(
        title_words, body_words, about_words,
        content='guidance_searchentry', content_rowid='id',
        tokenize='porter unicode61 remove_diacritics 2'
    )
    """,
    """
    CREATE TRIGGER guidance_searchentry_inserted AFTER INSERT ON guidance_searchentry BEGIN
        INSERT INTO guidance_searchindex(rowid, title_words, body_words, about_words)
        VALUES (new.id, new.title_words, new.body_words, new.about_words);
    END
    """,
    """
    CREATE TRIGGER guidance_searchentry_deleted AFTER DELETE ON guidance_searchentry BEGIN
        INSERT INTO guidance_searchindex(
            guidance_searchindex, rowid, title_words, body_words, about_words
        ) VALUES ('delete', old.id, old.title_words, old.body_words, old.about_words);
    END
    """,
    """
    CREATE TRIGGER guidance_searchentry_updated AFTER UPDATE ON guidance_searchentry BEGIN
        INSERT INTO guidance_searchindex(
            guidance_searchindex, rowid, title_words, body_words, about_words
        ) VALUES ('delete', old.id, old.title_words, old.body_words, old.about_words);
        INSERT INTO guidance_searchindex(rowid, title_words, body_words, about_words)
        VALUES (new.id, new.title_words, new.body_words, new.about_words);
    END
    """,
    # Rows that are there already; the triggers see only what comes later.
    "INSERT INTO guidance_searchindex(guidance_searchindex) VALUES ('rebuild')",
)
SQLITE_BACK = (
    "DROP TRIGGER guidance_searchentry_updated",
    "DROP TRIGGER guidance_searchentry_deleted",
    "DROP TRIGGER guidance_searchentry_inserted",
    "DROP TABLE guidance_searchindex",
)
POSTGRESQL = (
    "CREATE TEXT SEARCH DICTIONARY guidance_stem (TEMPLATE = snowball, LANGUAGE = 'english')",
    'CREATE TEXT SEARCH CONFIGURATION guidance (PARSER = "default")',
    """
    ALTER TEXT SEARCH CONFIGURATION guidance
        ADD MAPPING FOR asciiword, word, numword WITH guidance_stem
    """,
    """
    ALTER TEXT SEARCH CONFIGURATION guidance
        ADD MAPPING FOR int, uint, float, sfloat, version WITH simple
    """,
    """
    ALTER TABLE guidance_searchentry ADD COLUMN search_vector tsvector
        GENERATED ALWAYS AS (
            setweight(to_tsvector('guidance', title_words), 'A')
            || setweight(to_tsvector('guidance', body_words), 'B')
            || setweight(to_tsvector('guidance', about_words), 'D')
        ) STORED
    """,
    "CREATE INDEX guidance_searchentry_vector ON guidance_searchentry USING gin (search_vector)",
)
POSTGRESQL_BACK = (
    "DROP INDEX guidance_searchentry_vector",
    "ALTER TABLE guidance_searchentry DROP COLUMN search_vector",
    "DROP TEXT SEARCH CONFIGURATION guidance",
    "DROP TEXT SEARCH DICTIONARY guidance_stem",
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
    dependencies = [("guidance", "0001_initial")]
    operations = [migrations.RunPython(make, drop)]
