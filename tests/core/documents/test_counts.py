"""How many parts a document may have: what is beyond is told with its place, and once."""

import pytest

from guidance.core.documents.counts import MOST_FIELDS, crowded


def items(count):
    return [{"key": f"k{number}"} for number in range(count)]


@pytest.mark.parametrize(
    ("field", "most"),
    [("uses", 10), ("policies", 50), ("routes", 100), ("outcomes", 300), ("notes", 3_000)],
)
def test_list_has_so_many_items_at_most(field, most):
    assert list(crowded({field: items(most)})) == []
    assert list(crowded({field: items(most + 1)})) == [((field,), field, most)]


def test_list_without_a_name_has_so_many_items_as_any():
    assert list(crowded(items(3_000))) == []
    assert list(crowded([items(3_001)])) == [((0,), "items", 3_000)]


def test_group_has_so_many_fields_at_most():
    answers = {f"q{number}": [] for number in range(MOST_FIELDS + 1)}
    cases = [{"answers": {"q": []}}, {"answers": answers}]

    assert list(crowded({"cases": cases})) == [(("cases", 1, "answers"), "fields", 250)]
    answers.popitem()
    assert list(crowded({"cases": cases})) == []


def test_every_list_that_is_too_long_is_told_in_the_order_of_the_document():
    data = {
        "policies": items(51),
        "questions": [{"routes": items(101)}, {"routes": items(1), "options": items(201)}],
        "related": ["a"] * 51,
        "wide": dict.fromkeys(map(str, range(251))),
        "all": items(51),
    }

    assert [(place, name) for place, name, _ in crowded(data)] == [
        (("policies",), "policies"),
        (("questions", 0, "routes"), "routes"),
        (("questions", 1, "options"), "options"),
        (("related",), "related"),
        (("wide",), "fields"),
        (("all",), "all"),
    ]


def test_all_lists_of_one_name_have_so_many_items_together_and_that_is_told_once():
    full = [{"options": items(200)} for _ in range(10)]

    assert list(crowded({"questions": full})) == []
    more = [*full, {"options": items(1)}, {"options": items(1)}]
    assert list(crowded({"questions": more})) == [(("questions", 10, "options"), "options", 2_000)]


def test_list_that_is_too_long_is_not_looked_into():
    routes = [{"any": items(51)} for _ in range(101)]

    assert list(crowded({"routes": routes})) == [(("routes",), "routes", 100)]
