"""A site with one license, one FAQ entry and one questionnaire, with stored pages."""

import pytest

from portal.stored import asking
from tests.documents import faq_data
from tests.editions import published, published_license, published_tree
from tests.portal.stored.asking import Site
from tests.scenes import scene


@scene
def library():
    published_license()
    published_tree()
    published(faq_data())


@pytest.fixture
def site(library):
    return Site()


@pytest.fixture(autouse=True)
def _no_known_hosts():
    """Begin without what was found out about hosts with other settings."""
    asking._place.cache_clear()
    yield
    asking._place.cache_clear()
