"""The files for a product that a result asks for, and the zip of all of them."""

import hashlib
import io
import json
import zipfile
from datetime import UTC, datetime

import pytest

from guidance.core.walking.walks import walk
from guidance.services.editions.readings import pinned
from guidance.services.results.presenting import present
from guidance.services.results.result_pages import result_page
from guidance.services.taking.bundles import as_zip
from guidance.services.taking.files import What
from guidance.services.taking.places import FILE, Places
from guidance.services.taking.takes import take
from guidance.services.taking.zipping import zipped
from tests.documents import BODY, license_data, tree_data
from tests.editions import published, published_license, published_tree

SHIPPED = {"users": ("100",), "sharing": ("yes",)}
KEPT = {"users": ("100",), "sharing": ("no",)}
PLACES = Places(
    root="https://guidance.example", page="https://guidance.example/r/", markdown="", json="",
    zip="", files=f"https://guidance.example/files/{FILE}",
)  # fmt: skip


def handing_on(**fields):
    """Return a license whose copy and notice go along, with a clause for one's own terms."""
    data = license_data(
        file_name="licenses/EXAMPLE.txt", hub_name="example", spdx="Example-1.0",
        other_names=["org/example-7b"], **fields,
    )  # fmt: skip
    data["policies"][0] |= {"read_on": "2026-01-02", "travels": "need-not", "travels_by": "2"}
    data["terms"][1]["file"] = "model/Notice"
    copied = {**data["terms"][1], "key": "copy", "title": "Give a copy", "fulfilment": ""}
    data["terms"].append({**copied, "file": "licenses/EXAMPLE.txt"})
    data["terms"].append({**data["terms"][1], "key": "clause", "file": "CLAUSE.txt"})
    return data


@pytest.fixture
def page(db):
    """Return what makes the page of a result, of the edition that is published here."""
    published(handing_on())
    data = tree_data(cases=[])
    data["questions"][1]["options"][0]["adds"] = [
        "example/copy", "example/notice", "example/clause",
    ]  # fmt: skip
    published(data)

    def made(answers):
        reading = pinned("tree", "can-i-use-it", 1)
        result = present(reading, walk(reading.document, answers))
        return result_page(result, None, addresses=None)

    return made


def test_files_are_those_that_the_result_asks_for(page):
    taken = take(page(SHIPPED))

    assert [(one.path, one.what) for one in taken.files] == [
        ("licenses/EXAMPLE.txt", What.LICENSE),
        ("model/Notice", What.EXACT),
        ("CLAUSE.txt", What.TEXT),
        ("EXAMPLE-POLICY.txt", What.POLICY),
        ("MODEL-CARD.yaml", What.CARD),
    ]
    assert taken.spdx == (("Example License", "Example-1.0"),)


def test_copy_of_a_license_is_the_text_of_its_edition(page):
    [copy, notice, *_] = take(page(SHIPPED)).files

    assert copy.words == BODY
    assert copy.digest == license_data()["text"]["digest"]
    assert notice.words == "Example Notice\n"
    assert [one.section for one in copy.citations] == ["2"]


def test_copy_stays_that_of_the_edition_when_another_is_published(page):
    published(handing_on(body=BODY.replace("ask us", "ask all of us")))

    assert take(page(SHIPPED)).files[0].words == BODY


def test_what_is_pasted_says_where_it_is_from(page):
    [*_, clause, policy, card] = take(page(SHIPPED)).files
    edition = pinned("license", "example", 1).edition

    origin = f"version 1 of {edition.published_at:%d %b %Y} (SHA-256 {edition.digest})."
    assert all(origin in one.words for one in (clause, policy, card))
    assert clause.words.startswith("Example Notice\n\n--\n")
    read_on = "Our guidance is on the copy that we read on 02 Jan 2026."
    assert f"https://example.org/policy\n\n{read_on}\n" in policy.words
    assert "No copy of it has to go along" in policy.words
    assert "license: example\n# base_model: org/example-7b " in card.words


def test_nothing_is_passed_on_without_files(page):
    taken = take(page(KEPT))

    assert (taken.files, taken.folders, taken.spdx) == ((), "", ())


def test_edition_without_names_of_files_has_none(db):
    published_license()
    published_tree()
    reading = pinned("tree", "can-i-use-it", 1)
    result = present(reading, walk(reading.document, SHIPPED))

    assert take(result_page(result, None, addresses=None)).files == ()


def test_picture_shows_what_lies_in_folders(page):
    assert take(page(SHIPPED)).folders == (
        "your-product/\n├── licenses/\n│   └── EXAMPLE.txt\n└── model/\n    └── Notice"
    )


def test_zip_has_all_files_and_says_what_they_are(page):
    shown = page(SHIPPED)
    taken = take(shown)

    archive = zipfile.ZipFile(io.BytesIO(as_zip(shown, taken, PLACES)))

    assert archive.namelist() == [
        *(one.path for one in taken.files),
        "guidance/result.md",
        "guidance/result.json",
        "guidance/FILES.txt",
    ]
    told = archive.read("guidance/FILES.txt").decode()
    for one in taken.files:
        held = archive.read(one.path)
        assert held.decode() == one.words
        assert f"{hashlib.sha256(held).hexdigest()}  {one.path}" in told
    assert "SPDX-License-Identifier: Example-1.0" in told
    assert json.loads(archive.read("guidance/result.json"))["verdict"] == "conditional"


def test_zip_is_the_same_bytes_each_time(page):
    made = [as_zip(shown, take(shown), PLACES) for shown in (page(SHIPPED), page(SHIPPED))]

    assert made[0] == made[1]


def test_zipped_has_these_very_bytes():
    made = zipped([("a/b.txt", "ä\n")], at=datetime(2026, 11, 29, 18, 5, 7, tzinfo=UTC))

    assert hashlib.sha256(made).hexdigest()[:16] == "43d9984107573439"
