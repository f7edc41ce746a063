"""Asking for a review in the admin, answering, and what follows."""

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client

from guidance.models import ReviewRequest
from guidance.services.editions.readings import current_faq
from guidance.services.publishing import reviews
from guidance.services.publishing.inspecting import inspect
from tests.admin.conftest import person
from tests.admin.pages import answered, at, messages_of, posted, publish_form


@pytest.fixture
def faq(published):
    return answered(published["faq"], "No.")


@pytest.fixture
def clients(team):
    made = {name: Client() for name in team}
    for name, client in made.items():
        client.force_login(team[name])
    return made


def asked(row, by):
    return reviews.ask(row, by=by, note="Is it right?")


def answer_form(client, row, **given):
    seen = client.get(at(row, "review/")).context["inspection"].digest
    return {"seen": seen, "verdict": "agrees", "note": "", **given}


def bar_of(client, row, page="change/"):
    review = client.get(at(row, page)).context["bar"]["review"]
    return review and review["words"]


def tasks_of(client):
    page = client.get("/admin/")
    return [
        (t["words"], [row[:2] for row in t["rows"]])
        for t in page.context["tasks"]
        if "review" in t["words"]
    ]


def test_review_is_asked_for_answered_and_published(clients, faq):
    editor, reviewer, publisher = (clients[n] for n in ("editor", "reviewer", "publisher"))
    steps = [bar_of(editor, faq)]

    told = [messages_of(posted(editor, faq, "review/", note="Is it right?"))]
    steps += [bar_of(editor, faq), bar_of(reviewer, faq)]
    sent = answer_form(reviewer, faq, note="It is.")
    told += [messages_of(posted(reviewer, faq, "review/answer/", **sent))]
    steps += [bar_of(editor, faq)]
    page = publisher.get(at(faq, "publish/"))
    told += [messages_of(posted(publisher, faq, "publish/", **publish_form(publisher, faq)))]

    assert steps == ["Ask for review", "Waiting for a review", "Review this draft", "rita agreed"]
    assert [words for (words,) in told] == [
        "Asked. Reviewers find the draft on the first page of the admin.",
        "Your agreement is recorded. Published as it is, it is reviewed by you.",
        "Edition 2 is published.",
    ]
    assert "rita agreed with this very draft on " in page.text
    assert "its pages say at once that it was reviewed" in page.text
    assert current_faq(faq.slug).edition.reviewed_by == "rita"
    assert "reviewed" in Client().get(faq.get_absolute_url()).text


def test_publish_page_says_that_the_draft_changed_since(clients, team, faq):
    asked(faq, team["editor"])
    posted(clients["reviewer"], faq, "review/answer/", **answer_form(clients["reviewer"], faq))
    answered(faq, "Never.")

    page = clients["publisher"].get(at(faq, "publish/"))

    assert "has changed since rita agreed on " in page.text
    assert "agreed with this very draft" not in page.text
    assert bar_of(clients["editor"], faq) == "Changed since rita agreed"


def test_changes_asked_for_are_shown_with_their_words(clients, team, faq):
    asked(faq, team["editor"])
    form = answer_form(clients["reviewer"], faq, verdict="changes", note="Say <b>why</b>.")

    posted(clients["reviewer"], faq, "review/answer/", **form)

    for page in ("publish/", "editions/", "review/"):
        shown = clients["publisher"].get(at(faq, page)).text
        assert "rita asked for changes on " in shown
        assert "Say &lt;b&gt;why&lt;/b&gt;." in shown
    assert bar_of(clients["editor"], faq) == "rita asks for changes"


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"verdict": ""}, "Choose one of the two."),
        ({"verdict": "maybe"}, "Select a valid choice."),
        ({"verdict": "changes", "note": " "}, "Write what has to change."),
    ],
)
def test_answer_that_is_not_whole_is_told_and_keeps_its_words(
    clients,
    team,
    faq,
    given,
    message,
):
    asked(faq, team["editor"])
    form = answer_form(clients["reviewer"], faq, **{"note": "My words.", **given})

    response = posted(clients["reviewer"], faq, "review/answer/", **form)

    assert message in response.text
    assert ("My words." in response.text) == (form["note"] == "My words.")
    assert ReviewRequest.objects.get().is_open


def test_answer_on_another_draft_than_seen_is_refused_and_keeps_its_words(clients, team, faq):
    asked(faq, team["editor"])
    form = answer_form(clients["reviewer"], faq, note="My words.")
    answered(faq, "Perhaps.")

    response = posted(clients["reviewer"], faq, "review/answer/", **form)

    shown = response.context["answering"]
    assert messages_of(response)[0].startswith("The draft changed")
    assert (shown["seen"].value(), shown["note"].value()) == (inspect(faq).digest, "My words.")
    assert ReviewRequest.objects.get().is_open


def test_agreeing_with_errors_is_refused_and_keeps_its_words(clients, team, faq):
    asked(faq, team["editor"])
    type(faq).objects.update(citations=[{"license": "gone", "section": "1"}])
    form = answer_form(clients["reviewer"], faq, note="My words.")

    response = posted(clients["reviewer"], faq, "review/answer/", **form)

    assert messages_of(response)[0].startswith("The checks find errors")
    assert response.context["answering"]["note"].value() == "My words."
    assert ReviewRequest.objects.get().is_open


def test_first_page_lists_drafts_for_who_reviews_and_who_asked(clients, team, faq):
    asked(faq, team["editor"])
    link = [(str(faq), at(faq, "review/"))]

    before = {name: tasks_of(clients[name]) for name in ("editor", "reviewer", "publisher")}
    posted(clients["reviewer"], faq, "review/answer/", **answer_form(clients["reviewer"], faq))
    after = {name: tasks_of(clients[name]) for name in before}

    confirming = [("editions not yet confirmed by a reviewer", [])]
    waiting = [("drafts waiting for your review", link)]
    to_act = [("drafts whose review was answered", link)]
    assert before == {
        "editor": confirming, "reviewer": waiting + confirming, "publisher": confirming,
    }  # fmt: skip
    assert after == {
        "editor": to_act + confirming, "reviewer": confirming, "publisher": to_act + confirming,
    }  # fmt: skip


def test_draft_that_was_deleted_waits_for_nobody(clients, team, faq):
    asked(faq, team["editor"])
    faq.delete()

    assert [words for words, _rows in tasks_of(clients["reviewer"])] == [
        "editions not yet confirmed by a reviewer"
    ]


@pytest.mark.parametrize("who", ["editor", "publisher", "plain"])
def test_answering_is_for_reviewers(clients, team, faq, who):
    asked(faq, person("max", "Editors"))
    form = answer_form(clients["reviewer"], faq)

    response = clients[who].post(at(faq, "review/answer/"), form)

    assert response.status_code == 403
    assert ReviewRequest.objects.get().is_open


def test_outsider_is_sent_to_the_login(clients, team, faq):
    asked(faq, team["editor"])

    pages = ("review/", "review/answer/", "review/withdraw/")
    statuses = [clients["outsider"].post(at(faq, page)).status_code for page in pages]

    assert statuses == [302, 302, 302]
    assert ReviewRequest.objects.get().is_open


def test_who_asked_cannot_answer_although_a_reviewer(client, groups, faq):
    both = person("bo", "Editors", "Reviewers", is_staff=True)
    asked(faq, both)
    client.force_login(both)

    page = client.get(at(faq, "review/"))
    form = {"seen": inspect(faq).digest, "verdict": "agrees", "note": ""}

    assert page.context["answering"] is None
    assert client.post(at(faq, "review/answer/"), form).status_code == 403
    assert tasks_of(client)[0][0] == "editions not yet confirmed by a reviewer"


def test_asking_is_for_who_writes(clients, faq):
    page = clients["reviewer"].get(at(faq, "review/"))

    assert page.context["asking"] is None
    assert clients["reviewer"].post(at(faq, "review/"), {"note": ""}).status_code == 403
    assert bar_of(clients["reviewer"], faq) is None


def test_asking_twice_says_who_asked(clients, team, faq):
    asked(faq, team["editor"])

    response = posted(clients["publisher"], faq, "review/", note="")

    assert messages_of(response) == ["ed had asked already; the request waits for its answer."]


def test_draft_as_published_is_not_asked_for(clients, published):
    row = published["faq"]

    response = posted(clients["editor"], row, "review/", note="")

    assert messages_of(response) == ["There is nothing to review that could be published."]
    assert bar_of(clients["editor"], row) is None


def test_request_is_withdrawn_by_who_asked(clients, team, faq):
    asked(faq, team["editor"])

    refused = clients["reviewer"].post(at(faq, "review/withdraw/")).status_code
    response = posted(clients["editor"], faq, "review/withdraw/")

    assert (refused, messages_of(response)) == (403, ["The request for a review is closed."])
    assert bar_of(clients["editor"], faq) == "Ask for review"
    assert "before anybody answered" in response.text


def test_links_change_nothing(clients, team, faq):
    asked(faq, team["editor"])

    for page in ("review/answer/", "review/withdraw/"):
        assert clients["reviewer"].get(at(faq, page)).status_code == 302

    assert ReviewRequest.objects.get().is_open


def test_review_is_in_the_log_of_the_draft(clients, team, faq):
    posted(clients["editor"], faq, "review/", note="")
    posted(clients["reviewer"], faq, "review/answer/", **answer_form(clients["reviewer"], faq))

    assert [entry.change_message for entry in LogEntry.objects.order_by("pk")] == [
        "Asked for a review.", "Agreed with the draft as a reviewer.",
    ]  # fmt: skip
