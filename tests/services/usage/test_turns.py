"""What one turn counts: the question shown, or what came of the answer sent, and no answer."""

import pytest
from django.http import QueryDict

from guidance.core.documents.formats import parse
from guidance.services.results.turns import take_turn
from guidance.services.usage.turns import answers_in, questions_in, sheet_in
from tests.documents import tree_data


def counted(query):
    """Return what a request counts, as the view asks for it."""
    given = QueryDict(query)
    turn = take_turn(parse(tree_data()), given)
    place = {"slug": "can-i-use-it", "number": 3}
    answered = given.get("_ask", "")
    found = answers_in(turn, answered, **place) if answered else questions_in(turn, **place)
    lines = list(found)
    assert {(one.slug, one.number) for one in lines} <= {("can-i-use-it", 3)}
    return [(str(one.kind), one.key) for one in lines]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", [("asked", "users")]),
        ("users=100", [("asked", "sharing")]),
        ("users=100&_change=users", [("asked", "users")]),
        ("users=101", []),
        ("_ask=users&users=100", [("answered", "users")]),
        ("_ask=users&users=unsure", [("answered", "users"), ("unsure", "users")]),
        ("_ask=users&users=101", [("answered", "users"), ("reached", "ask-first")]),
        (
            "_ask=sharing&users=100&sharing=unsure",
            [("answered", "sharing"), ("unsure", "sharing"), ("reached", "")],
        ),
        # Only what was sent just now counts, not what the address carries along.
        (
            "_ask=sharing&users=unsure&sharing=yes",
            [("answered", "sharing"), ("reached", "")],
        ),
        # Refused, and so asked again: neither an answer nor another showing.
        ("_ask=users", []),
        ("_ask=users&users=many", []),
        ("_ask=nothing&users=100", []),
        ("_ask=sharing&users=100&sharing=yes", [("answered", "sharing"), ("reached", "ship")]),
    ],
)
def test_turn_counts(query, expected):
    assert counted(query) == expected


@pytest.mark.parametrize(
    ("began", "sent", "expected"),
    [
        # Its page counted the first question as shown.
        ("", "users=101&sharing=yes", [("answered", "users"), ("reached", "ask-first")]),
        (
            "",
            "users=unsure&sharing=yes",
            [
                ("answered", "users"),
                ("unsure", "users"),
                ("asked", "sharing"),
                ("answered", "sharing"),
                ("reached", ""),
            ],
        ),
        # What its page began with was counted, one by one, before.
        ("users=100", "users=100&sharing=no", [("answered", "sharing"), ("reached", "use")]),
        ("users=100", "users=101&sharing=no", [("reached", "ask-first")]),
        ("users=101", "users=101", [("reached", "ask-first")]),
        # Sent back, and so shown again.
        ("", "users=100", []),
        ("", "users=many&sharing=no", []),
    ],
)
def test_page_of_all_questions_counts(began, sent, expected):
    tree = parse(tree_data())
    turns = take_turn(tree, QueryDict(began)), take_turn(tree, QueryDict(sent), is_typed=True)

    lines = list(sheet_in(*turns, slug="can-i-use-it", number=3))

    assert [(str(one.kind), one.key) for one in lines] == expected
    assert {(one.slug, one.number) for one in lines} <= {("can-i-use-it", 3)}
