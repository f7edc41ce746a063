"""Other wordings in files: read with every problem, and written so that they come back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidance.core.documents.formats import MAX_PROBLEMS, InvalidDocument
from guidance.core.wordings.files import MOST_PLACES, Given, as_data, read, repeated


def read_list(data, **options):
    return read(data, file="w.yaml", line_of=lambda place: place[0] + 1 if place else 1, **options)


def problems_in(data, **options):
    with pytest.raises(InvalidDocument) as refused:
        read_list(data, **options)
    return [(one.line, one.place, one.message) for one in refused.value.problems]


def test_list_is_read_by_document():
    found = read_list(
        [
            {"of": "license/a/term/x", "also": ["One", " two "]},
            {"of": "faq/b", "also": ["Three"]},
            {"of": "license/a", "also": ["Four", "four"]},
        ]
    )

    assert found == [
        Given("license", "a", "w.yaml", {("term", "x"): ("One", "two"), ("", ""): ("Four",)}),
        Given("faq", "b", "w.yaml", {("", ""): ("Three",)}),
    ]


def test_every_problem_is_told_with_its_place():
    found = problems_in(
        [
            {"of": "faq/Bad", "also": ["x"]},
            {"of": "faq/a", "also": ["x", ""], "more": 1},
            {"of": "faq/b"},
            {"of": "faq/c", "also": [f"line {n}" for n in range(41)]},
            {"of": 7, "also": []},
        ]
    )

    assert [(line, place) for line, place, _message in found] == [
        (1, "[0].of"), (2, "[1].also[1]"), (2, "[1].more"), (3, "[2].also"), (4, "[3].also"),
        (5, "[4].of"),
    ]  # fmt: skip
    assert "40 are kept" in found[4][2]


def test_place_that_stands_twice_is_refused():
    assert [message for _line, _place, message in problems_in([
        {"of": "faq/a", "also": ["x"]}, {"of": "faq/a", "also": ["y"]},
    ])] == ["“faq/a” stands here twice."] * 2  # fmt: skip


@pytest.mark.parametrize("number", [MAX_PROBLEMS, MAX_PROBLEMS + 1])
def test_no_more_problems_are_told_than_can_be_read(number):
    assert len(problems_in([{"of": "faq/a", "also": ["x"]}] * number)) == MAX_PROBLEMS
    assert len(problems_in([{"of": "faq/a"}] * number)) == MAX_PROBLEMS


def test_beside_a_document_stands_all_of_it_and_nothing_else():
    (own,) = read_list([], whole=("faq", "a"))

    assert own == Given("faq", "a", "w.yaml", {}, is_whole=True)
    assert problems_in([{"of": "faq/b", "also": ["x"]}], whole=("faq", "a")) == [
        (1, "[0].of", "“faq/b” is no part of the document that it stands beside.")
    ]


@pytest.mark.parametrize("number", [MOST_PLACES, MOST_PLACES + 1])
def test_list_has_a_bound(number):
    data = [{"of": f"faq/a{n}", "also": ["x"]} for n in range(number)]

    if number > MOST_PLACES:
        assert len(problems_in(data)) == 1
    else:
        assert len(read_list(data)) == number


WORDS = st.text("ab é?", min_size=1, max_size=8).filter(str.strip)


@given(
    st.dictionaries(
        st.sampled_from([("", ""), ("term", "x"), ("term", "y.z"), ("note", "x")]),
        st.lists(WORDS, min_size=1, max_size=4),
    )
)
def test_what_is_written_comes_back(lines):
    from guidance.core.wordings.lines import tidy

    wordings = {part: tidy(own) for part, own in lines.items()}

    found = read_list(as_data("license", "a", wordings), whole=("license", "a"))

    assert found == [Given("license", "a", "w.yaml", wordings, is_whole=True)]


def test_what_two_files_say_of_the_same_is_found():
    one = Given("faq", "a", "one.yaml", {("", ""): ("x",)})
    other = Given("faq", "a", "other.yaml", {("", ""): ("y",)})

    assert [str(problem) for problem in repeated([one, other])] == [
        "other.yaml faq/a — Other wordings of “faq/a” stand in one.yaml too. Keep one of them."
    ]
    assert repeated([one, Given("faq", "b", "other.yaml", {("", ""): ("y",)})]) == []


def test_wordings_of_the_document_stand_first_and_those_of_nothing_nowhere():
    wordings = {
        ("term", "b"): ("B",), ("note", "a"): ("A",), ("", ""): ("Whole",), ("term", "a"): (),
    }  # fmt: skip

    assert as_data("license", "x", wordings) == [
        {"of": "license/x", "also": ["Whole"]},
        {"of": "license/x/note/a", "also": ["A"]},
        {"of": "license/x/term/b", "also": ["B"]},
    ]


def test_of_one_document_among_others_it_is_not_said_that_this_is_all():
    (given_,) = read_list([{"of": "faq/a", "also": ["x"]}])

    assert (given_.key, given_.is_whole) == (("faq", "a"), False)


def test_place_is_told_from_where_the_list_stands_in_its_file():
    data = [{"of": "faq/a", "also": ["x"]}, {"of": "tree/a", "also": ["x"]}]

    with pytest.raises(InvalidDocument) as refused:
        read(data, file="w.yaml", line_of=len, within=("wordings",), whole=("faq", "a"))

    assert [(one.line, one.place, one.advice) for one in refused.value.problems] == [
        (3, "wordings[1].of", "Begin with faq/a.")
    ]
