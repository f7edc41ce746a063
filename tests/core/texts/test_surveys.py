"""What is counted in a text: numbers that begin no section, invented keys, glued lines."""

import pytest

from guidance.core.documents.licenses import Section
from guidance.core.texts.surveys import survey


def paragraphs_of(text):
    """Return one section for the whole text: so all but its first paragraph begins none."""
    return [Section(key="text", start=0, end=len(text))]


@pytest.mark.parametrize(
    "paragraph",
    [
        *("1. Use", "1) Use", "(1) Use", "[1] Use", "1.) Use", "12: Use", "a. Use", "(A) Use"),
        *("(aa) use", "iv. use", "XII. Use", "1.1 Use", "1.A. Use", "2A. Use", "1.1.1: Use"),
        *("Section 1 Use", "Article 1er - Objet", "§ 2 Use", "Clause 3.", "Article IV", "PART A."),
        *(
            "第三条 定义",
            "第1条 定義",
            "（一）使用",
            "* a) use",
            "**1.** Use",
            '"1. Use"',
            "- (i) use",
        ),
    ],
)
def test_survey_counts_a_numbered_paragraph_that_begins_no_section(paragraph):
    text = f"Begin.\n\n{paragraph}"

    found = survey(text, text, paragraphs_of(text))

    assert (found.numbered, found.astray) == (1, (paragraph,))


@pytest.mark.parametrize(
    "paragraph",
    [
        *("You may use it.", "2001 was a year", "(c) 2001 Somebody", "Section 7 applies here."),
        *("J. Random Hacker", "e.g. this", "Article the first", "*"),
    ],
)
def test_survey_counts_nothing_else(paragraph):
    text = f"Begin.\n\n{paragraph}"

    assert survey(text, text, paragraphs_of(text)).numbered == 0


@pytest.mark.parametrize(
    ("text", "numbered"),
    [
        ("1. Use\n\n2. Fees\n\n1. Use\n\nIt is so.", 2),
        ("1. Use\n\n2. Fees\n\n1. Use. It is so.", 2),
        ("1. Use ...... 4\n\n1. Users", 1),
        ("1. Use\n\n1. Users", 2),
    ],
)
def test_survey_passes_over_a_table_of_contents(text, numbered):
    assert survey(text, text, ()).numbered == numbered


def test_survey_counts_keys_that_had_to_be_invented():
    keys = ("1", "1-2", "preamble", "preamble-2", "preamble-3", "exhibit-2", "section-1")
    sections = [Section(key=key, start=0, end=0) for key in keys]

    assert survey("", "", sections).invented == ("1-2", "preamble-2", "preamble-3")


@pytest.mark.parametrize(
    ("raw", "text", "glued"),
    [
        ("a. one\nb. two\nc. three", "a. one b. two c. three", ("b. two", "c. three")),
        ("a. one\nb. two", "a. one\n\nb. two", ()),
        ("Either:\n(i) one\n(ii) two", "Either: (i) one (ii) two", ()),
        ("(h) one\n(i) two", "(h) one (i) two", ("(i) two",)),
        ("* one\n* two", "* one * two", ("* two",)),
        ("(i) one\n(ii) two", "(i) one (ii) two", ("(ii) two",)),
        ("IV. one\nV. two", "IV. one V. two", ("V. two",)),
        ("(A) one\n(B) two", "(A) one (B) two", ("(B) two",)),
        ("(A) one\n(b) two", "(A) one (b) two", ()),
        ("9. one\n10. two", "9. one 10. two", ("10. two",)),
        ("(a) one\nb. two", "(a) one b. two", ()),
        ("a. one\n*\nb. two", "a. one b. two\n\n* x", ("b. two",)),
        (
            f"a. one\nb. {'x' * 60} of it-",
            f"a. one b. {'x' * 60} of it",
            (f"b. {'x' * 60} of it-",),
        ),
        ("* one\n* two", "one two", ()),
        ("* two\n* two", "* two * two", ("* two",)),
        ("1. see section\n2. It is", "1. see section 2. It is", ("2. It is",)),
        ("1. see section\n4. It is", "1. see section 4. It is", ()),
        ("- 1. one\n\n1. two\n2. three", "- 1. one\n\n1. two 2. three", ("2. three",)),
    ],
)
def test_survey_counts_two_marks_of_one_list_in_one_paragraph(raw, text, glued):
    assert survey(raw, text, ()).glued == glued


@pytest.mark.parametrize(("between", "glued"), [(4, ("b. two",)), (5, ())])
def test_survey_looks_for_a_line_in_the_next_five_paragraphs(between, glued):
    text = "\n\n".join(["Begin.", *["else"] * between, "a. one b. two"])

    assert survey("Begin.\na. one\nb. two", text, ()).glued == glued


def test_survey_adds_up_what_is_wrong():
    text = "1. one 2. two"

    keys = [Section(key=key, start=3, end=13) for key in ("a", "a-2")]

    found = survey("1. one\n2. two", text, keys)

    assert (len(found.astray), len(found.invented), len(found.glued)) == (1, 1, 1)
    assert found.faults == 3


@pytest.mark.parametrize(("before", "glued"), [(5, ("b. two",)), (6, ())])
def test_survey_looks_for_the_first_line_in_six_paragraphs(before, glued):
    text = "\n\n".join([*["else"] * before, "a. one b. two"])

    assert survey("a. one\nb. two", text, ()).glued == glued


@pytest.mark.parametrize(("length", "numbered"), [(150, 1), (151, 2)])
def test_line_of_a_table_of_contents_has_at_most_150_signs(length, numbered):
    line = f"1. {'x' * (length - 3)}"

    assert survey("", f"{line}\n\nElse.\n\n{line}", ()).numbered == numbered


@pytest.mark.parametrize(("length", "numbered"), [(149, 1), (150, 2)])
def test_what_comes_back_of_a_line_ends_within_150_signs(length, numbered):
    line = f"1) {'x' * (length - 3)}"

    assert survey("", f"{line}\n\nElse.\n\n{line}: it is.", ()).numbered == numbered
