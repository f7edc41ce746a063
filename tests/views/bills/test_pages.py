"""The page that takes a bill: what it says of a file, and that it keeps nothing of it."""

import json
import shutil

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.html import escape

from guidance.services.bills.reading import MAX_BYTES
from portal.limits.rules import here
from tests.core.bills.files import MODEL, component, cyclonedx, large
from tests.editions import published_license
from tests.html import texts, values

pytestmark = pytest.mark.django_db

PAGE = "/stack/from-file/"
TOGETHER = "Everything you owe together"
FIELDS = {"spdx": "MIT", "short_title": "MIT", "other_names": ["MIT License"]}


def send(client, content, **more):
    return client.post(PAGE, {"file": SimpleUploadedFile("bom.json", content)} | more)


def errors(response):
    return texts(response.content.decode(), ".summary p")


def test_form_sets_no_cookie_and_is_not_for_search_engines():
    response = Client(enforce_csrf_checks=True).get(PAGE)

    assert (response.status_code, response.cookies) == (200, {})
    assert response["X-Robots-Tag"] == "noindex"
    assert "no-store" in response["Cache-Control"]
    assert values(response.content.decode(), "main form", "enctype") == ["multipart/form-data"]


def test_file_is_shown_by_what_is_known(django_assert_num_queries):
    published_license("mit", **FIELDS)
    bill = cyclonedx(
        component("left-pad", "MIT"),
        component("right-pad", licenses=[{"license": {"name": "MIT License"}}]),
        component("either", licenses=[{"expression": "MIT OR Zlib"}]),
        component("attrs", licenses=[{"license": {"name": "BSD"}}]),
        component("<b>", "Zlib"),
        component("silent"),
        component("tests", "Zlib", scope="excluded"),
        metadata={"component": {"type": "application", "name": "kiosk"}},
    )
    client = Client(enforce_csrf_checks=True)

    with django_assert_num_queries(3):
        response = send(client, json.dumps(bill).encode())

    html = response.content.decode()
    assert (response.status_code, response.cookies) == (200, {})
    assert texts(html, "h1") == ["What kiosk is made of"]
    assert texts(html, "h2") == [
        "Known here 3", "Could mean several licenses 1", "Not covered here 1",
        "Without a license in the file 1", "Not handed on 1", TOGETHER,
    ]  # fmt: skip
    assert texts(html, "summary") == [
        "MIT 2", "MIT OR Zlib 1", "BSD 1", "Zlib 1", "no license named 1", "excluded 1",
    ]  # fmt: skip
    assert texts(html, "details p") == [
        "left-pad 1.0, right-pad 1.0", "either 1.0", "attrs 1.0", "<b> 1.0", "silent 1.0",
        "tests 1.0",
    ]  # fmt: skip
    assert "“BSD” could mean BSD-2-Clause, BSD-3-Clause, BSD-4-Clause." in texts(
        html, ".short .soft"
    )
    assert "Of “Zlib” nothing is known here." in texts(html, ".short .soft")
    assert values(html, ".short a", "href") == ["/licenses/mit/"] * 2
    assert "Handed on: 6. Of these the license is known here for 3 (50 %)." in html


def test_pasted_words_are_read_as_a_file_is(client):
    published_license("llama-2", spdx="LicenseRef-llama-2", hub_name="llama2")

    response = client.post(PAGE, {"pasted": json.dumps(MODEL)})

    assert texts(response.content.decode(), "h2") == [
        "Known here 1", "Not covered here 3", "Not handed on 1", TOGETHER,
    ]  # fmt: skip


def test_five_thousand_components_are_shown_in_few_words(client):
    published_license("mit", **FIELDS)

    response = send(client, large(5_000))

    html = response.content.decode()
    assert texts(html, "h2") == [
        "Known here 1250", "Not covered here 3250", "Not handed on 500", TOGETHER,
    ]  # fmt: skip
    assert "and 1190 more" in html
    (carried,) = values(html, "input[name=asked]", "value")
    assert len(html) - len(escape(carried)) < 40_000


def test_requirements_say_that_they_name_no_license(client):
    html = send(client, b"django==5.2\n").content.decode()

    assert texts(html, ".banner") == [
        "Such a list names no licenses, so none is known. `pip-licenses --format=json` lists them."
    ]
    assert texts(html, "h2") == ["Without a license in the file 1", TOGETHER]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b'{"bomFormat": "CycloneDX",}',
         "line 1, column 27: is not JSON: Expecting property name enclosed in double quotes"),
        (json.dumps(cyclonedx({"name": 3})).encode(),
         "components[0].name: must be words, not a number"),
        (b"", "The file is empty."),
    ],
)  # fmt: skip
def test_broken_file_is_refused_at_the_field(client, content, message):
    response = send(client, content)

    assert (response.status_code, errors(response)) == (200, [message])
    assert values(response.content.decode(), "#file", "aria-invalid") == ["true"]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({}, "Choose a file, or paste its words."),
        ({"pasted": " \n"}, "Choose a file, or paste its words."),
        ({"pasted": "django", "file": SimpleUploadedFile("a", b"django")},
         "Choose a file or paste its words, not both."),
    ],
)  # fmt: skip
def test_one_of_both_is_wanted(client, fields, message):
    assert errors(client.post(PAGE, fields)) == [message]


def test_pasted_words_are_shown_again_where_they_are_refused(client):
    response = client.post(PAGE, {"pasted": "what is\n<this>?"})

    assert errors(response) == [
        "line 1: names no package, and the file is in no other known format"
    ]
    assert "what is\n&lt;this&gt;?</textarea>" in response.content.decode()


def test_large_file_is_refused_before_it_is_taken(client, monkeypatch):
    monkeypatch.setattr("guidance.views.bills.pages.BillForm.full_clean", _untouched)

    response = send(client, b" " * (MAX_BYTES + 70_000))

    assert response.status_code == 413
    assert "The file is larger than 10 MB." in response.content.decode()


def _untouched(form):
    """Take nothing but what a refusal writes: a file that is too large is never looked at."""
    from django.forms.utils import ErrorDict

    assert not form.files
    form._errors, form.cleaned_data = ErrorDict(), {}


def test_large_words_are_refused(client, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000

    assert client.post(PAGE, {"pasted": "a" * 900}).status_code == 200
    response = client.post(PAGE, {"pasted": "a" * 1_001})
    assert response.status_code == 413
    assert errors(response) == ["What was pasted is larger than 5 MB. Choose it as a file."]


def test_file_is_never_on_a_disk(client, settings, tmp_path):
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 10
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    shutil.rmtree(tmp_path)  # a file there could not be written

    assert send(client, b"django==5.2\n" * 10).status_code == 200


def test_form_of_another_site_is_refused(client):
    response = client.post(PAGE, {"pasted": "django"}, headers={"Origin": "https://example.org"})

    assert response.status_code == 403


def test_limit_allows_so_many_and_no_more(client, settings):
    settings.RATES = settings.RATES | {"bills": "2/hour"}

    found = [client.post(PAGE, {"pasted": "django"}).status_code for _ in range(3)]

    assert found == [200, 200, 429]
    assert client.get(PAGE).status_code == 200


def test_more_than_two_at_once_are_asked_to_wait(client):
    with here.turns.aside("bills", most=2):
        assert client.post(PAGE, {"pasted": "django"}).status_code == 200
        with here.turns.aside("bills", most=2):
            assert client.post(PAGE, {"pasted": "django"}).status_code == 429


@pytest.mark.parametrize("method", ["put", "delete"])
def test_other_methods_are_told_so(client, method):
    assert getattr(client, method)(PAGE).status_code == 405
