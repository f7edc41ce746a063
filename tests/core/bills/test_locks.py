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


@pytest.mark.parametrize(
    ("written", "licenses"),
    [
        ({"license": "MIT"}, ["MIT"]),
        ({"license": {"type": "MIT", "url": "https://example.org"}}, ["MIT"]),
        ({"license": [{"type": "MIT"}, {"type": "ISC"}]}, ["MIT", "ISC"]),
        ({"license": "MIT", "licenses": [{"type": "ISC"}]}, ["MIT"]),
        ({"licenses": [{"type": "ISC"}]}, ["ISC"]),
        ({"license": {"url": "https://example.org"}}, []),
        ({}, []),
    ],
)
def test_license_is_read_however_it_was_written(written, licenses):
    bill = read_lock(Part({"lockfileVersion": 2, "packages": {"node_modules/a": written}}))

    assert [one.words for one in bill.items[0].licenses] == licenses


def test_package_under_another_name_than_its_folder_is_called_by_its_own():
    packages = {"node_modules/alias": {"name": "left-pad"}}

    assert read_lock(Part({"lockfileVersion": 3, "packages": packages})).items[0].name == "left-pad"


@pytest.mark.parametrize("version", [1, 3])
def test_packages_are_bounded_on_both_sides(monkeypatch, version):
    packages = {f"node_modules/{name}": {} for name in "ab"}
    lock = Part({"lockfileVersion": version, "packages": packages, "dependencies": packages})
    monkeypatch.setattr("guidance.core.bills.locks.MAX_ITEMS", 2)
    assert len(read_lock(lock).items) == 2
    monkeypatch.setattr("guidance.core.bills.locks.MAX_ITEMS", 1)

    with pytest.raises(Unreadable, match="more than 1 packages"):
        read_lock(lock)
