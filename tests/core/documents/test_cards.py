"""Cards: what lists show comes back as it was kept, and an old card never fails."""

import json
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidance.core.documents.cards import (
    FaqCard,
    LicenseCard,
    TreeCard,
    as_data,
    read_card,
    title_in,
)

LICENSE = LicenseCard(
    title="Llama 2 Community License",
    short_title="Llama 2",
    family="Llama",
    publisher="Meta",
    classification="Custom license",
    is_open_source=True,
    summary="Use it, within limits.",
    tags=(("condition", "notice"), ("limitation", "700 million users")),
    topics={"attribution": "Attribution"},
    permissions=("attribution",),
)
FAQ = FaqCard(
    title="May I sell it?",
    question="May I sell it?",
    short_answer="Yes.",
    topics={"commercial-use": "Commercial use"},
    licenses={"llama-2": "Llama 2"},
    is_featured=True,
)
TREE = TreeCard(
    title="Can I use it?",
    summary="For products.",
    minutes=3,
    licenses={"llama-2": "Llama 2"},
    shortest=1,
    longest=4,
    questions=6,
    usual_least=2,
    usual_most=4,
)
CARDS = {"license": LICENSE, "faq": FAQ, "tree": TREE}
EMPTY = {"license": LicenseCard(), "faq": FaqCard(), "tree": TreeCard()}

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=6,
)


@pytest.mark.parametrize("kind", CARDS)
def test_card_comes_back_as_it_was_kept(kind):
    kept = json.loads(json.dumps(as_data(CARDS[kind])))

    assert read_card(kind, kept) == CARDS[kind]


@pytest.mark.parametrize("kind", CARDS)
def test_samples_leave_no_field_empty(kind):
    card, empty = CARDS[kind], EMPTY[kind]

    same = [f.name for f in fields(card) if getattr(card, f.name) == getattr(empty, f.name)]

    assert same == []


@pytest.mark.parametrize("kind", CARDS)
@pytest.mark.parametrize("data", [None, {}, [], "card"])
def test_card_of_nothing_is_empty(kind, data):
    assert read_card(kind, data) == EMPTY[kind]


@pytest.mark.parametrize("kind", CARDS)
def test_field_that_an_old_card_lacks_is_empty(kind):
    data = as_data(CARDS[kind])

    for name in data:
        less = {other: value for other, value in data.items() if other != name}
        card = read_card(kind, less)
        assert getattr(card, name) == getattr(EMPTY[kind], name)
        assert as_data(card) == data | {name: getattr(EMPTY[kind], name)}


@given(st.sampled_from(sorted(CARDS)), st.data())
def test_card_of_another_shape_is_read_as_the_same_types(kind, data):
    names = st.sampled_from([f.name for f in fields(CARDS[kind])])
    held = data.draw(st.dictionaries(names, values))

    card = read_card(kind, held)

    for name, value in as_data(card).items():
        assert isinstance(value, type(as_data(CARDS[kind])[name]))
    assert all(len(tag) == 2 for tag in getattr(card, "tags", ()))


def test_tag_that_is_no_pair_is_left_out():
    data = {"tags": [["condition", "notice"], ["condition"], ["a", "b", "c"], "ab"]}

    assert LicenseCard.read(data).tags == (("condition", "notice"),)


@pytest.mark.parametrize(
    ("data", "title"),
    [({"title": "Llama 2"}, "Llama 2"), ({"title": None}, ""), ({}, ""), (None, "")],
)
def test_title_is_read_from_a_card_of_any_kind(data, title):
    assert title_in(data) == title


def test_card_holds_what_is_of_its_kind_and_nothing_else():
    license = LicenseCard.read(
        {
            "title": 7,
            "is_open_source": "yes",
            "tags": [["condition", "notice"], ["one"], ["a", "b", "c"], "tag", ["limitation", 9]],
            "topics": {"attribution": "Attribution", "other": 3},
            "permissions": ["commercial-use", 3, None],
        }
    )

    assert license == LicenseCard(
        tags=(("condition", "notice"), ("limitation", "9")),
        topics={"attribution": "Attribution"},
        permissions=("commercial-use",),
    )
    assert TreeCard.read({"minutes": "3", "questions": 4}) == TreeCard(questions=4)
