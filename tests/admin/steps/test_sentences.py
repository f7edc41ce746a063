"""Old and new sentences side by side: what turned, who looked, and what stays to be done."""

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client

from guidance.admin.steps.sentences import MOST
from guidance.core.texts.quotes import quotes_in
from guidance.models import Annotation, Contribution, Edition, License, LicenseText, Question, Term
from guidance.services.drafts.rows_to_document import document_of
from guidance.services.publishing.sentences import fill
from tests.admin.pages import at, change_url, messages_of, tried
from tests.documents import BODY, license_data

GRANT = "You may use and change the work for any purpose."
TURNED = BODY.replace("You may use", "You may not use")
OTHER = BODY.replace("for any purpose", "for every purpose")


def text_of(body):
    data = license_data(body=body)["text"]
    return LicenseText.objects.create(
        source="tests", source_key="new", title="New", body=body, digest=data["digest"]
    )


def take(client, row, body):
    """Choose another text for a license in its form, and let its sections be those of it."""
    assert tried(client, row, text=str(text_of(body).pk)) == {}
    for one in license_data(body=body)["sections"]:
        row.sections.filter(key=one["key"]).update(start=one["start"], end=one["end"])


def shown(client, row):
    """Return the groups of the page: their names, each with places and what turned."""
    page = client.get(at(row, "sentences/"))
    return {
        name: [(one.comparison.quoted.place, one.comparison.turns) for one in group]
        for name, _words, _help, group in page.context["groups"]
    }


def looks(client, row):
    groups = client.get(at(row, "sentences/")).context["groups"]
    return [one.comparison.look for *_, group in groups for one in group]


@pytest.fixture
def turned(published, admin_of):
    row = published["license"]
    take(admin_of, row, TURNED)
    return row


def test_text_that_turns_a_sentence_stops_publishing_and_shows_both(admin_of, turned):
    said = ("“not” was added (a negation)",)

    page = admin_of.get(at(turned, "sentences/"))

    assert shown(admin_of, turned) == {
        "error": [("annotation:grant-is-broad", said), ("term:use", said)]
    }
    words = page.content.decode()
    assert words.count(f"<dd>{GRANT}</dd>") == 2
    assert (
        words.count("<dd>You may <ins>not </ins>use and change the work for any purpose.</dd>") == 2
    )
    errors = {finding.code for finding in page.context["inspection"].errors}
    assert errors == {"annotation-turned", "citation-turned"}
    checks = admin_of.get(at(turned, "checks/")).content.decode()
    assert checks.count(f'<a href="{at(turned, "sentences/")}">Compare the sentences</a>') == 2


def test_still_right_keeps_the_new_sentence_and_who_looked(admin_of, turned, editor):
    LogEntry.objects.all().delete()
    Contribution.objects.all().delete()
    first, second = looks(admin_of, turned)

    answer = admin_of.post(at(turned, "sentences/keep/"), {"look": first}, follow=True)
    admin_of.post(at(turned, "sentences/keep/"), {"look": second})

    assert messages_of(answer) == ["Kept: 1 sentence, with your name in the history."]
    assert [(one.user, one.get_change_message()) for one in LogEntry.objects.order_by("pk")] == [
        (editor, "Looked at the sentences around these words; still right: "
                 f"“{words}” (Example, 1)")
        for words in ("use and change the work", "for any purpose")
    ]  # fmt: skip
    assert [one.writer for one in Contribution.objects.all()] == [editor]
    assert shown(admin_of, turned) == {}
    new = GRANT.replace("may", "may not")
    assert Annotation.objects.get().sentence == new
    history = admin_of.get(at(turned, "history/")).content.decode()
    assert "still right: “for any purpose”" in history


def test_still_right_is_refused_where_the_sentence_is_another_by_now(admin_of, turned):
    first, _second = looks(admin_of, turned)
    Annotation.objects.update(sentence=GRANT.replace("any", "each"))

    answer = admin_of.post(at(turned, "sentences/keep/"), {"look": first}, follow=True)

    assert messages_of(answer)[0].startswith("The draft or the text changed after you had opened")
    assert Annotation.objects.get().sentence == GRANT.replace("any", "each")


@pytest.mark.parametrize("given", [{}, {"look": "x" * 9_000}])
def test_still_right_says_so_where_nothing_of_the_kind_is_there(admin_of, turned, given):
    admin_of.get(at(turned, "sentences/"))

    answer = admin_of.post(at(turned, "sentences/keep/"), given, follow=True)

    assert answer.status_code == 200
    assert messages_of(answer)[0].startswith("The draft or the text changed")


def test_who_only_reviews_sees_the_sentences_and_cannot_keep_them(turned, team):
    client = Client()
    client.force_login(team["reviewer"])

    page = client.get(at(turned, "sentences/"))
    refused = client.post(at(turned, "sentences/keep/"), {"look": looks(client, turned)[0]})

    assert (page.status_code, refused.status_code) == (200, 403)
    assert "Still right" not in page.content.decode()
    assert client.get(at(turned, "sentences/keep/")).status_code == 403


def test_opening_the_page_that_keeps_writes_nothing(admin_of, turned):
    answer = admin_of.get(at(turned, "sentences/keep/"))

    assert answer.url == at(turned, "sentences/")
    assert Annotation.objects.get().sentence == GRANT


def test_sentence_in_other_words_is_a_warning(admin_of, published):
    row = published["license"]
    Term.objects.all().delete()
    take(admin_of, row, OTHER)

    page = admin_of.get(at(row, "sentences/"))

    assert shown(admin_of, row) == {"warning": [("annotation:grant-is-broad", ())]}
    assert [finding.code for finding in page.context["inspection"].errors] == []


def test_sentence_that_is_gone_is_shown_beside_nothing(admin_of, published):
    row = published["license"]
    Term.objects.all().delete()
    take(admin_of, row, BODY.replace("use and change the work", "alter it in whatever way"))

    assert shown(admin_of, row) == {"lost": [("annotation:grant-is-broad", ())]}
    assert "Not found." in admin_of.get(at(row, "sentences/")).content.decode()
    assert "Still right" not in admin_of.get(at(row, "sentences/")).content.decode()


def test_words_whose_sentence_is_gone_are_shown_in_the_other_and_may_be_right(root, published):
    row = published["license"]
    old = "Whoever breaks these rules loses all rights to use and change the work."
    Annotation.objects.update(sentence=old)
    before = shown(root, row)

    root.post(at(row, "sentences/keep/"), {"look": looks(root, row)})

    assert before == {"lost": [("annotation:grant-is-broad", ())]}
    assert shown(root, row) == {}
    assert Annotation.objects.get().sentence == GRANT


def test_page_keeps_and_shows_so_many_quotes_at_a_time(root, published):
    Edition.objects.update(is_shipped=False)
    row = published["license"]
    note = Annotation.objects.get()
    notes = [
        Annotation(license=row, key=f"n{n}", section="1", exact=note.exact, kind="grants", body="B")
        for n in range(MOST)
    ]
    Annotation.objects.bulk_create(notes)

    page = root.get(at(row, "sentences/"))
    posted = [one.comparison.look for one in page.context["uncompared"]]
    root.post(at(row, "sentences/keep/"), {"look": posted})
    left = root.get(at(row, "sentences/"))

    assert (len(posted), page.context["uncompared_count"]) == (MOST, MOST + 3)
    assert (len(left.context["uncompared"]), left.context["uncompared_count"]) == (3, 3)


def test_kept_sentence_is_a_change_that_the_team_can_read(root, published):
    row = published["license"]
    fill(row, at="annotation:grant-is-broad")

    page = root.get(at(row, "changes/")).content.decode()

    assert "<ins> (in: You may use and change the work for any purpose.)</ins>" in page


def test_quotes_not_yet_compared_are_no_error_and_can_be_kept(admin_of, published):
    Edition.objects.update(is_shipped=False)
    row = published["tree"]
    page = admin_of.get(at(row, "sentences/"))
    named = [one.comparison.quoted.place for one in page.context["uncompared"]]
    posted = [one.comparison.look for one in page.context["uncompared"]]

    answer = admin_of.post(at(row, "sentences/keep/"), {"look": posted}, follow=True)

    assert page.context["inspection"].findings == ()
    assert named[:2] == ["question:users", "question:sharing"]
    assert messages_of(answer) == [f"Kept: {len(named)} sentences, with your name in the history."]
    assert all(one.quote.sentence for one in quotes_in(document_of(row)))
    assert answer.context["uncompared"] == []
    words = LogEntry.objects.latest("pk").get_change_message()
    assert words.startswith("Looked at the sentences around these words; still right: “more than")


def test_first_page_leads_to_what_is_not_yet_compared(admin_of, published):
    Edition.objects.update(is_shipped=False)

    def task():
        found = admin_of.get("/admin/").context["tasks"]
        return [(one["count"], one["rows"]) for one in found if "not yet compared" in one["words"]]

    before = task()
    for row in published.values():
        fill(row)

    assert [(count, len(rows)) for count, rows in before] == [(9, 3)]
    assert (str(published["faq"]), at(published["faq"], "sentences/"), "1 quote") in before[0][1]
    assert task() == []


# Saving a form


def test_note_that_is_quoted_anew_keeps_its_sentence(root, ground):
    note = Annotation.objects.get()

    assert tried(root, note, body="Another.") == {}
    kept = Annotation.objects.get().sentence
    Annotation.objects.update(sentence="The sentence as it was.")
    assert tried(root, note, body="A third.") == {}
    left = Annotation.objects.get().sentence
    assert tried(root, note, exact="keep this notice", section="2") == {}

    assert (kept, left) == (GRANT, "The sentence as it was.")
    assert Annotation.objects.get().sentence == (
        "You must keep this notice in all copies of the work."
    )


def test_citations_keep_the_sentences_of_those_that_stay(root, ground):
    term = Term.objects.get(key="use")
    term.citations[0]["quote"]["sentence"] = "Kept."
    term.save()
    lines = '1 "for any purpose"\n2 "keep this notice"'

    assert tried(root, term, citations=lines) == {}
    written = [one["quote"]["sentence"] for one in Term.objects.get(key="use").citations]
    assert tried(root, term, title="Use it in any trade") == {}

    assert written == ["Kept.", "You must keep this notice in all copies of the work."]
    assert [one["quote"]["sentence"] for one in Term.objects.get(key="use").citations] == written


def test_citation_of_a_question_keeps_the_sentence_of_what_is_published(root, published):
    question = Question.objects.get(key="users")

    assert tried(root, question, title="How many users are there?") == {}

    assert [one["quote"]["sentence"] for one in Question.objects.get(key="users").citations] == [
        "If you have more than 100 users, ask us first."
    ]
    assert Question.objects.get(key="sharing").citations[0]["quote"].get("sentence") is None


def test_form_that_is_saved_unchanged_keeps_nothing(root, ground):
    root.post(change_url(Annotation.objects.get()), {})

    assert tried(root, Annotation.objects.get()) == {}
    assert (Annotation.objects.get().sentence, License.objects.get().revision) == ("", 1)
