"""Forget queries without an answer that nobody has asked for 90 days."""

from typing import Any

from django.core.management.base import BaseCommand

from guidance.services.wordings.missed import forget


class Command(BaseCommand):
    help = "Forget queries without an answer that nobody has asked for 90 days. Can be repeated."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Queries without an answer: {forget()} forgotten.")
