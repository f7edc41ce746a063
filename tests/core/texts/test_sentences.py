"""What a sentence is in a license's words: over lists, and not over what only looks like an end."""

import pytest

from guidance.core.documents.licenses import MAX_SENTENCE
from guidance.core.texts.sentences import sentence_bounds, sentence_of

TEXT = """License

1. Definitions. Words mean things.

2. Redistribution. You may, e.g. as Widget Inc. does, copy. You may not, without permission:

(a) sell it;

(b) rent it, if:

(i) a fee is due; or

(ii) the term is long; and

(c) lend it,

unless we agree. We are free to.

3. End. The Licensor (see No. 5) may end it. “Stop.” He says so.

You agree not to:

* break the law

* harm people

You must:

Keep it; and

Share it."""


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("Words mean", "Words mean things."),
        ("copy", "You may, e.g. as Widget Inc. does, copy."),
        ("without permission", "You may not, without permission:"),
        ("sell it", "You may not, without permission: sell it; unless we agree."),
        (
            "a fee is due",
            "You may not, without permission: rent it, if: a fee is due; or unless we agree.",
        ),
        (
            "term is long",
            "You may not, without permission: rent it, if: the term is long; and unless we agree.",
        ),
        ("lend it", "You may not, without permission: lend it, unless we agree."),
        ("unless we agree", "You may not, without permission: rent it, if: unless we agree."),
        ("We are free", "We are free to."),
        ("Licensor", "The Licensor (see No. 5) may end it."),
        ("He says", "He says so."),
        ("harm people", "You agree not to: harm people"),
        ("Share it", "You must: Share it."),
        ("may end it. “Stop", "The Licensor (see No. 5) may end it. “Stop.”"),
    ],
)
def test_sentence_has_what_governs_the_words(words: str, sentence: str) -> None:
    start = TEXT.index(words)

    assert sentence_of(TEXT, start, start + len(words)) == sentence


@pytest.mark.parametrize(
    ("text", "words", "sentence"),
    [
        (
            "You may not:\n\n(a) hunt;\n\n(h) mine;\n\n(i) farm; or\n\n(j) fish.".replace(
                "(h)", "(b) b;\n\n(c) c;\n\n(d) d;\n\n(e) e;\n\n(f) f;\n\n(g) g;\n\n(h)"
            ),
            "fish",
            "You may not: fish.",
        ),
        ("1. Use. You may:\n\n1.1 read it;\n\n1.2 keep it.", "keep it", "You may: keep it."),
        ("1. Use. It is yours.\n\n(a) Read it.\n\n(b) Keep it.", "Keep it", "Keep it."),
        ("You may:\n\n(y) read it;\n\n(z) keep it.", "keep it", "keep it."),
        ("You may:\n\n1.1 read it;\n\n1.3 keep it.", "keep it", "keep it."),
        ("您可以使用。您不得出售该软件。其他。", "出售", "您不得出售该软件。"),
        ("It ends.Now and then.", "then", "It ends.Now and then."),
        ("It ends. now and then.", "then", "It ends. now and then."),
        ("It ends. iPods too.", "iPods", "It ends. iPods too."),
        (
            "You may not:\n\n(a) sell it;\n\n(b) rent it.\n\nunless we agree.",
            "sell it",
            "You may not: sell it;",
        ),
    ],
)
def test_sentence_of_other_lists_and_scripts(text: str, words: str, sentence: str) -> None:
    start = text.index(words)

    assert sentence_of(text, start, start + len(words)) == sentence


@pytest.mark.parametrize(("length", "is_kept"), [(MAX_SENTENCE, True), (MAX_SENTENCE + 1, False)])
def test_sentence_that_is_too_long_is_not_kept(length: int, is_kept: bool) -> None:
    text = "First. " + "Word " * (length // 5) + "x" * (length % 5)

    sentence = sentence_of(text.strip() + "." * (not length % 5), 10, 14)

    assert len(sentence) == (length if is_kept else 0)


def test_no_words_have_no_sentence() -> None:
    assert sentence_of(TEXT, 5, 5) == ""
    assert sentence_of(TEXT, 0, len(TEXT) + 1) == ""


def test_words_over_two_paragraphs_have_the_bounds_of_both():
    text = "It is. You may:\n\n(a) sell it; or\n\nNot so."
    lead, item, last = text.index("You"), text.index("or"), text.index("Not")

    assert sentence_bounds(text, lead, lead + 8) == (lead, lead + 8)
    assert sentence_bounds(text, lead, text.index("sell") + 1) == (lead, item + 2)
    assert sentence_bounds(text, item, last + 1) == (text.index("sell"), len(text))


def test_sentence_of_one_letter_and_of_the_last_sign():
    assert sentence_of("A\n\nIt ends.", 0, 1) == "A"
    assert sentence_of("It is.\n\nIt ends", 8, 15) == "It ends"
    text = "You may:\n\n1. go;\n\n2. b"
    assert sentence_of(text, len(text) - 1, len(text)) == "You may: b"


def test_item_in_capitals_does_not_follow_one_in_small_letters():
    text = "You may:\n\n(A) run, if:\n\n(a) now;\n\n(B) stop."
    start = text.index("stop")

    assert sentence_of(text, start, start + 4) == "You may: stop."
