"""What is taken along from a stack, asked for by address."""

import io
import json
import zipfile

import pytest

from guidance.services.stacks.addresses import Stack, address_of
from tests.services.stacks.samples import part
from tests.views.checking.results import page
from tests.views.stacks.conftest import LINK, STACK

pytestmark = pytest.mark.django_db
FORMS = {
    "stack-markdown": "text/markdown; charset=utf-8",
    "stack-json": "application/json; charset=utf-8",
    "stack-zip": "application/zip",
    "stack-notice": "text/plain; charset=utf-8",
}


@pytest.mark.parametrize(("name", "kind"), FORMS.items())
def test_each_form_is_at_its_address(client, licenses, name, kind):
    response = client.get(address_of(STACK, name))

    assert (response.status_code, response["Content-Type"]) == (200, kind)
    assert response["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("name", FORMS)
def test_no_form_is_made_of_a_damaged_address(client, licenses, name):
    assert client.get(address_of(STACK, name)[:-1]).status_code == 404


@pytest.mark.parametrize("name", ["stack-zip", "stack-notice"])
def test_where_nothing_is_handed_on_there_are_no_files(client, licenses, name):
    stack = Stack((part("odd", "Unheard"),))

    assert client.get(address_of(stack, name)).status_code == 404
    assert client.get(address_of(stack)).status_code == 200


@pytest.mark.parametrize(
    ("name", "kind"),
    [*zip(("result.md", "result.json", "result.zip", "NOTICE"), FORMS.values(), strict=True)],
)
def test_short_link_has_the_same_forms(client, kept, name, kind):
    response = client.get(kept[0] + name)

    assert (response.status_code, response["Content-Type"]) == (200, kind)


def test_json_names_its_permanent_link(client, licenses, kept):
    pinned = json.loads(page(client.get(address_of(STACK, "stack-json"))))
    short = json.loads(page(client.get(f"{kept[0]}result.json")))

    assert pinned["url"] == f"http://testserver{LINK}"
    assert (short["url"], short["title"]) == (f"http://testserver{kept[0]}", "Chat <b>bot</b>")
    assert pinned["duties"] == short["duties"]


def test_zip_of_a_short_link_has_its_title(client, kept):
    content = client.get(f"{kept[0]}result.zip").content

    markdown = zipfile.ZipFile(io.BytesIO(content)).read("guidance/stack.md").decode()
    assert markdown.startswith("# Chat &lt;b>bot&lt;/b>\n")
