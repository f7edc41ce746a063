import pytest

from guidance.core.search.names import Names

NAMES = Names(
    {
        "llama-2": [
            "Llama 2 Community License",
            "Llama 2",
            "meta-llama/Llama-2-7b-chat-hf",
            "Meta",
        ],
        "llama-1": ["LLaMA License", "LLaMA 1", "Meta"],
        "apache-2-0": ["Apache License 2.0", "Apache-2.0", "apache-2-0"],
        "gpl-3": ["GNU General Public License v3.0", "GPL-3.0-only"],
        "mit": ["MIT", "The", "2", "License", ""],
        "mit-0": ["MIT-0"],
    }
)


def found(text):
    return [(text[one.start : one.end], one.slugs) for one in NAMES.named_in(text)]


@pytest.mark.parametrize(
    ("written", "slug"),
    [
        ("llama 2", "llama-2"),
        ("LLAMA-2", "llama-2"),
        ("llama2", "llama-2"),
        ("Llama v2", "llama-2"),
        ("llama_2", "llama-2"),
        ("Llama 2.0", "llama-2"),
        ("llama-2-7b-chat-hf", "llama-2"),
        ("meta-llama/Llama-2-7b-chat-hf", "llama-2"),
        ("apache 2", "apache-2-0"),
        ("Apache 2.0", "apache-2-0"),
        ("Apache License, Version 2.0", "apache-2-0"),
        ("apache20", ""),
        ("GNU general public licence 3", "gpl-3"),
        ("GPL 3.0 only", "gpl-3"),
        ("the MIT license", "mit"),
        ("mit 0", "mit-0"),
    ],
)
def test_name_is_found_in_any_case_with_any_marks(written, slug):
    assert [slugs for _text, slugs in found(written)] == ([(slug,)] if slug else [])


def test_longest_name_counts_at_each_place():
    assert found("is llama 2 by meta like Apache 2.0?") == [
        ("llama 2", ("llama-2",)),
        ("meta", ("llama-1", "llama-2")),
        ("Apache 2.0", ("apache-2-0",)),
    ]


@pytest.mark.parametrize("text", ["", "the license", "2", "llama 3 is no metal", "summit", "gpl"])
def test_words_that_are_no_name_name_nothing(text):
    assert [slugs for _text, slugs in found(text) if slugs != ("llama-1",)] == []


def test_name_ends_where_its_last_word_does():
    assert found("MIT-licensed code") == [("MIT", ("mit",))]


@pytest.mark.parametrize(("number", "is_found"), [(14, True), (15, False)])
def test_name_of_up_to_fourteen_parts_is_found(number, is_found):
    name = " ".join(f"part{sign}" for sign in "abcdefghijklmnop"[:number])

    assert bool(list(Names({"long": [name]}).named_in(f"is {name} free?"))) is is_found


def test_name_within_a_longer_one_is_not_found_again():
    names = Names({"one": ["Llama Chat"], "two": ["Chat"]})

    assert [name.slugs for name in names.named_in("is Llama Chat free?")] == [("one",)]


def test_names_are_found_in_the_order_of_the_text():
    assert [slugs for _text, slugs in found("MIT or meta or MIT")] == [
        ("mit",), ("llama-1", "llama-2"), ("mit",)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("may I sell Llama 2 shoes?", "may I sell shoes?"),
        ("Llama 2 or MIT", "or"),
        ("Llama 2?", "Llama 2?"),
        ("no name here", "no name here"),
    ],
)
def test_names_are_left_out_of_a_text_that_says_more(text, left):
    assert NAMES.left_out(text) == left
