"""Look at the addresses that texts and policies came from, and say what was seen."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from guidance.models import License
from guidance.services.sources.looking import PUBLIC, look_at_all, name_of
from guidance.services.sources.troubles import words_of


class Command(BaseCommand):
    help = (
        "Look now at the addresses that license texts and policies came from, over https. "
        "Nothing is published or replaced: what changed is put on the worklist."
    )
    stealth_options = ("network",)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", nargs="*", help="licenses; all of them where none is named")

    def handle(self, *args: Any, **options: Any) -> None:
        slugs = options["slug"] or None
        if slugs:
            known = set(License.objects.filter(slug__in=slugs).values_list("slug", flat=True))
            if lost := [slug for slug in slugs if slug not in known]:
                raise CommandError(f"There is no license {', '.join(lost)}.")
        for source in look_at_all(slugs, network=options.get("network", PUBLIC)):
            said = words_of(source) or f"{source.get_state_display()}."
            if source.moved_to:
                said += f" Moved to {source.moved_to}."
            self.stdout.write(f"{name_of(source)}: {said}")
