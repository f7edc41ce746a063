"""Phrases in a query that stand for others, and what a query asks for as a whole."""

import pytest

from guidance.core.search.names import Names
from guidance.core.search.queries import Query, parse

NAMES = Names({"llama-2": ["Llama 2"], "llama-1": ["Meta"], "two": ["Meta"]})


def ways(text, **options):
    """Return how each thing is found that a query asks for, as it was typed first."""
    return [[" ".join(way.terms) for way in want.ways] for want in parse(text, **options).wants]


def mutual(*groups):
    return tuple((group, True) for group in groups)


SHARING = mutual(("share", "pass on"))
FREE = mutual(("royalty", "free of charge"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("pass on", [["pass", "share"]]),
        ("pass it on", [["pass", "share"]]),
        ("pass the notice on", [["pass"], ["notic"]]),
        ("pass", [["pass"]]),
        ("share", [["share", "pass"]]),
    ],
)
def test_phrase_with_one_telling_word_needs_its_common_words_too(text, found):
    assert ways(text, synonyms=SHARING) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("free of charge", [["free charg", "royalti"]]),
        ("free charge", [["free charg", "royalti"]]),
        ("free of any charge", [["free charg", "royalti"]]),
        ("free shoes charge", [["free"], ["shoe"], ["charg"]]),
        ("free", [["free"]]),
        ("free shoes", [["free"], ["shoe"]]),
    ],
)
def test_phrase_with_two_telling_words_needs_these_alone(text, found):
    assert ways(text, synonyms=FREE) == found


def test_phrase_does_not_stand_for_itself():
    assert ways("royalty", synonyms=FREE) == [["royalti", "free charg"]]
    assert ways("shoes royalty", synonyms=FREE) == [["shoe"], ["royalti", "free charg"]]
    assert ways("relicense", synonyms=mutual(("relicense", "sublicense"))) == [
        ["relicens", "licens", "sublicens"]
    ]


def test_word_of_two_groups_stands_for_those_of_both():
    synonyms = mutual(("car", "vehicle"), ("car", "wagon"))

    assert ways("car", synonyms=synonyms) == [["car", "vehicl", "wagon"]]


def test_longer_phrase_stands_for_its_own_group_alone():
    groups = ("sports", "games"), ("sports car", "racer")

    assert ways("sports car", synonyms=mutual(*groups)) == [["sport car", "racer"]]
    assert ways("sports car", synonyms=mutual(*groups[::-1])) == [["sport car", "racer"]]


def test_phrase_of_common_words_only_stands_for_nothing():
    assert ways("gadget", synonyms=mutual(("gadget", "it"))) == [["gadget"]]


def test_groups_may_be_any_iterable():
    assert ways("royalty", synonyms=list(FREE)) == ways("royalty", synonyms=iter(FREE))


def test_name_of_a_license_stands_for_no_other_word():
    assert ways("meta", names=NAMES, synonyms=mutual(("meta", "facebook"))) == [["meta"]]


@pytest.mark.parametrize(
    ("text", "is_general"),
    [
        ("can I use it, on what terms?", True),
        ("license terms", True),
        ("llama 2 license", True),
        ("llama 2", False),
        ("use it", False),
        ("license for shoes", False),
        ("license in section 5", False),
        ("", False),
    ],
)
def test_query_is_general_where_it_asks_for_the_terms_as_a_whole(text, is_general):
    assert parse(text, names=NAMES).is_general is is_general


def test_query_that_asks_for_nothing_is_neither_cut_nor_common():
    assert parse("") == Query()
    assert (Query().is_cut, Query().is_common) == (False, False)
