"""The migrations of this release; read once, for anybody may ask, and often."""

from functools import cache

from django.db.migrations.loader import MigrationLoader


@cache
def needed() -> frozenset[tuple[str, str]]:
    """Return every migration that the database must have."""
    return frozenset(_loaded().graph.nodes)


@cache
def known() -> frozenset[tuple[str, str]]:
    """Return these and those that they replace."""
    replaced = {name for one in _loaded().disk_migrations.values() for name in one.replaces}
    return needed() | frozenset(replaced)


@cache
def _loaded() -> MigrationLoader:
    return MigrationLoader(None)
