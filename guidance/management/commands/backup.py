"""Copy the whole database into one file, while the portal goes on."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.backup.files import Refused
from portal.backup.taking import forget_older, take


class Command(BaseCommand):
    help = (
        "Copy the whole database into one file that only its owner can read. The portal may go "
        "on meanwhile. `restore` brings it back, also into the other kind of database."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="a new file, or a folder: named by the time")
        parser.add_argument(
            "--keep", type=int, metavar="N", help="in a folder: keep the N newest, delete others"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path = options["file"]
        keep: int | None = options["keep"]
        if keep is not None and (keep < 1 or not file.is_dir()):
            raise CommandError("--keep goes with a folder, and keeps at least one backup.")
        try:
            made, rows = take(file)
            gone = forget_older(file, keep=keep) if keep else 0
        except Refused as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{made}: {rows:,} rows, {made.stat().st_size:,} bytes.")
        if gone:
            self.stdout.write(f"Older backups: {gone} deleted.")
