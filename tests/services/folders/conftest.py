"""A portal with one of each, for what goes out of it and comes in."""

import pytest
import zeal
from django.contrib.auth.models import User

from guidance.core.documents.formats import parse
from guidance.core.wordings.synonyms import Group
from guidance.models import FaqEntry, LicenseText
from guidance.services.drafts.document_to_rows import store
from guidance.services.wordings import keeping, synonyms
from tests.documents import BODY, TOPICS, faq_data, license_data, tree_data
from tests.scenes import scene


@scene
def portal():
    """Topics, a license, an FAQ entry and a tree, as drafts; other wordings, and synonyms."""
    person = User.objects.create_user("paula")
    text = license_data()["text"]
    LicenseText.objects.create(
        source="tests", source_key="example", title="Example", body=BODY, digest=text["digest"]
    )
    for data in (TOPICS, license_data(), faq_data(), tree_data()):
        store(parse(data))
    keeping.put(FaqEntry.objects.get(), {("", ""): ("May I?", "Could I?")}, by=person)
    synonyms.save((Group(("mau", "users")),), by=person, seen=0)
    return person


@pytest.fixture
def several_documents():
    with zeal.zeal_ignore():  # each document of a folder is looked up by itself
        yield
