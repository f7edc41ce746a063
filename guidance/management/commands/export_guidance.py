"""Write the guidance as a folder of YAML and Markdown that diffs well in git."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from guidance.core.wordings.lines import spot_of
from guidance.services.folders.exporting import Key, NotOurs, export_to_disk


class Command(BaseCommand):
    help = (
        "Write the guidance as a folder of YAML and Markdown. Can be repeated: what is the same is "
        "not written, and files of what is gone are removed; nothing else in the folder is touched."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR")
        parser.add_argument(
            "--only",
            nargs="+",
            action="extend",
            metavar="KIND/SLUG",
            help="These documents alone, such as license/llama-2 faq/may-i-sell-it.",
        )
        which = parser.add_mutually_exclusive_group()
        which.add_argument(
            "--drafts", action="store_true", help="What the team edits (if nothing is said)."
        )
        which.add_argument("--published", action="store_true", help="What readers see.")

    def handle(
        self, *args: Any, folder: Path, only: list[str] | None, published: bool, **options: Any
    ) -> None:
        wanted = None if only is None else [key_of(name) for name in only]
        try:
            done = export_to_disk(folder, only=wanted, is_published=published)
        except NotOurs as error:
            raise CommandError(
                f"{error} holds something that no export wrote, or leads elsewhere. Choose an "
                "empty folder, or one that was exported."
            ) from error
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}.") from error
        self.stdout.write(
            f"{len(done.documents)} documents: {done.written} files written, "
            f"{done.removed} removed."
        )
        for (kind, slug), problems in done.left_out.items():
            self.stderr.write(f"Left out, for it makes no document yet: {kind}/{slug}.")
            for problem in problems:
                self.stderr.write(f"  {problem}")
        missing = set(wanted or ()) - set(done.documents) - set(done.left_out)
        for kind, slug in sorted(missing):
            self.stderr.write(f"Not found: {kind}/{slug}.")
        if missing or done.left_out:
            raise CommandError("Not everything could be exported; see above.")


def key_of(name: str) -> Key:
    """Read the name of a document; CommandError where it is none."""
    try:
        spot = spot_of(name)
    except ValueError:
        spot = None
    if spot is None or spot.part:
        raise CommandError(f"“{name}” names no document. Write it as license/llama-2.")
    return spot.kind, spot.slug
