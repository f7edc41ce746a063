"""Drafts for tests whose threads each have a connection: they are committed."""

import pytest

from guidance.core.documents.formats import parse
from guidance.models import LicenseText
from guidance.services.drafts.document_to_rows import store
from guidance.services.publishing.acts import publish
from tests.documents import TOPICS, faq_data, license_data, tree_data


@pytest.fixture
def standing(groups):
    """A license, an entry and a questionnaire as drafts, published once."""
    data = license_data()
    LicenseText.objects.create(
        source="tests", source_key="example", title="Example", body=data["text"]["body"],
        digest=data["text"]["digest"],
    )  # fmt: skip
    store(parse(TOPICS))
    for document in (data, faq_data(), tree_data()):
        publish(store(parse(document)), by=None, note="First.", is_shipped=True)
