"""A tree as a graph: edges, order, the way to an end; and what is remembered of pure work."""

from decimal import Decimal

import pytest

from guidance.core.walking import graphs
from guidance.core.walking.answers import Answer, Reason, Unfit
from guidance.core.walking.graphs import Graph, edges_of
from guidance.core.walking.memories import Memory
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


USERS = question(
    "users",
    option("few", "end", high="10"), option("many", "end", low="10", low_inclusive=False),
    kind="number",
)  # fmt: skip


def test_the_same_is_made_once():
    memory, made = Memory(2), []

    found = [memory.of("key", lambda: made.append("once") or len(made)) for _ in range(3)]

    assert (found, made) == ([1, 1, 1], ["once"])


def test_what_was_asked_for_least_recently_is_forgotten_first():
    memory = Memory(2)
    memory.keep("a", 1)
    memory.keep("b", 2)
    memory.of("a", lambda: 0)
    memory.keep("c", 3)

    assert [memory.get(key) for key in "abc"] == [1, None, 3]


def test_what_was_looked_at_or_kept_anew_is_not_forgotten_first():
    looked_at, kept_anew = Memory(2), Memory(2)
    for memory in (looked_at, kept_anew):
        memory.keep("a", 1)
        memory.keep("b", 2)

    looked_at.get("a")
    kept_anew.keep("a", 4)
    for memory in (looked_at, kept_anew):
        memory.keep("c", 3)

    assert [looked_at.get(key) for key in "abc"] == [1, None, 3]
    assert [kept_anew.get(key) for key in "abc"] == [4, None, 3]


def test_an_error_is_not_remembered():
    memory = Memory(2)
    with pytest.raises(ZeroDivisionError):
        memory.of("key", lambda: 1 // 0)

    assert memory.of("key", lambda: 5) == 5


@pytest.fixture
def graph():
    return Graph(tree(USERS, outcome("end")))


def test_answer_is_read_once(graph, monkeypatch):
    first = graph.read("users", ("7",))
    monkeypatch.setattr(graphs, "read", None)

    assert graph.read("users", ("7",)) is first
    assert isinstance(first, Answer)
    assert first.value == Decimal(7)


def test_what_does_not_fit_is_read_anew(graph, monkeypatch):
    unfit = graph.read("users", ("seven",))
    assert unfit == Unfit("users", ("seven",), Reason.NOT_A_NUMBER)
    monkeypatch.setattr(graphs, "read", lambda *_: "read anew")

    assert graph.read("users", ("seven",)) == "read anew"


@pytest.mark.parametrize(("blanks", "again"), [(99, 1), (100, 2)])
def test_long_answer_is_read_anew(graph, monkeypatch, blanks, again):
    read, times = graphs.read, []
    monkeypatch.setattr(graphs, "read", lambda *given: times.append(given) or read(*given))

    found = [graph.read("users", (" " * blanks + "7",)) for _ in range(2)]

    assert [one.values for one in found] == [("7",), ("7",)]
    assert len(times) == again


@pytest.mark.parametrize(("most", "again"), [(2, 3), (3, 2)])
def test_no_more_than_so_many_are_remembered(graph, monkeypatch, most, again):
    read, times = graphs.read, []
    monkeypatch.setattr(graphs, "MAX_READ", most)
    monkeypatch.setattr(graphs, "read", lambda *given: times.append(given) or read(*given))
    for value in ("1", "2"):
        graph.read("users", (value,))
    times.clear()

    for value in ("1", "2", "30", "30"):
        graph.read("users", (value,))

    assert [given[1] for given in times] == [("30",)] * (again - 1)


def test_choice_of_one_number_is_not_that_of_another(graph):
    few, many = (graph.read("users", (value,)) for value in ("7", "70"))

    moves = [graph.move(one, graph.holding(one)) for one in (few, many)]
    steps = [graph.step(one, move) for one, move in zip((few, many), moves, strict=True)]

    assert [step.value for step in steps] == [7, 70]
    assert [step.options[0].key for step in steps] == ["few", "many"]
