"""What a number can mean by its own signs."""

import pytest

from guidance.core.texts.form_2.headings import number_of
from guidance.core.texts.form_2.marks import mark_of, piece


@pytest.mark.parametrize(
    ("paragraph", "path", "style", "word"),
    [
        ("1. Use", ("1",), ".", ""),
        ("(a) Use", ("a",), "()", ""),
        ("[2] Use", ("2",), "[]", ""),
        ("2A. Use", ("2A",), ".", ""),
        ("1.B.2. Use", ("1", "B", "2"), ".", ""),
        ("1(a) Use", ("1", "a"), None, ""),
        ("Section 1.2 Use", ("1", "2"), "", "section"),
        ("Section 1.2B Use", ("1", "2B"), "", "section"),
        ("Sec. 3: Use", ("3",), "", "sec"),
        ("§ 2", ("2",), "", "§"),
        ("第十二条 使用", ("12",), "", "第"),
        ("第二三条 使用", ("2",), "", "第"),
        ("（三）使用", ("3",), "()", ""),
        ("三、使用", ("3",), "、", ""),
        ("1 - Use", ("1",), "-", ""),
        ("1° Utiliser", ("1",), "°", ""),
        ("3 Definitions", ("3",), "", ""),
    ],
)
def test_mark_has_its_pieces_its_style_and_its_word(paragraph, path, style, word):
    mark = mark_of(paragraph)

    assert (mark.path, mark.style, mark.word) == (path, style, word)


@pytest.mark.parametrize(
    ("paragraph", "length"),
    [("1. Use", 3), ("(a)  Use", 5), ("Section 1 - Use", 12), ("第一条 使用", 4), ("* a) x", 5)],
)
def test_mark_ends_where_the_words_begin(paragraph, length):
    assert mark_of(paragraph).length == length


@pytest.mark.parametrize(
    "paragraph",
    ["Use it.", "1.use", "iV. Use", "(Ab) Use", "1234. Use", "Section Use", "etc. and", "(abcd) x"],
)
def test_other_words_are_no_mark(paragraph):
    assert mark_of(paragraph) is None


@pytest.mark.parametrize(
    ("paragraph", "readings"),
    [
        ("7. x", [("digits", 7, "")]),
        ("2B. x", [("digits", 2, "B")]),
        ("(b) x", [("letter-lower", 2, "")]),
        ("(B) x", [("letter-upper", 2, "")]),
        ("(v) x", [("letter-lower", 22, ""), ("roman-lower", 5, "")]),
        ("(V) x", [("letter-upper", 22, ""), ("roman-upper", 5, "")]),
        ("(iv) x", [("roman-lower", 4, "")]),
        ("(XIV) x", [("roman-upper", 14, "")]),
        ("(bb) x", [("letter-lower", 28, ""), ("letters-lower", 2, "")]),
        ("(aaa) x", [("letter-lower", 53, ""), ("letters-lower", 1, "")]),
        ("(ii) x", [("roman-lower", 2, ""), ("letter-lower", 35, ""), ("letters-lower", 9, "")]),
        ("(iiia) x", [("roman-lower", 3, "a")]),
        ("（四）x", [("cjk", 4, "")]),
        ("Article 3A Use", [("word", 3, "A")]),
        ("Section 1.2 Use", [("word", 2, "")]),
        ("第百二条", [("word", 102, "")]),
    ],
)
def test_number_can_mean_what_its_signs_allow(paragraph, readings):
    found = mark_of(paragraph).readings

    assert [(one.kind, one.ordinal, one.added) for one in found] == readings


@pytest.mark.parametrize(
    ("paragraph", "is_doubtful"),
    [
        ("3 Definitions", True),
        ("(c) 2001 Somebody", True),
        ("(c) copyright of us", True),
        ("(c) copies of it", False),
        ("J. Random Hacker", True),
        ("J. Random Hacker <j@example.org>,", True),
        ("J. Random work of it", False),
        ("a: use", True),
        ("1: use", False),
        (f"J. X{'x' * 76}; more", True),
        (f"J. X{'x' * 75}; more", False),
    ],
)
def test_sign_of_copyright_initial_and_bare_number_are_doubtful(paragraph, is_doubtful):
    assert mark_of(paragraph).is_doubtful is is_doubtful


@pytest.mark.parametrize(
    ("written", "kind", "ordinal", "added"),
    [
        ("12", "digits", 12, ""),
        ("2A", "digits", 2, "A"),
        ("b", "letter-lower", 2, ""),
        ("iv", "roman-lower", 4, ""),
        ("xyz", "letter-lower", 1, ""),
    ],
)
def test_piece_of_a_path_has_its_likeliest_meaning(written, kind, ordinal, added):
    found = piece(written)

    assert (found.kind, found.ordinal, found.added) == (kind, ordinal, added)


@pytest.mark.parametrize(("written", "number"), [("12", 12), ("三", 3), ("十", 10), ("十二", 10)])
def test_number_of_a_part_is_in_digits_or_chinese_up_to_ten(written, number):
    assert number_of(written) == number
