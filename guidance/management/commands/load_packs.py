"""Load and publish the content that ships with the portal."""

from collections import Counter
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from guidance.core.documents.formats import InvalidDocument
from guidance.services.intake.packs import load_packs
from guidance.services.publishing.corrections import drafts_with_corrections


class Command(BaseCommand):
    help = "Load and publish the packs that ship. Can be repeated; edited guidance is left alone."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=settings.PACKS_DIR)
        parser.add_argument(
            "--texts",
            type=Path,
            default=settings.TEXTS_DIR,
            help="The wheel or folder that holds the license texts.",
        )

    def handle(self, *args: Any, folder: Path, texts: Path, **options: Any) -> None:
        if not folder.is_dir():
            raise CommandError(f"There is no folder {folder}.")
        try:
            loaded = list(load_packs(folder, texts_dir=texts))
        except InvalidDocument as error:
            for problem in error.problems:
                self.stderr.write(str(problem))
            raise CommandError(
                f"{len(error.problems)} problems in the packs; nothing was loaded."
            ) from error
        for item in loaded:
            if item.why:
                self.stderr.write(f"{item.document.slug}: {item.what}; {item.why}.")
        counts = Counter(item.what for item in loaded)
        self.stdout.write(
            f"Packs: {counts['published']} published, {counts['unchanged']} unchanged, "
            f"{counts['kept']} kept as your team edited them."
        )
        if waiting := len(drafts_with_corrections()):
            self.stdout.write(
                f"Shipped guidance changed: {waiting} of your team's documents have corrections "
                "to look at. The first page of the admin lists them; nothing was overwritten."
            )
