"""The pages that publish together or later."""

from datetime import timedelta

import pytest
from django.db.models.signals import pre_save
from django.utils import timezone
from zeal import zeal_ignore

from guidance.models import Edition, FaqEntry, Release
from guidance.services.releasing.releases import release_due
from tests.admin.conftest import person
from tests.admin.pages import at, messages_of

pytestmark = pytest.mark.django_db
ADD, LIST = "/admin/guidance/releases/add/", "/admin/guidance/releases/"


@pytest.fixture
def publisher(client, groups):
    client.force_login(person("paul", "Publishers", is_staff=True))
    return client


def chosen(client, *rows):
    """Return what the second page would send for these drafts."""
    names = {"license": "license", "faqentry": "faq", "tree": "tree"}
    keys = [f"{names[row._meta.model_name]}/{row.pk}" for row in rows]
    page = client.post(ADD, {"drafts": keys})
    return {
        "drafts": [draft["value"] for draft in page.context["drafts"]],
        "sure": "yes", "note": "Together.", "publish_at": "", "look_again_on": "",
    }  # fmt: skip


def test_drafts_are_published_together_at_once(publisher, ground):
    sent = chosen(publisher, *ground.values())

    with zeal_ignore():  # each is published for itself
        answer = publisher.post(ADD, sent, follow=True)

    assert messages_of(answer) == ["Published together: 3."]
    assert Edition.objects.count() == 3


def test_where_publishing_breaks_nothing_stays_scheduled(publisher, ground):
    def refuse(**facts):
        raise OSError("The disk is full.")

    sent = chosen(publisher, ground["license"])
    pre_save.connect(refuse, sender=Edition)

    try:
        with pytest.raises(OSError, match="full"):
            publisher.post(ADD, sent)
    finally:
        pre_save.disconnect(refuse, sender=Edition)

    assert Release.objects.count() == Edition.objects.count() == 0


def test_drafts_are_scheduled_listed_and_taken_back(publisher, ground):
    when = timezone.localtime() + timedelta(days=2)
    sent = {**chosen(publisher, ground["license"]), "publish_at": f"{when:%Y-%m-%dT%H:%M}"}

    publisher.post(ADD, sent)
    tasks = {task["words"]: task for task in publisher.get("/admin/").context["tasks"]}
    page = publisher.get(LIST)
    release = Release.objects.get()
    answer = publisher.post(f"{LIST}{release.pk}/cancel/", follow=True)

    [row] = tasks["scheduled to be published"]["rows"]
    assert row[:2] == ("Example License", f"{LIST}#release-{release.pk}")
    assert [one.pk for one in page.context["open"]] == [release.pk]
    assert messages_of(answer) == ["Taken back. The drafts are as they were."]
    assert answer.context["open"] == []
    assert Edition.objects.count() == 0


def test_what_was_stopped_is_told_to_who_made_it(publisher, ground):
    sent = chosen(publisher, ground["license"])
    when = timezone.localtime() + timedelta(days=2)
    publisher.post(ADD, {**sent, "publish_at": f"{when:%Y-%m-%dT%H:%M}"})
    ground["license"].title = "Edited"
    ground["license"].save()
    release_due(at=timezone.now() + timedelta(days=3))

    tasks = {task["words"]: task for task in publisher.get("/admin/").context["tasks"]}

    task = tasks["due and not published"]
    assert task["mine"] is True
    assert task["rows"][0][2].startswith("Changed since it was scheduled")
    assert "scheduled to be published" not in tasks


def test_what_changed_after_it_was_shown_is_not_published(publisher, ground):
    sent = chosen(publisher, *ground.values())
    FaqEntry.objects.update(short_answer="No.")

    page = publisher.post(ADD, sent)

    assert page.context["form"].errors["drafts"] == [
        "One of them changed, or is published. Look at the list as it is now, and choose."
    ]
    assert (Edition.objects.count(), Release.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("note", "", "Write a note before you publish."),
        ("publish_at", "2020-01-01T10:00", "Choose a time that is still to come, or none."),
        ("publish_at", "soon", "Choose a day and a time."),
    ],
)
def test_wrong_forms_are_shown_again(publisher, ground, field, value, words):
    sent = {**chosen(publisher, ground["license"]), field: value}

    page = publisher.post(ADD, sent)

    assert page.context["form"].errors[field] == [words]
    assert Release.objects.count() == 0


def test_together_with_errors_publishes_nothing_and_says_why(publisher, ground):
    sent = chosen(publisher, ground["faq"])

    answer = publisher.post(ADD, sent, follow=True)

    assert messages_of(answer)[0].startswith("Nothing was published. “May I sell it?” has errors")
    assert Edition.objects.count() == 0
    assert answer.context["open"] == []


def test_publish_page_leads_to_publishing_later(publisher, ground):
    page = publisher.get(at(ground["license"], "publish/"))

    later = publisher.get(page.context["later"])

    assert [draft["title"] for draft in later.context["drafts"]] == ["Example License"]
    assert later.context["is_asking"] is True


@pytest.mark.parametrize("title", ["Editors", "Reviewers"])
def test_only_publishers_publish(client, groups, ground, title):
    client.force_login(person("ed", title, is_staff=True))

    answers = [client.get(ADD), client.post(ADD, {"sure": "yes"}), client.get(LIST)]

    assert [answer.status_code for answer in answers] == [403, 403, 200]
    assert "Publish together or later" not in answers[2].text
