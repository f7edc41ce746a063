"""Short links in the admin: found by the link as it was sent, and taken back on their own page."""

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from guidance.services.publishing.acts import publish
from guidance.services.results.saved_results import save
from tests.admin.conftest import person
from tests.scenes import scene

pytestmark = pytest.mark.django_db
BUTTON = 'value="Take the link back"'


@scene
def saved(ground):
    publish(ground["license"], by=None, note="First.")
    edition = publish(ground["tree"], by=None, note="First.")
    rows = [save(edition, {"users": ("101",)}, title=title)[0] for title in ("Ours", "Theirs")]
    return rows[0]


def page_of(client, saved):
    return client.get(reverse("admin:guidance_savedresult_change", args=[saved.pk]))


def test_link_is_taken_back_on_its_own_page(client, groups, saved):
    client.force_login(person("paul", "Publishers", is_staff=True))
    url = reverse("admin:guidance_savedresult_take_back", args=[saved.pk])
    offered = page_of(client, saved)

    client.get(url)
    before = client.get(saved.get_absolute_url()).status_code
    done = client.post(url, follow=True)

    saved.refresh_from_db()
    assert (BUTTON in offered.text, f'action="{url}"' in offered.text) == (True, True)
    assert (before, client.get(saved.get_absolute_url()).status_code) == (200, 410)
    assert (saved.title, saved.answers, saved.taken_back_by.username) == ("", {}, "paul")
    assert [str(message) for message in done.context["messages"]] == ["1 link was taken back."]
    assert BUTTON not in done.text
    assert LogEntry.objects.latest("pk").change_message == "Taken back."


@pytest.mark.parametrize("group", ["Editors", "Reviewers"])
def test_others_see_it_and_take_nothing_back(client, groups, saved, group):
    client.force_login(person("ed", group, is_staff=True))

    page = page_of(client, saved)
    refused = client.post(reverse("admin:guidance_savedresult_take_back", args=[saved.pk]))

    saved.refresh_from_db()
    assert (page.status_code, BUTTON in page.text) == (200, False)
    assert (refused.status_code, saved.taken_back_at) == (403, None)


def test_taking_back_what_is_not_there_finds_nothing(root, saved):
    url = reverse("admin:guidance_savedresult_take_back", args=[saved.pk + 100])

    assert root.post(url).status_code == 404


@pytest.mark.parametrize("written", ["https://example.org/results/{}/", "{}", " /results/{} "])
def test_link_is_found_as_it_was_sent(root, saved, written):
    url = reverse("admin:guidance_savedresult_changelist")

    page = root.get(url, {"q": written.format(saved.token)})

    assert list(page.context["cl"].result_list) == [saved]
