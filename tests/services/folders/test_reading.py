"""Files of a folder: all that is wrong with them is told at once, each with its file and line."""

import hashlib

import pytest

from guidance.core.documents.formats import InvalidDocument, parse
from guidance.core.wordings.synonyms import Group
from guidance.services.folders.layouts import MARKER
from guidance.services.folders.reading import read_files
from guidance.services.folders.writing import as_files, as_synonyms
from tests.documents import BODY, TOPICS, faq_data, license_data, tree_data
from tests.services.folders.folders import edited, files_of, problems_of

LICENSE = parse(license_data())
NOTE = "licenses/example/notes/grant-is-broad.md"
OWN = "licenses/example/license.yaml"
FAQ = "faqs/may-i-sell-it/faq.yaml"


def test_folder_is_read_in_the_order_in_which_one_names_another():
    documents = [parse(one) for one in (tree_data(), faq_data(), license_data(), TOPICS)]

    found = read_files(files_of(*documents)).documents

    assert [one.document for one in found] == documents[::-1]


def test_problems_of_all_files_are_told_with_their_lines():
    files = files_of(LICENSE, parse(faq_data()))
    files = edited(files, NOTE, "kind: grants", "kind: gives\nodd: 1")
    files = edited(files, OWN, "publisher: Example Org", "publisher: 7")
    files = edited(files, FAQ, "question:", "questions:")
    files["licenses/example/odd.md"] = b""

    found = problems_of(files)

    assert found == [
        ("licenses/example/odd.md", None, ""),
        (OWN, 5, "publisher"),
        (NOTE, 5, "annotations[0].kind"),
        (NOTE, 6, "annotations[0].odd"),
        (FAQ, 1, "question"),
        (FAQ, 3, "questions"),
    ]


def test_problem_of_the_words_is_told_where_they_begin():
    files = edited(files_of(LICENSE), NOTE, "This is the **whole** permission.", "a" * 60_000)

    assert problems_of(files) == [(NOTE, 7, "annotations[0].body")]


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("kind: grants", "kind: [", 6), ("kind: grants", "kind: grants\nkind: warns", 6),
        ("kind: grants\n---\n", "kind: grants\n", 1), ("---\nsection", "section", 1),
        ("kind: grants", "kind: &a grants", 5), ("kind: grants", "kind: yes", 5),
    ],
)  # fmt: skip
def test_front_matter_that_cannot_be_read_is_told_at_its_line(old, new, line):
    files = edited(files_of(LICENSE), NOTE, old, new)

    [problem] = {(file, at) for file, at, _place in problems_of(files)}
    assert problem == (NOTE, line)


def test_part_that_is_in_the_list_alone_or_alone_in_the_folder_is_refused():
    files = files_of(LICENSE)
    files[NOTE.replace("grant-is-broad", "new")] = files.pop(NOTE)

    assert problems_of(files) == [
        (OWN, _line(files, OWN, "- grant-is-broad"), "annotations[0]"),
        (NOTE.replace("grant-is-broad", "new"), None, ""),
    ]


def _line(files, path, words):
    lines = files[path].decode().splitlines()
    return next(at for at, line in enumerate(lines, start=1) if words in line)


def test_part_that_stands_twice_in_the_list_is_refused():
    files = edited(
        files_of(LICENSE), OWN, "- grant-is-broad", "- grant-is-broad\n  - grant-is-broad"
    )

    line = _line(files, OWN, "- grant-is-broad") + 1
    assert problems_of(files) == [(OWN, line, "annotations[1]")]


def test_order_of_the_list_is_the_order_of_the_parts():
    files = files_of(LICENSE)
    files[OWN] = files[OWN].replace(b"annotations:", b"annotations:\n  - new")
    files[NOTE.replace("grant-is-broad", "new")] = files[NOTE]

    [found] = read_files(files).documents

    assert [note.key for note in found.document.annotations] == ["new", "grant-is-broad"]


def test_text_with_other_words_than_its_digest_says_is_refused():
    files = edited(files_of(LICENSE), "licenses/example/text.txt", "any purpose", "no purpose")

    assert problems_of(files) == [("licenses/example/text.txt", 1, "text.body")]


def test_text_without_a_digest_gets_its_own():
    files = files_of(LICENSE)
    digest = hashlib.sha256(BODY.encode()).hexdigest()
    files = edited(files, OWN, f"  digest: {digest}\n", "")

    [found] = read_files(files).documents

    assert found.document.text.body == BODY
    assert found.document.text.digest == digest


@pytest.mark.parametrize("marker", [b"", b"format: 2\n", b"format: 1\nmore: 1\n", None])
def test_folder_of_another_format_is_refused(marker):
    files = files_of(LICENSE)
    del files[MARKER]

    found = problems_of(files if marker is None else {**files, MARKER: marker})

    assert [file for file, _line, _place in found] == [MARKER]


@pytest.mark.parametrize(
    "name",
    ["odd.yaml", "licenses/x.yaml", "licenses/example/notes/deep/x.md", "licenses/example/a.yaml",
     "faqs/may-i-sell-it/notes/x.md", "licenses/example/notes/x.yaml", "other/a/license.yaml"],
)  # fmt: skip
def test_unknown_file_is_refused(name):
    files = {**files_of(LICENSE, parse(faq_data())), name: b""}

    assert problems_of(files) == [(name, None, "")]


@pytest.mark.parametrize(
    "content", [b"\xff\xfek\x00", b"caf\xe9", b"PK\x03\x04", b"\x00", b"a" * (2 * 1024 * 1024 + 1)]
)
def test_file_that_is_no_text_or_too_large_is_refused(content):
    files = {**files_of(LICENSE), "licenses/example/background.md": content}

    [problem] = {file for file, _line, _place in problems_of(files)}
    assert problem == "licenses/example/background.md"


def test_line_ends_of_windows_are_read_as_ours():
    files = {name: words.replace(b"\n", b"\r\n") for name, words in files_of(LICENSE).items()}

    assert read_files(files).documents[0].document == LICENSE


def test_folder_says_which_document_it_is():
    files = edited(files_of(LICENSE), OWN, "format: 1", "format: 1\nslug: other")

    assert problems_of(files) == [(OWN, 3, "slug")]


def test_field_that_stands_in_two_files_is_refused():
    files = edited(files_of(LICENSE), OWN, "format: 1", "format: 1\nsections: []")

    assert (OWN, 3, "sections") in problems_of(files)


def test_other_wordings_and_synonyms_come_along():
    wordings = {("", ""): ("May I?",), ("term", "notice"): ("What to keep?",)}
    groups = (Group(("mau", "users")), Group(("gpt", "model"), is_both=False, why="clause 1"))
    files = files_of() | as_files(LICENSE, wordings=wordings, look="0" * 64)
    files |= as_synonyms(groups, look="1" * 64)

    found = read_files(files)

    [said] = found.wordings
    assert (said.given.lines, said.given.key, said.based_on) == (
        wordings, ("license", "example"), "0" * 64,
    )  # fmt: skip
    assert (found.synonyms.groups, found.synonyms.based_on) == (groups, "1" * 64)


def test_problems_of_wordings_and_synonyms_have_lines():
    files = files_of(LICENSE)
    files["licenses/example/wordings.yaml"] = (
        b"wordings:\n  - of: license/example\n    also: [A]\n  - of: faq/other\n    also: [B]\n"
    )
    files["synonyms.yaml"] = b"groups:\n  - a, b\n  - alone\n"

    assert problems_of(files) == [
        ("synonyms.yaml", 3, "groups[1]"),
        ("licenses/example/wordings.yaml", 4, "wordings[1].of"),
    ]


@pytest.mark.parametrize(("wrong", "told"), [(300, 300), (301, 301)])
def test_very_many_problems_are_not_all_told(wrong, told):
    files = files_of()
    for number in range(wrong):
        files[f"faqs/a{number}/faq.yaml"] = b"format: [\n"

    with pytest.raises(InvalidDocument) as refused:
        read_files(files)

    assert len(refused.value.problems) == told
    assert ("read no further" in refused.value.problems[-1].message) is (wrong > 300)
