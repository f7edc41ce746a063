"""Import license texts from a wheel of license data or a folder."""

import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser, OutputWrapper

from guidance.services.intake.text_files import (
    DamagedText,
    NoTexts,
    RawText,
    count_texts,
    read_texts,
)
from guidance.services.intake.texts import import_texts

BAR_WIDTH = 30
SECONDS_BETWEEN_LINES = 5


class Command(BaseCommand):
    help = (
        "Import license texts. Can be repeated: texts that are there stay as they are. "
        "A damaged file is named and skipped, and the exit status is then 1."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--from",
            dest="source",
            type=Path,
            required=True,
            metavar="WHEEL_OR_FOLDER",
            help="A wheel of licensedcode-data or scancode-toolkit-mini, or a folder.",
        )
        parser.add_argument(
            "--only", nargs="+", action="extend", metavar="KEY", help="Such as mit apache-2.0."
        )
        parser.add_argument("--all", action="store_true", help="Every text that is there.")

    def handle(
        self, *args: Any, source: Path, only: list[str] | None, all: bool, **options: Any
    ) -> None:
        if all == bool(only):
            raise CommandError("Say which texts: either --only KEY… or --all.")
        wanted = None if all else set(only or ())
        total = count_texts(source) if wanted is None else len(wanted)
        progress = Progress(self.stdout, total, is_shown=options["verbosity"] > 0)
        found: set[str] = set()
        counts: Counter[str] = Counter()
        damaged: list[DamagedText] = []
        try:
            for imported in import_texts(
                self._readable(source, wanted, found=found, damaged=damaged, progress=progress)
            ):
                counts["new" if imported.is_new else "known"] += 1
        except NoTexts as error:
            raise CommandError(f"Nothing to import: {error}.") from error
        finally:
            progress.end()
        missing = sorted((wanted or set()) - found)
        empty = [text for text in damaged if text.is_placeholder and all]
        damaged = [text for text in damaged if text not in empty]
        for text in damaged:
            self.stderr.write(f"Skipped {text.key} ({text.source}): {text.reason}.")
        for key in missing:
            self.stderr.write(f"Not found: {key}.")
        if all and not found:
            raise CommandError(f"Nothing to import: {source} holds no *.LICENSE file.")
        summary = (
            f"Texts: {counts['new']} imported, {counts['known']} already there, "
            f"{len(empty)} entries without words, {len(damaged)} damaged, {len(missing)} not found."
        )
        if damaged or missing:
            raise CommandError(summary)
        self.stdout.write(summary)

    def _readable(
        self,
        source: Path,
        wanted: set[str] | None,
        *,
        found: set[str],
        damaged: list[DamagedText],
        progress: "Progress",
    ) -> Iterator[RawText]:
        for text in read_texts(source, only=wanted):
            progress.step()
            found.add(text.key)
            if isinstance(text, DamagedText):
                damaged.append(text)
            else:
                yield text


class Progress:
    """Show how far a long step is: a bar on a terminal, else a line every few seconds."""

    def __init__(self, out: OutputWrapper, total: int, *, is_shown: bool) -> None:
        self.out = out
        self.total = total
        self.is_shown = is_shown
        self.is_bar = is_shown and bool(getattr(out, "isatty", lambda: False)())
        self.done = 0
        self.shown_at = time.monotonic()

    def step(self) -> None:
        self.done += 1
        now = time.monotonic()
        if self.is_bar and (now - self.shown_at > 0.1 or self.done == self.total):
            self.shown_at = now
            share = min(1, self.done / self.total) if self.total else 1
            filled = round(share * BAR_WIDTH)
            bar = "#" * filled + "." * (BAR_WIDTH - filled)
            self.out.write(f"\r[{bar}] {self.done} of {self.total} texts", ending="")
            self.out.flush()
        elif self.is_shown and not self.is_bar and now - self.shown_at > SECONDS_BETWEEN_LINES:
            self.shown_at = now
            self.out.write(f"{self.done} of {self.total} texts read")

    def end(self) -> None:
        if self.is_bar and self.done:
            self.out.write("")
