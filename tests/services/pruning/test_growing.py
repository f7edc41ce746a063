"""What grows is let go when its time is over, a moment before it is not, and guidance never is."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.utils import timezone

from guidance.core.texts.normal import digest
from guidance.models import (
    Edition,
    Feedback,
    License,
    LicenseText,
    Mail,
    MissedQuery,
    SavedResult,
    SavedStack,
    Usage,
)
from guidance.services.pruning.growing import growing, prune, unused_texts
from tests.editions import published_license, published_tree

pytestmark = pytest.mark.django_db
MOMENT = timedelta(seconds=1)


@pytest.fixture
def now():
    return timezone.now()


def kept_result(created_at, name="a"):
    tree = Edition.objects.filter(publication__kind="tree").first()
    if tree is None:
        published_license()
        tree = Edition.objects.get(pk=published_tree().pk)
    made = SavedResult.objects.create(
        token=name * 24, edition=tree, answers={}, secret_digest="0" * 64
    )
    SavedResult.objects.filter(pk=made.pk).update(created_at=created_at)


def kept_stack(created_at, name="a"):
    made = SavedStack.objects.create(token=name * 24, asked=[], secret_digest="0" * 64)
    SavedStack.objects.filter(pk=made.pk).update(created_at=created_at)


def text(body, *, key, imported_at):
    made = LicenseText.objects.create(
        source="test", source_key=key, title=body, body=body, digest=digest(body)
    )
    LicenseText.objects.filter(pk=made.pk).update(imported_at=imported_at)
    return made


def test_short_links_stay_for_ever_where_nothing_else_was_said(now):
    kept_result(now - timedelta(days=9_000))
    kept_stack(now - timedelta(days=9_000))

    assert prune(at=now) == {}
    assert (SavedResult.objects.count(), SavedStack.objects.count()) == (1, 1)


def test_short_links_go_after_their_days(now, settings):
    settings.RESULTS_DAYS = 30
    age = timedelta(days=30)
    for keep in (kept_result, kept_stack):
        keep(now - age - MOMENT, "a")
        keep(now - age, "b")

    gone = prune(at=now)

    assert gone == {"Short links to results and stacks": 2}
    assert SavedResult.objects.get().token == "b" * 24
    assert SavedStack.objects.get().token == "b" * 24


@pytest.mark.parametrize("model", [AccessAttempt, AccessFailureLog, AccessLog])
def test_attempts_go_after_90_days(now, model):
    for name, at in (("old", now - timedelta(days=90) - MOMENT), ("new", now - timedelta(days=90))):
        more = {"failures_since_start": 1} if model is AccessAttempt else {}
        made = model.objects.create(username=name, ip_address="192.0.2.1", **more)
        model.objects.filter(pk=made.pk).update(attempt_time=at)

    prune(at=now)

    assert model.objects.get().username == "new"


def test_sessions_go_when_they_have_ended(now):
    for name, at in (("old", now - MOMENT), ("new", now)):
        Session.objects.create(session_key=name, session_data="", expire_date=at)

    prune(at=now)

    assert Session.objects.get().session_key == "new"


def test_text_goes_only_where_a_newer_one_is_there_and_nobody_uses_it(now):
    old = now - timedelta(days=365) - MOMENT
    text("goes", key="mit", imported_at=old)
    text("is the newest of its key", key="alone", imported_at=old)
    text("has no key", key="", imported_at=old)
    text("has no key either", key="", imported_at=now)
    used = text("is used", key="mit", imported_at=old)
    text("is young", key="mit", imported_at=now - timedelta(days=365))
    text("is new", key="mit", imported_at=now)
    License.objects.create(slug="mit", title="MIT", text=used)

    due = [row.body for row in unused_texts(now)]
    prune(at=now)

    assert due == ["goes"]
    assert LicenseText.objects.filter(body="goes").count() == 0
    assert LicenseText.objects.filter(source="test").count() == 6


def test_feedback_mail_and_queries_go_too(now, settings, django_user_model):
    settings.FEEDBACK_DAYS = 10
    person = django_user_model.objects.create_user("ada")
    old = now - timedelta(days=100)
    Feedback.objects.create(kind="useful", secret_digest="a", written_at=old)
    Mail.objects.create(to=person, event="digest", subject="s", body="b", made_at=old, try_at=old)
    MissedQuery.objects.create(digest="a", last_asked=old.date())

    counted = {one.name: (one.count, one.due) for one in growing(at=now)}
    gone = prune(at=now)

    names = ("Feedback of readers", "Mail in the outbox", "Queries without an answer")
    assert [counted[name] for name in names] == [(1, 1)] * 3
    assert gone == dict.fromkeys(names, 1)


def test_counts_go_when_their_week_ended_long_enough_ago(now, settings):
    settings.USAGE_DAYS = 30
    for name, days in (("old", 37), ("new", 36)):
        week = timezone.localdate(now) - timedelta(days=days)
        Usage.objects.create(slug=name, number=1, week=week, kind="asked", key="a", times=9)

    gone = prune(at=now)

    assert gone == {"Counts of how questionnaires are used": 1}
    assert Usage.objects.get().slug == "new"


def test_no_guidance_goes(now):
    published_license()
    published_tree()
    before = Edition.objects.count()

    prune(at=now + timedelta(days=40_000))

    assert Edition.objects.count() == before == 2


def test_command_counts_without_deleting(now, capsys, settings):
    settings.RESULTS_DAYS = 1
    kept_stack(now - timedelta(days=2))

    call_command("prune", count=True)

    first = capsys.readouterr().out.splitlines()[0]
    assert first == "Short links to results and stacks: 1, of which 1 may go; kept: 1 day."
    assert SavedStack.objects.count() == 1


def test_command_says_what_went_and_that_nothing_did(now, capsys, settings):
    settings.RESULTS_DAYS = 1
    kept_stack(now - timedelta(days=2))

    call_command("prune")
    call_command("prune")

    assert capsys.readouterr().out.splitlines() == [
        "Short links to results and stacks: 1 deleted.",
        "Nothing is kept longer than it is to be.",
    ]


def test_what_is_due_lets_go_too(now, settings):
    settings.RESULTS_DAYS = 1
    kept_stack(now - timedelta(days=2))

    call_command("due")

    assert SavedStack.objects.count() == 0
