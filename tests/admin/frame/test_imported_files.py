"""Files that are imported: what is wrong with them is told with its line, and never an error."""

import json

import pytest

from tests.admin.forms import fields_of
from tests.admin.frame.uploads import URL, effects_of, upload
from tests.documents import faq_data, license_data, tree_data

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("several_documents")]


def test_every_problem_is_named_with_its_line(admin_of, ground):
    response = upload(
        admin_of,
        content=(
            "kind: faq\nformat: 1\nslug: Bad Slug\nquestion: ''\nshort_answer: Yes.\n"
            "surprise: 1\n---\nkind: faq\nformat: 1\nslug: b\nquestion: Q?\n"
        ),
    )

    found = [(p["file"], p["line"], p["place"]) for p in response.context["problems"]]
    assert found == [
        ("pack.yaml", 3, "slug"), ("pack.yaml", 4, "question"), ("pack.yaml", 6, "surprise"),
        ("pack.yaml", 8, "short_answer"),
    ]  # fmt: skip
    assert all(p["advice"] for p in response.context["problems"])


def test_problems_of_all_documents_are_named_together(admin_of, ground):
    response = upload(
        admin_of, faq_data(topics=["unheard-of"]), tree_data(licenses=["unknown"]),
    )  # fmt: skip

    places = [problem["place"] for problem in response.context["problems"]]
    assert places == ["topics", "licenses"]


@pytest.mark.parametrize(
    "content",
    [
        b"", b"---\n", b"[]", b"{", b"{}", b"null", b"\xff\xfe", b"\x00", b"a: [", b"a: *b",
        b"a: &b 1", b"[" * 5000, b'{"a":' * 5000, b"{" + b'"a": ' + b"9" * 5000 + b"}",
        b'{"kind": "faq", "format": 1, "slug": "\\ud800", "\\ud800": 1}',
        b'kind: "\\ud800"', b"kind: faq\nkind: faq", b"kind: faq\nformat: 2",
        b"!!python/object:x {}",
        b"a: 2023-99-99", b"? [a]\n: b", b"kind: faq\nformat: 1\nslug: " + b"x" * 10_000,
    ],
)  # fmt: skip
def test_no_file_is_an_error_of_the_server(admin_of, ground, content):
    response = upload(admin_of, content=content)

    assert response.status_code == 200
    assert response.context.get("problems") or response.context["form"].errors
    assert response.context.get("effects") is None


def test_file_that_is_too_large_is_told_at_the_field(admin_of, ground):
    response = upload(admin_of, content=b"#" * (2 * 1024 * 1024 + 1))

    assert response.context["form"].errors["file"] == [
        "The file is larger than 2 MB. Split it into several files."
    ]


def test_json_is_read_too(admin_of, ground):
    response = upload(admin_of, name="a.json", content=json.dumps(faq_data(question="Other?")))

    assert effects_of(response) == [("Other?", False, 1)]


@pytest.mark.parametrize(
    "section",
    [
        {"key": "1", "start": 9, "end": 3},
        {"key": "1", "start": 0, "end": 10**12},
        {"key": "1", "start": 2**31, "end": 2**31},
    ],
)
def test_section_that_no_database_takes_is_a_problem(admin_of, ground, section):
    response = upload(admin_of, license_data(sections=[section]))

    assert [p["place"] for p in response.context["problems"]] == ["sections[0]"]


@pytest.mark.parametrize(("wrong", "hidden"), [(200, 0), (201, 1), (230, 30)])
def test_only_the_first_two_hundred_problems_are_listed_and_all_are_counted(
    admin_of, ground, wrong, hidden
):
    document = faq_data("new-one", **{f"x{n}": 1 for n in range(wrong)})

    response = upload(admin_of, document)

    assert len(response.context["problems"]) == 200
    assert response.context["hidden_count"] == hidden
    assert f"{wrong} problems; nothing was imported." in response.content.decode()
    assert (" not shown." in response.content.decode()) is bool(hidden)


@pytest.mark.parametrize(("wrong", "is_cut"), [(300, False), (301, True)])
def test_import_says_where_the_file_was_read_no_further(admin_of, ground, wrong, is_cut):
    bad = [{"license": "A b", "section": "1"}] * 100
    last = faq_data("c", topics=["A b"] * (wrong - 200))

    response = upload(admin_of, faq_data("a", citations=bad), faq_data("b", citations=bad), last)

    page = response.content.decode()
    assert "300 problems; nothing was imported." in page
    assert "100 more problems are not shown." in page
    assert ("And more: the file was read no further." in page) is is_cut


def test_import_tells_a_packed_file_and_one_of_another_encoding(admin_of, ground):
    packed = upload(admin_of, content=b"PK\x03\x04" + b"x" * 100)
    wide = upload(admin_of, content="kind: faq\n".encode("utf-16"))

    assert "as Word, Excel and zip programs write it" in packed.context["problems"][0]["message"]
    assert "UTF-16" in wide.context["problems"][0]["message"]


def test_import_of_a_wrong_quotation_says_so_in_words(admin_of, published):
    wrong = faq_data(
        citations=[{"license": "example", "section": "1", "quote": {"exact": "never written"}}]
    )

    done = admin_of.post(URL, fields_of(upload(admin_of, wrong, tree_data())))

    said = [str(message) for message in done.context["messages"]]
    assert said[0] == "2 documents were imported."
    assert "1 error</a> in the draft of “May I sell it?”" in said[1]
    assert "cites “never written”, which does not stand in section 1 of Example." in said[2]
    assert len(said) == 3
