"""The first page of the admin: what needs doing, for whoever looks."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from guidance.core.documents.formats import parse
from guidance.models import (
    Annotation,
    Case,
    Contribution,
    FaqEntry,
    License,
    MissedQuery,
    Publication,
    Tree,
)
from guidance.services.drafts.document_to_rows import store
from guidance.services.publishing.acts import publish
from guidance.services.publishing.reviews import ask
from guidance.services.publishing.withdrawals import withdraw
from tests.admin.conftest import person
from tests.documents import faq_data
from tests.editions import published_faq, published_license, published_tree
from tests.html import texts

pytestmark = pytest.mark.django_db


def tasks_of(client):
    return client.get("/admin/").context["tasks"]


def said(client):
    return [(task["count"], task["words"]) for task in tasks_of(client)]


def rows_of(client, words):
    """Return the rows of one task; empty where it is not listed."""
    return next((task["rows"] for task in tasks_of(client) if task["words"] == words), [])


def test_index_says_what_needs_doing(root, ground):
    assert said(root) == [
        (2, "drafts with errors"),
        (1, "licenses never published"),
        (1, "FAQ entries never published"),
        (1, "decision trees never published"),
        (9, "quotes not yet compared with their sentences"),
    ]


def test_index_tells_a_draft_that_was_edited_since(root, db):
    published_license()
    published_tree()
    quiet = said(root)

    note = Annotation.objects.get()
    note.save()
    saved = said(root)
    note.body = "Another."
    note.save()

    assert (
        quiet
        == saved
        == [
            (2, "editions not yet confirmed by a reviewer"),
            (8, "quotes not yet compared with their sentences"),
        ]
    )
    assert [
        words for words, _url, _why in rows_of(root, "licenses edited since they were published")
    ] == ["Example License"]


def test_index_says_what_the_checks_find(root, db):
    published_license()
    published_tree()
    Annotation.objects.update(exact="words that are gone", revision=7)
    case = Case.objects.first()
    case.outcomes = ["ask-us"] if case.outcomes != ["ask-us"] else ["yes"]
    case.save()

    found = {task["words"]: task for task in tasks_of(root)}
    license, tree = License.objects.get(), Tree.objects.get()

    assert found["drafts with errors"]["count"] == 2
    assert found["quotes whose words are not found"]["rows"] == [
        ("Example License", f"/admin/guidance/license/{license.pk}/checks/", "1 quote")
    ]
    assert found["cases that fail"]["rows"] == [
        ("Can I use it?", f"/admin/guidance/tree/{tree.pk}/checks/", "1 case")
    ]


def test_index_lists_the_drafts_of_their_owner_first(client, groups, db):
    published_license()
    eve, ed = person("eve", "Editors", is_staff=True), person("ed", "Editors", is_staff=True)
    entry = store(parse(faq_data("mine", licenses=["example"])))
    FaqEntry.objects.update(owner=eve)
    written = store(parse(faq_data("written", question="Written?", licenses=["example"])))
    kind = {"kind": "faq", "at": timezone.now()}
    Contribution.objects.create(draft=written.pk, writer=ed, **kind)
    Contribution.objects.create(draft=entry.pk, writer=ed, **kind)

    client.force_login(eve)
    hers, first = rows_of(client, "your drafts"), tasks_of(client)[0]["words"]
    client.force_login(ed)
    his = rows_of(client, "your drafts")

    assert first == "your drafts"
    assert [title for title, _url, _why in hers] == ["May I sell it?"]
    assert [title for title, _url, _why in his] == ["Written?"]


def test_index_says_who_asks_for_a_review_and_what_for(client, team, ground):
    ask(ground["license"], by=team["editor"], note="Is clause 2 right?")
    client.force_login(team["reviewer"])

    [(title, url, why)] = rows_of(client, "drafts waiting for your review")

    assert (title, url) == (
        "Example License", f"/admin/guidance/license/{ground['license'].pk}/review/"
    )  # fmt: skip
    assert why.startswith("ed asked on ")
    assert why.endswith(": Is clause 2 right?")


@pytest.mark.parametrize(("days", "listed"), [(0, 1), (1, 0)])
def test_index_lists_what_is_due_today_and_not_what_is_due_tomorrow(root, db, days, listed):
    published_license()
    on = timezone.localdate() + timedelta(days=days)
    Publication.objects.update(look_again_on=on)

    assert len(rows_of(root, "to be looked at again by today")) == listed


def test_index_lists_what_was_withdrawn_with_the_reason(root, db):
    edition = published_license()
    withdraw(edition.publication, note="The publisher changed it.")

    [(title, _url, why)] = rows_of(root, "withdrawn from the site")

    assert title == "Example License"
    assert why.endswith(": The publisher changed it.")


def test_index_lists_questions_of_readers(root, db):
    today = {"last_asked": timezone.localdate()}
    MissedQuery.objects.create(digest="a", words="may I rent it", times=4, **today)
    MissedQuery.objects.create(digest="b", words="let go", times=9, is_done=True, **today)

    assert rows_of(root, "questions from readers without an answer") == [
        ("may I rent it", "/admin/guidance/asked/", "4 times")
    ]


def test_index_tells_nobody_what_they_may_not_see(client, ground):
    client.force_login(User.objects.create_user("pat", is_staff=True))

    page = client.get("/admin/")

    assert page.context["tasks"] == []
    assert "Search everything" not in page.text
    assert "Example License" not in page.text


def test_index_asks_as_much_for_many_drafts_as_for_few(root, db):
    published_license()
    published_faq()
    published_tree()
    tasks_of(root)
    with CaptureQueriesContext(connection) as few:
        tasks_of(root)
    for number in range(3):
        published_license(f"license-{number}")
        published_faq(f"faq-{number}", licenses=[f"license-{number}"])
        published_tree(f"tree-{number}")
    tasks_of(root)

    with CaptureQueriesContext(connection) as many:
        tasks_of(root)

    assert len(many) == len(few)


def test_index_has_a_heading_for_each_shelf_and_the_lists_below(root, ground):
    FaqEntry.objects.update(owner=User.objects.get())

    page = root.get("/admin/")

    assert texts(page, "section.guidance-tasks h2") == ["For you", "For the team"]
    assert texts(page, "details.guidance-lists summary") == ["All lists"]


def test_reviewer_is_led_to_confirm_many(client, groups, db):
    published_license()
    rita = person("rita", "Reviewers", is_staff=True)
    client.force_login(rita)
    url = next(t["url"] for t in tasks_of(client) if "not yet confirmed" in t["words"])
    rita.groups.set(Group.objects.filter(name="Editors"))

    other = next(t["url"] for t in tasks_of(client) if "not yet confirmed" in t["words"])

    assert url == "/admin/guidance/confirm/"
    assert other == "/admin/guidance/edition/?reviewed=waiting"


def test_published_by_a_person_is_not_theirs_to_publish_again(client, groups, ground):
    paul = person("paul", "Publishers", is_staff=True)
    License.objects.update(owner=paul)
    client.force_login(paul)
    before = rows_of(client, "your drafts")

    publish(ground["license"], by=paul, note="First.")

    assert len(before) == 1
    assert rows_of(client, "your drafts") == []
