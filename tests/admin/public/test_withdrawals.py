"""Withdrawing in the admin: from a draft's page, or from a publication whose draft is gone."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User

from guidance.models import FaqEntry, Publication
from guidance.services.editions.readings import current_faq
from guidance.services.publishing.withdrawals import bring_back, withdraw
from tests.admin.conftest import person
from tests.admin.pages import answered, at, messages_of, posted
from tests.editions import published_faq
from tests.html import only, texts, values

WORDS = {"note": "It is wrong.", "reason": "Replaced,\n by  another.", "successor": ""}


@pytest.fixture
def publisher(client, groups):
    client.force_login(
        person("paul", "Publishers", is_staff=True, first_name="Paul", last_name="Public")
    )
    return client


@pytest.fixture
def faq(published):
    return published["faq"]


@pytest.fixture
def orphan(published):
    FaqEntry.objects.all().delete()
    return Publication.objects.get(kind="faq")


def of(kind):
    return Publication.objects.get(kind=kind)


def test_page_offers_what_is_public_by_title_and_not_itself(publisher, faq):
    withdraw(published_faq("gone", question="Gone?").publication, note="Wrong.")

    html = publisher.get(at(faq, "withdraw/")).content.decode()

    titles = texts(html, "option")
    groups = values(html, "optgroup", "label")
    assert titles == ["Nothing in particular", "Example License", "Can I use it?"]
    assert groups == ["License", "Questionnaire"]


def test_page_says_what_leads_there(publisher, faq, published):
    published_faq("other", question="Other?", related=["may-i-sell-it"])

    question = publisher.get(at(faq, "withdraw/")).content.decode()
    license = publisher.get(at(published["license"], "withdraw/")).content.decode()

    assert "1 public page names it as a related question." in question
    assert "Other?</a>" in question
    assert "The first page shows it." not in question
    assert "3 public pages cite it or are about it." in license
    assert "Can I use it?</a>" in license
    assert "The first page shows it." in license


def test_withdrawing_keeps_all_that_was_said_and_who(publisher, faq):
    response = posted(
        publisher, faq, "withdraw/", **WORDS | {"successor": of("tree").pk, "seen": "1"}
    )

    row = of("faq")
    assert messages_of(response) == [
        "Withdrawn. Its address says so; its editions can still be read."
    ]
    assert (row.withdrawn_reason, row.successor) == ("Replaced, by another.", of("tree"))
    assert (row.withdrawn_note, row.withdrawn_by_name) == ("It is wrong.", "Paul Public")
    html = response.content.decode()
    assert "Withdrawn by Paul Public" in html
    assert "Replaced, by another." in html
    assert LogEntry.objects.latest("pk").get_change_message() == "Withdrawn: It is wrong."


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("note", "", "Write why before you withdraw it."),
        ("note", "x" * 301, "at most 300 characters"),
        ("reason", "x" * 501, "at most 500 characters"),
        ("reason", "a\x07b", "which cannot be stored"),
        ("reason", "a\0b", "Null characters are not allowed."),
        ("successor", "999999", "That is not public any more. Choose another, or none."),
        ("successor", "x'--", "That is not public any more. Choose another, or none."),
    ],
)
def test_bad_input_is_said_at_its_field_and_keeps_the_words(publisher, faq, field, value, message):
    response = posted(publisher, faq, "withdraw/", **WORDS | {field: value})

    html = response.content.decode()
    assert message in only(html, f"div#id_{field}_error[role=alert]").text
    assert "It is wrong." in html or field == "note"
    assert current_faq(faq.slug) is not None


@pytest.mark.parametrize(("field", "length"), [("note", 300), ("reason", 500)])
def test_longest_words_are_taken(publisher, faq, field, length):
    posted(publisher, faq, "withdraw/", **WORDS | {field: "x" * length})

    assert getattr(of("faq"), f"withdrawn_{field}") == "x" * length


def test_withdrawing_another_edition_than_was_seen_is_refused_and_keeps_the_words(publisher, faq):
    form = publisher.get(at(faq, "withdraw/")).context["form"]
    seen = form["seen"].value()
    published_faq(short_answer="No.")

    refused = posted(publisher, faq, "withdraw/", **WORDS | {"seen": seen})
    public = current_faq(faq.slug) is not None
    html = refused.content.decode()
    again = only(html, "input[name=seen]")["value"]
    posted(publisher, faq, "withdraw/", **WORDS | {"seen": again})

    assert messages_of(refused)[0].startswith("Edition 2 was published after you had opened")
    assert (public, "It is wrong." in html, again) == (True, True, "2")
    assert current_faq(faq.slug) is None


def test_withdrawing_what_a_colleague_withdrew_says_who(publisher, faq):
    withdraw(of("faq"), by=User.objects.create_user("zoe", first_name="Zoe"), note="First.")

    response = posted(publisher, faq, "withdraw/", **WORDS)

    assert messages_of(response) == [
        "Zoe has withdrawn it already. Nothing was changed. "
        "You had written: “Replaced, by another.”; “It is wrong.”"
    ]
    assert of("faq").withdrawn_note == "First."


def test_what_was_never_published_cannot_be_withdrawn(publisher, ground):
    response = posted(publisher, ground["faq"], "withdraw/", **WORDS)

    assert messages_of(response) == [
        "There is nothing to withdraw. You had written: “Replaced, by another.”; “It is wrong.”"
    ]


def test_bringing_back_what_was_withdrawn_anew_is_refused(publisher, faq):
    withdraw(of("faq"), note="First.")
    html = publisher.get(at(faq, "editions/")).content.decode()
    seen = only(html, "input[name=seen]")["value"]
    bring_back(of("faq"))
    withdraw(of("faq"), note="Second.")

    refused = posted(publisher, faq, "bring-back/", seen=seen)
    still = current_faq(faq.slug)
    html = publisher.get(at(faq, "editions/")).content.decode()
    seen = only(html, "input[name=seen]")["value"]
    done = posted(publisher, faq, "bring-back/", seen=seen)

    assert messages_of(refused)[0].startswith("Somebody was quicker")
    assert (still, messages_of(done)) == (None, ["Edition 1 is public again."])


def test_editions_of_something_withdrawn_can_be_viewed(publisher, faq):
    withdraw(of("faq"), note="First.")

    html = publisher.get(at(faq, "editions/")).content.decode()

    assert '<a href="/faq/may-i-sell-it/v1/">View on site</a>' in html


# Without a draft


def test_first_page_lists_what_is_public_without_a_draft(publisher, orphan):
    html = publisher.get("/admin/").content.decode()

    assert "Public without a draft</a>: <strong>1</strong>" in html
    assert f'<a href="{at(orphan, "change/")}">May I sell it?</a>' in html


def test_first_page_says_nothing_where_every_draft_is_there(publisher, published):
    assert "without a draft" not in publisher.get("/admin/").content.decode()


def test_list_shows_those_without_a_draft(publisher, orphan):
    page = publisher.get("/admin/guidance/publication/?draft=none")

    assert list(page.context["cl"].queryset) == [orphan]


def test_orphan_is_withdrawn_and_brought_back(publisher, orphan):
    page = publisher.get(at(orphan, "change/")).content.decode()
    withdrawn = posted(publisher, orphan, "withdraw/", **WORDS)
    gone = current_faq(orphan.slug)
    back = posted(publisher, orphan, "bring-back/")

    assert at(orphan, "withdraw/") in page
    assert messages_of(withdrawn)[0].startswith("Withdrawn.")
    assert "Withdrawn by Paul Public" in withdrawn.content.decode()
    assert (gone, messages_of(back)) == (None, ["Edition 1 is public again."])
    log = [entry.get_change_message() for entry in LogEntry.objects.order_by("pk")]
    assert log == ["Withdrawn: It is wrong.", "Brought back."]


def test_publication_with_a_draft_leads_to_that(publisher, faq):
    page = publisher.get(at(of("faq"), "change/")).content.decode()
    response = publisher.get(at(of("faq"), "withdraw/"))

    assert f'<a href="{at(faq, "editions/")}">' in page
    assert (response.status_code, response["Location"]) == (302, at(faq, "withdraw/"))


@pytest.mark.parametrize("page", ["withdraw/", "bring-back/", "editions/1/recall/"])
@pytest.mark.parametrize("group", ["Editors", "Reviewers"])
def test_only_publishers_withdraw_and_recall_orphans(client, groups, orphan, group, page):
    client.force_login(person("eve", group, is_staff=True))

    statuses = [getattr(client, way)(at(orphan, page)).status_code for way in ("get", "post")]

    assert statuses == [403, 403]
    assert "withdraw/" not in client.get(at(orphan, "change/")).content.decode()


@pytest.mark.parametrize("pk", [10**9, 2**63, 10**30])
def test_publication_that_is_not_there_is_not_found(publisher, published, pk):
    for page in ("withdraw/", "bring-back/", "editions/1/recall/"):
        assert publisher.get(f"/admin/guidance/publication/{pk}/{page}").status_code == 404


def test_publishing_what_was_deleted_meanwhile_says_so(publisher, ground, monkeypatch):
    from guidance.admin.steps import releases

    row = answered(ground["faq"], "No.")
    wanted = {"seen": "", "note": "Why."}

    def publish_after_deletion(row, **given):
        FaqEntry.objects.all().delete()
        return publish(row, **given)

    publish = releases.publish
    monkeypatch.setattr(releases, "publish", publish_after_deletion)
    response = posted(publisher, row, "publish/", **wanted | {"seen": "x"})

    assert messages_of(response) == [
        "“May I sell it?” was deleted meanwhile, so nothing was published."
    ]
