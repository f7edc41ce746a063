"""How long a questionnaire takes: most ways, and the words of the usual one."""

import pytest

from guidance.core.documents.trees import Question
from guidance.core.walking.lengths import WORDS_A_MINUTE, Length, length_of, words_of
from tests.core.trees import option, outcome, question, route, tree


def test_words_are_those_of_the_question_and_of_one_help():
    asked = question("q", option("a", label="Yes, all", help="one two"), option("b", label="No"))
    asked |= {"title": "Is it so?", "help": "Look there."}

    assert words_of(Question.model_validate(asked)) == 3 + 2 + 3 + 1


def test_length_is_that_of_most_ways():
    sample = tree(
        question("q1", option("a", "end"), *(option(f"o{n}", "q2") for n in range(20))),
        question("q2", option("a", "end"), option("b", "end")),
        outcome("end"),
    )

    assert length_of(sample) == Length(2, 2, 1)


@pytest.mark.parametrize(("words", "minutes"), [(300, 1), (315, 1), (316, 2), (535, 2), (536, 3)])
def test_minutes_are_rounded_to_the_nearest(words, minutes):
    asked = question("q", option("a", "end", label="Yes"))
    long = asked | {"title": "So?", "help": " ".join(["word"] * (words - 2))}

    assert WORDS_A_MINUTE == 220
    assert length_of(tree(long, outcome("end"))).minutes == minutes


def test_circle_has_no_length():
    assert length_of(tree(question("q", option("a", "q")))) is None


@pytest.mark.parametrize(("short", "least"), [(1, 1), (0, 2)])
def test_least_is_that_of_a_tenth_of_the_ways(short, least):
    """One way of ten ends at once, or none: nine go on through one more question."""
    ends = [option(f"end-{n}", "end") for n in range(short)]
    on = [option(f"on-{n}", "q2") for n in range(9)]

    sample = tree(question("q1", *ends, *on), question("q2", option("a", "end")), outcome("end"))

    assert length_of(sample).least == least


def test_length_heeds_what_was_answered_before():
    """Whoever chose a is sent on by a route of the third question, others end there."""
    sample = tree(
        question("q1", option("a", "q2"), option("b", "q2")),
        question("q2", option("x", "q3")),
        question("q3", option("y", "end"), routes=[route({"question": "q1", "is": "a"}, "q4")]),
        question("q4", option("z", "q5")),
        question("q5", option("z", "end")),
        outcome("end"),
    )

    assert length_of(sample) == Length(3, 5, 1)


def test_ways_that_meet_are_counted_together():
    """Eight ways of three questions beside one of one: it is less than an eighth of all."""
    sample = tree(
        question("q1", option("short", "end"), *(option(f"o{n}", "q2") for n in range(4))),
        question("q2", option("a", "q3"), option("b", "q3"), option("c", "q3")),
        question("q3", option("a", "end")),
        outcome("end"),
    )

    assert length_of(sample) == Length(3, 3, 1)


def test_tree_without_an_end_has_no_length():
    assert length_of(tree(question("q", option("a")))) is None


def test_words_of_one_help_are_those_of_the_average_one():
    def words(*helps):
        options = [option(f"o{n}", label="No", help=one) for n, one in enumerate(helps)]
        return words_of(Question.model_validate(question("q", *options, title="So?")))

    assert words("one two three") == 1 + 1 + 3
    assert words("one two three", "") == 1 + 2 + 1
    assert words("one two three", "four", "") == 1 + 3 + 1


def test_words_of_a_question_without_options_are_its_own():
    asked = question("q", title="Is it so?", help="Look there.")

    assert words_of(Question.model_validate(asked)) == 3 + 2


@pytest.mark.parametrize(("long", "most"), [(1, 1), (2, 2)])
def test_most_is_that_of_nine_in_ten_ways(long, most):
    """One way of ten goes on through one more question, or two do."""
    ends = [option(f"end-{n}", "end") for n in range(10 - long)]
    on = [option(f"on-{n}", "q2") for n in range(long)]

    sample = tree(question("q1", *ends, *on), question("q2", option("a", "end")), outcome("end"))

    assert length_of(sample).most == most


@pytest.mark.parametrize(("long", "minutes"), [(1, 1), (2, 3)])
def test_minutes_are_those_of_the_way_in_the_middle(long, minutes):
    """One way ends at once; as many, or more, go on to a question of three minutes."""
    on = [option(f"on-{n}", "q2") for n in range(long)]
    help_ = " ".join(["word"] * 3 * WORDS_A_MINUTE)

    sample = tree(
        question("q1", option("end", "end"), *on),
        question("q2", option("a", "end"), help=help_),
        outcome("end"),
    )

    assert length_of(sample).minutes == minutes


@pytest.mark.parametrize("first", ["long", "short"])
def test_minutes_are_those_of_the_average_way_of_one_length(first):
    """One of two ways has a question of six minutes, the other one of none: three on average."""
    asked = [
        question("long", option("a", "end"), help=" ".join(["word"] * 6 * WORDS_A_MINUTE)),
        question("short", option("a", "end")),
    ]
    keys = [first, *({"long", "short"} - {first})]
    sample = tree(question("q1", *(option(key, key) for key in keys)),
                  *sorted(asked, key=lambda one: one["key"] != first), outcome("end"))  # fmt: skip

    assert length_of(sample).minutes == 3
