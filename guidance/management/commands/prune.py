"""Let go what grows and nobody needs any more."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from guidance.services.pruning.growing import growing, prune


class Command(BaseCommand):
    help = (
        "Delete what is kept no longer: old attempts to log in, sessions that ended, feedback, "
        "mail, queries, texts that nobody uses, and short links if RESULTS_DAYS says so. No "
        "guidance goes. `due` does the same."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--count", action="store_true", help="only count, and delete nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["count"]:
            for one in growing():
                words = f"{one.name}: {one.count:,}, of which {one.due:,} may go; kept: {one.kept}."
                self.stdout.write(words)
            return
        gone = prune()
        for name, count in gone.items():
            self.stdout.write(f"{name}: {count:,} deleted.")
        if not gone:
            self.stdout.write("Nothing is kept longer than it is to be.")
