"""The memo's addresses: of the current edition and of each one."""

import pytest

from guidance.services.memos.papers import MEDIA_TYPE
from tests.editions import published_license
from tests.html import links
from tests.services.memos.papers import opened
from tests.views.reading.pages import page

pytestmark = pytest.mark.django_db


def test_page_of_a_license_leads_to_the_memo_on_this_edition(client):
    published_license()

    assert ("/licenses/example/v1/memo.docx", "Memo for Word") in links(page(client))


@pytest.mark.parametrize(
    "address", ["/licenses/example/memo.docx", "/licenses/example/v1/memo.docx"]
)
def test_memo_is_a_file_to_keep(client, address):
    published_license()

    response = client.get(address)

    assert response.headers["Content-Type"] == MEDIA_TYPE
    assert response.headers["Content-Disposition"] == 'attachment; filename="example-v1.docx"'
    assert opened(response.content).core_properties.title == "Example License: guidance"


@pytest.mark.parametrize("address", ["/licenses/none/memo.docx", "/licenses/example/v2/memo.docx"])
def test_memo_on_nothing_is_not_found(client, address):
    published_license()

    assert client.get(address).status_code == 404


def test_queries_are_as_many_for_any_number_of_notes(client, django_assert_num_queries):
    notes = [
        {"key": f"n{n}", "section": "1", "quote": "any purpose", "kind": "grants", "body": "B."}
        for n in range(3)
    ]
    published_license(annotations=notes)

    with django_assert_num_queries(3):
        client.get("/licenses/example/memo.docx")
