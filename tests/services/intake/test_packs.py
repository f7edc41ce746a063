"""Packs: broken files name every problem with its line, and the team's own work is kept."""

import json

import pytest
import yaml

from guidance.core.documents.counts import MOST, MOST_FIELDS
from guidance.core.documents.formats import MAX_PROBLEMS, InvalidDocument, parse
from guidance.models import Edition, FaqEntry, License, LicenseText, Publication, Topic, Tree
from guidance.services.editions.readings import current_faq
from guidance.services.intake.file_data import (
    MAX_DEPTH,
    MAX_DOCUMENTS,
    MAX_ITEMS,
    MAX_NUMBER,
    MAX_PARTS,
)
from guidance.services.intake.pack_files import MAX_BYTES, read_documents, read_folder
from guidance.services.publishing.acts import confirm, publish, withdraw
from tests.documents import faq_data, tree_data
from tests.services.intake.small_pack import load, write

FAQ = """kind: faq
format: 1
slug: one
question: May I?
short_answer: Yes.
"""


class _Plain(yaml.SafeDumper):
    """Write no aliases, which are not read."""

    def ignore_aliases(self, data):
        return True


def problems_of(content, file="pack.yaml"):
    """Return what is wrong with a file: (line, place, message) of each problem."""
    content = content if isinstance(content, bytes) else content.encode()
    with pytest.raises(InvalidDocument) as refused:
        read_documents(content, file=file)
    assert {problem.file for problem in refused.value.problems} == {file}
    assert all(problem.advice for problem in refused.value.problems)
    return [(p.line, p.place, p.message) for p in refused.value.problems]


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


@pytest.mark.django_db
def test_load_publishes_all_as_shipped(pack):
    assert load(pack) == dict.fromkeys(["example", "may-i-sell-it", "can-i-use-it"], "published")

    facts = Edition.objects.values_list("publication__kind", "number", "is_shipped")
    assert sorted(facts) == [("faq", 1, True), ("license", 1, True), ("tree", 1, True)]


@pytest.mark.django_db
def test_load_twice_changes_nothing(pack):
    load(pack)
    revisions = [row.revision for model in (License, FaqEntry, Tree) for row in model.objects.all()]

    again = load(pack)

    assert set(again.values()) == {"unchanged"}
    assert Edition.objects.count() == 3
    assert revisions == [
        row.revision for model in (License, FaqEntry, Tree) for row in model.objects.all()
    ]


@pytest.mark.django_db
def test_new_pack_replaces_what_nobody_touched(pack):
    load(pack)
    write(pack[0], "faq", faq_data(short_answer="Yes, always."))

    assert load(pack)["may-i-sell-it"] == "published"
    reading = current_faq("may-i-sell-it")
    assert (reading.edition.number, reading.document.short_answer) == (2, "Yes, always.")


@pytest.mark.django_db
@pytest.mark.parametrize("how", ["edited", "published", "confirmed", "withdrawn", "deleted"])
def test_new_pack_leaves_alone_what_the_team_made_its_own(pack, how, django_user_model):
    load(pack)
    row, publication = FaqEntry.objects.get(), Publication.objects.get(kind="faq")
    rita = django_user_model.objects.create_user("rita")
    if how in ("edited", "published"):
        FaqEntry.objects.update(short_answer="Ask us.")
    if how == "published":
        publish(row, by=rita, note="Ours.")
    if how == "confirmed":
        confirm(publication.current, by=rita)
    if how == "withdrawn":
        withdraw(publication, note="Wrong.")
    if how == "deleted":
        row.delete()
    before = list(FaqEntry.objects.values("short_answer", "revision"))
    editions = Edition.objects.count()
    write(pack[0], "faq", faq_data(short_answer="Yes, always."))

    assert load(pack)["may-i-sell-it"] == "kept"
    assert list(FaqEntry.objects.values("short_answer", "revision")) == before
    assert Edition.objects.count() == editions


@pytest.mark.django_db
def test_same_pack_does_not_bring_back_what_was_withdrawn(pack):
    load(pack)
    withdraw(Publication.objects.get(kind="faq"), note="Wrong.")

    load(pack)

    assert current_faq("may-i-sell-it") is None


@pytest.mark.django_db
def test_renamed_topic_stays_renamed(pack):
    load(pack)
    Topic.objects.filter(slug="attribution").update(title="Credit")

    load(pack)

    assert Topic.objects.get(slug="attribution").title == "Credit"


@pytest.mark.django_db
def test_text_of_another_digest_is_reported_and_not_used(pack):
    text = pack[1] / "example.LICENSE"
    text.write_text(text.read_text().replace("any purpose", "research"))

    with pytest.raises(InvalidDocument) as refused:
        load(pack)

    problem = refused.value.problems[0]
    assert (problem.file, problem.place) == ("license.yaml", "text.digest")
    assert "is not used" in problem.message
    assert (LicenseText.objects.count(), License.objects.count()) == (0, 0)


@pytest.mark.django_db
def test_missing_texts_are_reported(pack, tmp_path):
    with pytest.raises(InvalidDocument) as refused:
        load((pack[0], tmp_path / "nowhere"))

    assert refused.value.problems[0].file == "license.yaml"
    assert refused.value.problems[0].place == "text"


@pytest.mark.django_db
def test_findings_of_all_documents_are_reported_and_nothing_is_loaded(pack):
    lost = [{"license": "example", "section": "1", "quote": {"exact": "no such words"}}]
    write(pack[0], "faq", faq_data(citations=lost))
    tree = tree_data()
    tree["outcomes"][0]["citations"] = lost
    write(pack[0], "tree", tree)

    with pytest.raises(InvalidDocument) as refused:
        load(pack)

    assert [(p.file, p.place) for p in refused.value.problems] == [
        ("faq.yaml", "may-i-sell-it"), ("tree.yaml", "can-i-use-it outcome:use"),
    ]  # fmt: skip
    assert (FaqEntry.objects.count(), Edition.objects.count()) == (0, 0)


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


@pytest.mark.parametrize("value", ["010", "0x10", "0b1", "1_000", "1:30", "0o7", "1:30.5", "-0x1"])
def test_number_that_yaml_takes_for_another_is_told(value):
    found = problems_of(FAQ + f"minutes: {value}\n")

    assert found[0][0] == 6
    assert ("takes it for another number" in found[0][2]) is not value.startswith("0o")


@pytest.mark.parametrize("value", ["10", "-3", "0", "2.5", "0.5", "1e3"])
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
