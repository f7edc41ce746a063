"""When a question is asked: what is needed is told, and never more than is."""

from hypothesis import given, settings

from guidance.core.walking import occasions
from guidance.core.walking.occasions import needs_of, reading_order
from guidance.core.walking.paths import enumerate_ways
from guidance.core.walking.walks import walk
from tests.core.needs import unmet
from tests.core.trees import option, outcome, question, route, sound_trees, tree
from tests.examples import examples

END = outcome("end")
FORK = (
    question("model", option("two", "size"), option("one", "purpose"), option("none", "end")),
    question("purpose", option("x"), goto="end"),
    question("size", option("far"), option("count", "users"), option("barred", "end"), goto="last"),
    question("users", option("x"), goto="last"),
    question("last", option("x"), goto="end"),
    END,
)


def told(sample):
    return {
        key: [(need.question, need.options, need.is_fork) for need in needs if need.is_fork]
        for key, needs in needs_of(sample).items()
    }


def test_question_after_a_fork_needs_the_answers_that_lead_there():
    assert told(tree(*FORK)) == {
        "model": [],
        "purpose": [("model", ("one",), True)],
        "size": [("model", ("two",), True)],
        # Whoever is asked about the size has answered about the model: that goes without saying.
        "users": [("size", ("count",), True)],
        "last": [("model", ("two",), True)],
    }


def test_answer_that_only_ends_a_way_is_needed_and_no_fork():
    needs = needs_of(tree(*FORK))["last"]

    assert [(need.question, need.options) for need in needs if not need.is_fork] == [
        ("size", ("far", "count"))
    ]


def test_route_over_an_earlier_answer_is_a_fork_there():
    sample = tree(
        question("use", option("own"), option("product"), goto="fields"),
        question(
            "fields",
            option("x"),
            goto="sharing",
            routes=[route({"question": "use", "is": "product"}, "plans")],
        ),
        question("sharing", option("x"), goto="end"),
        question("plans", option("x"), goto="end"),
        END,
    )

    assert told(sample) == {
        "use": [],
        "fields": [],
        "sharing": [("use", ("own",), True)],
        "plans": [("use", ("product",), True)],
    }


def test_not_sure_stands_for_the_answers_that_lead_there():
    sample = tree(
        question("a", option("x", "b"), option("y", "c"), option("unsure", is_unsure=True)),
        question("b", option("x"), goto="end"),
        question("c", option("x"), goto="end"),
        END,
    )

    assert told(sample)["b"] == [("a", ("x", "unsure"), True)]


def test_questions_stand_before_those_they_lead_to():
    sample = tree(
        question("last", option("x"), goto="end"),
        question("second", option("x"), goto="last"),
        question("lost", option("x"), goto="end"),
        question("first", option("x", "second"), option("y", "last")),
        END,
        start="first",
    )

    assert reading_order(sample) == ("first", "second", "last")


def test_nothing_is_told_of_a_circle():
    sample = tree(
        question("a", option("x", "b")), question("b", option("x", "a"), option("y", "end")), END
    )

    assert reading_order(sample) == ("a", "b")
    assert needs_of(sample) == {}


def test_nothing_is_told_of_a_tree_that_is_too_large(monkeypatch):
    sample = tree(*FORK, slug="large")

    monkeypatch.setattr(occasions, "MAX_STEPS", 8)
    assert occasions._needs_of(occasions.graph_of(sample)) == {}
    monkeypatch.setattr(occasions, "MAX_STEPS", 9)
    assert len(occasions._needs_of(occasions.graph_of(sample))) == 5


@settings(max_examples=examples(100))
@given(sound_trees())
def test_whatever_is_asked_has_what_it_needs(sample):
    ways = (walk(sample, way.answers).steps for way in enumerate_ways(sample, limit=200).ways)

    assert unmet(sample, ways) == []


def every(sample, key):
    """Return all that a question needs, ends among it."""
    return [(need.question, need.options, need.is_fork) for need in needs_of(sample)[key]]


def test_question_that_every_answer_leads_to_needs_none():
    sample = tree(
        question("first", option("x"), option("y"), option("unsure", is_unsure=True), goto="alone"),
        question("alone", option("unsure", is_unsure=True), goto="last"),
        question("last", option("x"), goto="end"),
        END,
    )

    assert [every(sample, key) for key in ("first", "alone", "last")] == [[], [], []]


def test_what_an_earlier_need_needs_itself_goes_without_saying():
    sample = tree(
        question("first", option("on", "second"), option("off", "end")),
        question("second", option("on", "third"), option("off", "end")),
        question("third", option("x"), goto="end"),
        END,
    )

    assert every(sample, "second") == [("first", ("on",), False)]
    assert every(sample, "third") == [("second", ("on",), False)]


def test_need_that_is_narrower_than_an_earlier_one_is_told_beside_it():
    """The second question may follow two answers; the third looks back, and follows one."""
    sample = tree(
        question("first", option("a", "second"), option("b", "second"), option("c", "end")),
        question(
            "second",
            option("on"),
            option("off", "end"),
            goto="end",
            routes=[
                route({"all": [{"question": "first", "is": "a"},
                               {"question": "second", "is": "on"}]}, "third"),
            ],
        ),
        question("third", option("x"), goto="end"),
        END,
    )  # fmt: skip

    assert every(sample, "second") == [("first", ("a", "b"), False)]
    assert every(sample, "third") == [("first", ("a",), False), ("second", ("on",), False)]
