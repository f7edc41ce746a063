"""Needs another look: the list, and saying that something is still right."""

import pytest
from django.contrib.admin.models import LogEntry

from guidance.core.documents.formats import parse
from guidance.models import ChangedGround, Tree
from guidance.services.drafts.document_to_rows import store
from guidance.services.publishing.acts import publish
from tests.admin.conftest import person
from tests.admin.pages import messages_of
from tests.documents import license_data
from tests.editions import published_faq, published_license, published_tree

pytestmark = pytest.mark.django_db
URL = "/admin/guidance/looks/"
NOTICE = "Words that this rests on changed on"


@pytest.fixture
def changed(groups):
    published_license()
    published_faq()
    published_tree()
    data = license_data()
    data["terms"][1]["title"] = "Keep the whole notice"
    publish(store(parse(data)), by=None, note="Changed.")
    return ChangedGround.objects.get()


def sent(one, **fields):
    return {"one": one.pk, "look": one.look, "note": "", **fields}


def test_list_says_what_and_why_and_leads_there(client, changed):
    client.force_login(person("ed", "Editors", is_staff=True))
    tree = Tree.objects.get()

    page = client.get(URL)

    [item] = page.context["items"]
    assert item["title"] == "Can I use it?"
    assert item["edit"] == f"/admin/guidance/tree/{tree.pk}/change/"
    assert "The term “Keep the notice” says something else now." in page.text
    assert "It is still right" not in page.text


def test_readers_see_the_notice_until_somebody_looked(client, changed):
    before = client.get("/check/can-i-use-it/")
    told = [NOTICE in client.get(url).text for url in ("/check/can-i-use-it/v1/?users=5&sharing=no",
            "/faq/may-i-sell-it/")]  # fmt: skip
    client.force_login(person("rita", "Reviewers", is_staff=True))

    answer = client.post(URL, sent(changed, note="Same meaning."), follow=True)
    after = client.get("/check/can-i-use-it/")

    assert NOTICE in before.text
    assert told[1] is False
    assert messages_of(answer) == ["“Can I use it?” is still right, with your name."]
    assert NOTICE not in after.text
    assert LogEntry.objects.get().get_change_message() == (
        "Looked again at edition 1: still right. Same meaning."
    )


def test_owner_finds_it_among_what_is_for_them(client, changed):
    eve = person("eve", "Editors", is_staff=True)
    client.force_login(eve)
    team = next(t for t in client.get("/admin/").context["tasks"] if "words that" in t["words"])
    Tree.objects.update(owner=eve)

    mine = next(t for t in client.get("/admin/").context["tasks"] if "words that" in t["words"])

    assert (team["mine"], mine["mine"]) == (False, True)
    assert mine["rows"] == [
        (
            "Can I use it?",
            f"{URL}#look-{changed.pk}",
            "The term “Keep the notice” says something else now.",
        )
    ]


def test_editor_cannot_take_the_notice_away(client, changed):
    client.force_login(person("ed", "Editors", is_staff=True))

    answer = client.post(URL, sent(changed))

    assert answer.status_code == 403
    assert ChangedGround.objects.waiting().count() == 1


def test_what_was_seen_is_what_is_confirmed(client, changed):
    client.force_login(person("paul", "Publishers", is_staff=True))

    answer = client.post(URL, sent(changed, look="0" * 64), follow=True)

    assert messages_of(answer) == [
        "Nothing was confirmed: somebody looked at it already, or what it rests on changed once "
        "more. Look at the list as it is now."
    ]
    assert ChangedGround.objects.waiting().count() == 1
