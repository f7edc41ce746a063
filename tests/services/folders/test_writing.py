"""Documents as files and back: the same to the byte, whatever they say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidance.core.documents import formats
from guidance.core.documents.formats import parse
from guidance.services.folders.reading import read_files
from guidance.services.folders.writing import Repeated, as_files, as_words, as_yaml
from guidance.services.intake.file_data import roots
from guidance.services.intake.uploads import text_of
from tests.documents import faq_data, license_data, tree_data
from tests.services.folders.folders import files_of
from tests.strategies import faqs, licenses, trees, vocabularies

_NONE = [*map(chr, (*range(9), 11, 12, *range(14, 32), 127)), "\r"]
"""Signs that no stored text has: `storable` refuses them or writes them otherwise."""


@given(st.one_of(licenses, faqs, trees, vocabularies))
def test_document_comes_back_to_the_byte(document):
    files = files_of(document)

    [found] = read_files(files).documents

    assert formats.dump(found.document) == formats.dump(document)
    assert found.based_on == formats.digest(document)
    assert files_of(found.document) == files


@given(st.text(st.characters(exclude_categories=("Cs",), exclude_characters=_NONE), max_size=30))
def test_words_come_back_as_they_are(text):
    assert text_of(as_words(text)) == text
    [(_root, data, problems)] = roots(as_yaml({"a": text}).decode(), file="")
    assert (data, problems) == ({"a": text}, [])


@pytest.mark.parametrize(
    "text",
    ["MZ", "GIF8", "PK\x03\x04"[:2], "\ufeffx", "no", "1e5", "0x1", "~", "2023-07-18", "a\u2028b",
     "  lead\nrest", "x: y", "- z", "", "|", "a\n\nb", "tab\tin", "\x85"],
)  # fmt: skip
def test_odd_words_come_back_as_they_are(text):
    assert text_of(as_words(text)) == text
    [(_root, data, problems)] = roots(as_yaml({"a": text}).decode(), file="")
    assert (data, problems) == ({"a": text}, [])


def test_license_is_a_folder_with_a_file_for_each_part():
    files = as_files(parse(license_data()))

    assert list(files) == [
        "licenses/example/license.yaml",
        "licenses/example/notes/grant-is-broad.md",
        "licenses/example/policies/example-policy.md",
        "licenses/example/sections.yaml",
        *(f"licenses/example/terms/{term['key']}.md" for term in _by_key(license_data()["terms"])),
        "licenses/example/text.txt",
    ]


def _by_key(items):
    return sorted(items, key=lambda item: item["key"])


def test_note_is_its_fields_above_its_words():
    files = as_files(parse(license_data()))

    assert files["licenses/example/notes/grant-is-broad.md"].decode() == (
        "---\n"
        "section: '1'\n"
        "quote:\n"
        "  exact: use and change the work\n"
        "kind: grants\n"
        "---\n"
        "This is the **whole** permission.\n"
    )


def test_questions_stand_in_order_in_the_tree_and_outcomes_in_files():
    files = as_files(parse(tree_data()))

    names = [name.removeprefix("trees/can-i-use-it/") for name in files]
    keys = sorted(outcome["key"] for outcome in tree_data()["outcomes"])
    assert names == [
        "cases.yaml",
        "covers.md",
        *(f"outcomes/{key}.md" for key in keys),
        "tree.yaml",
    ]


def test_one_changed_word_is_one_changed_file_and_the_digest():
    before = as_files(parse(faq_data(answer="One.\n\nTwo.")))
    after = as_files(parse(faq_data(answer="One.\n\nThree.")))

    changed = {name for name in before if before[name] != after[name]}
    lines = set(before["faqs/may-i-sell-it/faq.yaml"].splitlines())
    others = lines - set(after["faqs/may-i-sell-it/faq.yaml"].splitlines())
    assert changed == {"faqs/may-i-sell-it/faq.yaml", "faqs/may-i-sell-it/answer.md"}
    assert [line.partition(b":")[0] for line in others] == [b"based_on"]


def test_name_that_windows_keeps_for_itself_is_written_otherwise():
    document = parse(faq_data("con"))

    files = files_of(document)

    assert "faqs/con_/faq.yaml" in files
    assert read_files(files).documents[0].document == document


def test_two_parts_of_one_key_are_no_folder():
    twice = license_data(annotations=license_data()["annotations"] * 2)

    with pytest.raises(Repeated, match="annotations/grant-is-broad"):
        as_files(parse(twice))
