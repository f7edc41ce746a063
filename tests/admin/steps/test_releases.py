"""Publishing a draft and withdrawing what was published, as each member of the team may do it."""

from django.contrib.admin.models import LogEntry

from guidance.models import Edition, FaqEntry, Publication
from guidance.services.editions.readings import current_faq, current_license
from guidance.services.publishing.inspecting import inspect
from guidance.services.publishing.withdrawals import withdraw
from tests.admin.pages import answered, at, messages_of, posted, publish_form


def test_publish_makes_an_edition_with_its_note(publisher, published):
    row = answered(published["faq"], "No.")

    response = posted(publisher, row, "publish/", **publish_form(publisher, row, "It was wrong."))

    edition = Edition.objects.get(publication__kind="faq", number=2)
    assert messages_of(response) == ["Edition 2 is published."]
    assert (edition.note, edition.published_by_name) == ("It was wrong.", "paul")
    assert "It was wrong." in LogEntry.objects.latest("pk").change_message


def test_publish_without_a_note_is_refused(publisher, published):
    row = answered(published["faq"], "No.")

    response = posted(publisher, row, "publish/", **publish_form(publisher, row, " "))

    assert b"Write a note before you publish." in response.content
    assert current_faq(row.slug).document.short_answer == "Yes."


def test_publish_sent_twice_makes_one_edition(publisher, published):
    row = answered(published["faq"], "No.")
    form = publish_form(publisher, row)

    posted(publisher, row, "publish/", **form)
    again = posted(publisher, row, "publish/", **form)

    assert messages_of(again)[0].startswith("There is nothing to publish")
    assert Edition.objects.filter(publication__kind="faq").count() == 2


def test_publish_of_another_draft_than_seen_is_refused_and_keeps_the_note(publisher, published):
    row = answered(published["faq"], "No.")
    form = publish_form(publisher, row, "It was wrong.")
    answered(row, "Perhaps.")

    response = posted(publisher, row, "publish/", **form)

    assert messages_of(response)[0].startswith("The draft changed")
    assert response.context["form"].initial == {
        "seen": inspect(row).digest, "over": "1", "note": "It was wrong.", "look_again_on": "",
    }  # fmt: skip
    assert current_faq(row.slug).document.short_answer == "Yes."


def test_publish_over_what_was_withdrawn_meanwhile_is_refused(publisher, published):
    row = answered(published["faq"], "No.")
    given = publish_form(publisher, row)
    withdraw(Publication.objects.get(kind="faq"), note="Wrong.")

    refused = posted(publisher, row, "publish/", **given)
    again = posted(publisher, row, "publish/", **publish_form(publisher, row))

    assert messages_of(refused)[0].startswith("Somebody published, withdrew or brought it back")
    assert messages_of(again) == ["Edition 2 is published."]


def test_publish_of_errors_is_refused_with_the_findings(publisher, published):
    row = published["faq"]
    lost = [{"license": "example", "section": "1", "quote": {"exact": "no such words"}}]
    FaqEntry.objects.filter(pk=row.pk).update(citations=lost)

    page = publisher.get(at(row, "publish/"))
    response = posted(publisher, row, "publish/", seen=page.context["inspection"].digest, note="W")

    assert [cause.code for cause in page.context["errors"]] == ["citation-not-found"]
    assert b'name="note"' not in page.content
    assert messages_of(response) == ["Nothing was published: the checks found 1 error."]
    assert Edition.objects.filter(publication__kind="faq").count() == 1


def test_publishing_a_license_names_what_rests_on_it(publisher, published):
    license = published["license"]
    license.terms.filter(key="notice").update(title="Keep the whole notice")

    response = posted(publisher, license, "publish/", **publish_form(publisher, license))

    (item,) = response.context["affected"]
    assert item["dependent"].slug == "can-i-use-it"
    assert item["url"] == at(published["tree"], "checks/")
    assert current_license("example").edition.number == 2


def test_withdraw_asks_why_and_bring_back_undoes_it(publisher, published):
    row = published["faq"]

    asked = posted(publisher, row, "withdraw/", note="")
    assert current_faq(row.slug) is not None
    posted(publisher, row, "withdraw/", note="It is wrong.")
    gone = current_faq(row.slug), Publication.objects.get(kind="faq").withdrawn_note
    publisher.get(at(row, "bring-back/"))
    still = current_faq(row.slug)
    posted(publisher, row, "bring-back/")

    assert b"Write why before you withdraw it." in asked.content
    assert (gone, still) == ((None, "It is wrong."), None)
    assert current_faq(row.slug).edition.number == 1
