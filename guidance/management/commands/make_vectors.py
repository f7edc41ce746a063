"""Make the vectors that the search by meaning compares with; safe to repeat."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from guidance.models import SentenceVector
from guidance.services.search.meaning.model_files import NoModel
from guidance.services.search.meaning.standing import standing


class Command(BaseCommand):
    help = (
        "Make the vectors that are missing for the search by meaning, and forget those that "
        "nothing needs any more. The portal does so by itself, beside its requests."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            for left in standing.steps():
                self.stdout.write(f"{left} sentences left")
        except NoModel as reason:
            raise CommandError(str(reason)) from reason
        self.stdout.write(f"{SentenceVector.objects.count()} sentences have their vector")
        if not standing.is_whole:
            self.stdout.write("Another process of this machine makes vectors now: ask again later")
