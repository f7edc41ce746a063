"""Selected and pasted words: a quote that finds them, or the reason why there is none."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guidance.core.documents.licenses import Section
from guidance.core.texts.anchors import Span, locate
from guidance.core.texts.selections import NotQuotable, Places, choose, places_of
from tests.examples import examples

FIRST = "1. You may use the work, and use the other work because you wish to.\n\n"
BODY = f"{FIRST}2. Do not use the “Mark”."
SECTIONS = (
    Section(key="1", start=0, end=len(FIRST)),
    Section(key="2", start=len(FIRST), end=len(BODY)),
)


def at(words, nth=0):
    start = -1
    for _ in range(nth + 1):
        start = BODY.index(words, start + 1)
    return Span(start, start + len(words))


def shown(span):
    found = choose(span, BODY, SECTIONS)
    quote = found.quote
    return found.section, quote.prefix, quote.exact, quote.suffix


def test_words_that_stand_once_need_nothing_around_them():
    assert shown(at("may use")) == ("1", "", "may use", "")
    assert shown(at("use", 3)) == ("2", "", "use", "")
    assert shown(at("2. Do")) == ("2", "", "2. Do", "")


def test_words_that_stand_twice_get_the_next_word():
    assert shown(at("use", 0)) == ("1", "may ", "use", "")
    assert shown(at("use", 1)) == ("1", "and ", "use", "")


def test_a_choice_is_of_whole_words_without_blanks_around_them():
    start = BODY.index("ou may")

    assert shown(Span(start, start + len("ou may "))) == ("1", "", "You may", "")


@pytest.mark.parametrize(
    ("span", "reason"),
    [
        (Span(10, 10), "empty"),
        (Span(4, 4), "empty"),
        (Span(-1, 3), "outside"),
        (Span(len(FIRST) - 2, len(FIRST)), "empty"),
        (Span(len(FIRST) - 6, len(FIRST) + 3), "across"),
        (Span(0, len(BODY) + 1), "outside"),
    ],
)
def test_what_makes_no_quote_has_a_reason(span, reason):
    with pytest.raises(NotQuotable) as error:
        choose(span, BODY, SECTIONS)

    assert error.value.reason == reason


def test_words_in_no_section_are_outside():
    with pytest.raises(NotQuotable) as error:
        choose(at("Mark"), BODY, SECTIONS[:1])

    assert error.value.reason == "outside"


def test_the_same_words_side_by_side_are_told_apart_by_what_is_around_them():
    body = "a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a"
    section = Section(key="1", start=0, end=len(body))

    found = choose(Span(36, 37), body, [section])

    assert locate(found.quote, body) == Span(36, 37)


def test_the_last_word_of_a_text_tells_the_same_words_apart():
    body = "x use x use y"
    section = Section(key="1", start=0, end=len(body))

    found = choose(Span(8, 11), body, [section])

    assert (found.quote.prefix, found.quote.suffix) == ("", " y")


@settings(max_examples=examples(60))
@given(st.integers(0, len(BODY)), st.integers(0, len(BODY)))
def test_every_choice_is_found_again_at_its_place(one, other):
    span = Span(min(one, other), max(one, other))
    try:
        found = choose(span, BODY, SECTIONS)
    except NotQuotable:
        return
    section = next(one for one in SECTIONS if one.key == found.section)

    words = BODY[span.start : span.end].strip()
    assert locate(found.quote, BODY, within=Span(section.start, section.end)) == found.span
    assert words in found.quote.exact


def test_pasted_words_are_found_whatever_their_blanks_letters_and_marks():
    assert places_of('the\n  "MARK"', BODY).spans == (at("the “Mark”"),)
    assert places_of("use the", BODY).spans == (at("use the"), at("use the", 1), at("use the", 2))
    assert places_of("use the", BODY, within=Span(len(FIRST), len(BODY))).spans == (
        at("use the", 2),
    )


def test_pasted_words_that_are_nearly_right_are_offered():
    found = places_of("you may not use the other works because", BODY)

    assert found.are_similar
    assert len(found.spans) == 1


def test_nothing_and_other_words_have_no_place():
    assert places_of(" \n", BODY).spans == ()
    assert places_of("zebras graze elsewhere entirely", BODY).spans == ()


def chosen(words, text):
    start = text.index(words)
    sections = [Section(key="1", start=0, end=len(text))]
    quote = choose(Span(start, start + len(words)), text, sections).quote
    return quote.prefix, quote.exact, quote.suffix


def test_words_before_reach_to_the_first_of_the_line():
    assert chosen("b", "A b c\n\nX b c") == ("A ", "b", "")


def test_words_on_both_sides_are_taken_where_one_side_is_not_enough():
    assert chosen("w", "a w b\n\na w c\n\nd w b") == ("a ", "w", " b")


def test_words_of_the_line_before_are_not_taken_one_by_one():
    text = "a w b\n\nw b"
    sections = [Section(key="1", start=0, end=len(text))]

    quote = choose(Span(7, 8), text, sections).quote

    assert (quote.prefix, quote.suffix) == ("a w b\n\n", " b")


def test_words_behind_are_as_few_as_can_be_and_of_one_line():
    assert chosen("word", "a word one two three\n\na word four") == ("", "word", " one")
    assert chosen("word", "a word one two\n\na word one four") == ("", "word", " one two")
    assert chosen("word", "a word\n\nof a word")[1:] == ("word", "\n\nof a word")


def test_choice_may_begin_with_the_text_and_end_inside_a_word():
    assert chosen("A", "A b c") == ("", "A", "")
    assert chosen("wor", "a word of it") == ("", "word", "")
    assert chosen("or", "a word of it") == ("", "word", "")


@pytest.mark.parametrize(("between", "length"), [(11, 57), (12, 32)])
def test_twelve_words_on_a_side_are_tried_before_signs_are_counted(between, length):
    same = "same " * between
    text = f"a {same}word\n\nb {same}word {same}.\n\nb {same}word {same}."

    assert len(chosen("word", text)[0]) == length


@pytest.mark.parametrize(("count", "offered"), [(20, 20), (21, 20)])
def test_no_more_than_twenty_places_are_offered(count, offered):
    assert len(places_of("a word", "a word, " * count).spans) == offered


def test_places_of_the_same_words_are_not_those_of_similar_ones():
    assert places_of("1. You", BODY) == Places((Span(0, 6),), are_similar=False)
    assert not places_of("1. You", BODY).are_similar
    assert not places_of("", BODY).are_similar
