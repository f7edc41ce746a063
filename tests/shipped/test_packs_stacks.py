"""What products owe by the terms that ship: a web product, and a model beside copyleft."""

from collections import Counter

import pytest

from guidance.core.documents.editions import Context
from guidance.core.stacks.components import Component, Use
from guidance.services.editions.readings import Reading
from guidance.services.stacks.addresses import CLOSED, Stack
from guidance.services.stacks.presenting import answer_of
from guidance.services.stacks.shelves import Shelf
from tests.shipped.stated import stated

LLAMA, APACHE, GPL = "llama2", "Apache-2.0", "GPL-3.0-only"
LIMITS = ("Llama 2", "no-prohibited-uses")
STAYS = ("Llama 2", "no-relicensing")
NO_MORE = ("GPL-3.0", "no-further-restrictions")
SAME = ("GPL-3.0", "same-license")
IN_FREE = ("limited-in-free", NO_MORE, LIMITS)


@pytest.fixture(scope="module")
def shelf(licenses):
    return Shelf({slug: Reading(one, Context(), {}, None) for slug, one in licenses.items()})


def answer(shelf, *parts, whole=""):
    return answer_of(Stack(parts, whole), shelf, today={})


def part(license, name="part", use=Use.SHIPPED_BINARY, **how):
    return Component(name, "1", license, use, **{"is_linked": True, **how})


def product(use):
    """Return an ordinary web product, with what comes from the system beside it."""
    return [
        Component(name, "1", license, use, is_linked=kind != "debian")
        for license, kinds in stated().items()
        for kind, names in kinds.items()
        for name in names.split()
    ]


def side(shown):
    return (shown.title, shown.term and shown.term.key)


def told(clashes):
    return [(one.rule.value, side(one.first), one.second and side(one.second)) for one in clashes]


# An ordinary web product


def test_web_product_comes_to_one_list_that_a_person_can_read(shelf):
    parts = product(Use.SHIPPED_BINARY)

    found = answer(shelf, *parts)

    assert len(parts) > 200
    assert len(found.must) < 30
    copies, notices, source = (
        next(one for one in found.must if one.title == title)
        for title in (
            "Hand on the text of each license",
            "Keep the copyright and other notices of each part",
            "Give, or offer, the source code of each part",
        )
    )
    assert {origin.license for origin in copies.origins} >= {"mit", "apache-2-0", "isc", "gpl-3-0"}
    assert {origin.license for origin in notices.origins} >= {"mit", "bsd-3-clause", "isc"}
    assert {origin.license for origin in source.origins} == {
        "mpl-2-0", "lgpl-3-0", "gpl-2-0", "gpl-3-0", "agpl-3-0",
    }  # fmt: skip


def test_each_part_of_the_product_has_its_duties_or_is_named_as_unknown(shelf):
    parts = product(Use.SHIPPED_BINARY)

    found = answer(shelf, *parts)

    owing = {
        one.name for duty in found.duties for origin in duty.origins for one in origin.components
    }
    unknown = Counter(name for one in found.unknown for name in one.unknown)
    nothing_due = {one.component.name for one in found.parts} - owing
    nothing_due -= {one.component.name for one in found.unknown}
    assert nothing_due == set()
    assert sum(unknown.values()) / len(parts) < 0.05


def test_product_that_is_only_hosted_hands_nothing_on(shelf):
    found = answer(shelf, *product(Use.HOSTED))

    titles = {one.title for one in found.must}
    assert not titles & {
        "Hand on the text of each license",
        "Give, or offer, the source code of each part",
    }


def test_closed_product_clashes_with_the_copyleft_in_it_and_with_nothing_else(shelf):
    found = answer(shelf, *product(Use.SHIPPED_BINARY), whole=CLOSED)

    closed = {one.first.title for one in found.conflicts if one.second is None}
    assert closed == {"GPL-2.0", "AGPL-3.0"}


# A model beside copyleft


@pytest.mark.parametrize(
    ("whole", "expected"),
    [
        ("", [IN_FREE]),
        ("gpl-3-0", [("part-stays", STAYS, NO_MORE), IN_FREE]),
        (
            "apache-2-0",
            [
                ("other-whole", SAME, ("Apache-2.0", None)),
                ("part-stays", STAYS, ("Apache-2.0", None)),
                IN_FREE,
            ],
        ),
        (CLOSED, [("closed-whole", SAME, None), IN_FREE]),
    ],
)
def test_model_in_a_program_under_the_gpl_conflicts_clause_against_clause(shelf, whole, expected):
    found = answer(shelf, part(LLAMA), part(APACHE), part(GPL), whole=whole)

    assert told(found.conflicts) == expected
    (clash,) = [one for one in found.conflicts if one.rule.value == "limited-in-free"]
    assert [one.section for one in clash.first.citations] == ["10", "7.closing"]
    assert {one.section for one in clash.second.citations} >= {"1.b.iv", "aup.1"}


def test_model_beside_the_program_is_for_counsel(shelf):
    found = answer(shelf, part(LLAMA, is_linked=False), part(APACHE), part(GPL))

    assert told(found.conflicts) == []
    assert told(found.questions) == [IN_FREE]


def test_permissive_part_conflicts_with_neither(shelf):
    assert answer(shelf, part(LLAMA), part(APACHE)).clashes == ()
    assert answer(shelf, part(GPL), part(APACHE)).clashes == ()
