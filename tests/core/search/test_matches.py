import pytest

from guidance.core.search.matches import holds, mark, opening, says_together, snippet, title_fit
from guidance.core.search.queries import Query, loosened, parse


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
        ("monthly active users, monthly fees", "mau", "[monthly active users], monthly fees"),
        ("nothing here", "notice", "nothing here"),
        ("", "notice", ""),
        ("anything", "the", "anything"),
    ],
)
def test_words_of_a_query_are_marked(text, typed, marked):
    assert shown(mark(text, parse(typed))) == marked


def test_runs_are_never_empty():
    runs = mark("Notice and file", parse("notice file"))

    assert [(run.text, run.is_match) for run in runs] == [
        ("Notice", True),
        (" and ", False),
        ("file", True),
    ]


@pytest.mark.parametrize(
    ("title", "typed", "fit"),
    [
        ("The notice file", "notice file", (1.0, 1.0)),
        ("The notice", "notice file", (0.5, 1.0)),
        ("The notice file and the weights", "notice", (1.0, 1 / 3)),
        ("Who sells weights?", "commercial", (0.5, 0.5)),
        ("The monthly active users", "mau notice", (0.25, 1.0)),
        ("The weights", "notice", (0.0, 0.0)),
        ("What is it?", "notice", (0.0, 0.0)),
        ("The notice", "the", (0.0, 0.0)),
    ],
)
def test_title_fits_by_what_it_says_of_the_query_and_of_itself(title, typed, fit):
    assert title_fit(title, parse(typed)) == fit


@pytest.mark.parametrize(
    ("title", "typed", "is_said"),
    [
        ("The notice file", "notice file", True),
        ("The notice of a file", "notice file", True),
        ("The file of notices", "notice file", False),
        ("The notice and weights file", "notice file", False),
        ("The notice", "notice", False),
        ("Notice filename", "notice file", False),
    ],
)
def test_title_says_words_together_only_side_by_side_and_in_order(title, typed, is_said):
    assert says_together(title, parse(typed)) is is_said


@pytest.mark.parametrize(
    ("text", "typed", "is_held"),
    [
        ("the file for notices", "notice file", True),
        ("the notice", "notice file", False),
        ("who sells it", "commercial", True),
        ("monthly users", "mau", False),
        ("monthly active users", "mau", True),
        ("section 5", "clause 5", True),
        ("noticeable", "notice", True),
        ("noticeable files", "notice file", True),
        ("an apiary", "api terms", False),
        ("a notice", "the", False),
    ],
)
def test_text_holds_a_query_by_one_phrase_of_every_group(text, typed, is_held):
    assert holds(text, parse(typed)) is is_held


def test_loosened_query_is_held_where_words_begin_alike():
    assert not holds("redistribution of it", parse("redistributing"[:12] + "x"))
    assert holds("redistribution of it", loosened(parse("redistributing"[:12] + "x")))


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


def test_opening_is_the_beginning_whatever_matches():
    text = "Yes. But the notice is to be kept."

    assert shown(opening(text, parse("kept"), length=len(text))) == text.replace("kept", "[kept]")
    assert shown(opening(text, parse("notice"), length=19)) == "Yes. But the [notice] …"
    assert shown(opening(text, parse("notice"), length=18)) == "Yes. But the …"


def test_empty_query_marks_nothing():
    assert shown(mark("a text", Query())) == "a text"
