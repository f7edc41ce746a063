"""Mail that the clock brings: days that have come, and a digest of what waits."""

from datetime import datetime, time, timedelta
from threading import Barrier

import pytest
from django.utils import timezone

from guidance.models import FaqEntry, Mail, MailHow, MailWish, Publication
from guidance.services.mailing.sending import KEPT, forget_mail
from guidance.services.mailing.wishes import wish
from guidance.services.publishing import reviews
from guidance.services.publishing.acts import publish
from guidance.services.worklist.mails import DIGEST_HOUR, make_digests, tell_of_days
from tests.services.mailing.conftest import *  # noqa: F403 - the team and their mail
from tests.threads import in_threads

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mail")]
ADMIN = "https://guidance.example.org/admin/"


def told():
    return sorted(Mail.objects.values_list("to__username", "event", "state"))


def at_hour(hour, *, days=0):
    day = timezone.localdate() + timedelta(days=days)
    return timezone.make_aware(datetime.combine(day, time(hour)))


def to_be_looked_at(*, days):
    on = timezone.localdate() + timedelta(days=days)
    Publication.objects.filter(kind="faq").update(look_again_on=on)


def test_owners_are_told_once_that_the_day_has_come(faq):
    to_be_looked_at(days=1)
    tell_of_days()
    before = told()

    to_be_looked_at(days=0)
    tell_of_days()
    tell_of_days()

    assert before == []
    assert told() == [(name, "look-again", "waiting") for name in ("dora", "olga")]


def test_what_was_not_looked_at_is_told_again_after_a_month(faq):
    to_be_looked_at(days=0)
    tell_of_days()
    forget_mail(at=timezone.now() + KEPT + timedelta(seconds=1))

    tell_of_days()

    assert told() == [(name, "look-again", "waiting") for name in ("dora", "olga")]


def test_who_published_is_told_where_nobody_owns_it(faq, team):
    FaqEntry.objects.update(owner=None, deputy=None)
    to_be_looked_at(days=0)
    tell_of_days()
    by_nobody = told()
    publish(FaqEntry.objects.get(), by=team["paula"], note="Why.")
    to_be_looked_at(days=-1)

    tell_of_days()

    assert by_nobody == []
    assert told() == [("paula", "look-again", "waiting")]


def test_digest_says_what_happened_and_what_waits(faq, team):
    wish(team["rita"], MailHow.DAILY)
    reviews.ask(faq, by=team["eve"], note="Look.")

    made = make_digests(at=at_hour(DIGEST_HOUR))

    mail = Mail.objects.get(to=team["rita"])
    assert made == 1
    assert (mail.event, mail.state) == ("digest", "waiting")
    assert mail.subject.startswith("[License Guidance] What waits for you, ")
    happened, waits, where, _why = mail.body.split("\n\n")
    assert happened.startswith("Since the last mail:\n- Review asked for: May I sell it? (")
    assert waits == "Waiting for your review:\n- May I sell it? (Eve)"
    assert where == ADMIN


def test_digest_is_made_from_its_hour_on_once_a_day(faq, team):
    wish(team["rita"], MailHow.DAILY)
    reviews.ask(faq, by=team["eve"])

    made = [
        make_digests(at=at_hour(DIGEST_HOUR - 1)),
        make_digests(at=at_hour(DIGEST_HOUR)),
        make_digests(at=at_hour(DIGEST_HOUR + 1)),
        make_digests(at=at_hour(DIGEST_HOUR, days=1)),
    ]

    assert made == [0, 1, 0, 1]


def test_nothing_to_say_makes_no_digest(faq, team):
    wish(team["rita"], MailHow.DAILY)

    assert make_digests(at=at_hour(DIGEST_HOUR)) == 0
    assert told() == []


def test_own_drafts_are_named_but_alone_are_no_reason_to_write(faq, team):
    wish(team["olga"], MailHow.DAILY)
    faq.save()
    alone = make_digests(at=at_hour(DIGEST_HOUR))
    to_be_looked_at(days=0)

    make_digests(at=at_hour(DIGEST_HOUR, days=1))

    mail = Mail.objects.get()
    assert alone == 0
    assert mail.body.split("\n\n")[:2] == [
        "To be looked at again by today:\n- May I sell it?",
        "Your drafts:\n- May I sell it?",
    ]


@pytest.mark.parametrize("lost", [{"is_active": False}, {"email": ""}, {"is_staff": False}])
def test_no_digest_for_who_left(faq, team, lost):
    wish(team["rita"], MailHow.DAILY)
    reviews.ask(faq, by=team["eve"])
    type(team["rita"]).objects.filter(username="rita").update(**lost)

    assert make_digests(at=at_hour(DIGEST_HOUR)) == 0


def test_no_server_no_digest(mail, faq, team):
    wish(team["rita"], MailHow.DAILY)
    reviews.ask(faq, by=team["eve"])
    mail.MAIL_IS_SENT = False

    assert make_digests(at=at_hour(DIGEST_HOUR)) == 0
    assert MailWish.objects.get().digest_on is None


@pytest.mark.django_db(transaction=True)
def test_two_at_once_make_one_digest(faq, team, tmp_path):
    wish(team["rita"], MailHow.DAILY)
    reviews.ask(faq, by=team["eve"])
    both, when = Barrier(2), at_hour(DIGEST_HOUR)

    def run():
        both.wait(timeout=30)
        return make_digests(at=when)

    assert sorted(in_threads([run, run], tmp_path)) == [0, 1]
