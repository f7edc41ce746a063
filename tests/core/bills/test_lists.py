"""Lists of packages: tables, objects, and requirements that name no license."""

import pytest

from guidance.core.bills.items import Item, Written
from guidance.core.bills.lists import (
    is_table,
    read_checked,
    read_requirements,
    read_rows,
    read_table,
)
from guidance.core.bills.shapes import Part, Unreadable

DJANGO = Item("django", "5.2", (Written("BSD-3-Clause"),))


def test_table_and_objects_say_the_same():
    table = '"License","Name","Version"\n"BSD-3-Clause","django","5.2"\n'
    rows = [{"License": "BSD-3-Clause", "Name": "django", "Version": "5.2"}]

    assert read_table(table).items == read_rows(rows, format="a list").items == (DJANGO,)
    assert read_table(table).says == ""


def test_license_checker_names_packages_by_their_keys():
    checked = Part({"@a/b@1.0": {"licenses": "MIT"}, "c@2.0": {"licenses": ["MIT", "ISC"]}})

    assert read_checked(checked).items == (
        Item("@a/b", "1.0", (Written("MIT"),)),
        Item("c", "2.0", (Written("MIT"), Written("ISC"))),
    )


def test_table_is_told_by_its_head():
    assert is_table("Name,License\n")
    assert not is_table("django\nName,License\n")


def test_requirements_name_packages_and_no_licenses():
    bill = read_requirements(
        "# needed\n-r base.txt\nDjango==5.2 ; python_version > '3'\nattrs[dev] >= 1\n"
        "six @ https://example.org/six.whl\n"
    )

    assert bill.items == (Item("Django", "5.2"), Item("attrs"), Item("six"))
    assert bill.says.startswith("Such a list names no licenses")


@pytest.mark.parametrize(
    ("read", "text", "place"),
    [
        (read_table, "name,license\na,MIT\nb\n", "line 3"),
        (read_table, 'name,license\n"a"x,MIT\n', "line 2"),
        (read_table, "name,license\n,MIT\n", "line 2"),
        (read_requirements, "django\nwhat is this?\n", "line 2"),
    ],
)
def test_broken_lists_are_refused_with_the_place(read, text, place):
    with pytest.raises(Unreadable) as refusal:
        read(text)

    assert refusal.value.place == place


@pytest.mark.parametrize("count", [2, 3])
def test_too_many_packages_are_refused(monkeypatch, count):
    monkeypatch.setattr("guidance.core.bills.lists.MAX_ITEMS", 2)
    text = "a\n" * count

    if count == 2:
        assert len(read_requirements(text).items) == 2
    else:
        with pytest.raises(Unreadable, match="more than 2 packages"):
            read_requirements(text)
