"""Package locks: what is installed, by whom it is written, and what is for development."""

import pytest

from guidance.core.bills.items import Item, Written
from guidance.core.bills.locks import read_lock
from guidance.core.bills.shapes import Part, Unreadable
from tests.core.bills.files import LOCK


def test_packages_of_others_are_listed():
    bill = read_lock(Part(LOCK))

    assert bill.product == "kiosk"
    assert bill.items == (
        Item("left-pad", "1.0", (Written("MIT"),)),
        Item("@types/node", "20.1.0", (Written("MIT"),), only_for="development"),
        Item("old", "0.1.0", (Written("MIT"), Written("Apache2"))),
        Item("fsevents", "2.3.3", (Written("MIT"),)),
    )


def test_old_lock_names_no_licenses_and_says_so():
    lock = {"lockfileVersion": 1, "dependencies": {
        "a": {"version": "1.0", "dependencies": {"b": {"version": "2.0", "dev": True}}},
    }}  # fmt: skip

    bill = read_lock(Part(lock))

    assert bill.items == (Item("a", "1.0"), Item("b", "2.0", only_for="development"))
    assert bill.says.startswith("A package lock of version 1 names no licenses.")


@pytest.mark.parametrize(
    ("changed", "place"),
    [
        ({"lockfileVersion": 4}, "lockfileVersion"),
        ({"packages": []}, "packages"),
        ({"packages": {"node_modules/a": 3}}, 'packages["node_modules/a"]'),
        ({"packages": {"node_modules/a": {"dev": 1.5}}}, 'packages["node_modules/a"].dev'),
        ({"packages": {"node_modules/a": {"license": 3}}}, 'packages["node_modules/a"].license'),
    ],
)
def test_broken_locks_are_refused_with_the_place(changed, place):
    with pytest.raises(Unreadable) as refusal:
        read_lock(Part(LOCK | changed))

    assert refusal.value.place == place
