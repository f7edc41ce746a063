"""Do everything that is due: publish, note what rests on changed words, look at sources."""

from typing import Any

from django.core.management.base import BaseCommand

from guidance.services.publishing.grounds import note_all_changes
from guidance.services.releasing.releases import release_due
from guidance.services.sources.looking import PUBLIC, look_at_due, name_of
from guidance.services.wordings.missed import forget


class Command(BaseCommand):
    help = "Do everything that is due. For a timer, every few minutes; may run twice, or at once."

    stealth_options = ("network",)

    def handle(self, *args: Any, **options: Any) -> None:
        for release in release_due():
            titles = ", ".join(f"“{item}”" for item in release.items.all())
            words = f"{release.get_state_display()}: {titles}. {release.problem}".rstrip()
            self.stdout.write(words)
        note_all_changes()
        forget()
        for source in look_at_due(network=options.get("network", PUBLIC)):
            if source.is_news:
                self.stdout.write(f"Words changed: {name_of(source)}.")
