"""The page of a review: all that is new, where to look, remarks and what becomes of them."""

import re
from dataclasses import replace

import pytest
from django.test import Client

from guidance.models import Remark
from guidance.services.publishing import reviews
from guidance.services.reviewing import guests
from tests.admin.pages import answered, at, messages_of, posted
from tests.html import select, texts


@pytest.fixture
def clients(team):
    made = {name: Client() for name in team}
    for name, client in made.items():
        client.force_login(team[name])
    return made


def statements_on(client, row):
    return [one[0] for one in client.get(at(row, "review/")).context["statements"]]


def test_new_license_shows_all_of_each_note(clients, ground):
    page = clients["reviewer"].get(at(ground["license"], "review/"))
    shown = page.context["statements"]

    note, look, *_rest = next(one for one in shown if one[0].noun == "note")
    said = {fact.field: fact for fact in note.facts}
    assert set(said) >= {"section", "quote", "kind", "authority", "certainty", "body"}
    (cited,) = said["quote"].cited
    assert cited.words in page.text
    preview = at(ground["license"], "preview/?back=review")
    assert look == f"{preview}#note-{note.place.partition(':')[2]}"
    assert f'id="note-{note.place.partition(":")[2]}"' in clients["reviewer"].get(look).text
    keys = {f"section:{key}" for key in ground["license"].sections.values_list("key", flat=True)}
    assert not keys & {one.place for one, *_rest in shown}


def test_new_outcome_is_shown_whole_and_its_link_leads_to_it(clients, ground):
    page = clients["reviewer"].get(at(ground["tree"], "review/"))
    outcomes = [one for one in page.context["statements"] if one[0].place.startswith("outcome:")]

    for outcome, look, *_rest in outcomes:
        assert {"verdict", "title"} <= {fact.field for fact in outcome.facts}
        assert outcome.title in clients["reviewer"].get(look).text
    assert outcomes


def test_only_what_is_new_is_shown_and_marked(clients, published):
    row = answered(published["faq"], "No, **never**.")

    page = clients["reviewer"].get(at(row, "review/"))

    ((one, *_rest),) = page.context["statements"]
    assert (one.kind, [fact.field for fact in one.changed]) == ("changed", ["short_answer"])
    assert "<ins>" in page.text
    assert "<strong>never</strong>" in page.text


def test_remark_is_made_answered_and_closed(clients, published, team):
    row = answered(published["faq"], "No.")
    reviewer, editor = clients["reviewer"], clients["editor"]

    posted(
        reviewer, row, "review/remark/",
        place="", field="short answer", passage="No", words="Say <i>why</i>.",
    )  # fmt: skip
    asked = Remark.objects.get()
    on_form = editor.get(at(row, "change/")).text
    posted(editor, row, "review/remark/", words="The clause says so.", answers=asked.pk)
    page = reviewer.get(at(row, "review/"))
    told = messages_of(posted(editor, row, f"review/remark/{asked.pk}/close/"))

    assert "Say &lt;i&gt;why&lt;/i&gt;." in on_form
    (thread,) = page.context["statements"][0][3]
    assert [one.words for one in thread.answers] == ["The clause says so."]
    assert told == ["The remark is closed."]
    asked.refresh_from_db()
    assert (asked.closed_by, asked.author_name) == (team["editor"], "rita")
    assert "Remarks to deal with" not in editor.get(at(row, "change/")).text


def test_remark_on_a_part_stands_on_the_form_of_that_part(clients, published):
    row = published["license"]
    first, other = row.annotations.get(), row.terms.first()
    posted(clients["reviewer"], row, "review/remark/", place=f"annotation:{first.key}", words="Hm.")

    page = "/admin/guidance/%s/%d/change/"
    assert "Hm." in clients["editor"].get(page % ("annotation", first.pk)).text
    assert "Hm." not in clients["editor"].get(page % ("term", other.pk)).text


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"words": " "}, "Write your remark."),
        ({"words": "x" * 2001}, "Ensure this value has at most 2000 characters (it has 2001)."),
        (
            {"words": "a", "title": "x" * 301},
            "Ensure this value has at most 300 characters (it has 301).",
        ),
        (
            {"words": "a", "passage": "x" * 501},
            "Copy at most 500 characters of the words you mean.",
        ),
        ({"words": "a", "answers": "999"}, "That remark is closed already, or it is not there."),
    ],
)
def test_bad_remark_is_told_and_not_kept(clients, published, given, message):
    told = messages_of(posted(clients["reviewer"], published["faq"], "review/remark/", **given))

    assert told == [message]
    assert not Remark.objects.exists()


def test_who_may_remark_and_close(clients, published, team):
    row = published["faq"]
    codes = {
        who: clients[who].post(at(row, "review/remark/"), {"words": "Hm."}).status_code
        for who in team
    }
    mine = Remark.objects.get(author=team["editor"])
    theirs = clients["reviewer"].post(at(row, f"review/remark/{mine.pk}/close/")).status_code

    assert codes == {
        "editor": 302, "publisher": 302, "reviewer": 302, "plain": 403, "outsider": 302,
    }  # fmt: skip
    assert not Remark.objects.filter(author=team["outsider"]).exists()
    assert theirs == 403
    assert Remark.objects.get(pk=mine.pk).closed_at is None


def test_page_says_of_each_statement_what_guests_said(clients, published, team):
    row = answered(published["faq"], "No.")
    links = [guests.invite(row, by=team["editor"], guest=who, days=7)[1] for who in ("Ada", "Max")]
    one = statements_on(clients["reviewer"], row)[0]
    said = [
        guests.Said("", one.title, "change", "Why not?", one.digest),
        guests.Said("", "x", "agrees", "All of it.", "0" * 64, is_overall=True),
        guests.Said("annotation:gone", "A note", "unsure", "", "0" * 64),
    ]
    guests.keep(links[0], said, name="A. Moss")
    guests.keep(links[1], said[:1], name="M. Frei")
    guests.keep(links[1], [replace(said[0], verdict="agrees", words="")], name="M. Frei")

    pages = {who: clients[who].get(at(row, "review/")) for who in ("editor", "reviewer")}

    for page in pages.values():
        heads = [" ".join(texts(box, "p")) for box in select(page, "#content .draft-finding")]
        told = [words for words in heads if "by the link for" in words]
        assert [re.sub(r", \d.*?:\d\d", "", words) for words in told] == [
            "It should change A. Moss, by the link for Ada Why not?",
            "I agree M. Frei, by the link for Max",
            "I agree A. Moss, by the link for Ada All of it."
            " Said of earlier words: this has changed since.",
            "I cannot tell A. Moss, by the link for Ada · A note"
            " Said of earlier words: this has changed since.",
        ]
    answered(row, "Never.")
    (judged,) = clients["reviewer"].get(at(row, "review/")).context["statements"]
    assert [opinion.is_old for opinion in judged.opinions] == [True, True]


def test_remark_of_another_draft_is_not_reached(clients, published):
    posted(clients["reviewer"], published["license"], "review/remark/", words="Hm.")
    one = Remark.objects.get()

    told = messages_of(
        posted(clients["editor"], published["faq"], f"review/remark/{one.pk}/close/")
    )

    assert told == ["That remark is closed already, or it is not there."]


def test_reviewer_approves_in_three_pages(clients, published, team):
    row = answered(published["faq"], "No.")
    reviews.ask(row, by=team["editor"], note="Is it right?")
    reviewer, loads = clients["reviewer"], []

    loads.append(reviewer.get("/admin/"))
    loads.append(reviewer.get(at(row, "review/")))
    seen = re.search(r'name="seen" value="(\w+)"', loads[-1].text)[1]
    sent = {"seen": seen, "verdict": "agrees"}
    loads.append(reviewer.post(at(row, "review/answer/"), sent, follow=True))

    assert f'href="{at(row, "review/")}"' in loads[0].text
    assert "rita agreed with this very draft" in loads[-1].text
    assert len(loads) <= 5


@pytest.mark.parametrize("kind", ["license", "faq", "tree"])
def test_page_opens_for_half_built_drafts(clients, ground, kind):
    row = ground[kind]
    if kind == "tree":
        row.questions.update(kind="choice", minimum="1")
    assert clients["reviewer"].get(at(row, "review/")).status_code == 200


def test_forms_of_remarks_are_known_for_the_portals_own(published, team):
    visitor = Client(enforce_csrf_checks=True)
    visitor.force_login(team["reviewer"])
    row = answered(published["faq"], "No.")
    page = visitor.get(at(row, "review/"))
    forms = page.text.split(f'action="{at(row, "review/remark/")}"')[1:]
    tokens = [re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', one)[1] for one in forms]

    codes = {
        visitor.post(at(row, "review/remark/"), {"words": "Hm.", **sent}).status_code
        for sent in ({"csrfmiddlewaretoken": token} for token in tokens)
    }

    assert (len(tokens), codes) == (2, {302})
    assert visitor.post(at(row, "review/remark/"), {"words": "Hm."}).status_code == 403
