from hypothesis import given, settings

from guidance.core.pictures.exits import Exit, exits_of, steps_of
from guidance.core.walking.graphs import graph_of
from tests.core.trees import broken_trees, option, outcome, question, route, tree


def exits(*options, **fields):
    sample = tree(question("q", *options, **fields), outcome("yes"), outcome("no"))
    return exits_of(sample.questions[0])


def test_exit_of_every_answer_needs_no_words():
    (only,) = exits(option("a", "yes"), option("b", "yes"))

    assert (only, only.words) == (Exit("yes"), ())


def test_exits_say_each_target_once_with_all_that_leads_there():
    found = exits(
        option("a", "yes"),
        option("b"),
        option("c", "yes"),
        option("unsure", "nowhere", is_unsure=True),
        goto="no",
        routes=[route({"question": "q", "is": "b"}, "yes")],
    )

    assert [(exit.target, exit.words) for exit in found] == [
        ("yes", ("Option a", "Option c", "if q is b")),
        ("no", ("Option b",)),
    ]


def test_exit_for_all_that_routes_leave_is_called_otherwise():
    found = exits(
        option("a"), option("b"), goto="no", routes=[route({"question": "q", "is": "b"}, "yes")]
    )

    assert [(exit.target, exit.words) for exit in found] == [
        ("no", ("otherwise",)),
        ("yes", ("if q is b",)),
    ]


def test_exit_of_an_answer_without_a_target_leads_nowhere():
    assert [exit.target for exit in exits(option("a", "yes"), option("b"))] == ["yes", None]
    assert exits() == (Exit(None),)


@settings(deadline=None)
@given(broken_trees())
def test_exits_lead_where_edges_do(sample):
    edges = graph_of(sample).edges
    led = {key: {exit.target for exit in exits} - {None} for key, exits in steps_of(sample).items()}

    assert all({edge.target for edge in edges[key]} == led[key] for key in edges)


def test_steps_name_the_options_of_conditions_as_readers_see_them():
    first = question("q", option("a", "p"), option("b", "p"))
    second = question(
        "p",
        option("c"),
        goto="no",
        routes=[route({"question": "q", "is": "a"}, "yes")],
    )
    sample = tree(first, second, outcome("yes"), outcome("no"))

    words = {exit.target: exit.words for exit in steps_of(sample)["p"]}

    assert words == {"no": ("otherwise",), "yes": ("if q is “Option a”",)}
