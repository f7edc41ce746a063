"""What the documents say is true: commands, settings, codes, files, addresses, examples."""

import json
import re
import shlex
from itertools import pairwise
from urllib.parse import urlsplit

import pytest
from django.urls import resolve

from guidance.admin.fields import lines
from guidance.admin.fields.conditions import ConditionLinesField
from guidance.api.urls import v1
from guidance.core.documents.trees import Tree
from guidance.core.walking.answers import Reason
from guidance.core.walking.walks import walk
from guidance.models import SearchKind
from guidance.services.intake.pack_files import read_documents, read_folder
from portal.environment.names import NAMES
from tests.editions import published_faq, published_license, published_tree
from tests.house.pages import PAGES, ROOT, fenced, text_of
from tests.tables import TABLES, with_table

PACKS = ROOT / "guidance" / "packs"
PICTURE_LIMIT = 300 * 1024


# README


def test_readme_names_every_command_of_the_makefile():
    commands = re.findall(r"^([a-z-]+):.*##", text_of("Makefile"), re.MULTILINE)

    named = re.findall(r"^\| `make ([a-z-]+)` \|", text_of("README.md"), re.MULTILINE)

    assert sorted([*named, "help", "clean"]) == sorted(commands)


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_to_files_and_headings_that_are_there(name):
    targets = re.findall(r"\]\(([^)\s]+)\)", text_of(name))
    local = [target for target in targets if not re.match(r"https?:", target)]

    lost = [target for target in local if not leads_somewhere(name, target)]

    assert lost == []


def leads_somewhere(name: str, target: str) -> bool:
    path, _, heading = target.partition("#")
    file = (ROOT / name).parent / path if path else ROOT / name
    if not file.exists() or not heading:
        return file.exists()
    headings = re.findall(r"^#+ (.+)$", file.read_text(encoding="utf-8"), re.MULTILINE)
    return heading in [
        re.sub(r"[^\w -]", "", h).strip().lower().replace(" ", "-") for h in headings
    ]


def test_pictures_are_light_and_shown():
    pictures = sorted((ROOT / "docs" / "pictures").glob("*.png"))
    shown = re.findall(r"docs/pictures/([\w-]+\.png)", text_of("README.md"))

    assert sorted(p.name for p in pictures) == sorted(shown)
    assert [p.name for p in pictures if p.stat().st_size >= PICTURE_LIMIT] == []


# Operating


def test_every_setting_is_explained_and_no_other():
    settings, server = text_of("portal/settings.py"), text_of("scripts/gunicorn.conf.py")
    read = set(re.findall(r'\benv(?:\.\w+)?\(\s*"([A-Z_]+)"', settings))
    read |= set(re.findall(r'\benv(?:\.\w+)?\(\s*"([A-Z_]+)"', server))

    explained = re.findall(r"^\| `([A-Z_]+)` \|", text_of("docs/operating.md"), re.MULTILINE)

    assert sorted(explained) == sorted(read) == sorted(NAMES)


# Editing


WRITTEN = [
    ("citations", lines.CitationLinesField),
    ("own-citations", lines.LocalCitationLinesField),
    ("condition", ConditionLinesField),
    ("answers", lines.AnswerLinesField),
    ("keys", lines.KeyLinesField),
]


@pytest.mark.parametrize(("kind", "field"), WRITTEN)
def test_lines_in_the_examples_are_read_and_written_the_same(kind, field):
    examples = fenced("docs/editing.md", kind)

    rewritten = [field().prepare_value(field().clean(example)) + "\n" for example in examples]

    assert examples
    assert rewritten == examples


# Architecture


@pytest.mark.parametrize("name", TABLES)
def test_table_is_that_of_the_code(name):
    page = TABLES[name][0].read_text("utf-8")

    fresh = with_table(name, page)

    assert page == fresh, "the table is not that of the code: run `make tables`"


def test_each_folder_of_templates_and_each_static_file_is_explained():
    page = text_of("docs/architecture.md").split("## Templates and stylesheets\n")[1]
    rows = re.findall(r"^\| (`[^|]*) \|", page.split("\n## ")[0], re.MULTILINE)
    named = re.findall(r"`((?:templates|static)/[^`]*)`", " ".join(rows))

    there = {f"{path.parent.relative_to(ROOT)}/" for path in (ROOT / "templates").rglob("*.*")}
    there |= {str(path.relative_to(ROOT)) for path in (ROOT / "static").rglob("*.*")}
    assert sorted(named) == sorted(there)


def test_example_of_a_document_is_one():
    examples = fenced("docs/architecture.md", "yaml")

    kinds = [
        document.kind
        for example in examples
        for document in read_documents(example.encode(), file="docs/architecture.md")
    ]

    assert kinds == ["faq"]


# API

PLACES = {
    "can-i-use-llama-2": "can-i-use-it",
    "is-llama-2-open-source": "may-i-sell-it",
    "llama-2": "example",
    "1.b.iii": "2",
    "notice-in-every-copy": "grant-is-broad",
    "keep-notice": "notice",
}
"""What the examples name, and what stands in its place among the documents for tests."""


def examples() -> list[tuple[str, str, str]]:
    """Return method, address and body of each curl in docs/api.md."""
    commands = re.findall(r"^    curl ((?:.*\\\n)*.*)", text_of("docs/api.md"), re.MULTILINE)
    found = []
    for command in commands:
        words = shlex.split(command.replace("\\\n", " "))
        options = dict(pairwise(words))
        address = next(word for word in words if word.startswith("$PORTAL"))
        found.append((options.get("-X", "GET"), address[len("$PORTAL") :], options.get("-d", "")))
    return found


def routes() -> dict[str, bool]:
    """Return the addresses of the API and whether each can name an edition."""
    found = [re.sub(r"<\w+:(\w+)>", r"<\1>", f"/api/v1/{route.pattern}") for route in v1]
    pinned = {
        address.replace("/editions/<number>", "") for address in found if "<number>" in address
    }
    return {address: address in pinned for address in found if "<number>" not in address}


def test_every_address_of_the_api_is_in_the_table():
    rows = re.findall(
        r"^\| `(?:GET|POST) ([^`]+)` \|.*\|( yes)? \|$", text_of("docs/api.md"), re.MULTILINE
    )

    assert {address: bool(pinned) for address, pinned in rows} == routes()


def test_every_address_of_the_api_has_an_example():
    asked = {resolve(urlsplit(address).path).url_name for _, address, _ in examples()}

    assert {name.removesuffix("-edition") for name in asked} == {
        route.name.removesuffix("-edition") for route in v1
    }


@pytest.mark.django_db
def test_examples_are_answered(client):
    published_license()
    published_faq()
    published_tree()
    asked = examples()

    statuses = []
    for method, address, body in asked:
        address = "/".join(PLACES.get(part, part) for part in address.split("/"))
        answer = client.generic(method, address, body, content_type="application/json")
        statuses.append((address, answer.status_code))

    assert [pair for pair in statuses[:-1] if pair[1] != 200] == []
    assert statuses[-1][1] == 400  # the last example shows an error
    shown = text_of("docs/api.md").rpartition("\n\n    {")[2]
    assert answer.json() == json.loads("{" + shown)


def test_examples_name_what_ships():
    shipped = "".join(path.read_text(encoding="utf-8") for path in PACKS.rglob("*.yaml"))

    lost = [
        name
        for name in PLACES
        if not re.search(rf"(key|slug|section): {re.escape(name)}\n", shipped)
    ]

    assert lost == []


def test_example_answers_fit_the_questionnaire_that_ships():
    trees = {d.slug: d for _, d in read_folder(PACKS) if isinstance(d, Tree)}
    walks = []
    for _, address, body in examples():
        if body and isinstance(answers := json.loads(body)["answers"], dict):
            slug = address.split("/")[4]
            walks.append(walk(trees[slug], {key: tuple(value) for key, value in answers.items()}))

    assert [way.unfit for way in walks] == [(), (), ()]
    assert [way.is_finished for way in walks] == [False, True, False]


@pytest.mark.parametrize(
    ("names", "first", "last"),
    [
        ([reason.value for reason in Reason], "each with a reason, one of ", "They are not"),
        (list(SearchKind.values), "`kind` is one of ", "The results"),
    ],
)
def test_lists_of_names_are_complete(names, first, last):
    words = text_of("docs/api.md").partition(first)[2].partition(last)[0]

    assert re.findall(r"`([\w-]+)`", words) == names
