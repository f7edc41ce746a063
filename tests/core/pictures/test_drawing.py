from itertools import combinations, pairwise

from hypothesis import given, settings

from guidance.core.pictures.drawing import CAPTION, Picture, Shape, draw
from tests.core.trees import broken_trees, option, outcome, question, route, sound_trees, tree
from tests.examples import examples


def shapes(picture):
    return {(node.shape, node.key, node.beside) for node in picture.nodes}


def test_picture_shows_each_question_and_outcome_once_and_what_is_missing():
    sample = tree(
        question("a", option("x", "b"), option("y", "stop"), option("z")),
        question("b", option("x", "end"), option("y", "gone"), option("z", "a")),
        question("c", option("x", "end"), option("y", "end")),
        outcome("stop"),
        outcome("end"),
    )

    assert shapes(draw(sample)) == {
        (Shape.QUESTION, "a", ""),
        (Shape.OUTCOME, "stop", "a"),
        (Shape.NOWHERE, "", "a"),
        (Shape.QUESTION, "b", ""),
        (Shape.OUTCOME, "end", "b"),
        (Shape.MISSING, "gone", "b"),
        (Shape.ELSEWHERE, "a", "b"),
        (Shape.QUESTION, "c", ""),
        (Shape.ELSEWHERE, "end", "c"),
    }


def test_words_on_lines_say_the_first_answer_and_how_many_more():
    sample = tree(
        question("a", *(option(key, "b") for key in "vwx"), option("y", "c")),
        question("b", option("x", "c"), routes=[route({"question": "a", "is": "w"}, "end")]),
        question("c", option("x", "end")),
        outcome("end"),
    )

    lines = [(line.source, line.target, line.label) for line in draw(sample).lines]

    assert lines == [
        ("a", "b", "Option v +2"),
        ("a", "c", "Option y"),
        ("b", "c", "otherwise"),
        ("b", "end", "if a is “Option w”"),
        ("c", "end", ""),
    ]


def test_long_titles_are_cut_to_three_lines():
    title = "How often " + "and how often " * 20
    sample = tree(question("a", option("x", "end"), title=title), outcome("end"))

    (first, *_others) = draw(sample).nodes

    assert len(first.lines) == 3
    assert first.lines[-1].endswith(" …")


def test_tree_without_questions_is_an_empty_picture():
    assert draw(tree(start="a")) == Picture(0.0, 0.0, (), ())


def overlap(one, other):
    """Tell whether two boxes overlap, the words above them included."""
    top, other_top = (node.y - (CAPTION if node.caption else 0) for node in (one, other))
    return (
        one.x < other.x + other.width - 0.01
        and other.x < one.x + one.width - 0.01
        and top < other.y + other.height - 0.01
        and other_top < one.y + one.height - 0.01
    )


@settings(deadline=None)
@given(broken_trees() | sound_trees(max_questions=6))
def test_nothing_overlaps_and_lines_run_down_inside(sample):
    picture = draw(sample)

    assert not [pair for pair in combinations(picture.nodes, 2) if overlap(*pair)]
    for node in picture.nodes:
        assert 0 <= node.x <= node.x + node.width <= picture.width + 0.01
        assert 0 <= node.y <= node.y + node.height <= picture.height + 0.01
    for line in picture.lines:
        assert all(y <= next_y for (_, y), (_, next_y) in pairwise(line.points))
        assert all(0 <= x <= picture.width + 0.01 for x, _ in line.points)


@settings(max_examples=examples(30))
@given(broken_trees())
def test_same_tree_gives_the_same_picture(sample):
    assert draw(sample) == draw(sample.model_copy())
