"""What is taken along from a result, asked for by address."""

import io
import json
import zipfile

import pytest

from guidance.models import SavedResult
from tests.documents import tree_data
from tests.editions import published
from tests.html import texts, values
from tests.services.taking.test_files import handing_on
from tests.views.checking.results import CHECK, LINK, QUERY, page, publish_otherwise, words

pytestmark = pytest.mark.django_db

FILES = [
    "licenses/EXAMPLE.txt", "model/Notice", "CLAUSE.txt", "EXAMPLE-POLICY.txt", "MODEL-CARD.yaml",
]  # fmt: skip


@pytest.fixture
def shipping(db):
    data = handing_on()
    data["terms"][1]["when"] = "at-distribution"
    data["terms"][2]["when"] = "to-know"
    published(data)
    data = tree_data(cases=[])
    data["questions"][1]["options"][0]["adds"] = [
        "example/copy", "example/notice", "example/clause",
    ]  # fmt: skip
    return published(data)


def data_of(client, address):
    response = client.get(address)
    assert response["Content-Type"] == "application/json; charset=utf-8"
    assert response["X-Robots-Tag"] == "noindex"
    return json.loads(page(response))


def test_result_offers_its_files_each_and_all(client, shipping):
    html = page(client.get(LINK))

    assert texts(html, ".files .about > b") == [*FILES, "SPDX"]
    for address in values(html, ".files a[href^=/check/]", "href"):
        response = client.get(address)
        assert response.status_code == 200
        assert response["Content-Disposition"].startswith("attachment; filename=")


def test_result_sorts_what_must_be_done_and_tells_what_is_to_be_known(client, shipping):
    html = page(client.get(LINK))

    assert texts(html, ".stage") == ["At distribution", "Always"]
    assert texts(html, "ul.duties > li.note h3") == ["Do no harm"]
    assert values(html, "h2[id]", "id")[:4] == ["somebody", "must", "may", "to-know"]


def test_file_of_another_name_is_not_there(client, shipping):
    for name in ("model/notice", "licenses/example.txt/x", "..%2Fsettings.py", ".hidden"):
        assert client.get(f"{CHECK}v1/files/{name}{QUERY}").status_code == 404


def test_result_without_files_has_no_zip(client, tree):
    assert 'id="files"' not in page(client.get(LINK))
    assert client.get(f"{CHECK}v1/result.zip{QUERY}").status_code == 404


def test_json_says_what_the_result_rests_on(client, shipping):
    found = data_of(client, f"{CHECK}v1/result.json{QUERY}")

    assert (found["verdict"], found["outcome"]["title"]) == ("conditional", "You may pass it on")
    guidance = found["guidance"]
    assert (guidance["standing"], guidance["edition"]) == ("current", 1)
    assert (guidance["reviewed_at"], guidance["recalled"], found["since"]) == (None, None, None)
    assert [(one["ref"], one["kind"], one["when"]) for one in found["obligations"]] == [
        ("example/copy", "must", None),
        ("example/notice", "must", "at-distribution"),
        ("example/clause", "must", None),
        ("example/use", "may", None),
        ("example/no-harm", "to-know", None),
    ]
    assert [one["path"] for one in found["files"]] == FILES
    assert [one["must_travel"] for one in found["files"]] == [None, None, None, False, None]
    assert found["urls"]["page"] == f"http://testserver{LINK}"


def test_result_says_when_the_policy_that_it_cites_was_read(client, shipping):
    html = page(client.get(LINK))
    found = data_of(client, f"{CHECK}v1/result.json{QUERY}")

    said = "Policy Example use policy, in our own words, from the copy read on 2 Jan 2026"
    assert texts(html, ".proof dl > div")[-1].startswith(said)
    assert found["policies"] == [
        {
            "license": "example",
            "title": "Example use policy",
            "read_on": "2026-01-02",
            "source_url": "https://example.org/policy",
            "url": "http://testserver/licenses/example/v1/#example-policy",
        }
    ]


def test_json_says_what_today_says_otherwise(client, tree):
    publish_otherwise()

    found = data_of(client, f"{CHECK}v1/result.json{QUERY}")

    assert (found["guidance"]["standing"], found["guidance"]["current_edition"]) == ("changed", 2)
    assert (found["verdict"], found["since"]["verdict"]) == ("conditional", "prohibited")
    assert found["since"]["reworded"] == ["Keep the whole notice"]


def test_json_of_a_damaged_link_is_not_there(client, tree):
    assert client.get(f"{CHECK}v1/result.json?users=100").status_code == 404


def test_ticks_travel_to_markdown(client, tree):
    address = f"{CHECK}v1/result.md{QUERY}"

    assert "- [ ] **Keep the notice**" in page(client.get(address))
    assert "- [x] **Keep the notice**" in page(client.get(f"{address}&_done=example%2Fnotice"))


def test_short_link_says_when_it_was_made(client, shared):
    link, _ = shared
    made = SavedResult.objects.get().created_at

    assert f"Link made {made.day} {made:%b %Y, %H:%M} UTC" in words(page(client.get(link)))
    found = data_of(client, f"{link}result.json")
    assert found["guidance"]["made_at"] == made.isoformat()
    assert found["urls"]["page"] == f"http://testserver{link}"


def test_zip_by_address_holds_the_text_of_the_edition(client, shipping):
    response = client.get(f"{CHECK}v1/result.zip{QUERY}")

    assert response["Content-Disposition"] == 'attachment; filename="can-i-use-it.zip"'
    archive = zipfile.ZipFile(io.BytesIO(response.content))
    assert archive.read("licenses/EXAMPLE.txt").decode().startswith("EXAMPLE LICENSE\n")
    assert client.get(f"{CHECK}v1/result.zip{QUERY}").content == response.content
