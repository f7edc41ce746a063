import pytest

from guidance.core.search.matches import mark, opening, snippet
from guidance.core.search.names import Names
from guidance.core.search.queries import Query, parse


def shown(runs):
    """Return a text with its matches in brackets."""
    return "".join(f"[{run.text}]" if run.is_match else run.text for run in runs)


@pytest.mark.parametrize(
    ("text", "typed", "marked"),
    [
        ("You must retain the Notice.", "notice", "You must retain the [Notice]."),
        ("Notice first, notices last", "notice", "[Notice] first, [notices] last"),
        ("the Licensee’s models", "licensees", "the [Licensee’s] models"),
        ("Modèle and model", "modele", "[Modèle] and [model]"),
        ("a noticeable sign", "notice", "a [noticeable] sign"),
        ("it is usual to use it", "use", "it is usual to [use] it"),
        ("Fine-tuning is fine.", "fine tune", "[Fine-tuning] is fine."),
        ("notice file, notice; file", "notice file", "[notice file], [notice]; [file]"),
        ("See 1.b.v and 1.b.", "section 1(b)(v)", "See [1.b.v] and 1.b."),
        ("in 1(b)(v) or 11.b.v", "1.b.v", "in [1(b)(v)] or 11.b.v"),
        ("Section 2, section 2.1, § 2", "clause 2", "[Section 2], section 2.1, [§ 2]"),
        ("700,000,000 or 700 million", "700m", "[700,000,000] or [700 million]"),
        ("a licence, OpenSource", "license open-source", "a [licence], [OpenSource]"),
        ("授予许可证。", "许可证", "授予[许可证]。"),
        ("l’utilisateur", "utilisateur", "[l’utilisateur]"),
        ("redistribution", "distribute", "[redistribution]"),
        ("retraining it", "train", "[retraining] it"),
        ("it is free of charge", "fee", "it is [free] of [charge]"),
        ("open models and open source", "open source", "open models and [open source]"),
        ("monthly active users, monthly fees", "mau", "[monthly active users], monthly fees"),
        ("nothing here", "notice", "nothing here"),
        ("", "notice", ""),
        ("anything", "the", "anything"),
    ],
)
def test_words_of_a_query_are_marked(text, typed, marked):
    assert shown(mark(text, parse(typed))) == marked


def test_names_of_licenses_are_not_marked():
    query = parse("llama 2 notice", names=Names({"llama-2": ["Llama 2"]}))

    assert shown(mark("Llama 2 has a notice", query)) == "Llama 2 has a [notice]"


def test_phrase_is_marked_whose_first_word_is_led_by_re():
    query = parse("retraining data", synonyms=((("retraining data", "fresh runs"), True),))

    assert shown(mark("all Retraining data, or data", query)) == "all [Retraining data], or data"


def test_runs_are_never_empty():
    runs = mark("Notice and file", parse("notice file"))

    assert [(run.text, run.is_match) for run in runs] == [
        ("Notice", True),
        (" and ", False),
        ("file", True),
    ]


BLANK = "word " * 40  # 200 characters


def test_short_text_is_its_own_snippet():
    text = "a notice " + "x" * 11

    assert shown(snippet(text, parse("notice"), length=20)) == "a [notice] " + "x" * 11
    assert shown(snippet(text + "x", parse("notice"), length=20)).endswith(" …")


def test_snippet_without_a_match_is_the_beginning():
    assert shown(snippet(BLANK + "end", parse("notice"), length=23)) == "word word word word …"


def test_snippet_shows_where_most_matches_are():
    text = f"notice {BLANK}the notice is a file {BLANK}notice"

    found = shown(snippet(text, parse("notice file"), length=100))

    assert found == f"… {'word ' * 11}the [notice] is a [file] {'word ' * 4}…"


def test_snippet_of_equal_places_is_the_first():
    text = f"{BLANK}first notice {BLANK}second notice {BLANK}"

    found = shown(snippet(text, parse("notice"), length=100))

    assert "first [notice]" in found
    assert (found[:6], found[-6:]) == ("… word", "word …")


def test_match_near_the_beginning_is_shown_from_the_beginning():
    near, far = "x" * 59 + " notice " + BLANK, "x" * 60 + " notice " + BLANK

    assert shown(snippet(near, parse("notice"), length=100)).startswith("xxx")
    assert shown(snippet(far, parse("notice"), length=100)).startswith("… [notice]")


def test_snippet_reaches_the_end_without_a_sign_of_more():
    text = BLANK + "the last notice"

    assert shown(snippet(text, parse("notice"), length=100)).endswith("the last [notice]")


def test_word_is_cut_only_where_no_blank_is():
    assert shown(snippet("x" * 30, parse("notice"), length=20)) == "x" * 20 + " …"
    assert shown(opening("x" * 30, parse("notice"), length=20)) == "x" * 20 + " …"


def test_match_that_a_cut_goes_through_is_marked_as_far_as_it_is_shown():
    text = f"Yes: 授予许可证的人{'x' * 30}"

    assert shown(opening(text, parse("许可证"), length=9)) == "Yes: …"
    assert shown(opening(text[5:], parse("许可证"), length=4)) == "授予[许可] …"
    assert shown(snippet(text[5:], parse("许可证"), length=4)) == "授予[许可] …"


def test_opening_is_the_beginning_whatever_matches():
    text = "Yes. But the notice is to be kept."

    assert shown(opening(text, parse("kept"), length=len(text))) == text.replace("kept", "[kept]")
    assert shown(opening(text, parse("notice"), length=19)) == "Yes. But the [notice] …"
    assert shown(opening(text, parse("notice"), length=18)) == "Yes. But the …"


def test_empty_query_marks_nothing():
    assert shown(mark("a text", Query())) == "a text"


def test_clause_with_its_bracket_is_marked_around_its_number():
    assert shown(mark("as 1) and section 7) say", parse("7"))) == "as 1) and [section 7)] say"


def test_last_of_several_places_side_by_side_is_joined_to_the_one_before():
    found = shown(mark("notice; notice file, file", parse("notice file")))

    assert found == "[notice]; [notice file], [file]"


def test_match_that_begins_where_a_text_is_cut_is_no_run_of_its_own():
    runs = opening("abcd许可证人人人人", parse("许可证"), length=4)

    assert [(run.text, run.is_match) for run in runs] == [("abcd …", False)]


@pytest.mark.parametrize(
    ("text", "cut"),
    [("A monstrosity", "A …"), (" monstrosity", "mons …"), ("Ab monstrosity", "Ab …")],
)
def test_first_word_is_shown_whole_however_short(text, cut):
    assert shown(opening(text, parse("notice"), length=5)).lstrip() == cut
    assert shown(snippet(text, parse("notice"), length=5)) == cut


def test_text_of_just_the_length_is_shown_whole_wherever_its_match_is():
    text = f"{BLANK}notice and"

    assert shown(snippet(text, parse("notice"), length=len(text))) == f"{BLANK}[notice] and"


def test_words_behind_a_match_at_the_end_are_shown_whole():
    text = f"{BLANK}the notice is here"

    assert shown(snippet(text, parse("notice"), length=100)).endswith("the [notice] is here")


def test_snippet_counts_matches_that_fit_into_it():
    text = f"notice {'word ' * 20}notice {BLANK}a notice and a file {BLANK}"

    assert "a [notice] and a [file]" in shown(snippet(text, parse("notice file"), length=100))


def test_snippet_of_a_text_without_blanks_begins_with_its_match():
    text = f"{'x' * 90}许可证{'x' * 90}"

    assert shown(snippet(text, parse("许可证"), length=20)) == f"… [许可证]{'x' * 17} …"


def test_snippet_begins_with_a_word_where_blanks_are_doubled():
    text = f"{'x' * 30}  {'y' * 40} notice {BLANK}"

    assert shown(snippet(text, parse("notice"), length=60)) == f"… {'y' * 40} [notice] word word …"


def test_run_of_matches_that_a_snippet_begins_in_is_marked_from_there():
    text = f"{'notice ' * 8}{'x' * 20} notice and a file {BLANK}"

    found = shown(snippet(text, parse("notice file"), length=100))

    assert found.startswith(
        f"… [notice notice notice notice notice] {'x' * 20} [notice] and a [file]"
    )
