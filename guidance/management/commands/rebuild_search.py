"""Index all current editions and the names of licenses anew; safe to repeat."""

from typing import Any

from django.core.management.base import BaseCommand

from guidance.services.naming import keeping
from guidance.services.search import index


class Command(BaseCommand):
    help = (
        "Make the search index and the names of licenses anew from the current editions. "
        "Safe to repeat."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        keeping.rebuild()
        count = index.rebuild()
        self.stdout.write(f"{count} entries in the search index")
