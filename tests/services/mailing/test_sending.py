"""Sending what waits, to a real server: sent, refused, slow, away, and never twice."""

from datetime import timedelta
from threading import Barrier
from time import monotonic

import pytest
from django.core.management import call_command
from django.utils import timezone

from guidance.models import Mail, MailEvent, MailState
from guidance.services.mailing import sending
from guidance.services.mailing.outbox import put
from guidance.services.mailing.sending import (
    CLAIMED,
    KEPT,
    WAITS,
    Sent,
    forget_mail,
    send_waiting,
    try_again,
)
from tests.postbox import free_port
from tests.services.mailing.conftest import member
from tests.threads import in_threads

SECOND = timedelta(seconds=1)


@pytest.fixture
def ada(mail, groups):
    return member("ada", "Editors")


def written(*people, subject="Published: A question", body="Words.\n"):
    put(MailEvent.PUBLISHED, dict.fromkeys(people, body), subject=subject)


def stands(mail=None):
    found = Mail.objects.order_by("pk") if mail is None else Mail.objects.filter(pk=mail.pk)
    return [(one.to.username, one.state, one.tries) for one in found.select_related("to")]


@pytest.mark.django_db
def test_mail_is_sent_as_plain_text(postbox, ada):
    written(ada, body="May I?\n\nhttps://guidance.example.org/admin/\n")

    done = send_waiting()

    [got] = postbox.got
    assert done == Sent(sent=1)
    assert got["Subject"] == "[License Guidance] Published: A question"
    assert got["From"] == "License Guidance <guidance@example.org>"
    assert got["To"] == "ada@example.org"
    assert got["Auto-Submitted"] == "auto-generated"
    assert got.get_content_type() == "text/plain"
    assert got.get_content() == "May I?\n\nhttps://guidance.example.org/admin/\n"
    assert stands() == [("ada", "sent", 1)]


@pytest.mark.django_db
def test_sent_mail_is_not_sent_again(postbox, ada):
    written(ada)
    send_waiting()

    assert send_waiting(at=timezone.now() + timedelta(days=2)) == Sent()
    assert len(postbox.got) == 1


@pytest.mark.django_db
def test_refused_address_is_given_up_with_the_reason_and_others_go_on(postbox, ada):
    postbox.refusals = {"ada@example.org": "550 No such user here"}
    written(ada, member("bea"))

    done = send_waiting()

    assert done == Sent(sent=1, given_up=1)
    assert postbox.letters == [("bea@example.org", "[License Guidance] Published: A question")]
    assert Mail.objects.get(to=ada).problem == "550 No such user here"
    assert stands() == [("ada", "given-up", 1), ("bea", "sent", 1)]


@pytest.mark.django_db
def test_address_refused_for_now_is_tried_again_after_a_while(postbox, ada):
    postbox.refusals = {"ada@example.org": "451 Try again later"}
    written(ada)
    now = timezone.now()

    first = send_waiting(at=now)
    postbox.refusals = {}
    early = send_waiting(at=now + WAITS[0] - SECOND)
    later = send_waiting(at=now + WAITS[0])

    assert (first, early, later) == (Sent(later=1), Sent(), Sent(sent=1))
    assert stands() == [("ada", "sent", 2)]


@pytest.mark.django_db
def test_server_that_is_away_stops_the_run_and_nothing_is_lost(mail, ada):
    mail.EMAIL_PORT = free_port()
    written(ada, member("bea"))

    done = send_waiting()

    assert (done.sent, done.later, done.given_up) == (0, 1, 0)
    assert done.problem.endswith("Connection refused")
    assert stands() == [("ada", "waiting", 1), ("bea", "waiting", 0)]


@pytest.mark.django_db
def test_mail_is_given_up_after_some_tries_with_the_reason_and_can_be_tried_anew(mail, ada):
    mail.EMAIL_PORT = free_port()
    written(ada)
    at, waits = timezone.now(), []

    while Mail.objects.get().state == MailState.WAITING:
        send_waiting(at=at)
        waits.append(Mail.objects.get().try_at - at)
        at += waits[-1]

    given_up = Mail.objects.get()
    assert waits == [*WAITS, CLAIMED]
    assert (given_up.state, given_up.tries) == (MailState.GIVEN_UP, len(WAITS) + 1)
    assert given_up.problem.endswith("Connection refused")
    assert try_again(Mail.objects.all()) == 1
    assert stands() == [("ada", "waiting", 0)]


@pytest.mark.django_db
def test_slow_server_holds_a_run_up_for_its_bound_only(postbox, mail, ada):
    mail.EMAIL_TIMEOUT = 1
    postbox.wait = 30
    written(ada, member("bea"))
    begun = monotonic()

    done = send_waiting()

    assert monotonic() - begun < 5
    assert (done.sent, done.later) == (0, 1)
    assert "timed out" in done.problem
    assert stands() == [("ada", "waiting", 1), ("bea", "waiting", 0)]


@pytest.mark.django_db
def test_no_mail_is_begun_after_the_time_of_a_run(postbox, ada, monkeypatch):
    written(ada)
    monkeypatch.setattr(sending, "RUN_SECONDS", 0)

    assert send_waiting() == Sent()
    assert stands() == [("ada", "waiting", 0)]


@pytest.mark.django_db
def test_nothing_goes_out_in_clear_where_tls_is_wanted(postbox, mail, ada):
    mail.EMAIL_USE_TLS = True
    written(ada)

    done = send_waiting()

    assert done.problem == "STARTTLS extension not supported by server."
    assert (postbox.got, stands()) == ([], [("ada", "waiting", 1)])


@pytest.mark.django_db
@pytest.mark.parametrize("lost", [{"is_active": False}, {"email": ""}])
def test_who_left_before_it_was_sent_gets_nothing(postbox, ada, lost):
    written(ada)
    type(ada).objects.filter(pk=ada.pk).update(**lost)

    assert send_waiting() == Sent(given_up=1)
    assert postbox.got == []
    assert Mail.objects.get().problem == "No longer active, or without an address."


@pytest.mark.django_db
def test_words_of_people_make_no_header(postbox, ada):
    written(ada, subject="May I\r\nBcc: all@example.org\r\n\r\nBuy this")

    send_waiting()

    [got] = postbox.got
    assert got["Bcc"] is None
    assert got["Subject"] == "[License Guidance] May I Bcc: all@example.org Buy this"
    assert got.get_content() == "Words.\n"


@pytest.mark.django_db
def test_address_that_cannot_be_written_is_given_up(postbox, ada):
    type(ada).objects.filter(pk=ada.pk).update(email="ada@example.org\nBcc: all@example.org")
    written(ada, member("bea"))

    assert send_waiting() == Sent(sent=1, given_up=1)
    assert [to for to, _subject in postbox.letters] == ["bea@example.org"]


@pytest.mark.django_db
def test_without_a_server_nothing_is_sent_and_nothing_written(mail, ada):
    written(ada)
    mail.MAIL_IS_SENT = False
    written(ada)

    assert send_waiting() == Sent()
    assert stands() == [("ada", "waiting", 0)]


@pytest.mark.django_db
def test_mail_of_who_was_killed_while_sending_is_sent_later(postbox, ada):
    written(ada)
    now = timezone.now()
    assert sending._claim(Mail.objects.get(), now)

    early = send_waiting(at=now + CLAIMED - SECOND)
    later = send_waiting(at=now + CLAIMED)

    assert (early, later) == (Sent(), Sent(sent=1))


@pytest.mark.django_db
def test_old_mail_is_forgotten(mail, ada):
    written(ada)
    made = Mail.objects.get().made_at

    assert forget_mail(at=made + KEPT) == 0
    assert forget_mail(at=made + KEPT + SECOND) == 1


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_send_each_mail_once(postbox, ada, tmp_path):
    postbox.wait = 0.02
    people = [ada, *(member(f"p{number}") for number in range(9))]
    written(*people)
    both = Barrier(2)

    def run():
        both.wait(timeout=30)
        return send_waiting()

    done = in_threads([run, run], tmp_path)

    assert sorted(to for to, _subject in postbox.letters) == sorted(one.email for one in people)
    assert sum(one.sent for one in done) == 10


@pytest.mark.django_db
def test_due_says_what_was_sent(postbox, ada, capsys):
    postbox.refusals = {"bea@example.org": "550 Unknown"}
    written(ada, member("bea"))

    call_command("due")

    assert capsys.readouterr().out == "Mail: 1 sent, 0 put off, 1 given up.\n"
