"""Importing license texts, one by one and by the command."""

from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from guidance.core.texts.normal import digest
from guidance.models import LicenseText
from guidance.services.intake.text_files import RawText, read_texts
from guidance.services.intake.texts import import_texts
from tests.services.intake.small_texts import FILES, import_text, make_wheel
from tests.texts import KEYS, real_texts  # noqa: F401 - a fixture


def run(source, *options):
    """Return standard output and standard error; the command's failure counts as the latter."""
    out, err = StringIO(), StringIO()
    try:
        call_command("import_texts", "--from", str(source), *options, stdout=out, stderr=err)
    except CommandError as error:
        err.write(f"{error}\n")
    return out.getvalue().splitlines(), err.getvalue().splitlines()


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
