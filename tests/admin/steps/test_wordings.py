"""The page of other wordings: edited together, compared, logged, brought back."""

import json

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile

from guidance.models import Outcome, Wording, WordingState
from guidance.services.search.wordings import wordings_of
from tests.admin.forms import fields_of
from tests.admin.pages import at, messages_of
from tests.html import select

WHOLE = ("", "")


def page(client, row):
    return client.get(at(row, "wordings/"))


def send(client, row, opened=None, **fields):
    """Send the form as it was opened; ``also__term__use`` names a field."""
    data = fields_of(opened or page(client, row))
    for name, words in fields.items():
        data[name.replace("__", "-")] = [words]
    return client.post(at(row, "wordings/"), data, follow=True)


def test_all_parts_of_a_draft_stand_on_one_page(admin_of, published):
    names = {
        kind: [name for name in fields_of(page(admin_of, row)) if name.startswith("also")]
        for kind, row in published.items()
    }

    assert names["faq"] == ["also"]
    assert "also-term-use" in names["license"]
    assert "also-note-grant-is-broad" in names["license"]
    assert "also-question-sharing" in names["tree"]
    assert "also-outcome-ship" in names["tree"]


def test_saving_writes_what_was_changed_and_logs_it(admin_of, published):
    row = published["license"]

    response = send(admin_of, row, also=" One \nTwo\none", also__term__use="Three")

    assert messages_of(response) == [
        "Other wordings of 2 parts saved. The search knows them from now on."
    ]
    assert wordings_of("license", "example") == {
        WHOLE: ("One", "Two"), ("term", "use"): ("Three",),
    }  # fmt: skip
    assert LogEntry.objects.first().change_message == (
        "Also asked as. the document: added “One”; “Two”. Term use: added “Three”."
    )
    assert response.context["bar"]["state"] == "As published, edition 1"
    assert row.revision == type(row).objects.get().revision


def test_saving_nothing_writes_nothing(admin_of, published):
    response = send(admin_of, published["faq"])

    assert messages_of(response) == ["Nothing was changed."]
    assert not WordingState.objects.exists()
    assert not LogEntry.objects.exists()


def test_what_is_wrong_is_said_at_its_field(admin_of, published):
    response = send(admin_of, published["faq"], also="a" * 301)

    (error,) = select(response.content.decode(), ".errorlist li")
    assert "Shorten it" in error.text
    assert not Wording.objects.exists()


def test_two_people_meet_and_nothing_is_lost(admin_of, published):
    row = published["license"]
    opened = page(admin_of, row)
    send(admin_of, row, also="Theirs", also__term__use="Theirs too")

    refused = send(admin_of, row, opened, also="Mine", also__note__grant__is__broad="Mine too")

    html = refused.content.decode()
    assert "Saved by Eve Editor meanwhile" in html
    assert wordings_of("license", "example") == {
        WHOLE: ("Theirs",), ("term", "use"): ("Theirs too",),
    }  # fmt: skip
    again = fields_of(refused)
    assert again["also"] == ["Mine"]
    assert again["also-term-use"] == ["Theirs too"]

    admin_of.post(at(row, "wordings/"), again)

    assert wordings_of("license", "example") == {
        WHOLE: ("Mine",), ("note", "grant-is-broad"): ("Mine too",),
        ("term", "use"): ("Theirs too",),
    }  # fmt: skip


def test_words_of_a_part_that_is_gone_stay_until_they_are_removed(admin_of, published):
    row = published["tree"]
    send(admin_of, row, also__outcome__ship="Zebra")
    Outcome.objects.filter(key="ship").delete()

    shown = page(admin_of, row)

    assert b"No longer used" in shown.content
    assert fields_of(shown)["also-outcome-ship"] == ["Zebra"]
    send(admin_of, row, also__outcome__ship="")
    assert b"No longer used" not in page(admin_of, row).content
    assert not Wording.objects.exists()


def test_words_for_a_part_that_goes_while_they_are_typed_are_not_lost(admin_of, published):
    row = published["tree"]
    opened = page(admin_of, row)
    Outcome.objects.filter(key="ship").delete()

    send(admin_of, row, opened, also__outcome__ship="Zebra")

    assert wordings_of("tree", row.slug) == {("outcome", "ship"): ("Zebra",)}


def test_former_wordings_are_shown_and_brought_back(admin_of, published):
    row = published["faq"]
    send(admin_of, row, also="One")
    send(admin_of, row, also="Two")
    first = WordingState.objects.last()
    shown = admin_of.get(at(row, f"wordings/{first.pk}/"))
    html = shown.content.decode()
    assert [one.text for one in (*select(html, "li del"), *select(html, "li ins"))] == [
        "Two",
        "One",
    ]

    admin_of.post(at(row, f"wordings/{first.pk}/"), fields_of(shown))

    assert wordings_of("faq", row.slug) == {WHOLE: ("One",)}
    assert WordingState.objects.count() == 3


def test_bringing_back_is_refused_where_they_moved_on(admin_of, published):
    row = published["faq"]
    send(admin_of, row, also="One")
    send(admin_of, row, also="Two")
    state = WordingState.objects.last()
    fields = fields_of(admin_of.get(at(row, f"wordings/{state.pk}/")))
    send(admin_of, row, also="Three")

    response = admin_of.post(at(row, f"wordings/{state.pk}/"), fields, follow=True)

    assert messages_of(response)[0].startswith("The wordings changed after")
    assert wordings_of("faq", row.slug) == {WHOLE: ("Three",)}


def test_state_of_another_draft_is_not_there(admin_of, published):
    send(admin_of, published["faq"], also="One")

    address = at(published["tree"], f"wordings/{WordingState.objects.get().pk}/")

    assert admin_of.get(address).status_code == 404


@pytest.mark.parametrize("kind", ["license", "faq", "tree"])
def test_who_may_do_what(client, published, team, kind):
    row = published[kind]
    client.force_login(team["editor"])
    send(client, row, also="One")
    number = WordingState.objects.get().pk
    pages = ("wordings/", f"wordings/{number}/")
    found = {}
    for who, person in team.items():
        client.force_login(person)
        found[who] = [
            (client.get(at(row, one)).status_code, client.post(at(row, one), {}).status_code)
            for one in pages
        ]

    assert found["outsider"] == [(302, 302), (302, 302)]
    assert found["plain"] == [(403, 403), (403, 403)]
    assert found["reviewer"] == [(200, 403), (200, 403)]
    assert {one[0] for one in found["editor"] + found["publisher"]} == {200}
    assert not {403, 404} & {one[1] for one in found["editor"] + found["publisher"]}


def test_reviewer_reads_and_has_no_field(client, published, team):
    Wording.objects.create(kind="faq", slug=published["faq"].slug, lines="One\nTwo")
    client.force_login(team["reviewer"])

    html = page(client, published["faq"]).content.decode()

    assert "One<br>Two" in html
    assert select(html, "textarea") == []


def test_export_holds_them_and_import_brings_them_back(admin_of, published):
    row = published["license"]
    send(admin_of, row, also="One", also__term__use="Two")
    exported = admin_of.get(at(row, "export/")).content
    send(admin_of, row, also="Other", also__note__grant__is__broad="More")
    before = wordings_of("license", "example")

    shown = admin_of.post(
        "/admin/guidance/import/", {"file": SimpleUploadedFile("l.json", exported)}
    )
    assert wordings_of("license", "example") == before
    assert "Lines added: 1. Lines removed: 2." in shown.content.decode()
    signed = select(shown.content.decode(), "input[name=signed]")[0]["value"]
    admin_of.post("/admin/guidance/import/", {"signed": signed})

    assert json.loads(exported)["wordings"][0] == {"of": "license/example", "also": ["One"]}
    assert admin_of.get(at(row, "export/")).content == exported


def test_list_of_wordings_is_imported_by_itself(admin_of, published):
    send(admin_of, published["license"], also="One")
    file = SimpleUploadedFile("w.yaml", b"- of: license/example/term/use\n  also: [Two]\n")
    shown = admin_of.post("/admin/guidance/import/", {"file": file})
    signed = select(shown.content.decode(), "input[name=signed]")[0]["value"]

    done = admin_of.post("/admin/guidance/import/", {"signed": signed})

    assert messages_of(done) == ["Other wordings were imported."]
    assert wordings_of("license", "example") == {WHOLE: ("One",), ("term", "use"): ("Two",)}


def test_import_of_wordings_of_nothing_is_refused(admin_of, published):
    file = SimpleUploadedFile("w.yaml", b"- of: faq/nothing\n  also: [Two]\n")

    shown = admin_of.post("/admin/guidance/import/", {"file": file})

    assert "There is no document “faq/nothing” here" in shown.content.decode()


def test_wordings_follow_a_draft_to_another_address(admin_of, ground):
    row = ground["faq"]
    send(admin_of, row, also="One")

    admin_of.post(at(row, "change/"), fields_of(admin_of.get(at(row, "change/")), slug="may-i"))

    row.refresh_from_db()
    assert row.slug == "may-i"
    assert wordings_of("faq", "may-i") == {WHOLE: ("One",)}
