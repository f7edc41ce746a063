"""Texts keep the form that they were written down in; new ones get the newest."""

import pytest
from django.contrib.auth.models import User

from guidance.core.documents.formats import parse
from guidance.core.texts.normal import NEWEST, digest, normalize
from guidance.models import License, LicenseText
from guidance.services.drafts.document_to_rows import store
from guidance.services.drafts.sectioning import propose, split_again
from guidance.services.intake.pack_texts import with_held_text
from guidance.services.intake.text_files import RawText
from guidance.services.intake.texts import import_texts
from tests.documents import license_data
from tests.services.intake.small_pack import load, write
from tests.services.intake.small_texts import import_text

pytestmark = pytest.mark.django_db

GLUED = "1. Use\n\n2. You may be one of:\na. A person\nb. A club\n"
"""Of other words in each form: form 1 glues the two items."""
UNGLUED = "1. Use.\n\n2A. Copies.\n"
"""Of the same words in both forms, and cut in other ways."""
FORMS = {form: normalize(GLUED, form=form) for form in (1, 2)}


def keys(license):
    return [section.key for section in license.sections.all()]


def license_of(words, *, form, **text):
    """Return a license as packs write it, without sections."""
    its = digest(normalize(words, form=form))
    named = {"source": "tests", "key": "example", "digest": its, "form": form, **text}
    return {
        **license_data(annotations=[], terms=[], policies=[]),
        "text": named,
        "sections": [],
    }


def pack_of(pack, data, words):
    """Leave nothing in the pack but one license, and its words in the folder of texts."""
    folder, texts = pack
    (texts / "example.LICENSE").write_text(f"---\nkey: example\nname: Example\n---\n{words}")
    for name in ("faq", "tree"):
        (folder / f"{name}.yaml").unlink()
    write(folder, "license", data)


def test_import_keeps_new_texts_in_the_newest_form():
    row = import_text(RawText("example", "here", GLUED))

    assert (row.form, row.body) == (2, FORMS[2])
    assert NEWEST == 2


def test_import_again_in_a_new_form_is_a_new_revision():
    old = import_text(RawText("example", "here", GLUED, form=1))

    new = import_text(RawText("example", "here", GLUED))

    old.refresh_from_db()
    assert (old.form, old.body) == (1, FORMS[1])
    assert (new.form, new.body) == (2, FORMS[2])


def test_import_of_the_same_words_in_a_new_form_is_the_same_row():
    old = import_text(RawText("example", "here", UNGLUED, form=1))

    (again,) = import_texts([RawText("example", "here", UNGLUED)])

    assert (again.row.pk, again.row.form, again.is_new) == (old.pk, 1, False)
    assert LicenseText.objects.count() == 1


CUTS = [(1, ["1", "2", "2.a"]), (2, ["1", "2", "2.a", "2.b"])]


@pytest.mark.parametrize(("form", "expected"), CUTS)
def test_pack_gets_the_words_and_sections_of_the_form_that_it_names(pack, form, expected):
    pack_of(pack, license_of(GLUED, form=form), GLUED)

    assert load(pack)["example"] == "published"

    license = License.objects.get(slug="example")
    assert (license.text.form, license.text.body) == (form, FORMS[form])
    assert keys(license) == expected


@pytest.mark.parametrize(("form", "expected"), [(1, ["1"]), (2, ["1", "2a"])])
def test_import_cuts_words_held_in_another_form_as_the_document_says(form, expected):
    import_text(RawText("example", "here", UNGLUED, form=3 - form))

    store(with_held_text(parse(license_of(UNGLUED, form=form)), file=""))

    assert keys(License.objects.get(slug="example")) == expected


@pytest.mark.parametrize(("form", "expected"), [(1, ["1"]), (2, ["1", "2a"])])
def test_split_again_proposes_the_sections_of_the_texts_form(form, expected):
    import_text(RawText("example", "here", UNGLUED, form=form))
    license = store(with_held_text(parse(license_of(UNGLUED, form=form)), file=""))

    assert [section.key for section in propose(license).sections] == expected
    license.sections.all().delete()
    split_again(license, seen=propose(license).seen, by=User.objects.create_user("eve"))
    assert keys(license) == expected
