"""Send what waits in the outbox: each mail once, with a bound on the time that it takes.

A mail is claimed before it is sent, by a condition on its row, so that two who send at once send
it once; the claim ends after a while, for whoever was killed in between. A mail that the server
took just before that is sent twice, under the same Message-ID.
"""

import smtplib
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import formataddr
from time import monotonic
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db.models import F
from django.utils import timezone

from guidance.models import Mail, MailState
from guidance.services.mailing.wording import one_line

WAITS = tuple(timedelta(minutes=of) for of in (5, 15, 60, 240, 720, 1_440))
"""Between one try and the next; after the last the mail is given up, in less than two days."""
CLAIMED = timedelta(minutes=15)
"""How long a mail belongs to who claimed it; longer than one can take to be sent."""
RUN_SECONDS = 60
"""After so long no further mail is begun; the next run goes on."""
KEPT = timedelta(days=30)
MOST = 500
"""Mails of one run."""


@dataclass(frozen=True)
class Sent:
    """What one run did. ``problem`` is why it stopped before its time, in words."""

    sent: int = 0
    later: int = 0
    given_up: int = 0
    problem: str = ""


class _Refused(Exception):
    """Raised where this one mail is refused; ``is_final`` where it always will be."""

    def __init__(self, words: str, *, is_final: bool) -> None:
        super().__init__(words)
        self.is_final = is_final


class _NoServer(Exception):
    """Raised where the server cannot be used now, for no mail."""


def send_waiting(*, at: datetime | None = None) -> Sent:
    """Send what is due; where the server cannot be used, stop at the first mail."""
    if not settings.MAIL_IS_SENT:
        return Sent()
    now = at or timezone.now()
    ends = monotonic() + RUN_SECONDS
    counts: Counter[str] = Counter()
    problem = ""
    connection = get_connection()
    try:
        for mail in list(Mail.objects.due(now).select_related("to")[:MOST]):
            if monotonic() >= ends:
                break
            if not _claim(mail, now):
                continue
            try:
                _send(mail, connection)
            except _Refused as refused:
                counts[_put_off(mail, str(refused), now, is_final=refused.is_final)] += 1
            except _NoServer as error:
                problem = str(error)
                counts[_put_off(mail, problem, now)] += 1
                break
            else:
                _end(mail, MailState.SENT, now)
                counts[MailState.SENT] += 1
    finally:
        with suppress(OSError, smtplib.SMTPException):
            connection.close()
    return Sent(
        counts[MailState.SENT], counts[MailState.WAITING], counts[MailState.GIVEN_UP], problem
    )


def try_again(mails: Any) -> int:
    """Let mail that was given up be tried anew; return how many."""
    given_up = mails.filter(state=MailState.GIVEN_UP)
    done: int = given_up.update(
        state=MailState.WAITING, tries=0, try_at=timezone.now(), ended_at=None, problem=""
    )
    return done


def forget_mail(*, at: datetime | None = None) -> int:
    """Delete mail that was made long ago, sent or not; return how much."""
    now = at or timezone.now()
    return int(Mail.objects.filter(made_at__lt=now - KEPT).delete()[0])


def _claim(mail: Mail, now: datetime) -> bool:
    """Take a mail for this run; False where another run did, or it is not due any more."""
    mine = Mail.objects.filter(
        pk=mail.pk, state=MailState.WAITING, try_at=mail.try_at, tries=mail.tries
    )
    taken = mine.update(try_at=now + CLAIMED, tries=F("tries") + 1)
    mail.tries += 1
    return taken == 1


def _send(mail: Mail, connection: Any) -> None:
    person = mail.to
    if not (person.is_active and person.email):
        raise _Refused("No longer active, or without an address.", is_final=True)
    name = one_line(settings.SITE_NAME, 60)
    domain = settings.MAIL_FROM.rpartition("@")[2]
    message = EmailMessage(
        mail.subject, mail.body, formataddr((name, settings.MAIL_FROM)), [person.email],
        connection=connection,
        headers={
            "Message-ID": f"<guidance-{mail.pk}-{mail.made_at:%Y%m%d%H%M%S}@{domain}>",
            "Auto-Submitted": "auto-generated",
        },
    )  # fmt: skip
    try:
        connection.open()
        message.send()
    except smtplib.SMTPRecipientsRefused as error:
        code, said = next(iter(error.recipients.values()))
        raise _Refused(_answer(code, said), is_final=code >= 500) from error
    except smtplib.SMTPDataError as error:
        is_final = error.smtp_code >= 500
        raise _Refused(_answer(error.smtp_code, error.smtp_error), is_final=is_final) from error
    except smtplib.SMTPResponseException as error:  # of the sender, the login, the greeting
        raise _NoServer(_answer(error.smtp_code, error.smtp_error)) from error
    except (OSError, smtplib.SMTPException) as error:
        raise _NoServer(one_line(error) or type(error).__name__) from error
    except ValueError as error:  # a header or an address that cannot be written
        raise _Refused(one_line(error), is_final=True) from error


def _answer(code: int, said: bytes | str) -> str:
    words = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return one_line(f"{code} {words}", 400)


def _put_off(mail: Mail, problem: str, now: datetime, *, is_final: bool = False) -> MailState:
    """Let a mail wait for its next try, or give it up; return which."""
    if is_final or mail.tries > len(WAITS):
        return _end(mail, MailState.GIVEN_UP, now, problem)
    mine = Mail.objects.filter(pk=mail.pk, state=MailState.WAITING)
    mine.update(try_at=now + WAITS[mail.tries - 1], problem=problem)
    return MailState.WAITING


def _end(mail: Mail, state: MailState, now: datetime, problem: str = "") -> MailState:
    mine = Mail.objects.filter(pk=mail.pk, state=MailState.WAITING)
    mine.update(state=state, ended_at=now, problem=problem)
    return state
