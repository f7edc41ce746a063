"""Entries that are asked for in each other's words, and those that are not."""

from math import log

import pytest

from guidance.core.wordings.fits import Entry, mixed

COPY = Entry(
    "copy", "Must I pass on a copy?", ("hand over the license file", "ship the license file too"),
    "You hand over the license file.",
)  # fmt: skip
SELL = Entry(
    "sell", "May I sell it?", ("charge money for the model", "is a paid product fine"),
    "You may charge money for a paid product.",
)  # fmt: skip


def pairs(*entries):
    return [(one.first, one.second) for one in mixed(entries)]


def test_entries_in_words_of_their_own_are_not_mixed_up():
    assert pairs(COPY, SELL) == []


def test_entries_in_each_others_words_are():
    copy = Entry(COPY.name, COPY.title, SELL.wordings, COPY.body)
    sell = Entry(SELL.name, SELL.title, ("hand over the license", "license file"), SELL.body)

    (found,) = mixed([copy, sell])

    assert (found.first, found.second) == ("copy", "sell")
    assert found.fit > 0.7 > 0.3 > found.own_fit
    assert found.alike == ()


def test_one_of_them_alone_is_not():
    copy = Entry(COPY.name, COPY.title, SELL.wordings, COPY.body)
    sell = Entry(SELL.name, SELL.title, ("charge money for a paid product",), SELL.body)

    assert pairs(copy, sell) == []


def test_word_weighs_the_more_the_fewer_entries_have_it():
    one = Entry("one", "", ("red car",), "boat")
    other = Entry("other", "", ("blue boat",), "car")

    (found,) = mixed([one, other])

    assert (found.fit, found.own_fit) == (pytest.approx(log(2) / (log(2) + log(3))), 0.0)


def test_entries_are_not_mixed_up_where_one_fits_nowhere():
    one = Entry("one", "", ("red car",))
    other = Entry("other", "", ("blue boat",), "car")

    assert pairs(one, other) == pairs(other, one) == []


def test_wordings_in_the_words_of_their_own_entry_are_not_mixed_up():
    one = Entry("one", "", ("red car",), "red car, boat")
    other = Entry("other", "", ("blue boat",), "blue boat, car")

    assert pairs(one, other) == []


def test_wording_that_stands_in_both_is_told():
    sell = Entry(SELL.name, SELL.title, (*SELL.wordings, "hand over a license file"), SELL.body)

    (found,) = mixed([COPY, sell])

    assert found.alike == ("hand over the license file",)


def test_without_wordings_nothing_is_said():
    assert pairs(Entry("a", "Same title"), Entry("b", "Same title")) == []
    assert pairs() == []


def test_wordings_of_common_words_alone_fit_nothing():
    assert pairs(Entry("a", "A", ("what is it",)), Entry("b", "B", ("what is it",))) == []


@pytest.mark.parametrize(
    ("wording", "is_alike"),
    [("zebra quagga red green", True), ("zebra quagga red green blue", False)],
)
def test_lines_that_share_less_than_half_of_their_words_are_never_alike(wording, is_alike):
    first, second = Entry("first", "", (wording,)), Entry("second", "zebra quagga")
    others = [Entry(str(number), "", body="red green blue") for number in range(200)]

    found = {(one.first, one.second): one.alike for one in mixed([first, second, *others])}

    assert found.get(("first", "second"), ()) == ((wording,) if is_alike else ())


def test_wording_of_common_words_alone_fits_nothing_beside_others_too():
    """Half of the wordings of one say something, and that stands in the other."""
    one = Entry("one", "", ("red car", "what is it"), "boat")
    other = Entry("other", "", ("blue boat",), "car")

    (found,) = mixed([one, other])

    share = log(2) / (log(2) + log(3))
    assert (found.fit, found.own_fit) == (pytest.approx((share / 2 + share) / 2), 0.0)


def test_wording_is_alike_from_four_fifths_of_the_words_on():
    """Both entries have all the words, so that each weighs the same."""
    four, three = "red green blue black", "red green blue"
    first = Entry("first", "", (f"{four} white",))

    def alike(line, body):
        return [one.alike for one in mixed([first, Entry("second", line, (), body)])]

    assert alike(four, "white") == [first.wordings]
    assert alike(three, "black white") == []


def test_entry_with_its_own_words_is_not_mixed_up_with_one_that_lacks_its_own():
    own = Entry("own", "", ("red car",), "red car, blue boat")
    lacks = Entry("lacks", "", ("blue boat",), "red car")

    assert pairs(own, lacks) == pairs(lacks, own) == []


def test_entry_without_wordings_has_none_that_fit():
    (found,) = mixed([Entry("first", "", ("red car",), "red car"), Entry("second", "Red car")])

    assert (found.alike, found.fit, found.own_fit) == (("red car",), 0.5, 0.5)
