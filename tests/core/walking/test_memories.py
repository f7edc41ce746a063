"""What is remembered of pure work, and how much of it; answers among it that a graph has read."""

from decimal import Decimal

import pytest

from guidance.core.walking import graphs
from guidance.core.walking.answers import Answer, Reason, Unfit
from guidance.core.walking.graphs import Graph
from guidance.core.walking.memories import Memory
from tests.core.trees import option, outcome, question, tree

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


def test_all_is_forgotten_at_once_and_weighs_nothing():
    memory = Memory(2)
    memory.keep("a", 1)
    memory.keep("b", 2)
    memory.clear()
    for key, made in zip("cde", (3, 4, 5), strict=True):
        memory.keep(key, made)

    assert [memory.get(key) for key in "abcde"] == [None, None, None, 4, 5]


def test_no_more_is_remembered_than_weighs_so_much():
    memory = Memory(5, weigh=len)
    memory.keep("a", "1")
    memory.keep("b", "333")
    memory.keep("b", "22")
    memory.keep("c", "22")
    before = [memory.get(key) for key in "abc"]

    memory.keep("d", "4444")
    memory.keep("e", "too much")

    assert before == ["1", "22", "22"]
    assert [memory.get(key) for key in "abcde"] == [None] * 5


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
