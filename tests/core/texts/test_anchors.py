"""Describing the words at a place, and finding just these words again."""

import random
import re
import unicodedata

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from guidance.core.documents.licenses import Quote
from guidance.core.texts.anchors import (
    Match,
    Span,
    describe,
    find,
    locate,
)
from guidance.core.texts.likeness import fold
from tests.core.texts.samples import TEXT, words_of
from tests.examples import examples
from tests.texts import KEYS, real_texts  # noqa: F401 - a fixture


@st.composite
def spans(draw: st.DrawFn, texts: st.SearchStrategy[str]) -> tuple[Span, str]:
    text = draw(texts)
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    assume(text[start:end].strip())
    return Span(start, end), text


@given(spans(st.text(alphabet="ab \n", min_size=1, max_size=300)))
@example((Span(0, 1), "a"))
@example((Span(500, 502), "a" * 1000))
@example((Span(0, 999), "a" * 1000))
@example((Span(1, 1000), "a" * 1000))
@example((Span(3000, 3003), "use it " * 900))
@settings(max_examples=examples(200))
def test_locate_finds_what_was_described_in_texts_full_of_repeats(pair: tuple[Span, str]) -> None:
    span, text = pair

    match = find(describe(span, text), text)

    assert match == Match(span, "exact", 100.0)


@given(
    spans(
        st.text(
            st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=80
        ).map(lambda text: unicodedata.normalize("NFC", text))
    )
)
@settings(max_examples=examples(200))
def test_locate_finds_what_was_described_in_any_script(pair: tuple[Span, str]) -> None:
    span, text = pair

    found = locate(describe(span, text), text)

    assert found == span


@pytest.mark.texts
@pytest.mark.parametrize("key", KEYS)
def test_locate_finds_what_was_described_in_real_licenses(real_texts, key: str) -> None:  # noqa: F811
    text = real_texts[key]
    chance = random.Random(key)
    starts = [chance.randrange(len(text)) for _ in range(300)]
    sampled = [Span(start, min(len(text), start + chance.randint(1, 400))) for start in starts]
    sampled = [span for span in sampled if words_of(span, text).strip()]

    found = [locate(describe(span, text), text) for span in sampled]

    assert found == sampled


@pytest.mark.texts
@pytest.mark.parametrize("key", KEYS)
def test_find_takes_no_other_words_for_those_of_a_changed_license(
    real_texts,  # noqa: F811
    key: str,
) -> None:
    text = real_texts[key]
    chance = random.Random(key)
    words = [Span(*match.span()) for match in re.finditer(r"\w+", text)]
    picks = [chance.randrange(len(words) - 12) for _ in range(60)]
    described = [Span(words[pick].start, words[pick + 6].end) for pick in picks]
    cut = len(text) // 3
    changed = text[:cut] + " A whole new sentence stands here now. " + text[cut:]
    described = [span for span in described if not span.start < cut < span.end]
    moved = [
        span if span.end <= cut else Span(span.start + 39, span.end + 39) for span in described
    ]

    found = [locate(describe(span, text), changed) for span in described]
    pairs = list(zip(found, moved, strict=True))

    assert [pair for pair in pairs if pair[0] not in (pair[1], None)] == []
    assert sum(span is None for span in found) <= 1


@pytest.mark.parametrize("span", [Span(-1, 2), Span(2, 2), Span(3, 2), Span(0, 6), Span(2, 3)])
def test_describe_refuses_spans_without_words(span: Span) -> None:
    with pytest.raises(ValueError, match=r"not inside|must not be empty"):
        describe(span, "ab cd")


def test_describe_keeps_32_characters_on_each_side() -> None:
    text = "".join(f"{number:03} " for number in range(100))

    quote = describe(Span(200, 203), text)

    assert quote == Quote(exact="050", prefix=text[168:200], suffix=text[203:235])


def test_describe_keeps_more_where_the_surroundings_repeat() -> None:
    text = "one " + "-" * 40 + "word" + "-" * 40 + " two " + "-" * 40 + "word" + "-" * 40

    quote = describe(Span(44, 48), text)

    assert (len(quote.prefix), len(quote.suffix)) == (44, 64)


def test_describe_keeps_all_there_is_in_a_text_of_one_letter() -> None:
    quote = describe(Span(30, 31), "a" * 100)

    assert quote == Quote(exact="a", prefix="a" * 30, suffix="a" * 69)


def test_find_takes_a_bare_quote_that_occurs_once() -> None:
    match = find(Quote(exact="provide a copy"), TEXT)

    assert match == Match(Span(30, 44), "exact", 100.0)


def test_find_takes_no_bare_quote_that_occurs_twice() -> None:
    match = find(Quote(exact="the materials"), TEXT)

    assert match is None


@pytest.mark.parametrize(("hint", "start"), [(0, 15), (15, 15), (80, 15), (90, 151), (900, 151)])
def test_find_breaks_a_tie_by_the_hint(hint: int, start: int) -> None:
    match = find(Quote(exact="the materials"), TEXT, hint=hint)

    assert match == Match(Span(start, start + 13), "exact", 100.0)


def test_find_leaves_a_tie_that_the_hint_does_not_break() -> None:
    match = find(Quote(exact="a word"), "a word, a word", hint=4)

    assert match is None


def test_find_prefers_the_words_to_the_hint() -> None:
    match = find(Quote(exact="the materials", suffix=", provide"), TEXT, hint=151)

    assert match == Match(Span(15, 28), "exact", 100.0)


def test_find_looks_within_a_span_and_answers_in_the_whole_text() -> None:
    second = Span(82, len(TEXT))

    match = find(Quote(exact="the materials"), TEXT, within=second)

    assert match == Match(Span(151, 164), "exact", 100.0)


@pytest.mark.parametrize(
    ("within", "found"),
    [
        (Span(30, 44), Span(30, 44)),
        (Span(31, 90), None),
        (Span(0, 43), None),
        (Span(-5, 999), Span(30, 44)),
    ],
)
def test_find_takes_only_words_wholly_within(within: Span, found: Span | None) -> None:
    quote = Quote(exact="provide a copy", prefix="materials, ", suffix=" of this")

    span = locate(quote, TEXT, within=within)

    assert span == found


def test_find_does_not_fall_back_to_similar_words_when_the_same_are_ambiguous() -> None:
    text = "keep the notice here and keep the notice there and keep the notices"

    match = find(Quote(exact="keep the notice"), text)

    assert match is None


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("use", None),
        ("opy", None),
        ("provide a copy of this Agree", "provide a copy of this Agreement"),
    ],
)
def test_find_cuts_no_word_of_the_text(words: str, found: str | None) -> None:
    text = "provide a copy of this Agreement because"

    span = locate(Quote(exact=words), text)

    assert words_of(span, text) == found


def test_find_cuts_a_word_that_the_quote_cut_too() -> None:
    match = find(Quote(exact="use", prefix="beca"), "stop because of it")

    assert match == Match(Span(9, 12), "exact", 100.0)


def test_find_takes_words_of_a_script_without_blanks() -> None:
    match = find(Quote(exact="許諾"), "本契約は許諾します")

    assert match == Match(Span(4, 6), "exact", 100.0)


@given(st.text())
def test_fold_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)
