"""The real license texts, read from the wheel in TEXTS_DIR, for tests that need them."""

import os
from collections.abc import Collection, Iterable, Mapping

import pytest
from django.conf import settings

from guidance.core.documents.licenses import License
from guidance.core.texts.normal import normalize, split
from guidance.services.intake.text_files import NoTexts, RawText, read_texts

KEYS = (
    "llama-2-license-2023",
    "llama-license-2023",
    "apache-2.0",
    "mit",
    "bigcode-open-rail-m-v1",
    "mpl-2.0",
    "gpl-3.0",
    "cc-by-4.0",
)


@pytest.fixture(scope="session")
def real_raws() -> Mapping[str, str]:
    """Return the real texts by key as they came; without the data skip, and fail in CI."""
    return read_raws(KEYS)


@pytest.fixture(scope="session")
def real_texts() -> Mapping[str, str]:
    """Return the real texts by key, normalized in the first form; else as ``real_raws``."""
    return {key: normalize(words) for key, words in read_raws(KEYS).items()}


def read_raws(keys: Collection[str]) -> Mapping[str, str]:
    """Return these texts as they came; without the data skip, and fail in CI."""
    try:
        found = list(read_texts(settings.TEXTS_DIR, only=keys))
    except NoTexts:
        found = []
    texts = {text.key: text.words for text in found if isinstance(text, RawText)}
    if set(texts) != set(keys):
        line = f"NO LICENSE TEXTS in {settings.TEXTS_DIR}: run `make .data/.downloaded`"
        if os.environ.get("CI"):
            pytest.fail(line)
        pytest.skip(line)
    return texts


def with_words(licenses: Iterable[License]) -> list[License]:
    """Return licenses with texts and sections, each in its own form; else as ``read_raws``."""
    found = list(licenses)
    raws = read_raws({license.text.key for license in found})
    return [_with_words(license, raws[license.text.key]) for license in found]


def _with_words(license: License, raw: str) -> License:
    form = license.text.form
    body = normalize(raw, form=form)
    text = license.text.model_copy(update={"body": body})
    return license.model_copy(update={"text": text, "sections": split(body, form=form)})
