"""The order of what a search finds, by principle."""

import pytest

from guidance.core.search.queries import parse
from guidance.services.search.memory import Index
from guidance.services.search.ranking import TUNING, ranked
from tests.services.search.indexes import index_of

FILLER = [{"title": f"Filler {word}", "body": "Nothing of it."} for word in ("a", "b", "c", "d")]


def order(query, *entries, meaning=None, tuning=TUNING):
    """Return the places of the entries given, best first, among others that say nothing."""
    index = index_of(*entries, *FILLER)
    asked = parse(query, names=index.names)
    return [int(row) for row in ranked(index, asked, meaning=meaning, tuning=tuning).rows]


def test_ranked_finds_nothing_in_nothing():
    assert ranked(Index.empty(), parse("weapons")).rows.size == 0
    assert order("zebra", {"title": "Weapons"}) == []


def test_ranked_brings_up_the_title_that_says_what_was_asked_for():
    assert order(
        "minors use",
        {"title": "Who may minors ask about models and use?"},
        {"title": "May minors use it?"},
    ) == [1, 0]


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({"title": "Patents"}, {"body": "Patents"}),
        ({"body": "Patents"}, {"about": "Patents"}),
        ({"also": "Patents"}, {"about": "Patents"}),
        ({"body": "Patents here"}, {"body": f"Patents here {'and something else ' * 30}"}),
        ({"title": "Heading", "body": "Patents"}, {"title": "Patents", "is_titled": False}),
        ({"kind": "faq", "body": "Patents"}, {"kind": "clause", "body": "Patents"}),
        ({"kind": "note", "body": "Patents"}, {"kind": "outcome", "body": "Patents"}),
    ],
)
def test_ranked_weighs_where_a_word_stands(better, worse):
    assert order("patents", worse, better) == [1, 0]


def test_ranked_weighs_a_rare_word_more_than_a_frequent_one():
    often = [{"body": f"The weights, {word}."} for word in ("red", "green", "blue")]

    assert order("weights patents", *often, {"body": "The patents, black."})[0] == 3


def test_ranked_puts_first_what_has_more_of_the_query():
    assert order(
        "sell notice weights", {"body": "Sell and sell."}, {"body": "Sell the notice."}
    ) == [1, 0]


def test_ranked_leaves_out_what_has_little_of_the_query():
    rare = {"body": "Sell patents under the notice to everybody in red boxes."}

    assert order("sell patents notice red boxes", rare, {"body": "Boxes."}) == [0]


def test_ranked_knows_one_wording_that_says_just_what_was_asked():
    near = {"also": "may I print shirts\nis tea allowed\nwho pays the bill"}
    far = {"also": "shirts allowed and tea\nprint the bill that somebody pays"}

    assert order("may I print shirts", far, near) == [1, 0]


def test_ranked_takes_words_for_others_and_their_own_before():
    assert order("commercial", {"body": "Business"}, {"body": "Commercial"}) == [1, 0]


def test_ranked_needs_all_words_of_a_phrase_that_stands_for_a_word():
    assert order("mau", {"body": "Users each month"}, {"body": "Monthly active users"}) == [1]


@pytest.mark.parametrize("written", ["700m", "700,000,000", "700000000", "700 million"])
def test_ranked_finds_a_number_in_any_form(written):
    assert order(written, {"body": "More than 700 million users"}, {"body": "7 users"}) == [0]


@pytest.mark.parametrize("written", ["distributio", "redis", "distrib"])
def test_ranked_finds_an_unknown_word_by_how_it_begins(written):
    assert order(written, {"body": "Redistribution, distribution"}, {"body": "Disks"}) == [0]


def test_ranked_finds_no_known_word_by_how_it_begins():
    assert order("use", {"body": "Usual"}, {"body": "Use"}) == [1]


TWO = [
    {"title": "May I sell it?", "licenses": " mit "},
    {"title": "May I sell it?", "licenses": " llama-2 "},
    {"kind": "license", "title": "MIT License", "licenses": " mit ", "key": "mit",
     "names": "MIT License\nmit\nExpat"},
    {"kind": "license", "title": "Llama 2 License", "licenses": " llama-2 ", "key": "llama-2",
     "names": "Llama 2\nMeta"},
]  # fmt: skip


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("sell under llama-2", 1),
        ("sell under expat", 0),
        ("LLAMA2", 3),
        ("the expat licence", 2),
        ("what are the terms of MIT?", 2),
        ("meta license", 3),
    ],
)
def test_ranked_looks_first_in_the_license_that_is_named(query, first):
    assert order(query, *TWO)[0] == first


def test_ranked_hides_nothing_that_another_license_says():
    assert set(order("sell llama 2", *TWO)[:2]) == {0, 1}


def test_ranked_leans_to_licenses_that_share_a_name():
    shared = {"kind": "license", "title": "Llama 1", "licenses": " llama-1 ", "names": "Meta"}

    found = order("sell with meta", *TWO, shared)

    assert found[0] == 1


CLAUSES = [
    {"kind": "clause", "key": "2", "body": "Rights", "licenses": " mit "},
    {"kind": "clause", "key": "2", "body": "Rights", "licenses": " llama-2 "},
    {"title": "Section 2", "body": "Section 2, section 2"},
]


def test_ranked_puts_clauses_first_that_were_asked_for_by_number():
    assert order("section 2", *CLAUSES)[:2] == [0, 1]


def test_ranked_puts_the_clause_of_the_license_that_is_named_before_others():
    assert order("llama-2 section 2", *CLAUSES, *TWO)[:2] == [1, 0]


def test_ranked_says_where_nothing_has_most_of_the_words():
    index = index_of({"body": "Sell shirts"}, {"body": "Weigh stones"}, *FILLER)

    assert not ranked(index, parse("sell shirts kettles")).is_any
    assert ranked(index, parse("sell kettles parrots zebras")).is_any


def test_ranked_counts_a_second_ranking_by_half():
    entries = [{"body": "Sell shirts"}, {"body": "Shirts"}, {"body": "Wear them"}]

    assert order("sell shirts", *entries) == [0, 1]
    assert order("sell shirts", *entries, meaning={1: 0.9, 3: 0.5}) == [0, 1, 2]
    assert order("sell shirts", *entries, meaning={3: 0.9, 2: 0.8, 1: 0.1})[0] != 0
    assert order("parrots", *entries, meaning={3: 0.9, 2: 0.8}) == [2, 1]


def test_ranked_takes_no_notice_of_a_second_ranking_of_what_is_gone():
    assert order("sell", {"body": "Sell"}, meaning={99: 0.9}) == [0]
    assert order("sell", {"body": "Sell"}, meaning={}) == [0]


def test_ranked_lists_of_one_kind_only_what_has_most_of_the_query():
    entries = [
        {"kind": "license", "body": "Closed and bent"},
        {"kind": "license", "body": "Bent"},
        {"kind": "faq", "body": "Closed, bent and broken"},
    ]
    index = index_of(*entries, *FILLER)

    assert list(ranked(index, parse("closed bent broken"), only="license").rows) == [0]
