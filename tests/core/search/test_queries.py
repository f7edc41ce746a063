import pytest

from guidance.core.search.queries import MAX_QUERY, MAX_WORDS, loosened, parse


def groups(query):
    """Return the phrases of each group; "…" stands where the last word may go on."""
    return [
        [" ".join(phrase.words) + "…" * phrase.is_prefix for phrase in group]
        for group in query.groups
    ]


def test_words_are_searched_and_common_ones_passed_over():
    assert groups(parse("Can I keep the Notice?")) == [["keep…"], ["notice…"]]


def test_query_of_common_words_only_is_told():
    assert parse("can we").is_common
    assert not parse("can we sublicense").is_common
    assert not parse("in section 5").is_common
    assert not parse("").is_common
    assert not parse("?").is_common


def test_clause_is_searched_as_words_that_stand_together():
    query = parse("section 1(b)(v) of 5")

    assert query.clauses == ("1.b.v",)
    assert groups(query) == [["1 b v"], ["5"]]


def test_short_clause_is_searched_by_both_its_names():
    assert groups(parse("article 5 notice")) == [["section 5", "clause 5"], ["notice…"]]


def test_words_stand_for_each_other():
    assert groups(parse("the MAU limit")) == [["mau…", "monthly active users"], ["limit…"]]
    assert groups(parse("monthly active users")) == [["monthly active users", "mau"]]


def test_longest_phrase_is_taken_for_others():
    found = groups(parse("fine tune weights"))

    assert found[0][:2] == ["fine tune…", "finetune"]
    assert found[1:] == [["weights…"]]
    assert groups(parse("large language model terms"))[0][0] == "large language model…"
    assert groups(parse("the use policy"))[0] == ["use policy…", "aup", "acceptable use policy"]


def test_phrase_that_is_begun_only_is_no_synonym():
    assert groups(parse("monthly active")) == [["monthly…"], ["active…"]]


def test_repeated_word_is_searched_once():
    assert groups(parse("notice, notice and notice")) == [["notice…"]]
    assert groups(parse("notice file notice")) == [["notice…"], ["file…"]]


@pytest.mark.parametrize(
    ("typed", "searched"),
    [
        ("ab", ["ab…"]),
        ("b", ["b"]),
        ("2", ["2"]),
        ("2023 weights", ["2023"]),
        ("ab weights", ["ab"]),
        ("api weights", ["api…", "saas", "hosted"]),
        ("use", ["use"]),
        ("used", ["used"]),
        ("uses", ["uses"]),
        ("notices", ["notices…"]),
        ("fees", ["fees"]),
    ],
)
def test_word_may_go_on_unless_that_would_find_anything(typed, searched):
    assert groups(parse(typed))[0] == searched


def test_number_of_words_is_bounded():
    words = [f"word{letter}" for letter in "abcdefghijklmnopqrstu"]

    assert len(words) == MAX_WORDS + 1 == 21
    assert groups(parse(" ".join(words)))[-1] == ["wordt…"]
    assert groups(parse(" ".join(words[1:])))[-1] == ["wordu…"]


def test_excess_of_a_query_is_cut_off_and_told():
    fits, excess = parse("x" * MAX_QUERY), parse(" " + "x" * (MAX_QUERY + 1))

    assert (len(fits.text), fits.is_cut) == (MAX_QUERY, False)
    assert (len(excess.text), excess.is_cut) == (MAX_QUERY, True)


def test_signs_that_cannot_be_shown_are_left_out():
    assert parse("  notice\x00\n\u202efile ").text == "notice file"


def test_loosened_query_finds_words_that_only_begin_alike():
    query = parse("distributio 1.b")

    loose = loosened(query)

    assert groups(loose) == [["1 b", "1 b"], ["distributio…", "distribu…"]]
    assert (loose.text, loose.clauses) == (query.text, query.clauses)
    assert (loosened(parse("x" * 300)).is_cut, loosened(parse("the")).is_common) == (True, True)


@pytest.mark.parametrize(
    ("typed", "loose"),
    [
        ("notices", "notic…"),
        ("notice", "notic…"),
        ("trainings", "traini…"),
        ("mit", "mit…"),
        ("x", "x"),
    ],
)
def test_loosened_word_keeps_five_letters(typed, loose):
    assert groups(loosened(parse(typed)))[0][-1] == loose


def test_loosened_phrase_keeps_its_first_words():
    assert "monthly active us" not in groups(loosened(parse("mau")))[0]
    assert groups(loosened(parse("mau")))[0][-1] == "monthly active users…"
