"""Damaged addresses: what is repaired, what is left as it is, and that digits are never touched."""

import re
import unicodedata
from urllib.parse import parse_qsl, urlencode

import pytest
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st

from guidance.core.documents.formats import parse
from guidance.services.results.links import check_sign, read_link, signed_query
from guidance.services.results.repairs import MAX_PIECES, receive
from tests.documents import tree_data
from tests.examples import examples

ANSWERS = {"users": ("100",), "sharing": ("yes",)}


def tree(**question):
    data = tree_data(cases=[])
    data["questions"][0] |= question
    return parse(data)


def received(query, **question):
    found = receive(tree(**question), QueryDict(query))
    return dict(found.answers), found.unknown


@pytest.mark.parametrize(
    "value",
    [
        "12 000 00", "1.500 mio", "1..5", "70=0", "7&00", "7%2600", "1e9", "100...", "100…",
        "10x", "x100", "3d3d7", "1 million 5", "-", "½",
    ],
)  # fmt: skip
def test_number_that_cannot_be_read_is_left_as_it_is(value):
    assert received(urlencode({"users": value})) == ({"users": (value,)}, ())


@pytest.mark.parametrize("value", ["100.", "100)", "100).", "100”", "3D100", "100;"])
def test_sign_behind_or_before_a_whole_number_is_left_out(value):
    assert received(urlencode({"users": value})) == ({"users": ("100",)}, ())


def test_point_behind_a_number_with_decimals_may_be_a_cut_and_stays():
    assert received("users=2.", decimals=True)[0] == {"users": ("2.",)}


@pytest.mark.parametrize(
    ("query", "unknown"),
    [
        ("sharing=ye", ()),
        ("shoring=yes", (("shoring", "yes"),)),
        ("sharingyes", (("sharingyes", ""),)),
        ("=yes", (("", "yes"),)),
        ("utm_campaign=x&_gl=1&amp;utm_medium=y", ()),
        ("sharing=yes...", ()),
    ],
)
def test_what_can_be_no_answer_is_returned_and_never_lost(query, unknown):
    answers, left = received(query)

    assert left == unknown
    assert answers.get("sharing", ()) == tuple(
        value for key, value in parse_qsl(query) if key == "sharing"
    )


def test_broken_name_is_put_together_where_one_question_is_meant():
    data = tree_data(cases=[])
    options = data["questions"][1]["options"]
    data["questions"] += [
        data["questions"][1] | {"key": key, "options": [options[0] | {"key": value}]}
        for key, value in (("pass", "on-yes"), ("pass-on", "yes"))
    ]

    found = receive(parse(data), QueryDict("pass-=on=yes&pass=-on-=yes"))

    assert (dict(found.answers), found.unknown) == (
        {"pass": ("-on-=yes",), "pass-on": ("yes",)}, (),
    )  # fmt: skip


def test_more_damage_than_a_link_can_have_is_not_looked_into():
    query = "&".join(f"x{n}=1" for n in range(MAX_PIECES)) + "&SHARING=yes"

    assert received(query)[0] == {}
    assert received(query.partition("&")[2])[0] == {"sharing": ("yes",)}


@pytest.mark.parametrize(
    ("slug", "number", "answers"),
    [
        ("can-i-use-it", 2, ANSWERS),
        ("may-i-use-it", 1, ANSWERS),
        ("can-i-use-it", 1, ANSWERS | {"users": ("101",)}),
        ("can-i-use-it", 1, {"users": ("100",), "sharing": ("no",)}),
        ("can-i-use-it", 1, {"users": ("100",)}),
    ],
)
def test_sign_is_of_questionnaire_edition_and_answers(slug, number, answers):
    assert check_sign("can-i-use-it", 1, ANSWERS) == "kfv3q"
    assert check_sign(slug, number, answers) != "kfv3q"


@settings(max_examples=examples(200))
@given(st.text(max_size=40), st.text(max_size=40))
def test_no_address_raises_or_makes_a_number_of_other_digits(name, value):
    query = QueryDict(mutable=True)
    query.setlist(name, [value])
    query.setlist("users", [value])

    link = read_link(tree(), 1, query)

    plain = unicodedata.normalize("NFKC", value)
    digits = "".join(sign for sign in plain if sign.isdecimal())
    for step in link.walk.steps:
        if step.value and not re.search("[kmbt]", plain.casefold()):
            assert str(int(digits)).startswith(step.values[0])


def test_signed_query_begins_with_the_sign():
    assert signed_query("can-i-use-it", 1, ANSWERS) == "_check=kfv3q&users=100&sharing=yes"
