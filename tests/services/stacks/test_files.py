"""What a stack asks to be handed on, and the forms in which it is taken along."""

import io
import json
import zipfile

import pytest

from guidance.core.stacks.components import Use
from guidance.services.stacks.addresses import Stack
from guidance.services.stacks.bundles import as_zip
from guidance.services.stacks.data import as_data
from guidance.services.stacks.files import files_of
from guidance.services.stacks.markdown import as_markdown
from guidance.services.stacks.presenting import answer_of, pinned_today
from tests.documents import BODY
from tests.scenes import scene
from tests.services.stacks.samples import PLACES, part, publish_all

pytestmark = pytest.mark.django_db
PARTS = (
    part("model", "Modelo"),
    part("lib", "MIT"),
    part("tool", "GPL-2.0-only", Use.BUILDING),
    part("page", "MIT", Use.HOSTED),
    part("odd", "Unheard-1.0"),
)


@scene
def licenses():
    publish_all()


@pytest.fixture
def answer(licenses):
    pinned = pinned_today(Stack(PARTS, "permit"))
    return answer_of(pinned.stack, pinned.shelf(), today=pinned.stack.editions)


def test_files_are_one_notice_and_the_texts(answer):
    files = {one.path: one.words for one in files_of(answer)}

    assert list(files) == ["NOTICE", "licenses/modelo.txt", "licenses/PERMIT.txt"]
    assert files["licenses/PERMIT.txt"] == BODY
    assert files["NOTICE"] == (
        "This product contains the following components.\n\n"
        "lib 1\n-----\nLicense: Permit (see licenses/PERMIT.txt)\n\n"
        "[Copy its copyright and other notices here: they stand in its own files.]\n\n"
        "model 1\n-------\nLicense: Modelo (see licenses/modelo.txt)\n\n"
        "Modelo is by Modelo Org.\n"
    )


def test_markdown_has_conflicts_first_and_tasks_with_their_origins(answer):
    lines = as_markdown(answer, PLACES).split("\n")

    headings = [line for line in lines if line.startswith("##")]
    assert headings == [
        "## Conflicts", "## Not known here", "## What you must do", "### At distribution",
        "## What you must not do", "## What is in it", "## Files for your product",
        "## What this rests on",
    ]  # fmt: skip
    assert "- [ ] **Hand on the license** (asked by 2 components)" in lines
    assert "- tool 1, GPL-2.0-only: only used to build: nothing is due" in lines
    assert "- **odd 1**: Unheard-1.0" in lines


def test_markdown_takes_names_for_words(licenses):
    pinned = pinned_today(Stack((part("<b>*x*", "MIT"),)))

    found = as_markdown(answer_of(pinned.stack, pinned.shelf(), today={}), PLACES)

    assert "<b>" not in found
    assert "&lt;b>\\*x\\*" in found


def test_data_says_all_that_the_page_says(answer):
    found = json.loads(json.dumps(as_data(answer, PLACES)))

    assert [one["rule"] for one in found["conflicts"]] == ["part-stays"]
    assert found["unknown"][0]["component"]["name"] == "odd"
    assert [one["is_due"] for one in found["components"]] == [True, True, False, True, True]
    copy = next(one for one in found["duties"] if one["title"] == "Hand on the license")
    assert [one["ref"] for one in copy["origins"]] == [
        "modelo/pass-on-license", "permit/pass-on-license",
    ]  # fmt: skip
    assert copy["origins"][0]["clauses"][0]["url"] == (
        "https://guidance.example/licenses/modelo/v1/#2"
    )
    assert [one["license"] for one in found["guidance"]] == ["modelo", "permit"]


def test_zip_holds_the_files_and_the_answer_and_is_the_same_each_time(answer):
    content = as_zip(answer, PLACES)

    assert zipfile.ZipFile(io.BytesIO(content)).namelist() == [
        "NOTICE", "licenses/modelo.txt", "licenses/PERMIT.txt", "guidance/stack.md",
        "guidance/stack.json",
    ]  # fmt: skip
    assert as_zip(answer, PLACES) == content
