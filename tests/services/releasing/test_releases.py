"""Publishing together, or later: all of it or nothing, and only as it was seen."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.utils import timezone

from guidance.core.documents.formats import parse
from guidance.models import ChangedGround, Edition, FaqEntry, License, Release, Tree
from guidance.services.drafts.document_to_rows import store
from guidance.services.publishing.acts import DraftChanged
from guidance.services.publishing.inspecting import look_of
from guidance.services.publishing.states import State, states_of
from guidance.services.releasing.releases import (
    AlreadyScheduled,
    ReleaseEnded,
    cancel,
    release_due,
    release_now,
    schedule,
)
from tests.admin.conftest import person
from tests.documents import faq_data, license_data, tree_data
from tests.editions import published_license, published_tree

pytestmark = pytest.mark.django_db
SOON = timedelta(hours=1)


@pytest.fixture
def paul(groups):
    return person("paul", "Publishers")


@pytest.fixture
def drafts(db):
    """A license that is published, with an edited draft, a new FAQ entry and a new tree."""
    published_license()
    store(parse(license_data(summary="Another summary.")))
    store(parse(faq_data()))
    store(parse(tree_data()))
    return [License.objects.get(), FaqEntry.objects.get(), Tree.objects.get()]


def scheduled(rows, by, *, at=SOON, **fields):
    seen = {row: look_of(row) for row in rows}
    return schedule(seen, by=by, note="Together.", publish_at=timezone.now() + at, **fields)


def editions():
    found = Edition.objects.order_by("pk").values_list("publication__slug", "number")
    return list(found)


BEFORE = [("example", 1)]
AFTER = [*BEFORE, ("example", 2), ("may-i-sell-it", 1), ("can-i-use-it", 1)]


def test_drafts_are_published_together_at_their_time(drafts, paul):
    day = timezone.localdate() + timedelta(days=90)
    release = scheduled(drafts, paul, look_again_on=day)

    early = release_due(at=release.publish_at - timedelta(seconds=1))
    between = editions()
    done = release_due(at=release.publish_at)

    assert (early, between) == ([], BEFORE)
    assert [one.state for one in done] == ["done"]
    assert editions() == AFTER
    newest = Edition.objects.latest("pk")
    assert (newest.note, newest.published_by) == ("Together.", paul)
    assert newest.publication.look_again_on == day


def test_what_is_due_is_done_once(drafts, paul):
    release = scheduled(drafts, paul, at=-SOON)

    first, again = release_now(release.pk), release_now(release.pk)

    assert (first.state, again.state) == ("done", "done")
    assert release_due() == []
    assert editions() == AFTER


@pytest.mark.parametrize("changed", [0, 1, 2])
def test_nothing_is_published_where_one_was_edited_afterwards(drafts, paul, changed):
    release = scheduled(drafts, paul, at=-SOON)
    row = drafts[changed]
    name = "question" if isinstance(row, FaqEntry) else "title"
    setattr(row, name, "Edited afterwards")
    row.save()

    [ended] = release_due()

    assert editions() == BEFORE
    assert ended.state == "stopped"
    assert ended.problem == (
        "Changed since it was scheduled, itself or what it refers to: “Edited afterwards”."
    )
    assert release_now(release.pk).state == "stopped"


def test_nothing_is_published_where_one_has_errors(drafts, paul):
    FaqEntry.objects.update(citations=[])
    drafts[1].refresh_from_db()
    scheduled(drafts, paul, at=-SOON)

    [ended] = release_due()

    assert editions() == BEFORE
    assert ended.problem.startswith("“May I sell it?” has errors: ")


def test_nothing_is_published_for_who_may_not_any_more(drafts, paul):
    scheduled(drafts, paul, at=-SOON)
    paul.groups.set(Group.objects.filter(name="Editors"))

    [ended] = release_due()

    assert (editions(), ended.problem) == (BEFORE, "paul may not publish any more.")


def test_nothing_is_published_where_one_was_deleted(drafts, paul):
    scheduled(drafts[1:], paul, at=-SOON)
    FaqEntry.objects.all().delete()

    [ended] = release_due()

    assert (editions(), ended.problem) == (BEFORE, "One of the drafts was deleted.")


def test_what_rests_on_a_license_is_published_with_it_and_needs_no_other_look(drafts, paul):
    published_tree()
    data = license_data()
    data["terms"][1]["title"] = "Keep the whole notice"
    store(parse(data))
    store(parse(tree_data(summary="With the whole notice.")))
    rows = [License.objects.get(), Tree.objects.get()]
    scheduled(rows, paul, at=-SOON)

    [ended] = release_due()

    assert ended.state == "done"
    assert list(ChangedGround.objects.to_look_at()) == []
    tree = Edition.objects.get(publication__slug="can-i-use-it", number=2)
    assert tree.context["licenses"]["example"]["edition"] == 2


def test_only_what_was_seen_is_scheduled_and_once(drafts, paul):
    with pytest.raises(DraftChanged):
        schedule({drafts[0]: "0" * 64}, by=paul, note="N", publish_at=timezone.now())
    scheduled(drafts[:1], paul)
    with pytest.raises(AlreadyScheduled):
        scheduled(drafts, paul)

    assert Release.objects.count() == 1


def test_only_publishers_schedule_and_take_back(drafts, paul, groups):
    ed = person("ed", "Editors", "Reviewers")
    release = scheduled(drafts, paul)

    with pytest.raises(PermissionDenied):
        scheduled(drafts, ed)
    with pytest.raises(PermissionDenied):
        cancel(release.pk, by=ed)

    assert Release.objects.get().state == "waiting"


def test_taken_back_is_not_published_and_can_be_scheduled_again(drafts, paul):
    release = scheduled(drafts, paul, at=-SOON)

    cancel(release.pk, by=paul)
    with pytest.raises(ReleaseEnded):
        cancel(release.pk, by=paul)

    assert release_due() == []
    assert editions() == BEFORE
    assert scheduled(drafts, paul).state == "waiting"


def test_one_that_says_what_its_edition_says_is_passed_over(drafts, paul):
    published_license("quiet")
    rows = [License.objects.get(slug="quiet"), drafts[0]]
    scheduled(rows, paul, at=-SOON)

    [ended] = release_due()

    assert ended.state == "done"
    assert editions() == [("example", 1), ("quiet", 1), ("example", 2)]


def test_scheduled_is_a_state(drafts, paul):
    scheduled(drafts[:1], paul)

    found = states_of(drafts)

    assert [found[row].state for row in drafts] == [State.SCHEDULED, State.DRAFT, State.DRAFT]


def test_command_does_what_is_due_and_says_so(drafts, paul, capsys):
    scheduled(drafts, paul, at=-SOON)

    call_command("due")
    call_command("due")

    said = capsys.readouterr().out.splitlines()
    assert said == ["Published: “Example License”, “May I sell it?”, “Can I use it?”."]
    assert editions() == AFTER
