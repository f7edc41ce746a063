"""What tests of stacks begin with: licenses that are published, and a short link."""

import pytest

from guidance.services.stacks.addresses import Stack, address_of, query_of
from tests.html import values
from tests.scenes import scene
from tests.services.stacks.samples import part, publish_all
from tests.views.checking.results import page


@scene
def licenses():
    publish_all()


STACK = Stack((part("model", "Modelo"), part("lib", "MIT")), "permit", {"modelo": 1, "permit": 1})
LINK = address_of(STACK)


@pytest.fixture
def kept(client, licenses):
    """The addresses that keeping a stack gives out: the link, and the secret one."""
    given = {"asked": query_of(STACK), "title": "Chat <b>bot</b>"}
    response = client.post("/stack/keep/", given, follow=True)
    link, back = values(page(response), "input[readonly]", "value")
    return link.removeprefix("http://testserver"), back.removeprefix("http://testserver")
