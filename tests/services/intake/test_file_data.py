"""Reading a file of documents: what is broken in YAML or JSON is named with its line."""

import json

import pytest
import yaml

from guidance.core.documents.counts import MOST_FIELDS
from guidance.core.documents.formats import InvalidDocument, parse
from guidance.services.intake.file_data import MAX_NUMBER
from guidance.services.intake.pack_files import read_documents, read_folder
from tests.documents import faq_data
from tests.services.intake.files import FAQ, problems_of


def test_every_problem_of_a_file_is_named_with_its_line():
    broken = FAQ.replace("May I?", '""') + "citations:\n- license: A B\n  section: '1'\nextra: 1\n"
    second = FAQ.replace("slug: one\n", "").replace("format: 1", "format: 2")

    found = problems_of(broken + "---\n" + second)

    assert [(line, place) for line, place, _ in found] == [
        (4, "question"), (7, "citations[0].license"), (9, "extra"), (12, "format"), (11, "slug"),
    ]  # fmt: skip


def test_every_broken_file_of_a_folder_is_named(tmp_path):
    (tmp_path / "a.yaml").write_text(FAQ.replace("slug: one", "slug: One Two"))
    (tmp_path / "b.yaml").write_text(FAQ)
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / "c.yaml").write_text("kind: faq\nformat: 1\n\tslug: x\n")

    with pytest.raises(InvalidDocument) as refused:
        read_folder(tmp_path)

    assert [(p.file, p.line) for p in refused.value.problems] == [("a.yaml", 3), ("c/c.yaml", 3)]


@pytest.mark.parametrize(
    "content",
    [
        b"kind: " + b"k" * 100_000,
        b"kind: faq\n" + b"k" * 100_000 + b": 1",
        b"kind: faq\n" + 2 * (b"k" * 1000 + b": 1\n"),
        b'{"kind": "faq", "' + b"k" * 100_000 + b'": 1}',
    ],
)
def test_problem_repeats_only_the_beginning_of_what_the_file_wrote(content):
    with pytest.raises(InvalidDocument) as error:
        read_documents(content, file="f.yaml")

    assert max(len(p.message + p.place) for p in error.value.problems) < 700


def test_field_written_twice_is_named_with_the_other_problems():
    found = problems_of(FAQ + "slug: two\nextra: 1\n")

    assert found == [
        (6, "", "The field “slug” is written twice."),
        (7, "extra", "There is no field of this name here."),
    ]


def test_alias_is_refused_with_its_line():
    assert problems_of(FAQ + "topics: &t [a]\nlicenses: *t\n") == [
        (6, "", "Aliases (& and *) are not read.")
    ]


@pytest.mark.parametrize(
    ("value", "line"),
    [("!!python/object/apply:os.system [ls]", 6), ("2023-99-99", 6), ("9" * 5000, 6)],
)
def test_value_that_cannot_be_read_is_named_with_its_line(value, line):
    assert problems_of(FAQ + f"answer: {value}\n")[0][0] == line


def test_file_that_is_not_utf8_is_named_with_its_line():
    found = problems_of(FAQ.encode() + b"answer: caf\xe9\n")

    seems = "The file is not UTF-8 text. It seems to be Latin-1 or Windows-1252."
    assert found == [(6, "", seems)]


@pytest.mark.parametrize("content", ["", "\n# nothing\n"])
def test_empty_file_is_named(content):
    assert problems_of(content)[0][0] == 1


def test_json_is_read_as_yaml_is():
    data = faq_data()

    from_json = read_documents(json.dumps(data).encode(), file="a.json")
    from_yaml = read_documents(yaml.safe_dump(data).encode(), file="a.yaml")

    assert from_json == from_yaml == [parse(data)]


def test_broken_json_is_named_with_its_line():
    assert problems_of('{\n"kind": "faq",\n}', file="a.json")[0][0] == 3


def test_json_field_written_twice_is_named():
    written = json.dumps(faq_data())[:-1] + ', "slug": "two"}'

    assert problems_of(written) == [(1, "", "The field “slug” is written twice.")]


@pytest.mark.parametrize("indent", [2, "\t"])
@pytest.mark.parametrize(
    "words", ["plain", 'a \\ "quoted" / key: [1]', "\u2028 \x85 \t \U0001f600"]
)
@pytest.mark.parametrize("is_ascii", [True, False])
def test_json_problems_are_named_with_their_lines(indent, words, is_ascii):
    data = faq_data(answer=words, wrong=words, topics=["good", "Not Good"])
    written = json.dumps(data, indent=indent, ensure_ascii=is_ascii)
    lines = written.split("\n")

    found = {problem[1]: problem[0] for problem in problems_of(written, file="a.json")}

    assert {place: lines[line - 1].strip(" \t,") for place, line in found.items()} == {
        "topics[1]": '"Not Good"',
        "wrong": f'"wrong": {json.dumps(words, ensure_ascii=is_ascii)}',
    }


def test_json_fields_written_twice_are_named_with_their_lines():
    written = '{\n"kind": "faq",\n"citations": [\n{"section": "1",\n"section": "2"}],\n"kind": "x"}'

    found = [(line, message) for line, _, message, *_ in problems_of(written, file="a.json")]

    assert [pair for pair in found if "twice" in pair[1]] == [
        (5, "The field “section” is written twice."),
        (6, "The field “kind” is written twice."),
    ]


def test_json_number_without_end_is_named():
    written = json.dumps(faq_data())[:-1] + ', "more": ' + "9" * 5000 + "}"

    assert problems_of(written)[0][2].startswith("Not JSON: ")


@pytest.mark.parametrize("value", ["010", "0x10", "0b1", "1_000", "1:30", "0o7", "1:30.5", "-0x1"])
def test_number_that_yaml_takes_for_another_is_told(value):
    found = problems_of(FAQ + f"minutes: {value}\n")

    assert found[0][0] == 6
    assert ("takes it for another number" in found[0][2]) is not value.startswith("0o")


@pytest.mark.parametrize(
    ("value", "told"),
    [
        *((word, "takes it for true or false") for word in ("yes", "No", "ON", "off")),
        *((power, "in plain digits") for power in ("1e3", "1E3", "1.0e+3", "-2e10")),
        *((three, "read as two numbers") for three in ("700.000", "1.500", "-12.125")),
    ],
)
def test_value_that_yaml_reads_otherwise_than_people_is_told(value, told):
    found = problems_of(FAQ + f"minutes: {value}\n")

    assert found[0][:2] == (6, "")
    assert told in found[0][2]


@pytest.mark.parametrize("value", ["true", "False", "'yes'", '"1e3"', "'700.000'", "e3", "0.125"])
def test_value_with_one_meaning_is_read(value):
    assert [place for _, place, _ in problems_of(FAQ + f"minutes: {value}\n")] == ["minutes"]


@pytest.mark.parametrize("value", ["10", "-3", "0", "2.5", "0.5", "2.1250"])
def test_plain_number_is_read(value):
    assert [place for _, place, _ in problems_of(FAQ + f"minutes: {value}\n")] == ["minutes"]


@pytest.mark.parametrize("value", ["!!binary aGVsbG8=", "!x y", "!!set {a}", "!!omap [a: 1]"])
def test_value_of_a_foreign_tag_is_told(value):
    assert problems_of(FAQ.replace("Yes.", value))[0][0] == 5


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(1)", "\t=1"])
def test_what_a_spreadsheet_would_compute_is_read_as_words(start):
    (document,) = read_documents(json.dumps(faq_data(question=start)).encode(), file="a.json")

    assert document.question == start.strip()


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_byte_order_mark_of_any_system_are_read(end, mark):
    content = (mark + FAQ.replace("\n", end)).encode()

    (document,) = read_documents(content, file="a.yaml")

    assert (document.slug, document.short_answer) == ("one", "Yes.")


@pytest.mark.parametrize(
    "number", ["9" * 101, "0x" + "f" * 99, "1" + ":59" * 40, "1:59.5" * 1 + "0" * 99]
)
def test_number_without_end_is_told_at_its_line(number):
    found = problems_of(FAQ + f"featured: {number}\n")

    assert found[0] == (
        6, "", f"“{number[:40]}” cannot be read: a number has at most {MAX_NUMBER} characters.",
    )  # fmt: skip


def test_hundreds_of_unknown_fields_are_named_with_their_lines():
    many = MOST_FIELDS - 6

    found = problems_of(FAQ + "".join(f"x{n}: 1\n" for n in range(many)) + "? [a]\n: 1\n")

    lines = [line for line, place, _ in found if place.startswith("x")]
    assert lines == list(range(6, 6 + many))
