"""The skeleton of a tree: the same for other words, another for other ways; and its graph."""

from itertools import pairwise

import pytest
from hypothesis import given, settings

from guidance.core.documents.trees import Case, Option, Outcome, Question, Route, Tree
from guidance.core.walking import comparisons
from guidance.core.walking.graphs import Graph, edges_of
from guidance.core.walking.paths import compare, count
from guidance.core.walking.skeletons import skeleton_of
from tests.core.trees import option, outcome, question, route, sound_trees, tree
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


# The graph: edges, the order of its questions, how far it is to an end

UNSURE = option("u", "unsure", is_unsure=True)


def edges(*options, **fields):
    """Return the targets of the edges of a question."""
    [asked] = tree(question("q", *options, **fields), start="q").questions
    return [edge.target for edge in edges_of(asked)]


def test_edges_are_those_of_routes_then_options_then_the_question():
    routes = [route({"question": "q", "is": "a"}, "by-route")]

    assert edges(option("a", "by-option"), option("b"), goto="own", routes=routes) == [
        "by-route", "by-option", "own",
    ]  # fmt: skip


def test_edge_of_the_question_is_none_where_every_option_has_its_own():
    assert edges(option("a", "x"), option("b", "y"), goto="own") == ["x", "y"]
    assert edges(option("a", "x"), UNSURE, goto="own") == ["x"]
    assert edges(option("a"), option("b", "y")) == ["y"]


def test_edge_of_not_sure_is_one_only_where_it_stands_alone():
    assert edges(UNSURE, option("a", "x")) == ["x"]
    assert edges(UNSURE) == ["unsure"]


FORKS = tree(
    question("first", option("a", "short"), option("b", "long"), option("c", "end")),
    question("short", option("a"), goto="last"),
    question("long", option("a"), goto="longer"),
    question("longer", option("a"), goto="last"),
    question("last", option("a"), goto="end"),
    question("round", option("a", "round"), option("b", "last")),
    question("stuck", option("a", "round-2")),
    question("round-2", option("a", "stuck")),
    outcome("end"),
)


def test_questions_come_before_those_that_they_lead_to_and_none_of_a_circle():
    order = Graph(FORKS).order

    assert sorted(order) == ["first", "last", "long", "longer", "short"]
    for before, after in [("first", "short"), ("short", "last"), ("long", "longer")]:
        assert order.index(before) < order.index(after)


def test_longest_and_shortest_count_the_question_itself():
    graph = Graph(FORKS)

    assert graph.longest == {"first": 4, "short": 2, "long": 3, "longer": 2, "last": 1}
    assert graph.shortest == {
        "first": 1, "short": 2, "long": 3, "longer": 2, "last": 1, "round": 2,
    }  # fmt: skip


def test_a_dead_end_is_an_end_too():
    graph = Graph(tree(question("q", option("a", "dead"), option("b", "gone")), question("dead")))

    assert (graph.longest, graph.shortest) == ({"q": 2, "dead": 1}, {"q": 1, "dead": 1})


def test_reachable_are_the_questions_ahead_and_those_one_stands_at():
    graph = Graph(FORKS)

    assert graph.reachable("short") == {"short", "last"}
    assert graph.reachable("stuck", "last") == {"stuck", "round-2", "last"}
    assert graph.reachable("end", "gone") == graph.reachable() == set()


def test_first_of_a_key_counts_and_questions_come_first():
    graph = Graph(
        tree(
            question("q", option("a", "end"), title="The first"),
            question("q", title="The second"),
            outcome("q"),
            outcome("end", title="One end"),
            outcome("end", title="Another"),
        )
    )

    assert {key: asked.title for key, asked in graph.questions.items()} == {"q": "The first"}
    assert {key: end.title for key, end in graph.outcomes.items()} == {"end": "One end"}


def test_tests_below_are_those_that_routes_further_down_look_at():
    """Of three tests the second question has two, and the last one the other."""
    is_a, is_b = {"question": "q1", "is": "a"}, {"question": "q1", "is": "b"}
    from_7 = {"question": "q2", "at_least": "7"}
    graph = Graph(
        tree(
            question("q1", option("a"), option("b"), goto="q2"),
            question("q2", option("any"), kind="number", goto="q3",
                     routes=[route({"any": [is_a, is_b]}, "q3")]),
            question("q3", option("a"), goto="end", routes=[route(from_7, "end")]),
            question("q4", option("a"), goto="end"),
            outcome("end"),
        )
    )  # fmt: skip
    q1, q2 = (graph.branches(key) for key in ("q1", "q2"))

    first = graph.holding(q1[0]) | graph.holding(q1[1])
    second = graph.holding(q2[-1])

    assert [graph.tests_below[key] for key in ("q1", "q2", "q3", "q4")] == [
        first | second, first | second, second, 0,
    ]  # fmt: skip
    assert (first.bit_count(), second.bit_count(), graph.holding(q2[0])) == (2, 1, 0)
