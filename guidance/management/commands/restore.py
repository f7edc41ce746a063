"""Bring a backup back into an empty database, of either kind."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from guidance.models import Edition
from guidance.services.editions.verifying import changed_editions
from portal.backup.files import Refused
from portal.backup.restoring import look, restore
from portal.environment.databases import place


class Command(BaseCommand):
    help = "Write what a backup holds into the empty database that DATABASE_URL names."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="a file that `backup` made")
        parser.add_argument("--check", action="store_true", help="only read it to its end")
        parser.add_argument(
            "--replace", action="store_true", help="delete what stands in the database first"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path = options["file"]
        try:
            replace = options["replace"]
            found = look(file) if options["check"] else restore(file, replace=replace)
        except Refused as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"{file}: made {found.made} from {found.database}, whole and unchanged; "
            f"{found.rows:,} rows in {len(found.tables)} tables."
        )
        if options["check"]:
            return
        if changed := [*changed_editions()]:
            raise CommandError(
                f"{len(changed)} editions are not as they were published: {', '.join(changed[:5])}."
            )
        count = Edition.objects.count()
        self.stdout.write(
            f"Restored into {place()}. All {count:,} editions have the digest of their publishing."
        )
