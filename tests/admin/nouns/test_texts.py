"""Texts of licenses: added in one written form, never changed, and split into sections again."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from guidance.models import License, LicenseText, Section
from tests.admin.forms import errors_of, fields_of
from tests.admin.pages import change_url, tried
from tests.documents import BODY

pytestmark = pytest.mark.django_db


def text_form(client, **changes):
    url = reverse("admin:guidance_licensetext_add")
    data = fields_of(client.get(url), title="Another", source="tests", **changes)
    return client.post(url, data)


def test_text_is_added_normalized(root, ground):
    response = text_form(root, body="1. Do\r\n   no-\r\n   harm.")

    text = LicenseText.objects.get(title="Another")
    assert response.status_code == 302
    assert text.body == "1. Do no-harm."
    assert len(text.digest) == 64


def test_text_is_added_from_a_file(root, ground):
    file = SimpleUploadedFile("x.txt", "\ufeffDo no härm.".encode())

    assert text_form(root, upload=file).status_code == 302
    assert LicenseText.objects.get(title="Another").body == "Do no härm."


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({}, "body", "Paste the text here or choose a file, one of the two."),
        ({"body": " \n "}, "body", "Paste the text here or choose a file, one of the two."),
        ({"body": "---\n"}, None, ""),
        ({"body": "x\x00"}, "body", "Null characters are not allowed."),
        ({"body": "a " * 250_001}, "body", "The text is longer than 500,000 characters."),
        ({"body": "a " * 249_999 + "a"}, None, ""),
        ({"body": BODY}, "body", "These very words are held already: "),
        (
            {"upload": SimpleUploadedFile("x.txt", b"caf\xe9")},
            "upload",
            "The file is not UTF-8 text. It seems to be Latin-1 or Windows-1252. (line 1)",
        ),
        (
            {"upload": SimpleUploadedFile("x.txt", b"PK\x03\x04 word/document.xml")},
            "upload",
            "The file is a packed file, as Word, Excel and zip programs write it, not plain text.",
        ),
        (
            {"upload": SimpleUploadedFile("x.txt", "Yes.\n".encode("utf-16"))},
            "upload",
            "The file is not UTF-8 text. It seems to be UTF-16 (Windows calls it Unicode). Open it",
        ),
        (
            {"upload": SimpleUploadedFile("x.txt", b"x" * 2_000_001)},
            "upload",
            "The file is too large: at most 500,000 characters.",
        ),
        ({"upload": SimpleUploadedFile("x", b"a"), "body": "b"}, "body", "Paste the text here or"),
    ],
)
def test_text_tells_what_is_wrong(root, ground, changes, field, message):
    for value in changes.values():
        if hasattr(value, "seek"):
            value.seek(0)

    response = text_form(root, **changes)

    if field is None:
        assert response.status_code == 302
    else:
        assert [text[: len(message)] for text in errors_of(response)[field]] == [message]


def test_text_is_never_changed(root, ground):
    text = LicenseText.objects.get()

    assert root.get(change_url(text)).status_code == 200
    assert root.post(change_url(text), {"title": "Other"}).status_code == 403


def test_split_again_makes_the_sections_of_the_text(root, ground):
    license = License.objects.get()
    Section.objects.filter(key="2").delete()
    url = reverse("admin:guidance_license_split", args=[license.pk])
    page = root.get(url)

    response = root.post(url, fields_of(page))

    assert page.context["proposal"].added != ()
    assert response.status_code == 302
    sections = list(Section.objects.all())
    assert "".join(BODY[s.start : s.end] for s in sections) == BODY
    assert License.objects.get().revision == license.revision + 1


def test_split_again_is_refused_when_sections_moved_on_and_not_for_the_title(root, ground):
    license = License.objects.get()
    Section.objects.filter(key="2").delete()
    url = reverse("admin:guidance_license_split", args=[license.pk])
    data = fields_of(root.get(url))
    Section.objects.filter(key="1").update(heading="Ours")

    refused = root.post(url, data, follow=True)
    is_split = Section.objects.filter(key="2").exists()
    data = fields_of(root.get(url))
    tried(root, license, family="Other")
    root.post(url, data)

    words = "The sections or the text of this license were changed meanwhile."
    assert [str(m)[: len(words)] for m in refused.context["messages"]] == [words]
    assert not is_split
    assert Section.objects.filter(key="2").exists()
    assert License.objects.get().family == "Other"


def test_text_says_its_written_form(root, ground):
    text_form(root, body="1. Do no harm.")

    text = LicenseText.objects.get(title="Another")
    page = root.get(change_url(text)).content.decode()
    assert text.form == 2
    assert "Written form" in page


TAGS = "<p>1. Use</p> <p>You may.</p>"


def test_text_that_seems_wrong_is_asked_about_before_it_is_kept(root, ground):
    asked = text_form(root, body=TAGS)

    assert errors_of(asked)["body"] == [
        "There are HTML tags between the words: “<p>”. Copy the text from the page itself.",
        "A text is kept for ever. Look at this first, or say below that it is right so.",
    ]
    assert not LicenseText.objects.filter(title="Another").exists()
    again = root.post(asked.request["PATH_INFO"], fields_of(asked, is_right="on"))
    assert again.status_code == 302
    assert LicenseText.objects.get(title="Another").body == TAGS


def test_text_that_was_not_shown_is_asked_about_though_another_is_right(root, ground):
    asked = text_form(root, body=TAGS)

    other = fields_of(asked, is_right="on", body=TAGS + " Or not.")
    response = root.post(asked.request["PATH_INFO"], other)

    assert len(errors_of(response)["body"]) == 2
    assert "is_right" not in fields_of(response)
