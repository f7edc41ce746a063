import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guidance.core.texts import diffs
from guidance.core.texts.diffs import MAX_LOST, Change, apply, compare, shared_once
from guidance.core.texts.joined import joined
from tests.examples import examples
from tests.texts import real_texts  # noqa: F401 - a fixture

PASSAGES = st.lists(
    st.sampled_from(["keep", "the", "notice", " ", "  ", "\n\n", "\n", ".", "Meta's", "“", "x"]),
    max_size=40,
).map("".join)


def marked(old: str, new: str) -> str:
    """Write the changes as people mark them: [-removed-] and {+added+}."""
    forms = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    return "".join(forms[change.kind].format(change.text) for change in compare(old, new))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("You may copy.", "You must copy.", "You [-may-]{+must+} copy."),
        ("You may copy.", "You may copy", "You may copy[-.-]"),
        ("keep the notice", "keep the whole notice", "keep the {+whole +}notice"),
        ("keep the whole notice", "keep the notice", "keep the [-whole -]notice"),
        ("keep the whole old notice", "keep notice", "keep [-the whole old -]notice"),
        ("you may sell it", "we shall sell it", "[-you may-]{+we shall+} sell it"),
        ("a copy of it", "x copy to it", "[-a-]{+x+} copy [-of-]{+to+} it"),
        ("of this copy of it", "of that copy of us", "of [-this-]{+that+} copy of [-it-]{+us+}"),
        (
            "notwithstanding the aforementioned",
            "irrespectively the undermentioned",
            "[-notwithstanding the aforementioned-]{+irrespectively the undermentioned+}",
        ),
        ("one two", "one\u00a0two", "one[- -]{+\u00a0+}two"),
        ("one\n\ntwo", "one\n\nnew\n\ntwo", "one\n\n{+new\n\n+}two"),
        ("one\n\nold\n\ntwo", "one\n\ntwo", "one\n\n[-old\n\n-]two"),
        ("one\n\ntwo", "one\n\ntwo\n\nthree", "one\n\ntwo{+\n\nthree+}"),
        ("non-free use", "non free use", "[-non-free-]{+non free+} use"),
        ("bb .", " , .cbb", "[-bb-]{+ ,+} .{+cbb+}"),
        (
            "abcdefgh it abc abcdefgi",
            "12345678 it xyz 12345679",
            "[-abcdefgh it abc abcdefgi-]{+12345678 it xyz 12345679+}",
        ),
        ("", "new words", "{+new words+}"),
        ("old words", "", "[-old words-]"),
        ("the same", "the same", "the same"),
        ("", "", ""),
    ],
)  # fmt: skip
def test_compare_marks_words(old: str, new: str, expected: str) -> None:
    assert marked(old, new) == expected


@pytest.mark.parametrize(
    ("left", "expected"),
    [
        ("12345678", "[-abc it abcdefgh-]{+12345678 it 12345678+}"),
        ("1234567", "[-abc-]{+1234567+} it [-abcdefgh-]{+12345678+}"),
    ],
)
def test_compare_merges_over_a_word_lost_among_what_is_rewritten(left: str, expected: str) -> None:
    assert marked("abc it abcdefgh", f"{left} it 12345678") == expected


@pytest.mark.parametrize(("kept", "is_same"), [("k" * MAX_LOST, False), ("k" * 13, True)])
def test_compare_always_shows_longer_words_to_be_the_same(kept: str, is_same: bool) -> None:
    old, new = f"{'a' * 60} {kept} {'b' * 60}", f"{'c' * 60} {kept} {'d' * 60}"

    same = [change.text for change in compare(old, new) if change.kind == "same"]

    assert same == ([f" {kept} "] if is_same else [])


def test_compare_leaves_a_word_between_two_additions_alone() -> None:
    old, new = "keep", f"{'a' * 60} keep {'b' * 60}"

    assert marked(old, new) == f"{{+{'a' * 60} +}}keep{{+ {'b' * 60}+}}"


@given(PASSAGES, PASSAGES)
@settings(max_examples=examples(200))
def test_compare_gives_both_texts_back(old: str, new: str) -> None:
    changes = compare(old, new)

    assert apply(changes) == (old, new)


@given(st.text(max_size=60), st.text(max_size=60))
@settings(max_examples=examples(100))
def test_compare_gives_both_texts_back_in_any_script(old: str, new: str) -> None:
    changes = compare(old, new)

    assert apply(changes) == (old, new)


@given(PASSAGES, PASSAGES)
@settings(max_examples=examples(200))
def test_compare_joins_neighbors_and_puts_removed_before_added(old: str, new: str) -> None:
    kinds = [change.kind for change in compare(old, new)]
    pairs = set(pairwise(kinds))

    assert (
        pairs
        - {
            ("same", "removed"),
            ("same", "added"),
            ("removed", "added"),
            ("removed", "same"),
            ("added", "same"),
        }
        == set()
    )
    assert all(change.text for change in compare(old, new))


@pytest.mark.texts
def test_compare_reads_one_changed_word_in_a_long_text_as_one_change(real_texts) -> None:  # noqa: F811
    old = (real_texts["gpl-3.0"] + "\n\n" + real_texts["mpl-2.0"])[:40_000]
    words = [*re.finditer(r"\b[a-z]{4,}\b", old)]
    places = [words[number].span() for number in range(50, len(words), 500)]

    for start, end in places:
        new = old[:start] + "zzz" + old[end:]
        expected = (
            Change("same", old[:start]),
            Change("removed", old[start:end]),
            Change("added", "zzz"),
            Change("same", old[end:]),
        )

        assert compare(old, new) == expected


@pytest.mark.texts
def test_compare_of_two_long_licenses_loses_no_word(real_texts) -> None:  # noqa: F811
    old, new = real_texts["gpl-3.0"], real_texts["apache-2.0"]

    assert apply(compare(old, new)) == (old, new)


@pytest.mark.parametrize(
    ("old", "new", "shared"),
    [
        ("acdbe", "abcde", [(0, 0), (1, 2), (2, 3), (4, 4)]),
        ("acdb", "abcd", [(0, 0), (1, 2), (2, 3)]),
        ("aab", "ab", [(2, 1)]),
        ("ab", "xy", []),
        ("", "", []),
    ],
)
def test_words_that_stand_once_are_shared_as_many_as_are_in_one_order(old, new, shared) -> None:
    assert shared_once(old, new) == shared


@pytest.mark.parametrize(
    ("cells", "expected"), [(25, "[-a-]{+x+}.[-b-]{+y+}.[-a-]{+x+}"), (24, "[-a.b.a-]{+x.y.x+}")]
)
def test_compare_shows_passages_beyond_the_bound_as_a_whole(
    cells: int, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(diffs, "MAX_CELLS", cells)

    assert marked("a.b.a", "x.y.x") == expected


def test_passage_is_as_long_as_the_words_of_both_sides_together(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    old, new = "a.b.a", "x.y.x w"

    monkeypatch.setattr(diffs, "MAX_CELLS", 35)
    assert marked(old, new) == "[-a-]{+x+}.[-b-]{+y+}.[-a-]{+x w+}"
    assert marked(new, old) == "[-x-]{+a+}.[-y-]{+b+}.[-x w-]{+a+}"
    monkeypatch.setattr(diffs, "MAX_CELLS", 34)
    assert marked(old, new) == "[-a.b.a-]{+x.y.x w+}"
    assert marked(new, old) == "[-x.y.x w-]{+a.b.a+}"


def test_compare_cuts_passages_beyond_the_bound_at_words_that_stand_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(diffs, "MAX_CELLS", 24)

    assert marked("a.keep b.a", "x.keep y.x") == "[-a-]{+x+}.keep [-b-]{+y+}.[-a-]{+x+}"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("a.one b.two c", "x.two y.one z", "[-a.one b-]{+x+}.two [-c-]{+y.one z+}"),
        ("aa bb cc-", "xx yy zz-", "[-aa bb cc--]{+xx yy zz-+}"),
        ("aa bb-cc.", "xx yy!zz.", "[-aa bb-cc-]{+xx yy!zz+}."),
        (
            "a one b two c three d",
            "x one y three z two w",
            "[-a-]{+x+} one [-b two c-]{+y+} three [-d-]{+z two w+}",
        ),
    ],
)
def test_compare_in_parts_keeps_as_many_words_as_are_in_one_order(
    old: str, new: str, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(diffs, "MAX_CELLS", 9)

    assert marked(old, new) == expected


@given(PASSAGES, PASSAGES, st.integers(0, 100))
@settings(max_examples=examples(200))
def test_compare_in_parts_gives_both_texts_back(old: str, new: str, cells: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(diffs, "MAX_CELLS", cells)
        changes = compare(old, new)

    assert apply(changes) == (old, new)


@pytest.mark.texts
def test_compare_of_a_very_long_text_changed_in_each_paragraph_shows_what_stays(
    real_texts,  # noqa: F811
) -> None:
    paragraphs = "\n\n".join(real_texts.values()).split("\n\n")
    old, new = "\n\n".join(paragraphs), "\n\n".join(f"{words} zzz" for words in paragraphs)

    changes = compare(old, new)

    assert apply(changes) == (old, new)
    assert {change.text.strip() for change in changes if change.kind == "added"} == {"zzz"}
    assert [change for change in changes if change.kind == "removed"] == []


MANY = "Yes.\n" * 300

pieces = st.lists(
    st.sampled_from(["May I?", "Yes.", "No!", "Ask us; then wait.", "\n"]), max_size=6
)


@pytest.mark.parametrize(
    ("theirs", "mine", "both"),
    [
        ("", "Mine.", "Mine."),
        ("Theirs.", "", "Theirs."),
        ("One.\nTwo.", "One.\nTwo.", "One.\nTwo."),
        ("A. Same. C.", "Same. D.", "A. Same. C. D."),
        ("A. C.", "B. C.", "A. B. C."),
        ("A. C.", "C.", "A. C."),
        ("A.\nC.", "B.\nC.", "A.\nB.\nC."),
        ("A.\n" + MANY + "C.", "B.\n" + MANY + "D.", "A.\nB.\n" + MANY + "C.\nD."),
        ("llama-2 1.b\nmit 1", "llama-2 1.b\nmit 2", "llama-2 1.b\nmit 1\nmit 2"),
    ],
)
def test_both_are_there(theirs, mine, both):
    assert joined(theirs, mine) == both


@given(pieces, pieces)
def test_nothing_of_either_is_lost(theirs, mine):
    both = joined(" ".join(theirs), " ".join(mine))

    assert not [one for one in [*theirs, *mine] if one.strip() and one not in both]
    assert joined(" ".join(mine), " ".join(mine)).split() == " ".join(mine).split()
