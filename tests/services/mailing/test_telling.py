"""Who is told of what, and in which words: each step of a draft, by the service that takes it."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from guidance.core.documents.formats import parse
from guidance.models import FaqEntry, License, Mail, MailHow, ReviewVerdict, Tree
from guidance.services.drafts.authorship import record
from guidance.services.drafts.document_to_rows import store
from guidance.services.mailing.wishes import wish
from guidance.services.publishing import reviews
from guidance.services.publishing.acts import publish
from guidance.services.publishing.inspecting import inspect, look_of
from guidance.services.releasing.releases import release_due, schedule
from guidance.services.reviewing import guests, remarks
from tests.documents import license_data
from tests.editions import published_license, published_tree
from tests.services.mailing.conftest import member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mail")]
PAGE = "https://guidance.example.org/admin/guidance/faqentry/{}/review/"
END = "-- \nYou get this as one of the legal team. “Mail to me” in the admin changes that.\n"


def told():
    """Return to whom mail was written, and about what."""
    found = Mail.objects.order_by("pk").values_list("to__username", "event", "state")
    return sorted(found)


def bodies():
    return set(Mail.objects.values_list("body", flat=True))


def answered(row, by, verdict, note=""):
    return reviews.answer(row, by=by, verdict=verdict, seen=inspect(row).digest, note=note)


def test_reviewers_are_told_what_is_asked_for(faq, team):
    reviews.ask(faq, by=team["eve"], note="Look at the\nanswer.")

    assert told() == [("rita", "asked", "waiting"), ("rob", "asked", "waiting")]
    [body] = bodies()
    assert body == (
        "Eve asks for a review of “May I sell it?”.\n\n> Look at the\n> answer.\n\n"
        f"{PAGE.format(faq.pk)}\n\n{END}"
    )


def test_reviewer_who_wrote_on_the_draft_is_not_asked(faq, team):
    record(faq, by=team["rob"])

    reviews.ask(faq, by=team["eve"])

    assert told() == [("rita", "asked", "waiting")]


@pytest.mark.parametrize(
    "lost", [{"is_active": False}, {"email": ""}, {"is_staff": False}], ids=lambda one: str(one)
)
def test_who_cannot_be_reached_is_told_nothing(faq, team, lost):
    type(team["rob"]).objects.filter(username="rob").update(**lost)

    reviews.ask(faq, by=team["eve"])

    assert told() == [("rita", "asked", "waiting")]


def test_owner_who_may_see_no_draft_any_more_is_told_nothing(faq, team):
    team["olga"].groups.clear()

    publish(faq, by=team["paula"], note="Why.")

    assert told() == [("dora", "published", "waiting")]


def test_superusers_are_asked_only_where_there_is_no_reviewer(faq, team):
    boss = member("boss", is_superuser=True)
    reviews.ask(faq, by=team["eve"])
    first = told()
    reviews.withdraw(faq, by=team["eve"])
    for name in ("rita", "rob"):
        team[name].groups.clear()
    Mail.objects.all().delete()

    reviews.ask(faq, by=team["eve"])

    assert first == [("rita", "asked", "waiting"), ("rob", "asked", "waiting")]
    assert told() == [(boss.username, "asked", "waiting")]


@pytest.mark.parametrize(
    ("verdict", "event", "words"),
    [
        (ReviewVerdict.AGREES, "agreed", "Rita agrees with “May I sell it?”, as it was then."),
        (ReviewVerdict.CHANGES, "changes", "Rita asks for changes of “May I sell it?”."),
    ],
)
def test_who_asked_and_who_owns_it_are_told_the_answer(faq, team, verdict, event, words):
    reviews.ask(faq, by=team["eve"])
    Mail.objects.all().delete()

    answered(faq, team["rita"], verdict, note="Because.")

    assert told() == [(name, event, "waiting") for name in ("dora", "eve", "olga")]
    assert bodies() == {f"{words}\n\n> Because.\n\n{PAGE.format(faq.pk)}\n\n{END}"}


def test_remark_is_told_to_its_people_and_an_answer_to_who_remarked(faq, team):
    said = remarks.say(faq, by=team["rita"], words="Why not?", title="Answer")
    first = told()
    [body] = bodies()
    Mail.objects.all().delete()

    remarks.answer(faq, said.pk, by=team["olga"], words="See 1.")

    assert first == [("dora", "remarked", "waiting"), ("olga", "remarked", "waiting")]
    assert body.startswith("Rita remarks on “May I sell it?”:\n\nAt: Answer\n\n> Why not?\n\nhttps")
    assert told() == [("dora", "remarked", "waiting"), ("rita", "remarked", "waiting")]


def test_remark_on_what_nobody_owns_is_told_to_who_wrote_it(faq, team):
    FaqEntry.objects.update(owner=None, deputy=None)
    record(faq, by=team["eve"])

    remarks.say(FaqEntry.objects.get(), by=team["rita"], words="Why not?")

    assert told() == [("eve", "remarked", "waiting")]


def test_guest_is_told_of_once_with_the_last_verdict_and_without_the_link(faq, team):
    _made, secret = guests.invite(faq, by=team["eve"], guest="Moss & Co", days=7)
    all_of_it = guests.Said("", "", "unsure", "", "d" * 64, is_overall=True)
    guests.keep(secret, [all_of_it], name="Ada Moss")

    later = guests.Said("", "", "change", "See 2.", "d" * 64, is_overall=True)
    one = guests.Said("", "May I sell it?", "change", "No.", "e" * 64)
    guests.keep(secret, [one, later], name="Ada Moss")
    guests.keep(secret, [one, later], name="Ada Moss")

    assert told() == [(name, "opinion", "waiting") for name in ("dora", "eve", "olga")]
    assert bodies() == {
        "Ada Moss, by the link made for Moss & Co, has judged “May I sell it?”.\n\n"
        "Of the whole draft: It should change.\n\n> See 2.\n\nOf 1 statement they say more.\n\n"
        f"{PAGE.format(faq.pk)}\n\n{END}"
    }


def test_owners_and_who_asked_are_told_what_was_published(faq, team):
    reviews.ask(faq, by=team["eve"])
    Mail.objects.all().delete()

    publish(faq, by=team["paula"], note="Why.")

    assert told() == [(name, "published", "waiting") for name in ("dora", "eve", "olga")]
    [body] = bodies()
    assert body.startswith("Paula has published “May I sell it?”, as edition 2.\n\n> Why.\n\n")


def test_what_ships_is_told_to_nobody(faq, team):
    publish(faq, by=None, note="First.", is_shipped=True)

    assert told() == []


def scheduled(faq, by):
    at = timezone.now() + timedelta(hours=1)
    schedule({faq: look_of(faq)}, by=by, note="Later.", publish_at=at)
    return at


def test_who_scheduled_it_is_told_that_it_was_published(faq, team):
    at = scheduled(faq, team["paula"])

    release_due(at=at)

    names = [("dora", "published"), ("olga", "published"), ("paula", "released")]
    assert told() == [(name, event, "waiting") for name, event in names]


def test_draft_edited_after_it_was_scheduled_is_told_to_its_people(faq, team):
    at = scheduled(faq, team["paula"])
    FaqEntry.objects.update(short_answer="Perhaps.")

    release_due(at=at)

    assert told() == [(name, "stopped", "waiting") for name in ("dora", "olga", "paula")]
    [body] = bodies()
    assert "and not published:\n\n- May I sell it?\n\nChanged since it was scheduled" in body


def test_owner_is_told_once_of_all_that_rests_on_changed_words(team):
    data = license_data()
    published_license()
    published_tree()
    published_tree("may-i-use-it")
    Tree.objects.update(owner=team["olga"])
    for term in data["terms"]:
        if term["key"] == "notice":
            term["title"] = "Keep the whole notice"
    row = store(parse(data))

    publish(row, by=team["paula"], note="Changed.")

    mail = Mail.objects.get()
    why = "The term “Keep the notice” says something else now."
    titles = [str(tree) for tree in Tree.objects.order_by("pk")]
    assert (mail.to, mail.event) == (team["olga"], "ground")
    assert [line for line in mail.body.splitlines() if line.startswith("- ")] == [
        f"- {title}: {why}" for title in titles
    ]
    assert str(License.objects.get()) in mail.subject


def test_mail_goes_with_its_transaction(faq, team):
    with transaction.atomic():
        reviews.ask(faq, by=team["eve"])
        written = len(told())
        transaction.set_rollback(True)

    assert (written, told()) == (2, [])


def test_people_are_told_as_they_wish_and_what_waits_follows(faq, team):
    wish(team["rita"], MailHow.DAILY)
    wish(team["rob"], MailHow.NEVER)

    reviews.ask(faq, by=team["eve"])
    first = told()
    wish(team["rita"], MailHow.AT_ONCE)
    then = told()
    wish(team["rita"], MailHow.NEVER)

    assert first == [("rita", "asked", "gathered")]
    assert then == [("rita", "asked", "waiting")]
    assert told() == []


def test_telling_asks_as_much_for_six_as_for_two(faq, team):
    def queries():
        with CaptureQueriesContext(connection) as made:
            reviews.ask(faq, by=team["eve"])
        reviews.withdraw(faq, by=team["eve"])
        return len(made)

    queries()
    two = queries()
    for number in range(4):
        member(f"r{number}", "Reviewers")

    assert queries() == two


def test_lines_of_a_note_pass_for_none_of_ours(faq, team):
    note = "Read\u202e it.\n\n-- \nhttps://evil.example/admin/"
    reviews.ask(faq, by=team["eve"], note=note)

    [body] = bodies()
    assert "> Read it.\n>\n> --\n> https://evil.example/admin/\n\n" in body


def test_without_a_site_address_the_page_is_named_within_the_portal(mail, faq, team):
    mail.SITE_URL = ""

    reviews.ask(faq, by=team["eve"])

    [body] = bodies()
    assert f"\n\nIn the portal: /admin/guidance/faqentry/{faq.pk}/review/\n\n" in body


def test_no_step_talks_to_the_server(postbox, faq, team):
    postbox.wait = 30

    reviews.ask(faq, by=team["eve"])
    answered(faq, team["rita"], ReviewVerdict.AGREES)
    publish(faq, by=team["paula"], note="Why.")

    assert postbox.talks == 0
    assert Mail.objects.count() == 8
