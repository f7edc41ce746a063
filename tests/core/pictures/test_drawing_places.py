"""Where everything of a picture stands: three whole ones, in pixels."""

import pytest

from guidance.core.pictures.drawing import Shape, draw
from tests.core.trees import option, outcome, question, route, tree


def boxes(picture):
    """Return key, left and upper edge and height of each box, in whole pixels."""
    return [(node.key, round(node.x), round(node.y), round(node.height)) for node in picture.nodes]


def lines(picture):
    """Return each line's points, in whole pixels and without those that stand on one spot."""
    return {
        (line.source, line.target): list(
            dict.fromkeys((round(x), round(y)) for x, y in line.points)
        )
        for line in picture.lines
    }


def test_what_only_one_question_leads_to_stands_beside_it_below_its_answer():
    picture = draw(
        tree(
            question("a", option("x", "b"), option("y", "stop"), option("z")),
            question("b", option("x", "end"), title="Do you pass copies of the weights to others?"),
            outcome("stop"),
            outcome("end"),
        )
    )

    assert boxes(picture) == [
        ("a", 0, 0, 34),
        ("stop", 216, 16, 34),
        ("", 216, 75, 34),
        ("b", 0, 169, 50),
        ("end", 216, 169, 34),
    ]
    assert {node.width for node in picture.nodes} == {184}
    assert [node.caption for node in picture.nodes] == ["", "Option y", "Option z", "", ""]
    assert lines(picture) == {("a", "b"): [(92, 34), (92, 109), (92, 131), (92, 147), (92, 169)]}
    assert (picture.width, picture.height) == (400, 219)


def test_longest_way_runs_straight_down_and_shorter_ones_around_it():
    picture = draw(
        tree(
            question("a", option("x", "d"), option("y", "b")),
            question("b", option("x", "c")),
            question("c", option("x", "d")),
            question("d"),
        )
    )

    assert boxes(picture) == [
        ("a", 57, 0, 34),
        ("b", 57, 94, 34),
        ("c", 57, 172, 34),
        ("d", 55, 250, 34),
        ("", 271, 250, 34),
    ]
    found = lines(picture)
    assert found["a", "b"] == [(149, 34), (149, 56), (149, 72), (149, 94)]
    assert found["b", "c"] == [(149, 128), (149, 150), (149, 172)]
    assert found["a", "d"] == [
        *((149, 34), (29, 56), (29, 72), (29, 94)),
        *((29, 128), (29, 150), (29, 172), (29, 206), (29, 228), (147, 250)),
    ]
    assert [round(number) for number in (picture.width, picture.height)] == [455, 284]


def test_words_on_a_line_have_a_row_and_a_width_of_their_own():
    picture = draw(
        tree(
            question("a", option("x", "b"), option("y", "c")),
            question("b", option("x", "c"), option("y", "end")),
            question("c", option("x", "end")),
            outcome("end"),
        )
    )

    words = {
        (line.source, line.target): (line.label, line.at[1], round(line.width, 1))
        for line in picture.lines
    }

    assert words == {
        ("a", "b"): ("Option x", 56, 58.4),
        ("a", "c"): ("Option y", 56, 58.4),
        ("b", "c"): ("Option x", 150, 58.4),
        ("b", "end"): ("Option y", 150, 58.4),
        ("c", "end"): ("", 244, 0),
    }
    # The words on two lines that leave one question stand a gap apart.
    first, second = sorted(line.at[0] for line in picture.lines if line.source == "b")
    assert second - first == pytest.approx(58.4 + 28, abs=0.02)
    assert boxes(picture)[-1] == ("end", 4, 266, 34)


@pytest.mark.parametrize(
    ("label", "others", "shown"),
    [
        ("x" * 29, 0, "x" * 29),
        ("x" * 30, 0, "x" * 28 + "…"),
        ("x" * 26, 1, "x" * 26 + " +1"),
        ("x" * 27, 1, "x" * 25 + "… +1"),
        ("x" * 27 + " xx", 0, "x" * 27 + "…"),
        ("two  words", 0, "two words"),
    ],
)
def test_words_of_an_answer_are_shortened_to_29_signs(label, others, shown):
    more = [option(f"o{n}", "b") for n in range(others)]
    sample = tree(
        question("a", option("x", "b") | {"label": label}, *more, option("z", "c")),
        question("b", option("x", "c"), option("y", "c")),
        question("c", option("x", "b")),
    )

    line = next(line for line in draw(sample).lines if line.source == "a")

    assert line.label == shown


@pytest.mark.parametrize(
    ("title", "count"), [("x" * 12 + " " + "x" * 12, 1), ("x" * 12 + " " + "x" * 13, 2)]
)
def test_title_is_broken_after_25_signs(title, count):
    (first, *_others) = draw(tree(question("a", title=title))).nodes

    assert (first.lines, first.height) == (
        tuple(title.split()) if count > 1 else (title,),
        18 + 16 * count,
    )


def test_row_is_as_high_as_the_highest_in_it():
    sample = tree(
        question("a", option("x", "b"), option("y", "c")),
        question("b", option("x", "d"), title="Do you pass copies of the weights to others?"),
        question("c", option("x", "d")),
        question("d"),
    )

    picture = draw(sample)

    tops = {node.key: node.y for node in picture.nodes}
    assert tops["b"] == tops["c"] == 94
    assert tops["d"] == 94 + 50 + 2 * 22
    assert picture.height == tops["d"] + 34


def test_outcome_that_several_lead_to_has_a_place_of_its_own():
    sample = tree(
        question("a", option("x", "b"), option("y", "end")),
        question("b", option("x", "end"), routes=[route({"question": "a", "is": "x"}, "b")]),
        outcome("end"),
    )

    assert {(node.key, node.shape, node.beside) for node in draw(sample).nodes} == {
        ("a", Shape.QUESTION, ""),
        ("b", Shape.QUESTION, ""),
        ("b", Shape.ELSEWHERE, "b"),
        ("end", Shape.OUTCOME, ""),
    }


def test_question_stands_straight_below_rather_than_an_outcome_beside_it():
    """Without a start, several questions stand on top, and what they share right below them."""
    picture = draw(
        tree(
            question("a", option("x", "end"), option("y", "b")),
            question("b", option("x", "stop")),
            question("c", option("x", "end")),
            outcome("end"),
            outcome("stop"),
            start="gone",
        )
    )

    places = {node.key: (round(node.x), round(node.y)) for node in picture.nodes}

    assert places["end"][1] == places["b"][1] == 94
    assert places["a"][0] == places["b"][0] > places["end"][0]
