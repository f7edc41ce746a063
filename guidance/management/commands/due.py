"""Do everything that is due: publish, note what changed, look at sources, send mail, forget."""

from typing import Any

from django.core.management.base import BaseCommand

from guidance.services.mailing.sending import send_waiting
from guidance.services.naming.keeping import keep_missing
from guidance.services.pruning.growing import prune
from guidance.services.publishing.grounds import note_all_changes
from guidance.services.releasing.releases import release_due
from guidance.services.sources.looking import PUBLIC, look_at_due, name_of
from guidance.services.worklist.mails import make_digests, tell_of_days


class Command(BaseCommand):
    help = "Do everything that is due. For a timer, every few minutes; may run twice, or at once."

    stealth_options = ("network",)

    def handle(self, *args: Any, **options: Any) -> None:
        for release in release_due():
            titles = ", ".join(f"“{item}”" for item in release.items.all())
            words = f"{release.get_state_display()}: {titles}. {release.problem}".rstrip()
            self.stdout.write(words)
        keep_missing()
        note_all_changes()
        prune()
        for source in look_at_due(network=options.get("network", PUBLIC)):
            if source.is_news:
                self.stdout.write(f"Words changed: {name_of(source)}.")
        self._mail()

    def _mail(self) -> None:
        """Send what waits, last: a slow server holds up nothing else."""
        tell_of_days()
        make_digests()
        sent = send_waiting()
        if sent.sent or sent.later or sent.given_up:
            words = f"Mail: {sent.sent} sent, {sent.later} put off, {sent.given_up} given up."
            self.stdout.write(f"{words} {sent.problem}".rstrip())
