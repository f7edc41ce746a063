"""Warnings left standing by a button: with a reason, by whom, until somebody takes them back."""

import re

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client

from guidance.core.documents.counts import MOST
from guidance.models import Contribution, FaqEntry
from guidance.services.publishing.acts import publish
from tests.admin.conftest import person
from tests.admin.pages import at, messages_of
from tests.scenes import scene

pytestmark = pytest.mark.django_db

NAME = "clause-uncited"
WHY = "The link beside it leads there."
LINE = r"clause-uncited: The link beside it leads there\. — .+, \d{4}-\d\d-\d\d"
CHANGED = "The draft, or what the checks find in it, changed after you had opened this page."


@scene
def cautious(ground):
    """An FAQ entry that names a clause which it does not cite."""
    publish(ground["license"], by=None, note="First.")
    row = ground["faq"]
    row.answer = "As section 2 says."
    row.save()
    return row


def page_of(client, row):
    return client.get(at(row, "checks/"))


def form_of(client, row, name=NAME, **given):
    """Return what the form of a warning sends, with a reason."""
    forms = [
        form
        for *_, shown in page_of(client, row).context["groups"]
        for one in shown
        for form in one.forms
    ]
    [seen] = [form["seen"].value() for form in forms if form["name"].value() == name]
    return {"name": name, "seen": seen, "reason": WHY, "leave": "yes", **given}


def leave(client, row, data):
    return client.post(at(row, "checks/"), data, follow=True)


def lines(row):
    return FaqEntry.objects.get(pk=row.pk).dismissed


def test_button_leaves_a_warning_standing_and_keeps_who_and_why(admin_of, editor, cautious):

    LogEntry.objects.all().delete()
    Contribution.objects.all().delete()

    page = leave(admin_of, cautious, form_of(admin_of, cautious))

    [line] = lines(cautious)
    [left] = page.context["left"]
    assert re.fullmatch(LINE, line)
    assert page.context["groups"] == []
    assert (left.dismissed.reason, left.dismissed.by) == (WHY, line.split(" — ")[1].split(",")[0])
    assert [finding.code for finding in left.left.findings] == [NAME]
    assert WHY in page.content.decode()
    [entry] = LogEntry.objects.all()
    assert (entry.user, entry.get_change_message()) == (
        editor,
        f"Left a warning as it is: {NAME}. {WHY}",
    )
    assert [one.writer for one in Contribution.objects.all()] == [editor]


def test_warning_is_exported_with_its_reason_and_shown_to_no_reader(admin_of, cautious):
    leave(admin_of, cautious, form_of(admin_of, cautious))
    cautious.refresh_from_db()

    exported = admin_of.get(at(cautious, "export/")).json()
    publish(cautious, by=None, note="Second.")
    public = Client().get(f"/faq/{cautious.slug}/").content.decode()

    assert exported["dismissed"] == cautious.dismissed
    assert "The link beside it" not in public
    assert "As section 2 says." in public


def test_warning_is_taken_back_and_told_again(admin_of, cautious):
    leave(admin_of, cautious, form_of(admin_of, cautious))
    [line] = lines(cautious)

    page = leave(admin_of, cautious, {"back": line})

    assert messages_of(page) == ["Taken back: the checks tell it again."]
    assert (lines(cautious), page.context["left"]) == ([], [])
    assert form_of(admin_of, cautious)["name"] == NAME
    told = LogEntry.objects.order_by("-pk").first().get_change_message()
    assert told == f"No longer left as it is: {NAME}."


def test_reason_is_asked_for_and_nothing_written_without(admin_of, cautious):
    page = leave(admin_of, cautious, form_of(admin_of, cautious, reason="  "))

    assert "Write why it stays." in page.content.decode()
    assert lines(cautious) == []


def test_warning_that_says_something_else_by_now_is_looked_at_again(admin_of, cautious):
    sent = form_of(admin_of, cautious)
    FaqEntry.objects.filter(pk=cautious.pk).update(answer="As section 1 says.")

    page = leave(admin_of, cautious, sent)

    assert messages_of(page)[0].startswith(CHANGED)
    assert f"You had written: {WHY}" in messages_of(page)[0]
    assert lines(cautious) == []


def test_line_that_a_colleague_took_back_is_told(admin_of, cautious):
    page = leave(admin_of, cautious, {"back": "clause-uncited: Another reason."})

    assert messages_of(page)[0].startswith(CHANGED)


def test_error_has_no_button_and_is_not_left_by_a_form(admin_of, cautious):
    sent = form_of(admin_of, cautious, name=NAME)
    FaqEntry.objects.filter(pk=cautious.pk).update(citations=[])

    page = leave(admin_of, cautious, {**sent, "name": "uncited"})

    [(severity, _words, [shown])] = page.context["groups"]
    assert (severity, shown.code, shown.forms, lines(cautious)) == ("error", "uncited", (), [])


def test_warning_that_is_gone_stays_listed_until_it_is_taken_back(admin_of, cautious):
    leave(admin_of, cautious, form_of(admin_of, cautious))
    FaqEntry.objects.filter(pk=cautious.pk).update(answer="It stays.")

    page = page_of(admin_of, cautious)

    assert [one.left.findings for one in page.context["left"]] == [()]
    assert "the checks find it no more" in page.content.decode()


def test_draft_that_is_full_of_such_lines_takes_no_more(admin_of, cautious):
    full = [f"no-terms at term:t{number}: Why." for number in range(MOST["dismissed"])]
    FaqEntry.objects.filter(pk=cautious.pk).update(dismissed=full)

    page = leave(admin_of, cautious, form_of(admin_of, cautious))

    assert messages_of(page) == ["A draft leaves no more warnings standing. Take one back."]
    assert lines(cautious) == full


def test_who_only_reviews_sees_the_reasons_and_no_button(admin_of, cautious, team):
    sent = form_of(admin_of, cautious)
    leave(admin_of, cautious, sent)
    [line] = lines(cautious)
    client = Client()
    client.force_login(team["reviewer"])

    page = page_of(client, cautious)
    refused = [client.post(at(cautious, "checks/"), data) for data in (sent, {"back": line})]

    assert WHY in page.content.decode()
    assert "Take it back" not in page.content.decode()
    assert [one.status_code for one in refused] == [403, 403]
    assert lines(cautious) == [line]


def test_outsider_leaves_no_warning_standing(client, admin_of, cautious):
    sent = form_of(admin_of, cautious)
    client.force_login(person("mallory", is_staff=True))

    assert client.post(at(cautious, "checks/"), sent).status_code == 403
    assert lines(cautious) == []
