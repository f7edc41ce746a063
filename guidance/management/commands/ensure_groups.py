"""Make the groups of the legal team again, with their permissions."""

from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand

from guidance.services.people import GROUPS, ensure_groups


class Command(BaseCommand):
    help = "Make the groups " + ", ".join(GROUPS) + " with their permissions; can be repeated."

    def handle(self, *args: Any, **options: Any) -> None:
        ensure_groups(apps)
        self.stdout.write("Groups: " + ", ".join(GROUPS))
