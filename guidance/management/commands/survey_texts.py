"""Count how well the texts of license data are cut into sections."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from guidance.core.documents.licenses import Form
from guidance.core.texts.normal import NEWEST
from guidance.core.texts.surveys import Survey
from guidance.services.intake.surveys import survey_texts
from guidance.services.intake.text_files import NoTexts

WORST = 20


class Command(BaseCommand):
    help = (
        "Count, over all texts of license data, numbered paragraphs that begin no section, keys "
        "that had to be invented (-2, -3), and list lines glued together. Writes nothing. "
        "What is counted is defined in guidance/core/texts/surveys.py."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--from",
            dest="source",
            type=Path,
            default=settings.TEXTS_DIR,
            metavar="WHEEL_OR_FOLDER",
            help="Where the texts are; else those that came with the set-up.",
        )
        parser.add_argument(
            "--form", type=int, choices=(1, 2), default=NEWEST, help="The written form; else 2."
        )
        parser.add_argument(
            "--show", nargs="+", default=(), metavar="KEY", help="Print all that was found in it."
        )

    def handle(self, *, source: Path, form: Form, show: list[str], **options: Any) -> None:
        try:
            surveys = list(survey_texts(source, form=form))
        except NoTexts as error:
            raise CommandError(f"Nothing to survey: {error}.") from error
        if not surveys:
            raise CommandError(f"Nothing to survey: {source} holds no text that can be read.")
        for line in _report(surveys):
            self.stdout.write(line)
        for key, one in surveys:
            for name in ("astray", "invented", "glued") if key in show else ():
                for words in getattr(one, name):
                    self.stdout.write(f"{key}: {name}: {words[:100]}")


def _report(surveys: list[tuple[str, Survey]]) -> Iterator[str]:
    numbered = sum(one.numbered for _key, one in surveys)
    with_numbers = sum(one.numbered > 0 for _key, one in surveys)
    astray = _counted(surveys, "astray")
    share = 100 * astray[0] / numbered if numbered else 0
    yield f"Texts: {len(surveys)}, of which {with_numbers} have numbered paragraphs."
    yield f"Numbered paragraphs: {numbered}. Begin no section: {astray[0]} ({share:.2f} %)" + (
        f" in {astray[1]} texts."
    )
    yield "Invented keys: {} in {} texts.".format(*_counted(surveys, "invented"))
    yield "Glued list lines: {} in {} texts.".format(*_counted(surveys, "glued"))
    worst = sorted(surveys, key=lambda pair: (-pair[1].faults, pair[0]))[:WORST]
    yield f"The worst {WORST} (no section, invented, glued, of numbered):"
    for key, one in worst:
        if one.faults:
            counts = (one.astray, one.invented, one.glued)
            yield "{:5} {:5} {:5} {:5}  {}".format(*map(len, counts), one.numbered, key)


def _counted(surveys: list[tuple[str, Survey]], name: str) -> tuple[int, int]:
    """Return how many were found, and in how many texts."""
    lengths = [len(getattr(one, name)) for _key, one in surveys]
    return sum(lengths), sum(map(bool, lengths))
