"""What ships, as it is published: with texts and sections."""

import pytest

from guidance.core.documents.licenses import License
from guidance.core.texts.normal import split
from tests.packs import of
from tests.texts import real_texts  # noqa: F401 - a fixture


@pytest.fixture(scope="module")
def licenses(real_texts) -> dict[str, License]:  # noqa: F811
    """Return the shipped licenses with their texts and sections, as they are published."""
    found = {}
    for license in of(License):
        body = real_texts[license.text.key]
        text = license.text.model_copy(update={"body": body})
        found[license.slug] = license.model_copy(update={"text": text, "sections": split(body)})
    return found
