"""How large, deep and crowded a file of documents may be, and that it is told where it is more."""

import json

import pytest
import yaml

from guidance.core.documents.counts import MOST, MOST_FIELDS
from guidance.core.documents.formats import MAX_PROBLEMS
from guidance.services.intake.file_data import MAX_DEPTH, MAX_DOCUMENTS, MAX_ITEMS, MAX_PARTS
from guidance.services.intake.pack_files import MAX_BYTES, read_documents
from tests.documents import faq_data
from tests.services.intake.files import FAQ, problems_of


class _Plain(yaml.SafeDumper):
    """Write no aliases, which are not read."""

    def ignore_aliases(self, data):
        return True


def test_nesting_is_read_up_to_its_limit():
    inner = MAX_DEPTH - 1  # the document itself is one level

    just = problems_of(FAQ + f"answer: {'[' * inner}{']' * inner}\n")
    deeper = problems_of(FAQ + f"answer: {'[' * (inner + 1)}{']' * (inner + 1)}\n")
    deepest = problems_of(FAQ + f"answer: {'[' * 100_000}\n")

    assert [place for _, place, _ in just] == ["answer"]
    assert deeper == deepest == [(6, "", f"Nested deeper than {MAX_DEPTH} levels.")]


def test_nested_json_is_refused():
    inner = MAX_DEPTH - 1
    start = json.dumps(faq_data())[:-1]

    just = problems_of(start + ', "more": ' + "[" * inner + "]" * inner + "}")
    deeper = problems_of(start + ', "more": ' + "[" * (inner + 1) + "]" * (inner + 1) + "}")
    deepest = problems_of(start + ', "more": ' + "[" * 100_000)

    assert [place for _, place, _ in just] == ["more"]
    assert deeper == deepest == [(1, "", f"Nested deeper than {MAX_DEPTH} levels.")]


def test_file_is_read_up_to_its_size_limit():
    padded = FAQ + "# " + "x" * (MAX_BYTES - len(FAQ) - 2)

    assert len(read_documents(padded.encode(), file="a.yaml")) == 1
    assert problems_of(padded + "x") == [(None, "", "The file is larger than 2 MB.")]


TOO_MANY = f"More than {MAX_DOCUMENTS} documents or {MAX_PARTS:,} parts."


def test_file_has_so_many_documents_and_no_more():
    most = FAQ.join(["---\n"] * (MAX_DOCUMENTS + 1)).removesuffix("---\n")

    assert len(read_documents(most.encode(), file="pack.yaml")) == MAX_DOCUMENTS
    assert problems_of(most + "---\n" + FAQ) == [(MAX_DOCUMENTS * 6 + 1, "", TOO_MANY)]


@pytest.mark.parametrize(
    "content",
    [("- [" + "a," * 2_900 + "]\n") * 40, '{"a":[' + "1," * MAX_PARTS + "1]}"],
)
def test_file_of_too_many_parts_is_refused(content):
    assert [message for _, _, message in problems_of(content)] == [TOO_MANY]


FIELDS = f"There are more than {MOST_FIELDS} fields in one group."
ITEMS = f"There are more than {MAX_ITEMS:,} items in one list."


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        ("kind: tree\nquestions:\n" + "- {}\n" * 45_000, MAX_ITEMS + 3, ITEMS),
        ("".join(f"x{n}: 1\n" for n in range(45_000)), MOST_FIELDS + 1, FIELDS),
        ("a: 1\n" * 40_000, MOST_FIELDS + 1, FIELDS),
        ("{" + ",".join(['"a":1'] * 200_000) + "}", None, FIELDS),
    ],
)
def test_crowd_is_told_where_it_begins_to_be_one(content, line, message):
    assert problems_of(content) == [(line, "", message)]


@pytest.mark.parametrize(("wrong", "told"), [(MAX_PROBLEMS, 0), (MAX_PROBLEMS + 1, 1)])
def test_file_is_read_no_further_after_so_many_problems(wrong, told):
    document = faq_data(citations=[{"license": "A b", "section": "1"}] * 100)
    more = {**document, "citations": [], "topics": ["A b"] * (wrong - 200)}
    content = yaml.dump_all([document, document, more], Dumper=_Plain)

    found = problems_of(content)

    last = "There are more problems: the file was read no further."
    assert [message for _, _, message in found].count(last) == told
    assert len(found) == MAX_PROBLEMS + told


def test_of_very_many_problems_the_first_are_named_with_their_lines():
    case = '{"key": "A b", "includes": [' + ",".join(['"A b"'] * 90) + "]}"
    written = '{"kind": "tree",\n"cases": [' + ",\n".join([case] * 900) + "]}"

    found = problems_of(written)

    assert [(line, place) for line, place, _ in found if place.startswith("cases[4].includes")] == [
        (6, f"cases[4].includes[{at}]") for at in range(5)
    ]
    assert found[-1][2].startswith("There are more problems: ")


@pytest.mark.parametrize(("items", "told"), [(MOST["citations"], 0), (MOST["citations"] + 1, 1)])
def test_document_has_so_many_parts_and_no_more(items, told):
    citations = [{"license": "A b", "section": "1"}] * items

    found = problems_of(yaml.dump(faq_data(citations=citations), Dumper=_Plain))

    message = "There are more than 100 citations."
    assert [place for _, place, said in found if said == message] == ["citations"] * told


def test_text_that_would_make_a_page_slow_is_told_at_its_line():
    found = problems_of(
        FAQ + "answer: |\n  Yes.\n\n  " + "a|" * 900 + "\n  " + "-|" * 900 + "\n  b|\n"
    )

    assert [(line, place) for line, place, _ in found] == [(6, "answer")]
    assert found[0][2].startswith("Its tables have more than 2,000 cells (line 3). ")
