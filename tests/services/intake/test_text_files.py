"""License texts read from a wheel or a folder: what is damaged is named, the rest is read."""

import pytest

from guidance.services.intake.text_files import MAX_BYTES, DamagedText, NoTexts, RawText, read_texts
from tests.services.intake.small_texts import FILES, make_folder, make_wheel

DAMAGED = {
    "no-front-matter": (
        b"Only words.",
        "it does not begin with front matter between two --- lines",
    ),
    "open-front-matter": (
        b"---\nkey: x\nwords",
        "it does not begin with front matter between two --- lines",
    ),
    "list": (b"---\n- a\n---\nx", "its front matter is not a list of named fields"),
    "no-words": (b"---\nkey: x\n---\n \n", "it has no text after its front matter"),
    "nul": (
        b"---\nkey: x\n---\na\x00b",
        "it contains the character U+0000, which cannot be stored; remove it",
    ),
    "nul-in-matter": (
        b'---\nkey: "a\\0b"\n---\nab',
        "its front matter contains the character U+0000, which cannot be stored; remove it",
    ),
    "latin-1": (b"---\nkey: x\n---\n\xe9", "it is not UTF-8 text (line 4)"),
    "alias": (
        b"---\na: &a [x]\nb: *a\n---\nwords",
        "its front matter has YAML aliases, which are not read",
    ),
    "deep": (
        b"---\na: " + b"[" * 30 + b"]" * 30 + b"\n---\nwords",
        "its front matter is nested deeper than 20 levels",
    ),
    "broken": (
        b"---\nkey: x\n a: [\n---\nwords",
        "its front matter is not YAML: mapping values are not allowed here (line 3)",
    ),
    "big": (b"---\nkey: x\n---\n" + b"x" * MAX_BYTES, "it is larger than 1 MB"),
    "long": (
        b"---\nkey: x\n---\n" + b"x" * 500_001,
        "its text is longer than 500,000 characters",
    ),
}


def test_read_texts_of_a_wheel_in_order_of_their_keys(tmp_path):
    wheel = make_wheel(tmp_path, FILES)

    found = list(read_texts(wheel))

    assert [text.key for text in found] == ["other", "plain", "twin"]
    assert found[1] == RawText(
        key="plain",
        source="licensedcode-data 1.2.3",
        words="\nDo what\nyou like.\n",
        front_matter={
            "key": "plain",
            "name": "Plain License",
            "category": "Permissive",
            "owner": "Us",
            "homepage_url": "https://example.org/plain",
            "spdx_license_key": "Plain-1.0",
            "is_deprecated": True,
            "since": "2023-07-18",
        },
    )


def test_read_texts_of_a_folder_anywhere_below_it(tmp_path):
    folder = make_folder(tmp_path / "texts", FILES)

    found = list(read_texts(folder, only=["other", "absent"]))

    assert [(text.key, text.source) for text in found] == [("other", "texts")]


def test_read_texts_of_a_folder_with_wheels_reads_the_wheels_of_license_data(tmp_path):
    make_wheel(tmp_path, {"plain": FILES["plain"]})
    make_wheel(
        tmp_path,
        {"other": FILES["other"]},
        name="scancode_toolkit_mini-9.0-cp311-none-any.whl",
    )
    make_wheel(tmp_path, {"twin": FILES["twin"]}, name="django-5.2-py3-none-any.whl")

    found = list(read_texts(tmp_path))

    assert [(text.key, text.source) for text in found] == [
        ("plain", "licensedcode-data 1.2.3"),
        ("other", "scancode-toolkit-mini 9.0"),
    ]


@pytest.mark.parametrize("make", [make_wheel, make_folder])
@pytest.mark.parametrize("key", DAMAGED)
def test_read_texts_names_what_is_damaged_and_goes_on(tmp_path, make, key):
    content, reason = DAMAGED[key]
    source = make(tmp_path, {key: content, "zz": FILES["plain"]})

    damaged, good = read_texts(source)

    assert (damaged.key, damaged.reason) == (key, reason)
    assert damaged == DamagedText(key, damaged.source, reason, is_placeholder=False)
    assert isinstance(good, RawText)


def test_read_texts_names_a_damaged_member_of_a_wheel(tmp_path):
    wheel = make_wheel(tmp_path, {"plain": FILES["plain"] * 50, "zz": FILES["twin"]})
    content = bytearray(wheel.read_bytes())
    content[100:110] = b"\xff" * 10
    wheel.write_bytes(content)

    damaged, good = read_texts(wheel)

    assert (damaged.key, damaged.reason[:26], good.key) == (
        "plain",
        "it cannot be unpacked (Err",
        "zz",
    )


def test_read_texts_takes_a_text_of_the_greatest_length(tmp_path):
    source = make_folder(tmp_path, {"long": b"---\nkey: x\n---\n" + b"x" * 500_000})

    (text,) = read_texts(source)

    assert isinstance(text, RawText)


def test_read_texts_marks_an_entry_without_words_as_a_placeholder(tmp_path):
    source = make_folder(tmp_path, {"generic": b"---\nis_generic: yes\n---\n"})

    (text,) = read_texts(source)

    assert text.is_placeholder


def test_read_texts_says_when_there_is_nothing_to_read(tmp_path):
    (tmp_path / "cut.whl").write_bytes(b"PK")

    with pytest.raises(NoTexts, match="there is no such file or folder"):
        list(read_texts(tmp_path / "absent"))
    with pytest.raises(NoTexts, match="not a wheel"):
        list(read_texts(tmp_path / "cut.whl"))
