"""Index all current editions anew; safe to repeat."""

from typing import Any

from django.core.management.base import BaseCommand

from guidance.services.search import index


class Command(BaseCommand):
    help = "Make the search index anew from the current editions. Safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        count = index.rebuild()
        self.stdout.write(f"{count} entries in the search index")
