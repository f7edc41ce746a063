import pytest

from guidance.core.search.clauses import clauses_of, mentions_in


@pytest.mark.parametrize(
    "text",
    [
        "section 5", "sections 5", "sec. 5", "clause 5", "article 5", "art. 5", "paragraph 5",
        "para 5", "§ 5", "§§ 5", "§5", "s. 5", "ss. 5", "cl. 5", "Section 5",
    ],
)  # fmt: skip
def test_clause_is_named_by_its_word_and_number(text):
    assert mentions_in(text) == [(0, len(text), "5")]


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
    assert tuple(dict.fromkeys(key for _start, _end, key in mentions_in(text))) == keys


@pytest.mark.parametrize(
    "text",
    ["llama-2", "we use 700 million", "section 1234", "section 5ab", "1234", "in 2023", "s 5"],
)
def test_other_numbers_name_no_clause(text):
    assert mentions_in(text) == []


@pytest.mark.parametrize(
    "text",
    ["Llama 3.1", "llama-3.1", "GPT-3.5", "gpt 3.5 turbo", "version 2.1", "v 2.1"],
)
def test_number_behind_the_name_of_a_product_is_its_version(text):
    assert mentions_in(text) == []


@pytest.mark.parametrize("text", ["3.1", "MPL 3.1", "llama 1.b", "see 3.1", "gpt section 3.1"])
def test_other_numbers_with_a_dot_are_clauses_still(text):
    assert len(mentions_in(text)) == 1


@pytest.mark.parametrize("text", ["7", "7.", " 12 "])
def test_number_alone_is_a_clause(text):
    assert mentions_in(text) == [(0, len(text), text.strip(" ."))]


def test_clauses_stand_where_they_are_named():
    text = "İ notice 1.a in Section 1.a or 5(c) file"

    assert [text[start:end].strip() for start, end, _key in mentions_in(text)] == [
        "1.a",
        "Section 1.a",
        "5(c)",
    ]


def test_clause_behind_a_version_is_named_still():
    assert [key for _start, _end, key in mentions_in("Llama 3.1 by 1.b")] == ["1.b"]


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("section 1.b (v)", ("1.b.v",)),
        ("§2. 5.c says more", ("2", "5.c")),
        ("5.c, then section 2", ("5.c", "2")),
        ("section 2 and section 2", ("2",)),
        ("section 2.1", ("2",)),
        ("", ()),
    ],
)
def test_each_place_names_one_clause(text, clauses):
    assert clauses_of(text, {"1.b", "1.b.v", "2", "5.c"}) == clauses
