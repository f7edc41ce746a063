"""What tests of pages begin with: a published questionnaire, and a short link to a result."""

import pytest

from tests.editions import published_license, published_tree
from tests.html import values
from tests.scenes import scene
from tests.views.checking.results import CHECK, QUERY, page


@scene
def tree():
    published_license()
    return published_tree()


@pytest.fixture
def shared(client, tree):
    """The addresses that making a short link gives out: the link, and the secret one."""
    response = client.post(f"{CHECK}v1/share/{QUERY}", {"title": "Chat <b>bot</b>"}, follow=True)
    link, back = values(page(response), "input[readonly]", "value")
    return link.removeprefix("http://testserver"), back.removeprefix("http://testserver")
