"""Survey the texts of published data: how well they are cut into sections."""

from collections.abc import Iterator
from pathlib import Path

from guidance.core.texts.normal import normalize, split
from guidance.core.texts.surveys import Survey, survey
from guidance.services.intake.text_files import RawText, read_texts


def survey_texts(source: Path) -> Iterator[tuple[str, Survey]]:
    """Yield the key of each text that can be read, and what was counted in it.

    Raises NoTexts where there is nothing to read from.
    """
    for raw in read_texts(source):
        if isinstance(raw, RawText):
            text = normalize(raw.words)
            yield raw.key, survey(raw.words, text, split(text))
