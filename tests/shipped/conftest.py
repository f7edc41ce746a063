"""What ships, as it is published: with texts and sections."""

import pytest

from guidance.core.documents.licenses import License
from tests.packs import of
from tests.texts import with_words


@pytest.fixture(scope="module")
def licenses() -> dict[str, License]:
    """Return the shipped licenses with their texts and sections, as they are published."""
    return {license.slug: license for license in with_words(of(License))}
