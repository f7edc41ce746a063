"""Bring a folder that export_guidance wrote into the drafts: all of it, or nothing."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser

from guidance.core.documents.formats import InvalidDocument
from guidance.core.texts.diffs import Change
from guidance.services.folders.importing import bring_in, preview
from guidance.services.folders.items import Conflicts, Item
from guidance.services.folders.reading import read_files
from guidance.services.folders.sources import files_on_disk

_SIGNS = {
    "added": "+", "changed": "~", "taken": "~", "conflict": "!", "kept": "=", "unchanged": "=",
}  # fmt: skip
_MARKS = {"removed": "[-%s-]", "added": "{+%s+}"}
"""How words are marked that go and that come: as git does it."""


class Command(BaseCommand):
    help = (
        "Bring a folder that export_guidance wrote into the drafts: all of it or nothing. Nothing "
        "is published, and what is missing in the folder is not deleted. Where a draft was changed "
        "here after the export, nothing is written until --take or --keep says whose words stay."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR")
        parser.add_argument(
            "--by", required=True, metavar="NAME", help="Whose words these are: a login."
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="Show what would change; write nothing."
        )
        for name, words in (
            ("--take", "Of a conflict: the folder's words, such as license/llama-2."),
            ("--keep", "Of these, leave what stands here."),
        ):
            parser.add_argument(
                name, nargs="+", action="extend", default=[], metavar="KIND/SLUG", help=words
            )

    def handle(
        self,
        *args: Any,
        folder: Path,
        by: str,
        dry_run: bool,
        take: list[str],
        keep: list[str],
        **options: Any,
    ) -> None:
        if not folder.is_dir():
            raise CommandError(f"There is no folder {folder}.")
        person = User.objects.filter(username=by, is_active=True).first()
        if person is None:
            raise CommandError(f"Nobody here logs in as “{by}”.")
        if both := sorted({*take} & {*keep}):
            raise CommandError(f"Either take or keep {both[0]}.")
        choices: dict[str, Any] = {"by": person, "taken": take, "kept": keep}
        try:
            found = read_files(files_on_disk(folder))
            items = preview(found, **choices) if dry_run else bring_in(found, **choices)
        except InvalidDocument as error:
            for problem in error.problems:
                self.stderr.write(str(problem))
            count = len(error.problems)
            raise CommandError(f"{count} problems in the folder; nothing was written.") from error
        except Conflicts as error:
            self._tell(error.items)
            raise CommandError(_conflicts(error.items)) from error
        self._tell(items)
        if any(one.status == "conflict" for one in items):
            raise CommandError(_conflicts(items))
        if unknown := sorted({*take, *keep} - {one.name for one in items}):
            self.stderr.write(f"Not in the folder: {', '.join(unknown)}.")
        if dry_run:
            self.stdout.write("Nothing was written: this was a dry run.")

    def _tell(self, items: list[Item]) -> None:
        for one in items:
            beside = " (other wordings)" if one.what == "wordings" else ""
            if one.status not in ("unchanged", "kept"):
                self.stdout.write(f"{_SIGNS[one.status]} {one.status}: {one.name}{beside}")
                if one.is_unreadable:
                    self.stdout.write("    what stands here makes no document")
                for what, changes in () if one.status == "added" else one.differences:
                    self.stdout.write("    " + " ".join(filter(None, (what, _in_words(changes)))))
                if one.untold and one.status != "added":
                    self.stdout.write(f"    and {one.untold} more")
        counts: Counter[str] = Counter(one.status for one in items)
        told = (f"{counts[status]} {status}" for status in _SIGNS if counts[status])
        self.stdout.write(f"{', '.join(told) or 'Nothing'}.")


def _conflicts(items: list[Item]) -> str:
    names = sorted({one.name for one in items if one.status == "conflict"})
    return (
        f"Changed here after the export: {', '.join(names)}. Nothing was written. Export anew and "
        "merge in git; or say of each --take (the folder's words) or --keep (what stands here)."
    )


def _in_words(changes: Iterable[Change]) -> str:
    """Return what differs on one line, which a terminal shows as it is."""
    told = "".join(_MARKS.get(one.kind, "%s") % one.text for one in changes)
    return "".join(sign if sign.isprintable() else " " for sign in told)
