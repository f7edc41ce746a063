"""A folder imported in the admin: shown first, decided where there is a conflict, then written."""

import pytest
from django.contrib.admin.models import LogEntry

from guidance.models import FaqEntry, License, LicenseText, Tree
from guidance.services.wordings import synonyms
from tests.admin.folders.zips import URL, unpacked, upload
from tests.html import forms, only, select, texts
from tests.services.folders.folders import edited

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("several_documents")]
FAQ = "faqs/may-i-sell-it/faq.yaml"


@pytest.fixture
def files(admin_of, ground):
    return unpacked(admin_of.get(f"{URL}drafts.zip"))


@pytest.fixture
def changed(files):
    return edited(files, FAQ, "question: ", "question: So ")


def form_of(response, **choices):
    [form] = [one for one in forms(response) if "signed" in one]
    return {**form, **choices}


def test_unchanged_folder_changes_nothing(admin_of, files):
    shown = upload(admin_of, files)

    assert select(shown, ".guidance-effect") == []
    assert "4 things stand here already" in shown.content.decode()


def test_preview_shows_what_differs_and_writes_nothing(admin_of, changed):
    shown = upload(admin_of, changed)

    effect = only(shown, ".guidance-effect")
    assert only(effect, "small").text == "(faq/may-i-sell-it)"
    assert texts(effect, "ins") == ["So"]
    assert not FaqEntry.objects.get().question.startswith("So")


def test_confirmed_folder_is_written_and_logged(admin_of, changed, editor):
    done = admin_of.post(URL, form_of(upload(admin_of, changed)))

    entry = LogEntry.objects.get()
    assert FaqEntry.objects.get().question.startswith("So ")
    assert "1 thing was imported." in [str(message) for message in done.context["messages"]]
    assert (entry.user, entry.change_message) == (editor, "Imported from the folder ours.zip.")


def test_conflict_has_to_be_decided(admin_of, changed):
    FaqEntry.objects.update(short_answer="Theirs.")

    shown = upload(admin_of, changed)
    form = form_of(shown)
    again = admin_of.post(URL, {**form, "stays:faq/may-i-sell-it": []})

    assert texts(shown, "legend") == ["faq/may-i-sell-it"]
    assert "Say of each conflict whose words stay." in again.content.decode()
    assert FaqEntry.objects.get().short_answer == "Theirs."


@pytest.mark.parametrize(("choice", "is_theirs"), [("here", True), ("folder", False)])
def test_decided_conflict_is_written_as_decided(admin_of, changed, choice, is_theirs):
    FaqEntry.objects.update(short_answer="Theirs.")
    form = form_of(upload(admin_of, changed))

    admin_of.post(URL, {**form, "stays:faq/may-i-sell-it": choice})

    assert (FaqEntry.objects.get().short_answer == "Theirs.") is is_theirs


@pytest.mark.parametrize("choice", [{}, {"stays:faq/may-i-sell-it": "folder"}])
def test_draft_that_moves_after_the_preview_is_shown_again(admin_of, changed, choice):
    form = form_of(upload(admin_of, changed))
    FaqEntry.objects.update(short_answer="Theirs.")

    again = admin_of.post(URL, {**form, **choice})

    assert "was edited meanwhile. Nothing was imported." in again.content.decode()
    assert texts(again, "legend") == ["faq/may-i-sell-it"]
    assert FaqEntry.objects.get().short_answer == "Theirs."


def test_every_problem_is_shown_with_file_and_line(admin_of, files):
    broken = edited(files, FAQ, "question: ", "questions: ")
    broken["odd.txt"] = b""

    shown = upload(admin_of, broken)

    told = [(one.file, one.line) for one in shown.context["problems"]]
    assert told == [("odd.txt", None), (FAQ, 1), (FAQ, 3)]
    assert "3 problems; nothing was imported." in shown.content.decode()


@pytest.mark.parametrize("content", [b"", b"x", b"PK\x03\x04", b"PK\x05\x06" + b"\0" * 18])
def test_no_file_is_an_error_of_the_server(admin_of, ground, content):
    shown = upload(admin_of, content)

    assert shown.status_code == 200
    assert shown.context.get("problems") or shown.context["form"].errors


def test_zip_that_is_too_large_is_told_at_the_field(admin_of, ground):
    shown = upload(admin_of, b"x" * (3 * 1024 * 1024 + 1))

    assert shown.context["form"].errors["file"] == [
        "The zip is larger than 3 MB. Export fewer documents."
    ]


def test_signature_of_another_person_is_refused(admin_of, changed, client, team):
    form = form_of(upload(admin_of, changed))
    client.force_login(team["publisher"])

    refused = client.post(URL, form)

    assert "too old or not yours" in refused.content.decode()
    assert not FaqEntry.objects.get().question.startswith("So")


def test_reviewer_sees_no_import_and_may_not_send_one(client, team, changed):
    client.force_login(team["reviewer"])

    page = client.get(URL)

    assert select(page, "input[type=file]") == []
    assert upload(client, changed).status_code == 403


def test_synonyms_are_changed_by_publishers_only(admin_of, files, client, team):
    groups = b"groups:\n  - gpt, model\n"
    other = {**files, "synonyms.yaml": files["synonyms.yaml"].split(b"groups:")[0] + groups}

    refused = upload(admin_of, other)
    client.force_login(team["publisher"])
    client.post(URL, form_of(upload(client, other)))

    assert [one.file for one in refused.context["problems"]] == ["synonyms.yaml"]
    assert [one.phrases for one in synonyms.in_force().groups] == [("gpt", "model")]


def test_text_that_is_new_here_comes_along(admin_of, files):
    for model in (Tree, FaqEntry, License):
        model.objects.all().delete()
    LicenseText.objects.all().delete()

    admin_of.post(URL, form_of(upload(admin_of, files)))

    assert License.objects.get().text.source == "tests"
