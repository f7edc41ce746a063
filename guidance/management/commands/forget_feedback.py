"""Delete what readers wrote longer ago than it is kept."""

from typing import Any

from django.core.management.base import BaseCommand

from guidance.services.feedback.keeping import forget


class Command(BaseCommand):
    help = "Delete what readers wrote longer ago than FEEDBACK_DAYS. Can be repeated."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Feedback of readers: {forget()} deleted.")
