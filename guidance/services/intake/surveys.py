"""Survey the texts of published data: how well they are cut into sections."""

from collections.abc import Iterator
from pathlib import Path

from guidance.core.documents.licenses import Form
from guidance.core.texts.normal import NEWEST, normalize, split
from guidance.core.texts.surveys import Survey, survey
from guidance.services.intake.text_files import RawText, read_texts


def survey_texts(source: Path, *, form: Form = NEWEST) -> Iterator[tuple[str, Survey]]:
    """Yield the key of each text that can be read, and what was counted in it in this form.

    Raises NoTexts where there is nothing to read from.
    """
    for raw in read_texts(source):
        if isinstance(raw, RawText):
            text = normalize(raw.words, form=form)
            yield raw.key, survey(raw.words, text, split(text, form=form))
