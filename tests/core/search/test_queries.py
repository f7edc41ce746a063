import pytest

from guidance.core.search.names import Names
from guidance.core.search.queries import MAX_QUERY, MAX_WORDS, WEIGHTS, parse

NAMES = Names({"llama-2": ["Llama 2", "Meta"], "llama-1": ["Llama 1", "Meta"], "mit": ["MIT"]})


def words(query):
    return [want.word for want in query.wants]


def weights(text, names=NAMES):
    return {want.word: want.weight for want in parse(text, names=names).wants}


def ways(text):
    return [[" ".join(way.terms) for way in want.ways] for want in parse(text).wants]


def test_words_are_searched_and_common_ones_passed_over():
    assert words(parse("Can I keep the Notice?")) == ["keep", "notice"]


def test_query_of_common_words_only_is_told():
    assert parse("can we").is_common
    assert not parse("can we sublicense").is_common
    assert not parse("in section 5").is_common
    assert not parse("").is_common
    assert not parse("?").is_common


def test_clause_is_searched_by_its_number_and_not_as_words():
    query = parse("notice in section 1(b)(v) of 5(c)")

    assert query.clauses == ("1.b.v", "5.c")
    assert words(query) == ["notice"]


def test_number_alone_is_a_clause_and_a_word():
    query = parse("7")

    assert (query.clauses, words(query)) == (("7",), ["7"])
    assert words(parse("7.")) == ["7"]
    assert words(parse("section 7")) == []


def test_number_in_a_name_is_no_clause():
    names = Names({"x": ["Llama 3.b"]})

    assert (parse("llama 3.b").clauses, parse("llama 3.b", names=names).clauses) == (("3.b",), ())
    assert parse("llama 3.b in section 5", names=names).clauses == ("5",)


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("section 4.b Share", ()),
        ("section 4.b Sharing", ("4.b",)),
        ("MIT§5", ("5",)),
        ("§5许可证", ("5",)),
    ],
)
def test_clause_is_none_where_it_overlaps_a_name(text, clauses):
    names = Names({"x": ["4.b Share", "MIT", "许可证"]})

    assert parse(text, names=names).clauses == clauses


def test_words_stand_for_each_other():
    assert ways("the MAU limit") == [["mau", "month activ user"], ["limit"]]
    assert ways("monthly active users") == [["month activ user", "mau"]]


def test_longest_phrase_is_taken_for_others():
    assert ways("large language model terms")[0][0] == "larg languag model"
    assert ways("the use policy")[0] == ["use polici", "aup", "accept use polici"]
    assert ways("monthly active") == [["month"], ["activ"]]


def test_words_stand_for_others_in_one_direction_where_that_is_said():
    synonyms = ((("car", "vehicle"), False),)

    def found(text):
        return [" ".join(way.terms) for way in parse(text, synonyms=synonyms).wants[0].ways]

    assert found("car") == ["car", "vehicl"]
    assert found("vehicle") == ["vehicl"]


def test_phrase_that_stands_for_a_word_has_to_be_there_as_a_whole():
    [want] = parse("mau").wants

    assert [way.needs_all for way in want.ways] == [False, True]
    assert [way.worth for way in want.ways] == [1.0, WEIGHTS.stands_for]


def test_repeated_word_is_searched_once():
    assert words(parse("notice, Notices and notice file")) == ["notice", "file"]
    assert words(parse("Notices and a notice")) == ["notices"]


def test_word_counts_as_it_does_where_it_counts_most():
    assert weights("Users pay. May users share?")["users"] == 1.0
    assert weights("May users share? Users pay.")["users"] == 1.0


def test_question_counts_more_than_what_is_told_before_it():
    found = weights("We sell shoes. Is attribution due? Thanks for answers")

    assert found == {
        "sell": WEIGHTS.background, "shoes": WEIGHTS.background, "attribution": 1.0, "due": 1.0,
        "answers": WEIGHTS.background,
    }  # fmt: skip


def test_sentence_that_asks_without_its_mark_counts_more_too():
    assert weights("Our shoes talk. Can we sell shirts")["shoes"] == WEIGHTS.background
    assert weights("Our shoes talk. Can we sell shirts")["shirts"] == 1.0
    assert weights("Can we sell shirts. Our shoes talk")["shoes"] == WEIGHTS.background
    assert weights("Can we sell shirts. Are shoes due?")["shirts"] == WEIGHTS.background


def test_question_behind_what_is_told_counts_as_the_one_before_it():
    found = weights("Is attribution due? We sell shoes. Is payment late?")

    assert [word for word, weight in found.items() if weight < 1.0] == ["sell", "shoes"]


def test_words_of_one_phrase_weigh_as_its_first_does():
    assert weights("Is it open? Source it")["open source"] == 1.0


def test_words_weigh_the_same_where_nothing_asks_or_all_does():
    assert set(weights("Our shoes talk. Shirts speak").values()) == {1.0}
    assert set(weights("Do shoes talk? Do shirts speak?").values()) == {1.0}


def test_number_with_a_point_ends_no_sentence():
    assert weights("Is 2.5 percent due")["percent"] == 1.0


def test_words_that_only_help_to_ask_weigh_less():
    assert weights("use anything")["anything"] == WEIGHTS.light
    assert weights("anything in shoes") == {"anything": 0.5, "shoes": 1.0}
    assert weights("We sell. Is it due?") == {"sell": 0.6, "due": 1.0}
    assert weights("license shoes") == {"license": 0.3, "shoes": 1.0}


def test_name_of_one_license_is_scope_and_no_word_to_rank_by():
    query = parse("may I sell shoes with llama-2", names=NAMES)

    assert (query.scope, query.lean) == (("llama-2",), ())
    assert [(want.word, want.is_name) for want in query.wants if want.weight < 0.5] == [
        ("llama 2", True)
    ]


def test_name_that_several_licenses_share_only_leans():
    query = parse("does Meta see my shoes", names=NAMES)

    assert (query.scope, query.lean) == ((), ("llama-1", "llama-2"))


def test_name_of_one_license_outweighs_a_shared_one():
    query = parse("Meta's llama 1", names=NAMES)

    assert (query.scope, query.lean) == (("llama-1",), ())
    assert weights("Meta or llama 1") == {"meta": 0.5, "llama 1": 0.1}


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("llama 2", True),
        ("the Llama 2 licence agreement", True),
        ("what are the terms of llama-2?", True),
        ("llama 2 shoes", False),
        ("llama 2 or llama 1", False),
        ("meta", True),
        ("meta license", True),
        ("TheShop/Llama-2-GGUF", True),
        ("llama 2 section 5", False),
        ("shoes", False),
        ("license", False),
    ],
)
def test_license_itself_is_asked_for_where_nothing_else_is(text, asks):
    assert parse(text, names=NAMES).asks_for_license is asks


def test_names_are_words_like_others_where_scope_is_taken_off():
    query = parse("llama 2 shoes", names=NAMES).unscoped()

    assert (query.scope, query.lean) == ((), ())
    assert {want.weight for want in query.wants} == {1.0}
    assert not any(want.is_name for want in query.wants)


def test_number_of_words_is_bounded():
    text = " ".join(f"word{'abcdefghij'[n // 10]}{'abcdefghij'[n % 10]}" for n in range(99))

    assert len(parse(text).wants) == MAX_WORDS == 60


def test_excess_of_a_query_is_cut_off_and_told():
    fits, excess = parse("x" * MAX_QUERY), parse(" " + "x" * (MAX_QUERY + 1))

    assert (len(fits.text), fits.is_cut) == (MAX_QUERY, False)
    assert (len(excess.text), excess.is_cut) == (MAX_QUERY, True)


def test_signs_that_cannot_be_shown_are_left_out():
    assert parse("  notice\x00\n\u202efile\u200bname ").text == "notice file name"


def test_part_of_a_compound_counts_less_than_the_whole():
    (want,) = parse("redistribution", synonyms=()).wants

    assert [(way.terms, way.worth) for way in want.ways] == [
        (("redistribut",), 1.0),
        (("distribut",), WEIGHTS.part),
    ]
