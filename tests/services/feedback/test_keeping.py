"""What readers write is kept as long as it is said, and no longer."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.utils import timezone

from guidance.models import Feedback
from guidance.services.feedback import keeping

pytestmark = pytest.mark.django_db


def written(*, days=0, said="Kiosks?"):
    secret = keeping.keep(kind="not-covered", about="/faq/", said=said)
    row = keeping.found(secret)
    Feedback.objects.filter(pk=row.pk).update(written_at=timezone.now() - timedelta(days=days))
    return secret


def test_secret_is_not_kept():
    secret = written()

    kept = " ".join(str(value) for value in Feedback.objects.values().get().values())
    assert secret not in kept
    assert keeping.found(secret).said == "Kiosks?"
    assert keeping.found(secret + "x") is None


@pytest.mark.parametrize(("days", "is_kept"), [(29, True), (31, False)])
def test_what_is_too_old_is_not_found_and_then_deleted(settings, days, is_kept):
    settings.FEEDBACK_DAYS = 30
    secret = written(days=days)

    assert (keeping.found(secret) is not None) == is_kept
    written(said="New.")
    assert Feedback.objects.count() == 1 + is_kept


def test_command_deletes_what_is_too_old(settings, capsys):
    settings.FEEDBACK_DAYS = 30
    written(days=31)

    call_command("forget_feedback")

    assert capsys.readouterr().out == "Feedback of readers: 1 deleted.\n"


def test_reply_is_there_until_it_is_taken_away():
    rita = User.objects.create_user("rita")
    secret = written()

    row = keeping.reply(keeping.found(secret), words="See the FAQ.", by=rita)
    assert (row.reply, row.replied_by, row.replied_at is None) == ("See the FAQ.", rita, False)

    row = keeping.reply(row, words="", by=rita)
    assert (row.reply, row.replied_by, row.replied_at) == ("", None, None)


def test_reader_deletes_all_of_it():
    secret = written()

    assert (keeping.delete(secret), keeping.delete(secret)) == (True, False)
    assert Feedback.objects.count() == 0
