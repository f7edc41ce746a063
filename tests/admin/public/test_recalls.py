"""Recalling an edition in the admin: words first, then what readers will see, then for ever."""

import pytest
from django.contrib.admin.models import LogEntry

from guidance.models import Edition, FaqEntry, Publication, Recall
from guidance.services.publishing.recalls import recall
from guidance.services.publishing.withdrawals import withdraw
from tests.admin.conftest import person
from tests.admin.pages import answered, at, messages_of, posted
from tests.editions import published_faq
from tests.html import only

WORDS = {"reason": "It said <yes>,\n always.", "advice": "Ask us."}
PAGE = "editions/1/recall/"


@pytest.fixture
def publisher(client, groups):
    client.force_login(person("paul", "Publishers", is_staff=True, first_name="Paul"))
    return client


@pytest.fixture
def faq(published):
    """An FAQ entry of two editions."""
    published_faq(short_answer="No.")
    return published["faq"]


def test_recall_asks_shows_and_then_does_it(publisher, faq):
    asked = publisher.get(at(faq, PAGE)).content.decode()
    shown = posted(publisher, faq, PAGE, **WORDS).content.decode()
    before = Recall.objects.count()
    response = posted(publisher, faq, PAGE, **WORDS, _recall="yes")

    made = Recall.objects.get()
    assert "This cannot be taken back." in asked
    assert "It said &lt;yes&gt;, always." in shown
    assert "Nobody can take this back or change these words, ever." in shown
    assert (before, made.edition.number, made.reason) == (0, 1, "It said <yes>, always.")
    assert (made.recalled_by.username, made.recalled_by_name) == ("paul", "Paul")
    assert messages_of(response) == ["Edition 1 is recalled. Everything that stands on it says so."]
    assert "Recalled by Paul" in response.content.decode()
    message = LogEntry.objects.latest("pk").get_change_message()
    assert message == "Recalled edition 1: It said <yes>, always."


def test_words_can_be_changed_before(publisher, faq):
    html = posted(publisher, faq, PAGE, **WORDS, _back="yes").content.decode()

    assert only(html, "textarea[name=reason]").text == "It said <yes>, always."
    assert Recall.objects.count() == 0


@pytest.mark.parametrize("step", [{}, {"_recall": "yes"}])
@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("reason", "", "Write what is wrong"),
        ("reason", " \n", "Write what is wrong"),
        ("advice", "", "Write what readers are to do now."),
        ("reason", "x" * 501, "at most 500 characters"),
        ("advice", "a\x07b", "which cannot be stored"),
    ],
)
def test_recall_without_good_words_is_refused_at_the_field(
    publisher, faq, field, value, message, step
):
    html = posted(publisher, faq, PAGE, **WORDS | {field: value}, **step).content.decode()

    assert message in only(html, f"div#id_{field}_error[role=alert]").text
    assert Recall.objects.count() == 0


def test_recall_of_what_is_current_says_that_it_stays_public(publisher, faq):
    current, older = (
        publisher.get(at(faq, f"editions/{number}/recall/")).content.decode() for number in (2, 1)
    )

    words = "It is the current edition and stays public."
    assert (words in current, words in older) == (True, False)


def test_history_of_a_recalled_current_edition_offers_a_correction_or_withdrawing(publisher, faq):
    plain = publisher.get(at(faq, "editions/")).content.decode()
    recall(Edition.objects.get(publication__kind="faq", number=2), by=None, **WORDS)

    html = publisher.get(at(faq, "editions/")).content.decode()

    first_page = publisher.get("/admin/").content.decode()
    listed = publisher.get("/admin/guidance/publication/?recalled=yes").context["cl"].queryset
    words = "Edition 2, which readers see now, was recalled."
    assert (words in plain, words in html) == (False, True)
    assert "Correct the draft</a>" in html
    assert "Edition 2 was recalled; correct and publish it, or withdraw it" in html
    assert "Recalled, and neither corrected nor withdrawn</a>: <strong>1</strong>" in first_page
    assert [one.slug for one in listed] == ["may-i-sell-it"]
    assert at(faq, "editions/1/recall/") in html
    assert at(faq, "editions/2/recall/") not in html


def test_recall_of_a_recalled_edition_says_by_whom(publisher, faq):
    recall(
        Edition.objects.get(publication__kind="faq", number=1), by=None, reason="R.", advice="A."
    )

    responses = [publisher.get(at(faq, PAGE), follow=True), posted(publisher, faq, PAGE, **WORDS)]

    said = [messages_of(response) for response in responses]
    assert said == [["Somebody has recalled this edition already: R."]] * 2


@pytest.mark.parametrize("number", [3, 2**31, 10**30])
def test_edition_that_is_not_there_is_not_found(publisher, faq, number):
    assert publisher.get(at(faq, f"editions/{number}/recall/")).status_code == 404


@pytest.mark.parametrize("group", ["Editors", "Reviewers"])
def test_only_publishers_recall(client, groups, faq, group):
    client.force_login(person("eve", group, is_staff=True))

    statuses = [client.get(at(faq, PAGE)).status_code, client.post(at(faq, PAGE)).status_code]

    assert statuses == [403, 403]
    for page in ("editions/", "editions/1/"):
        assert b"Recall this edition" not in client.get(at(faq, page)).content


def test_edition_of_something_withdrawn_can_be_recalled(publisher, faq):
    withdraw(Publication.objects.get(kind="faq"), note="Wrong.")

    posted(publisher, faq, PAGE, **WORDS, _recall="yes")

    assert Recall.objects.count() == 1


def test_edition_of_an_orphan_can_be_recalled(publisher, faq):
    FaqEntry.objects.all().delete()
    orphan = Publication.objects.get(kind="faq")
    page = publisher.get(at(orphan, "change/")).content.decode()

    response = posted(publisher, orphan, PAGE, **WORDS, _recall="yes")

    assert at(orphan, PAGE) in page
    assert messages_of(response)[0].startswith("Edition 1 is recalled.")
    assert "Recalled by Paul" in response.content.decode()


def test_list_of_editions_marks_and_filters_the_recalled(publisher, faq):
    recall(Edition.objects.get(publication__kind="faq", number=1), by=None, **WORDS)

    page = publisher.get("/admin/guidance/edition/?recalled=yes")

    assert [str(row) for row in page.context["cl"].queryset] == ["FAQ entry may-i-sell-it v1"]
    assert "It said &lt;yes&gt;" in page.content.decode()


def test_draft_can_be_corrected_and_published_after_a_recall(publisher, faq):
    recall(Edition.objects.get(publication__kind="faq", number=2), by=None, **WORDS)
    answered(faq, "It depends.")
    seen = publisher.get(at(faq, "publish/")).context["form"].initial["seen"]

    posted(publisher, faq, "publish/", seen=seen, note="Corrected.")

    assert b"readers see now, was recalled" not in publisher.get(at(faq, "editions/")).content
