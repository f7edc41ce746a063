"""What is new, one by one: whatever differs is said, of what was added everything."""

import pytest

from guidance.core.documents.editions import Context
from guidance.core.documents.formats import parse
from guidance.services.reviewing.statements import statements_of
from tests.core.documents.edits import single_edits
from tests.core.documents.samples import WHOLE, edited


@pytest.mark.parametrize("kind", ["license", "faq", "tree"])
def test_whatever_single_thing_differs_is_said(kind):
    for place, old, new in single_edits(kind):
        assert statements_of(old, new, Context()), place
        assert statements_of(new, old, Context()), place
        assert statements_of(None, new, Context()), place


def test_all_of_a_route_that_was_added_is_said():
    old = parse(edited(WHOLE["tree"], ("questions", 0, "routes"), []))
    new = parse(WHOLE["tree"])

    said = [
        (one.noun, [(fact.field, fact.lines) for fact in one.facts])
        for one in statements_of(old, new, Context())
    ]

    assert said == [
        ("route", [("when", ("sharing is weights",)), ("goto", ("Yes",))]),
        ("route", [("when", ("sharing is no",)), ("goto", ("How many users?",))]),
    ]
