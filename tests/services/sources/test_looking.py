"""Sources are looked at, compared, and noted beside the draft; nothing else is touched."""

from datetime import timedelta

import pytest
from django.utils import timezone

from guidance.models import (
    DraftChange,
    Edition,
    License,
    LicenseText,
    Mail,
    Source,
    SourceState,
)
from guidance.services.sources import looking
from guidance.services.sources.answering import ask
from guidance.services.sources.looking import look_at, look_at_due, make_sources
from guidance.services.sources.resting import changes_of, resting_on, words_of
from guidance.services.sources.troubles import is_to_be_told
from tests.documents import BODY
from tests.services.mailing.conftest import mail, member  # noqa: F401
from tests.services.sources.publishers import POLICY, looked, page, state, text_source
from tests.services.sources.servers import answer, moved


def test_text_and_policies_have_a_source_each(license):
    license.policies.create(slug="other", title="Other", url="https://example.org/o")

    first, again = make_sources(), make_sources(["example"])
    license.policies.all().delete()
    after = make_sources()

    assert [one.policy for one in first] == ["", "example-policy", "other"]
    assert [one.pk for one in again] == [one.pk for one in first]
    assert [one.pk for one in after] == [first[0].pk]
    assert make_sources(["nothing"]) == []


def test_same_words_are_the_same_whatever_is_around_them(its, server):
    first = looked(its)
    server.pages["/license"] = page(day="Tuesday, 4 November 2026")

    second = looked(its)

    assert state(first) == state(second) == ("same", "")
    assert second.since == first.since
    assert second.seen_at > first.seen_at
    assert second.part == BODY


def test_layout_alone_is_named_as_such(its, server):
    server.pages["/license"] = page(BODY.replace("EXAMPLE LICENSE", "Example License"))

    assert state(looked(its)) == ("layout", "")


@pytest.mark.usefixtures("mail", "groups")
def test_owner_is_told_once_that_words_changed(its, server, license):
    License.objects.update(owner=member("olga", "Editors"))
    looked(its)
    server.pages["/license"] = page(BODY.replace("100 users", "50 users"))

    pk = looked(its).pk
    looked(its)

    [told] = Mail.objects.all()
    assert (told.to.username, told.event) == ("olga", "source")
    assert f"stand now at the source of “{license.title}”" in told.body
    assert "What differs:\n- − 100\n- + 50\n" in told.body
    assert "What rests on it:\n- 3: " in told.body
    assert f"/admin/guidance/license/{license.pk}/sources/{pk}/" in told.body


def test_changed_words_are_noted_and_nothing_else_is_written(its, server, license):
    looked(its)
    server.pages["/license"] = page(BODY.replace("100 users", "50 users"))
    before = (Edition.objects.count(), LicenseText.objects.count(), DraftChange.objects.count())

    seen = looked(its)

    assert state(seen) == ("changed", "")
    assert seen.is_news
    assert not looked(its).is_news
    words = [(one.kind, one.text) for one in changes_of(seen) if one.kind != "same"]
    assert words == [("removed", "100"), ("added", "50")]
    after = (Edition.objects.count(), LicenseText.objects.count(), DraftChange.objects.count())
    assert after == before
    now = License.objects.get()
    assert (now.text_id, now.revision, now.updated_at) == (
        license.text_id, license.revision, license.updated_at,
    )  # fmt: skip


def test_policy_is_compared_with_how_it_stood(its, server):
    policy = make_sources()[1]
    first = look_at(policy.pk, network=its)
    server.pages["/policy"] = answer(POLICY.replace("anybody", "children"))

    second = look_at(policy.pk, network=its)

    assert (state(first), state(second)) == (("same", ""), ("changed", ""))
    assert [one.name for one in resting_on(second, changes_of(second))] == ["aup.1 Harm"]
    words = [(one.kind, one.text) for one in changes_of(second) if one.kind != "same"]
    assert words == [("removed", "anybody"), ("added", "children")]


@pytest.mark.parametrize(
    ("page_at", "trouble", "told"),
    [
        (answer("", status="404 Not Found"), "gone", True),
        (answer("", status="503 Busy"), "status", False),
        (answer("{}", kind="application/json"), "not-text", True),
        (answer(b"\xff\xfe\xff", kind="text/html; charset=utf-8"), "charset", True),
        (answer(b"\xff", kind="text/html; charset=klingon"), "charset", True),
        (answer("<script>words()</script>"), "empty", True),
        (answer("word " * 100_001, kind="text/plain"), "long", True),
        (moved("http://inside.example/"), "not-public", True),
    ],
)
def test_what_could_not_be_read_is_said_and_what_was_seen_stays(
    its, server, page_at, trouble, told
):
    looked(its)
    server.pages["/license"] = page_at

    seen = looked(its)

    assert state(seen) == ("same", trouble)
    assert (seen.failures, is_to_be_told(seen)) == (1, told)
    assert seen.part == BODY


def test_bad_night_is_told_after_some(its, server):
    server.pages["/license"] = answer("", status="503 Busy")

    seen = [looked(its) for _ in range(3)]

    assert [is_to_be_told(one) for one in seen] == [False, False, True]
    server.pages["/license"] = page()
    again = looked(its)
    assert (state(again), again.failures) == (("same", ""), 0)


def test_address_that_moved_is_named(its, server):
    server.pages |= {"/license": moved("/new"), "/new": page()}

    seen = looked(its)

    assert (state(seen), seen.moved_to) == (("same", ""), server.url("/new"))


def test_another_text_is_no_change_of_this_one(its, server):
    server.pages["/license"] = answer("<p>Buy our things, they are good and cheap.</p>")
    first = looked(its)
    server.pages["/license"] = page()
    looked(its)
    server.pages["/license"] = answer("<p>Buy our things, they are good and cheap.</p>")

    again = looked(its)

    assert (first.state, again.state) == ("elsewhere", "changed")
    assert words_of(again) == "Buy our things, they are good and cheap."


def test_due_looks_at_each_once_in_so_many_days_and_at_what_was_asked(its, settings, license):
    settings.SOURCES_DAYS = 7
    now = timezone.now()

    first = look_at_due(at=now, network=its)
    again = look_at_due(at=now + timedelta(days=6), network=its)
    ask_at = Source.objects.get(policy="")
    Source.objects.update(looked_at=now - timedelta(minutes=11))
    ask(license, "")
    asked = look_at_due(at=now, network=its)
    later = look_at_due(at=now + timedelta(days=8), network=its)

    assert [len(one) for one in (first, again, asked, later)] == [2, 0, 1, 2]
    assert asked == [ask_at]
    assert asked[0].asked_at is None


def test_due_can_be_told_to_look_where_asked_alone(its, settings, license):
    settings.SOURCES_DAYS = 0
    before = look_at_due(network=its)
    ask(license, "")

    assert (before, len(look_at_due(network=its))) == ([], 1)


def test_due_looks_at_so_many_in_one_run(its, settings, license, monkeypatch):
    settings.SOURCES_DAYS = 1
    monkeypatch.setattr(looking, "MOST_AT_ONCE", 1)

    found = [look_at_due(network=its) for _ in range(3)]

    assert [[one.policy for one in some] for some in found] == [[""], ["example-policy"], []]


def test_two_do_not_look_at_one_source_at_once(its, server):
    source = text_source()

    Source.objects.filter(pk=source.pk).update(taken_at=timezone.now())
    assert look_at(source.pk, network=its) is None
    Source.objects.filter(pk=source.pk).update(taken_at=timezone.now() - timedelta(minutes=6))
    assert look_at(source.pk, network=its).state == SourceState.SAME
