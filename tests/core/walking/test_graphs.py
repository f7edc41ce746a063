"""A tree as a graph: its edges, the order of its questions, how far it is to an end."""

from guidance.core.walking.graphs import Graph, edges_of
from tests.core.trees import option, outcome, question, route, tree

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
