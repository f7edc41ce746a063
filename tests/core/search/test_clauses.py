import pytest

from guidance.core.search.clauses import named_in


@pytest.mark.parametrize(
    "text",
    [
        "section 5", "sections 5", "sec. 5", "clause 5", "article 5", "art. 5", "paragraph 5",
        "para 5", "§ 5", "§§ 5", "§5",
    ],
)  # fmt: skip
def test_clause_is_named_by_its_word_and_number(text):
    assert named_in(text) == (("5",), ["5"], " ")


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("1.b.v", ("1.b.v",)),
        ("1(b)(v)", ("1.b.v",)),
        ("1 (b)", ("1.b",)),
        ("clause 1 ( b ) ( v )", ("1.b.v",)),
        ("section 3 . a", ("3.a",)),
        ("aup.2.a", ("aup.2.a",)),
        ("see 1.a, 1.b", ("1.a", "1.b")),
        ("2(a) and article 1", ("2.a", "1")),
        ("1.a and section 1.a", ("1.a",)),
        ("§5§6", ("5", "6")),
        ("1.a§5", ("1.a", "5")),
    ],
)
def test_clauses_are_named_as_people_write_them(text, keys):
    assert named_in(text)[0] == keys


@pytest.mark.parametrize(
    "text", ["llama-2", "we use 700 million", "section 1234", "section 5ab", "1234", "in 2023"]
)
def test_other_numbers_name_no_clause(text):
    assert named_in(text) == ((), [], text)


@pytest.mark.parametrize("text", ["7", "7.", " 12 "])
def test_number_alone_is_a_clause_and_stays_a_word(text):
    assert named_in(text) == ((text.strip(" ."),), [], text)


def test_what_names_no_clause_is_left_to_be_searched():
    keys, mentions, rest = named_in("notice 1.a in section 1.a or 5(c) file")

    assert keys == ("1.a", "5.c")
    assert mentions == ["1.a", "1.a", "5.c"]
    assert rest.split() == ["notice", "in", "or", "file"]
