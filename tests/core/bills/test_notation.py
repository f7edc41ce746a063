"""JSON: both sides of each bound, and the place of each refusal."""

import pytest

from guidance.core.bills.notation import read_json
from guidance.core.bills.shapes import MAX_DEPTH, Unreadable


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ('{"a": 1,}', "line 1, column 9", "is not JSON"),
        ('{"a": "b', "line 1, column 7", "is not JSON"),
        ('{"a": [{"b": 1, "b": 2}]}', "a[0]", 'holds "b" twice'),
        ('{"a": 0, "b": 1, "b": 2, "a": 3}', "", 'holds "b" twice'),
        ('{"a": [0, NaN]}', "a[1]", "NaN is no number"),
        ('{"a": ' + "9" * 31 + "}", "a", "999… is no number"),
        ("[" * 100_000, f"line 1, column {MAX_DEPTH + 1}", "is nested deeper than 40"),
        ('[[],{"a":' * 50_000, f"line 1, column {MAX_DEPTH // 2 * 9 + 1}", "is nested deeper"),
        ("[{}," * 30 + "[" * 50_000, f"line 1, column {MAX_DEPTH + 91}", "is nested deeper"),
        ("[NaN, 0]", "[0]", "NaN is no number"),
        ("{}\n{}", "line 2, column 1", "is not JSON: Extra data"),
    ],
)
def test_broken_json_is_refused_with_the_place(text, place, message):
    with pytest.raises(Unreadable) as refusal:
        read_json(text)

    assert refusal.value.place == place
    assert refusal.value.message.replace("9" * 20 + " …", "999…").startswith(message)


def test_depth_is_bounded_on_both_sides():
    read_json("[" * MAX_DEPTH + "]" * MAX_DEPTH)

    with pytest.raises(Unreadable, match="nested deeper"):
        read_json("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1))


@pytest.mark.parametrize("count", [9, 10])
def test_values_are_bounded_on_both_sides(monkeypatch, count):
    monkeypatch.setattr("guidance.core.bills.notation.MAX_PARTS", 10)
    text = "[" + ",".join(["1"] * (count + 1)) + "]"

    if count == 9:
        assert read_json(text) == [1] * 10
    else:
        with pytest.raises(Unreadable, match="more than 10 values"):
            read_json(text)


@pytest.mark.parametrize(("text", "value"), [("3", 3), ('"a"', "a"), ("null", None)])
def test_file_may_be_one_value(text, value):
    assert read_json(text) == value


@pytest.mark.parametrize(
    "text", ["[1,1,1,1]", "[[],[],[]]", "[{},{},{}]", '{"a":[],"b":[],"c":[]}']
)
def test_values_of_each_kind_are_bounded(monkeypatch, text):
    count = sum(map(text.count, ",[{"))
    monkeypatch.setattr("guidance.core.bills.notation.MAX_PARTS", count)
    read_json(text)
    monkeypatch.setattr("guidance.core.bills.notation.MAX_PARTS", count - 1)

    with pytest.raises(Unreadable, match="more than"):
        read_json(text)


@pytest.mark.parametrize("digits", [30, 31])
def test_numbers_are_as_long_as_people_write_them(digits):
    if digits == 30:
        assert read_json("9" * 30) == int("9" * 30)
    else:
        with pytest.raises(Unreadable, match="is no number"):
            read_json("9" * 31)
