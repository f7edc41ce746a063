"""Annotating beside the text: words are chosen, a note or a term is written, and it is saved."""

import pytest

from guidance.models import Annotation, Contribution, Term
from tests.admin.pages import at, messages_of
from tests.documents import BODY
from tests.html import select, sent

HX = {"HX-Request": "true"}


def span(words):
    start = BODY.index(words)
    return {"start": start, "end": start + len(words)}


def fields(response, **changes):
    """Return the fields of the form beside the text."""
    found = sent(select(response, "#annotate-panel form")[0])
    return {name: values[-1] for name, values in found.items()} | changes


@pytest.fixture
def room(ground):
    return at(ground["license"], "annotate/")


def write_note(client, room, words, **changes):
    query = span(words) | {"as": "note"}
    opened = client.get(room, query)
    data = fields(opened, **({"kind": "explains", "body": "Of *any* kind."} | changes))
    return client.post(room, data, query_params=query)


def test_page_shows_the_text_with_what_is_written_on_it(admin_of, room, ground):
    shown = admin_of.get(room)

    note = ground["license"].annotations.get()
    marked = [one.text for one in select(shown, ".annotate-words mark.grant")]
    assert marked == ["use and change the work"]
    assert [one["href"] for one in select(shown, ".annotate-words mark.grant a")] == [
        f"?note={note.pk}"
    ]
    paragraphs = select(shown, ".annotate-words p")
    starts = [int(one["data-start"]) for one in paragraphs]
    assert [BODY[start:].split("\n")[0] for start in starts] == [one.text for one in paragraphs]


def test_clause_says_where_it_is_used(admin_of, room, ground):
    used, plain = (admin_of.get(room, query) for query in ({"section": "1"}, {}))

    links = [one["href"] for one in select(used, "#annotate-panel .guidance-uses a")]
    license = ground["license"]
    users = [license.annotations.get(), *license.terms.filter(key="use"), ground["faq"]]
    assert links == [f"/admin/guidance/{row._meta.model_name}/{row.pk}/change/" for row in users]
    assert select(plain, "#annotate-panel .guidance-uses a") == []


def test_page_says_which_clauses_nobody_has_interpreted(admin_of, room, ground):
    ground["license"].terms.all().delete()
    ground["faq"].delete()
    ground["tree"].delete()

    shown = admin_of.get(room)

    heats = [one["data-heat"] for one in select(shown, "#annotate-clauses li")]
    assert heats == ["0", "1", "0", "0"]
    assert "3 sections that nobody has interpreted yet" in " ".join(shown.content.decode().split())


def test_note_is_written_on_selected_words(admin_of, room, ground):
    answer = write_note(admin_of, room, "keep this notice")

    note = Annotation.objects.get(exact="keep this notice")
    assert answer["Location"] == f"{room}?note={note.pk}#note-{note.pk}"
    assert (note.section, note.prefix, note.suffix, note.key, note.position) == (
        "2", "", "", "keep-this-notice", 1,
    )  # fmt: skip
    assert note.sentence == "You must keep this notice in all copies of the work."
    assert Contribution.objects.get().draft == ground["license"].pk


def test_script_gets_the_panel_and_what_saving_changed(admin_of, room):
    query = span("keep this notice") | {"as": "note"}
    opened = admin_of.get(room, query, headers=HX)
    data = fields(opened, kind="warns", body="Mind it.")

    saved = admin_of.post(room, data, query_params=query, headers=HX)

    assert (opened["X-Panel"], saved["X-Panel"]) == ("yes", "yes")
    assert b"<html" not in opened.content + saved.content
    assert [one.text for one in select(saved, ".annotate-words mark.warn")] == ["keep this notice"]
    assert "Saved: the note." in saved.content.decode()
    assert "Not published yet" in select(saved, "#annotate-bar")[0].text


def test_words_that_stand_twice_are_told_apart_by_what_is_before_them(admin_of, room):
    start = BODY.rindex("the work")
    section = BODY.rindex("2. Notice")
    assert BODY.count("work", section) == 1

    found = admin_of.get(f"{room}words/", {"start": start, "end": start + 8}).json()

    assert (found["section"], found["exact"]) == ("2", "the work")
    assert found["cite"] == 'example 2 "the work"'


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"start": 5, "end": 5}, "Nothing was selected"),
        ({"start": 3, "end": 40}, "over the border of two sections"),
        ({"start": 5, "end": 9999}, "belong to no section"),
        ({"quote": "zebras graze elsewhere"}, "not in the text"),
    ],
)
def test_words_that_make_no_quote_are_told_with_what_to_do(admin_of, room, given, said):
    shown = admin_of.get(room, given | {"as": "note"})

    assert said in select(shown, "#annotate-panel [role=alert]")[0].text


def test_pasted_words_lead_to_the_same_form(admin_of, room):
    shown = admin_of.get(room, {"quote": "Keep  THIS\nnotice", "as": "note"})

    assert fields(shown)["exact"] == "keep this notice"


def test_pasted_words_in_several_places_are_offered(admin_of, room):
    shown = admin_of.get(room, {"quote": "the work", "as": "note"})

    offers = select(shown, ".annotate-offers a")
    assert [one["href"] for one in offers] == [
        f"?as=note&start={start}&end={start + 8}"
        for start in (BODY.index("the work"), BODY.rindex("the work"))
    ]
    assert [one.text for one in select(shown, ".annotate-offers strong")] == ["the work"] * 2


def test_note_without_a_kind_or_words_is_not_saved_and_says_why(admin_of, room):
    answer = write_note(admin_of, room, "keep this notice", kind="", body="")

    form = answer.context["panel"].form
    assert {name: form.errors[name] for name in ("kind", "body")} == {
        "kind": ["This field is required."], "body": ["This field is required."],
    }  # fmt: skip
    assert Annotation.objects.count() == 1


def test_forged_words_are_refused(admin_of, room):
    answer = write_note(admin_of, room, "keep this notice", exact="keep that notice")

    assert "Not exactly the words" in answer.context["panel"].form.unseen_errors[0]
    assert Annotation.objects.count() == 1


def test_key_that_is_taken_is_refused_at_its_field(admin_of, room):
    answer = write_note(admin_of, room, "keep this notice", key="grant-is-broad")

    assert list(answer.context["panel"].form.errors) == ["key"]


def test_two_write_on_one_note_and_nobody_overwrites(admin_of, room, ground):
    note = ground["license"].annotations.get()
    query = {"note": note.pk}
    mine = fields(admin_of.get(room, query), body="My words.")
    theirs = fields(admin_of.get(room, query), body="Their words.")
    other = fields(admin_of.get(room, query), kind="warns")

    admin_of.post(room, theirs, query_params=query)
    admin_of.post(room, other, query_params=query)
    refused = admin_of.post(room, mine, query_params=query)

    note.refresh_from_db()
    assert (note.body, note.kind) == ("Their words.", "warns")
    assert "Their" in str(refused.context["panel"].form.errors["body"])
    assert fields(refused)["body"] == "My words."

    admin_of.post(room, fields(refused), query_params=query)
    note.refresh_from_db()
    assert (note.body, note.kind) == ("My words.", "warns")


def test_note_that_was_deleted_meanwhile_is_shown_with_what_was_typed(admin_of, room, ground):
    note = ground["license"].annotations.get()
    query = {"note": note.pk}
    mine = fields(admin_of.get(room, query), body="My words.")
    note.delete()

    refused = admin_of.post(room, mine, query_params=query)
    again = admin_of.post(refused.context["panel"].url, fields(refused))

    assert "deleted this while you were editing it" in select(refused, "#annotate-panel")[0].text
    assert again.status_code == 302
    assert Annotation.objects.get().body == "My words."


def test_note_of_another_license_is_not_there(admin_of, room):
    shown = admin_of.get(room, {"note": 9999}, follow=True)

    assert messages_of(shown) == ["It is not there any more. Somebody may have deleted it."]


def test_note_is_moved_to_other_words(admin_of, room, ground):
    note = ground["license"].annotations.get()
    query = {"note": note.pk} | span("keep this notice")

    admin_of.post(room, fields(admin_of.get(room, query)), query_params=query)

    note.refresh_from_db()
    assert (note.section, note.exact) == ("2", "keep this notice")


def test_term_rests_on_selected_words_and_takes_more(admin_of, room, ground):
    query = span("ask us first") | {"as": "term"}
    topic = ground["license"].terms.first().topic
    opened = fields(admin_of.get(room, query))
    filled = opened | {"kind": "condition", "topic": topic.pk, "title": "Ask first"}

    admin_of.post(room, filled, query_params=query)
    term = Term.objects.get(title="Ask first")
    more = {"term": term.pk} | span("more than 100 users")
    admin_of.post(room, fields(admin_of.get(room, more)), query_params=more)

    term.refresh_from_db()
    assert opened["citations"] == '3 "ask us first"'
    assert (term.key, [one["quote"]["exact"] for one in term.citations]) == (
        "ask-first", ["ask us first", "more than 100 users"],
    )  # fmt: skip


def test_live_preview_is_what_readers_will_see(admin_of, room):
    shown = admin_of.post(f"{room}live/", {"body": "There is **no** <b>exception</b>."})

    assert select(shown, "#annotate-live strong")[0].text == "no"
    assert "&lt;b&gt;exception" in shown.content.decode()


def test_reviewer_reads_and_cites_and_cannot_write(client, room, ground, team):
    client.force_login(team["reviewer"])
    note = ground["license"].annotations.get()
    query = span("keep this notice") | {"as": "note"}

    shown = client.get(room, query)
    read = client.get(room, {"note": note.pk})

    assert select(shown, "[data-form]") == select(read, "[data-form]") == []
    assert 'example 2 "keep this notice"' in [
        one["value"] for one in select(shown, "#annotate-cite")
    ]
    assert note.body in select(read, "#annotate-panel")[0].text
    assert client.post(room, {"kind": "warns"}, query_params=query).status_code == 403
    assert client.post(room, {"body": "x"}, query_params={"note": note.pk}).status_code == 403


def test_text_without_sections_opens_too(admin_of, room, ground):
    ground["license"].sections.all().delete()

    shown = admin_of.get(room)

    assert "Notes on sections that are not there" in shown.content.decode()


def test_words_of_a_session_that_ended_are_kept(admin_of, room):
    query = span("keep this notice") | {"as": "note"}
    opened = admin_of.get(room, query, headers=HX)
    data = fields(opened, kind="warns", body="Mind it.")
    admin_of.logout()

    asked = admin_of.post(room, data, query_params=query)

    assert asked.status_code == 200
    assert "Your words are kept in this page." in " ".join(asked.content.decode().split())
