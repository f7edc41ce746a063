"""The skeleton of a tree: the same for other words, another for other ways."""

from itertools import pairwise

import pytest
from hypothesis import given, settings

from guidance.core.documents.trees import Case, Option, Outcome, Question, Route, Tree
from guidance.core.walking import comparisons
from guidance.core.walking.paths import compare, count
from guidance.core.walking.skeletons import skeleton_of
from tests.core.trees import option, outcome, question, sound_trees, tree
from tests.counting import calls
from tests.examples import examples

TREE = tree(
    question("role", option("person"), option("company"), goto="users"),
    question("users", option("few", "fine", high="700"), option("many", "ask", low="700"),
             kind="number", minimum="0"),
    outcome("fine", "llama-2/keep"),
    outcome("ask", verdict="special-license"),
)  # fmt: skip
WORDS = {
    Tree: {"slug", "title", "summary", "covers", "minutes", "licenses", "cases", "dismissed"},
    Question: {"title", "help", "why", "citations", "unit", "succeeds"},
    Option: {"label", "help", "succeeds"},
    Outcome: {"title", "summary", "next_steps", "ask", "citations", "hands_over", "succeeds"},
}


def worded(given):
    """Return a tree in other words."""
    return given.model_copy(update={
        "title": "Other", "covers": "Other.", "minutes": 7,
        "slug": "other", "summary": "Other.", "licenses": ("other",),
        "dismissed": ("question-uncited: It is plain.",),
        "questions": tuple(
            one.model_copy(update={
                "title": "Other?", "help": "Other.", "why": "Other.", "unit": "others",
                "succeeds": ("old",),
                "options": tuple(
                    o.model_copy(
                        update={"label": f"Other {at}", "help": "Other", "succeeds": ("old",)}
                    )
                    for at, o in enumerate(one.options)
                ),
            })
            for one in given.questions
        ),
        "outcomes": tuple(
            one.model_copy(update={
                "title": "Other", "summary": "Other.", "next_steps": "Other.",
                "hands_over": "other", "succeeds": ("old",),
            })
            for one in given.outcomes
        ),
    })  # fmt: skip


def put(**changes):
    data = TREE.model_dump(by_alias=True, exclude_defaults=True)
    for place, value in changes.items():
        *steps, last = place.split("__")
        inner = data
        for step in steps:
            inner = inner[int(step) if step.isdigit() else step]
        inner[last] = value
    return Tree.model_validate(data)


def test_skeleton_is_the_same_in_other_words():
    assert skeleton_of(worded(TREE)) == skeleton_of(TREE)


@pytest.mark.parametrize(
    "changes",
    [
        {"start": "users"},
        {"questions__0__key": "who"},
        {"questions__0__goto": "fine"},
        {"questions__0__kind": "choices"},
        {"questions__0__options__0__adds": ["llama-2/keep"]},
        {"questions__0__options__0__goto": "fine"},
        {"questions__0__options__0__is_exclusive": True},
        {"questions__0__options__0__is_unsure": True},
        {"questions__1__decimals": True},
        {"questions__1__minimum": "1"},
        {"questions__1__maximum": "1000"},
        {"questions__1__options__0__high": "500"},
        {"questions__1__options__0__high_inclusive": True},
        {"questions__1__options__1__low_inclusive": False},
        {"questions__1__routes": [{"when": {"question": "role", "is": "person"}, "goto": "ask"}]},
        {"outcomes__0__adds": []},
        {"outcomes__1__verdict": "prohibited"},
    ],
    ids=str,
)
def test_skeleton_is_another_where_ways_may_be(changes):
    assert skeleton_of(put(**changes)) != skeleton_of(TREE)


def test_every_field_is_known_to_be_words_or_not():
    kept = {
        Tree: {"kind", "format", "start", "questions", "outcomes"},
        Question: {"key", "kind", "options", "routes", "goto", "decimals", "minimum", "maximum"},
        Option: {"key", "goto", "adds", "is_exclusive", "is_unsure", "low", "high",
                 "low_inclusive", "high_inclusive"},
        Outcome: {"key", "verdict", "adds"},
    }  # fmt: skip

    for noun, words in WORDS.items():
        assert set(noun.model_fields) == words | kept[noun]
    assert set(Route.model_fields) == {"when", "goto", "adds"}
    assert "answers" in Case.model_fields  # a case is about ways, and leads none


@settings(deadline=None, max_examples=examples(100))
@given(sound_trees())
def test_comparison_in_other_words_is_what_going_through_all_ways_finds(given_tree):
    other = worded(given_tree)

    assert compare(given_tree, other) == comparisons.compare(given_tree, other)


def test_comparison_goes_through_the_ways_where_there_are_too_many_to_count():
    found = compare(TREE, worded(TREE), limit=3)

    assert count(TREE).ways == 4
    assert 1 <= found.total <= 3
    assert (found.is_complete, found.is_sample) == (False, True)
    assert compare(TREE, worded(TREE), limit=4).is_complete is True


def test_comparison_in_other_words_of_a_question_asked_in_a_circle():
    circle = tree(question("a", option("x", "b"), option("y", "end")),
                  question("b", option("x", "a"), option("y", "end")), outcome("end"))  # fmt: skip

    assert compare(circle, worded(circle)) == comparisons.compare(circle, worded(circle))


def test_comparison_in_other_words_of_options_that_are_sampled():
    options = [option(f"o{number}", "end") for number in range(8)]
    sampled = tree(question("many", *options, kind="choices"), outcome("end"))

    assert compare(sampled, worded(sampled)) == comparisons.compare(sampled, worded(sampled))


def test_comparison_in_other_words_goes_through_no_way():
    names = [f"q{number}" for number in range(8)]
    sample = tree(
        *(question(key, *map(option, "abcd"), goto=to) for key, to in pairwise(names)),
        outcome("q7"),
    )
    other = worded(sample)

    work = calls(lambda: compare(sample, other))

    assert count(sample).ways == 4**7
    assert work < 4**7
