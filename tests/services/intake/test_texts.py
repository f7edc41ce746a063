import zipfile
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from guidance.core.texts.normal import digest
from guidance.models import LicenseText
from guidance.services.intake.text_files import MAX_BYTES, DamagedText, NoTexts, RawText, read_texts
from guidance.services.intake.texts import import_text, import_texts
from tests.texts import KEYS, real_texts  # noqa: F401 - a fixture

FILES = {
    "plain": b"---\nkey: plain\nname: Plain License\ncategory: Permissive\nowner: Us\n"
    b"homepage_url: https://example.org/plain\nspdx_license_key: Plain-1.0\n"
    b"is_deprecated: yes\nsince: 2023-07-18\n---\n\nDo what\nyou like.\n",
    "twin": b"---\nkey: twin\nname: Twin\n---\nDo what you\n like.",
    "other": b"---\r\nkey: other\r\nshort_name: Other\r\n---\r\nDo nothing.\r\n",
}
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


def make_wheel(folder, files, *, name="licensedcode_data-1.2.3-py3-none-any.whl"):
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as wheel:
        for key, content in files.items():
            wheel.writestr(f"licensedcode/data/licenses/{key}.LICENSE", content)
        wheel.writestr("licensedcode_data-1.2.3.dist-info/licenses/plain.LICENSE", b"not data")
    return path


def make_folder(folder, files):
    for key, content in files.items():
        (folder / "below").mkdir(parents=True, exist_ok=True)
        (folder / "below" / f"{key}.LICENSE").write_bytes(content)
    return folder


def run(source, *options):
    """Return standard output and standard error; the command's failure counts as the latter."""
    out, err = StringIO(), StringIO()
    try:
        call_command("import_texts", "--from", str(source), *options, stdout=out, stderr=err)
    except CommandError as error:
        err.write(f"{error}\n")
    return out.getvalue().splitlines(), err.getvalue().splitlines()


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


@pytest.mark.django_db
def test_import_text_keeps_the_normalized_words_and_what_is_said_of_them(tmp_path):
    (raw,) = read_texts(make_wheel(tmp_path, {"plain": FILES["plain"]}))

    row = LicenseText.objects.get(pk=import_text(raw).pk)

    assert (row.source, row.source_key, row.title) == (
        "licensedcode-data 1.2.3",
        "plain",
        "Plain License",
    )
    assert (row.body, row.digest) == ("Do what you like.", digest("Do what you like."))
    assert (row.url, row.spdx) == ("https://example.org/plain", "Plain-1.0")
    assert (row.category, row.owner) == ("Permissive", "Us")
    assert row.front_matter == raw.front_matter


@pytest.mark.django_db
def test_import_text_again_changes_nothing(tmp_path):
    plain, twin = read_texts(make_wheel(tmp_path, {k: FILES[k] for k in ("plain", "twin")}))
    first = import_text(plain)

    again, same_words = import_text(plain), import_text(twin)

    assert (again.pk, same_words.pk) == (first.pk, first.pk)
    assert LicenseText.objects.get().source_key == "plain"


@pytest.mark.django_db
def test_import_text_leaves_out_an_address_that_is_none():
    raw = RawText("x", "here", "words", {"homepage_url": "javascript:alert(1)", "name": ["x"]})

    row = import_text(raw)

    assert (row.url, row.title) == ("", "x")


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_import_texts_asks_as_much_for_three_as_for_one(count, django_assert_num_queries):
    raws = [RawText(f"k{number}", "here", f"words {number}") for number in range(count)]

    with django_assert_num_queries(5):  # savepoint, known, insert, made, release
        imported = list(import_texts(raws))

    assert [(text.raw.key, text.row.source_key, text.is_new) for text in imported] == [
        (raw.key, raw.key, True) for raw in raws
    ]


@pytest.mark.django_db
def test_command_imports_all_and_can_be_repeated(tmp_path):
    wheel = make_wheel(tmp_path, FILES)

    first, again = run(wheel, "--all"), run(wheel, "--all")

    assert first == (
        [
            "Texts: 2 imported, 1 already there, 0 entries without words, 0 damaged, 0 not found.",
        ],
        [],
    )
    assert again == (
        [
            "Texts: 0 imported, 3 already there, 0 entries without words, 0 damaged, 0 not found.",
        ],
        [],
    )


@pytest.mark.django_db
def test_command_names_what_was_wrong_and_keeps_the_rest(tmp_path):
    wheel = make_wheel(tmp_path, FILES | {"bad": b"words"})

    out, err = run(wheel, "--only", "bad", "plain", "--only", "absent")

    assert out == []
    assert err == [
        "Skipped bad (licensedcode-data 1.2.3): "
        "it does not begin with front matter between two --- lines.",
        "Not found: absent.",
        "Texts: 1 imported, 0 already there, 0 entries without words, 1 damaged, 1 not found.",
    ]
    assert [text.source_key for text in LicenseText.objects.all()] == ["plain"]


@pytest.mark.django_db
def test_command_counts_entries_without_words_unless_they_were_asked_for(tmp_path):
    wheel = make_wheel(tmp_path, {"plain": FILES["plain"], "gen": b"---\nis_generic: yes\n---\n"})

    everything, asked = run(wheel, "--all"), run(wheel, "--only", "gen")

    assert everything == (
        ["Texts: 1 imported, 0 already there, 1 entries without words, 0 damaged, 0 not found."],
        [],
    )
    assert asked[1][0] == (
        "Skipped gen (licensedcode-data 1.2.3): it has no text after its front matter."
    )


@pytest.mark.django_db
@pytest.mark.parametrize("options", [[], ["--all", "--only", "plain"]])
def test_command_asks_which_texts(tmp_path, options):
    assert run(tmp_path, *options) == ([], ["Say which texts: either --only KEY… or --all."])


@pytest.mark.django_db
def test_command_says_when_there_is_nothing_to_import(tmp_path):
    absent = tmp_path / "absent"

    assert run(absent, "--all")[1] == [
        f"Nothing to import: {absent}: there is no such file or folder."
    ]
    assert run(tmp_path, "--all")[1] == [f"Nothing to import: {tmp_path} holds no *.LICENSE file."]


class Terminal(StringIO):
    def isatty(self):
        return True


@pytest.mark.django_db
def test_command_shows_a_bar_on_a_terminal(tmp_path):
    out = Terminal()

    call_command("import_texts", "--from", str(make_wheel(tmp_path, FILES)), "--all", stdout=out)

    assert out.getvalue().splitlines()[1] == f"[{'#' * 30}] 3 of 3 texts"


@pytest.mark.texts
@pytest.mark.django_db
def test_command_imports_the_real_licenses(real_texts):  # noqa: F811
    out, err = run(settings.TEXTS_DIR, "--only", *KEYS)

    assert err == []
    assert out[-1].startswith("Texts: 8 imported, 0 already there")
    assert dict(LicenseText.objects.values_list("source_key", "body")) == dict(real_texts)
    assert set(LicenseText.objects.values_list("source", flat=True)) == {"licensedcode-data 32.1.0"}
