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
    assert is_table('"Package", "Licenses" ')
    assert not is_table("django\nName,License\n")
    assert not is_table("Name,Version\n")
    assert not is_table("Version,License\n")


def test_empty_lines_of_a_table_are_passed_over():
    items = read_table("name,license\n\na,MIT\n\nb,ISC\n").items

    assert [item.name for item in items] == ["a", "b"]


@pytest.mark.parametrize(("length", "is_read"), [(2_000, True), (2_001, False)])
def test_requirement_is_as_long_as_people_write_them(length, is_read):
    line = "django ; " + "x" * (length - 9)

    if is_read:
        assert read_requirements(line).items == (Item("django"),)
    else:
        with pytest.raises(Unreadable, match="names no package"):
            read_requirements(line)


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
        (lambda text: read_rows([{"name": "a"}, {"license": text}], format="a list"), "MIT",
         "[1].name"),
        (read_requirements, "django\nwhat is this?\n", "line 2"),
    ],
)  # fmt: skip
def test_broken_lists_are_refused_with_the_place(read, text, place):
    with pytest.raises(Unreadable) as refusal:
        read(text)

    assert refusal.value.place == place


def _lines(count):
    return read_requirements("a\n" * count)


def _rows(count):
    return read_rows([{"name": "a"}] * count, format="a list")


def _table(count):
    return read_table("name,license\n" + "a,MIT\n" * count)


def _checked(count):
    return read_checked(Part({f"a@{number}": {} for number in range(count)}))


@pytest.mark.parametrize("read", [_lines, _rows, _table, _checked])
def test_packages_are_bounded_on_both_sides(monkeypatch, read):
    monkeypatch.setattr("guidance.core.bills.lists.MAX_ITEMS", 2)

    assert len(read(2).items) == 2
    with pytest.raises(Unreadable, match="more than 2 packages"):
        read(3)


def test_table_is_read_no_further_than_its_bound(monkeypatch):
    monkeypatch.setattr("guidance.core.bills.lists.MAX_ITEMS", 2)

    with pytest.raises(Unreadable, match="more than 2 packages"):
        read_table("name,license\na,MIT\nb,MIT\nc,MIT\nbroken\n")


def test_list_says_that_it_names_no_licenses_where_none_is_named():
    assert read_rows([{"name": "a"}], format="a list").says.startswith("Such a list names no")
    assert read_rows([{"name": "a"}, {"name": "b", "license": "MIT"}], format="a list").says == ""


def test_package_without_a_license_has_none():
    assert read_rows([{"Package": "a", "License": ""}], format="a list").items == (Item("a"),)
    assert read_checked(Part({"a@1": {"licenses": ["", "MIT"]}})).items[0].licenses == (
        Written("MIT"),
    )


@pytest.mark.parametrize("key", ["a", "@1.0"])
def test_key_without_name_and_version_is_refused(key):
    with pytest.raises(Unreadable, match="must be a name and a version") as refusal:
        read_checked(Part({key: {}}))

    assert refusal.value.place == f'["{key}"]'
