"""What of a page is around a text, and no part of it: few words far away, paragraphs beside it."""

import pytest

from guidance.core.sources.pages import Judged, judge_text


def some(letter, count):
    """Return so many words, no two of which are the same."""
    return " ".join(f"{letter}{n}" for n in range(count))


FEW, MENU = "alpha beta gamma delta epsilon", some("m", 30)
"""Few words tell a place, but less than a twentieth of a text may be of the frame."""


@pytest.mark.parametrize(
    ("few", "size", "changed", "between", "is_frame"),
    [
        (3, 61, 0, 40, False),
        (3, 61, 0, 41, True),
        (3, 60, 0, 41, False),
        (3, 100, 5, 45, False),
        (3, 100, 5, 46, True),
        (5, 101, 0, 41, True),
        (5, 100, 0, 41, False),
    ],
)
@pytest.mark.parametrize("is_before", [True, False])
def test_few_words_far_from_the_rest_are_of_the_frame(
    few, size, changed, between, is_frame, is_before
):
    """``changed`` words of the text are others on the page, where there are ``between``.

    The first four are not on the page at all.
    """
    body, gone, frame = (
        some(letter, count)
        for letter, count in (("w", size - few - changed - 4), ("x", changed), ("f", between))
    )
    few_words, lead = " ".join(FEW.split()[:few]), some("y", 4)
    if is_before:
        text, now = (
            f"{lead}\n\n{few_words}\n\n{gone}\n\n{body}",
            f"{MENU}\n\n{few_words}\n\n{frame}\n\n{body} more",
        )
    else:
        text, now = (
            f"{lead}\n\n{body}\n\n{gone}\n\n{few_words}",
            f"{MENU}\n\nmore {body}\n\n{frame}\n\n{few_words}",
        )

    found = judge_text(text, now)

    assert (found.how, "alpha" in found.part) == ("changed", not is_frame)
    assert ("w0" in found.part, "more" in found.part, "m0" in found.part) == (True, True, False)


@pytest.mark.parametrize(
    ("beside", "is_part"),
    [
        # The text has these words there too, but for their order: "x0 x1 x2 x3".
        ("x3 x1", True),
        ("x3 other", True),
        ("x3 other another", False),
        ("other", False),
        # These words stand in another place of the text.
        ("w5 w7", False),
    ],
)
@pytest.mark.parametrize("is_before", [True, False])
def test_paragraph_beside_is_of_the_text_where_half_of_its_words_are(beside, is_part, is_before):
    body, head = some("w", 20), some("x", 4)
    if is_before:
        text, now = f"{head}\n\n{body}", f"Menu\n\n{beside}\n\n{body} more\n\nx0"
    else:
        text, now = f"{body}\n\n{head}", f"x0\n\nmore {body}\n\n{beside}\n\nMenu"

    own = f"{body} more" if is_before else f"more {body}"
    with_it = f"{beside}\n\n{own}" if is_before else f"{own}\n\n{beside}"
    assert judge_text(text, now) == Judged("changed", with_it if is_part else own)


@pytest.mark.parametrize("is_before", [True, False])
def test_of_several_parts_only_the_one_far_away_is_of_the_frame(is_before):
    """A paragraph of other words stands between the two parts that are the text."""
    few, new, frame = "alpha beta gamma", some("n", 9), some("f", 60)
    one, two = some("w", 40), some("x", 40)
    text = f"{few}\n\n{one}\n\n{two}" if is_before else f"{one}\n\n{two}\n\n{few}"
    own = f"{one}\n\n{new}\n\n{two}"
    now = f"{few}\n\n{frame}\n\n{own}" if is_before else f"{own}\n\n{frame}\n\n{few}"

    assert judge_text(text, now) == Judged("changed", own)
