"""Deleting: what is public stays, singly and in bulk, and the way to take it away is said."""

import pytest

from guidance.admin.public import deletions
from guidance.models import Edition, FaqEntry, License, Publication, Recall, Review, Topic, Tree
from guidance.services.editions.readings import pinned
from guidance.services.publishing.acts import publish
from guidance.services.publishing.withdrawals import StillNamed, delete_drafts, withdraw
from tests.admin.forms import asked
from tests.admin.pages import at, messages_of

MODELS = {"license": License, "faq": FaqEntry, "tree": Tree}
KINDS = list(MODELS)


def delete(client, row):
    """Look at the page that asks, and say yes, also where it does not ask."""
    page = client.get(at(row, "delete/"))
    return client.post(at(row, "delete/"), {"post": "yes", **asked(page)}, follow=True)


def delete_several(client, *rows, post="yes"):
    data = {"action": "delete_selected", "_selected_action": [row.pk for row in rows]}
    address = f"/admin/guidance/{rows[0]._meta.model_name}/"
    page = client.post(address, data, follow=True)
    if not post:
        return page
    return client.post(address, data | {"post": "yes"} | asked(page), follow=True)


@pytest.mark.parametrize("kind", KINDS)
def test_public_draft_is_not_deleted_and_the_way_is_said(root, published, kind):
    row = published[kind]

    asked, done = root.get(at(row, "delete/")), delete(root, row)

    for response in (asked, done):
        html = response.content.decode()
        assert "It cannot be deleted as it is:" in html
        assert f'<a href="{at(row, "withdraw/")}">Withdraw “{row}”</a>, which is public' in html
        assert 'type="submit" value="Yes' not in html
    assert MODELS[kind].objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize("kind", KINDS)
def test_public_draft_is_not_deleted_in_bulk(root, published, kind):
    row = published[kind]

    for post in ("", "yes"):
        html = delete_several(root, row, post=post).content.decode()
        assert "Some of them cannot be deleted as they are" in html
        assert f'<a href="{at(row, "withdraw/")}">' in html
    assert MODELS[kind].objects.filter(pk=row.pk).exists()


def test_one_that_is_public_keeps_the_others(root, published):
    own = FaqEntry.objects.create(slug="own", question="Own?", short_answer="Yes.")

    delete_several(root, published["faq"], own)

    assert FaqEntry.objects.count() == 2


@pytest.mark.parametrize("kind", KINDS)
def test_draft_that_was_never_published_is_deleted(root, ground, kind):
    for naming in ("faq", "tree"):
        ground[naming].licenses.clear()

    delete(root, ground[kind])

    assert not MODELS[kind].objects.exists()


@pytest.mark.parametrize("how", [delete, delete_several])
def test_draft_of_something_withdrawn_is_deleted_and_its_editions_stay(root, published, how):
    publication = Publication.objects.get(kind="faq")
    withdraw(publication, note="Wrong.")

    how(root, published["faq"])

    assert not FaqEntry.objects.exists()
    assert pinned("faq", publication.slug, 1) is not None
    assert root.get("/faq/may-i-sell-it/v1/").status_code == 200
    assert b"It is public, but" not in root.get(at(publication, "change/")).content


@pytest.mark.parametrize("how", [delete, delete_several])
def test_draft_that_is_published_at_that_moment_stays(root, ground, how, monkeypatch):
    row = ground["faq"]
    publish(ground["license"], by=None, note="First.")
    kept = deletions.delete_drafts

    def publish_first(drafts):
        publish(row, by=None, note="First.")
        kept(drafts)

    monkeypatch.setattr(deletions, "delete_drafts", publish_first)
    response = how(root, row)

    words = "Nothing was deleted: “May I sell it?” can be read by everyone. Withdraw it first."
    assert messages_of(response)[0] == words
    assert FaqEntry.objects.filter(pk=row.pk).exists()


def test_editors_and_publishers_delete_no_draft(client, team, published):
    for who in ("editor", "publisher"):
        client.force_login(team[who])
        assert client.get(at(published["faq"], "delete/")).status_code == 403
        delete_several(client, published["faq"])
    assert FaqEntry.objects.exists()


@pytest.mark.parametrize("model", [Publication, Edition, Review])
def test_nobody_deletes_what_is_kept_for_ever(root, published, model):
    address = f"/admin/guidance/{model._meta.model_name}/"
    rows = list(model.objects.all())

    for row in rows:
        assert delete(root, row).status_code == 403
    data = {"action": "delete_selected", "_selected_action": [1], "post": "yes"}
    root.post(address, data)

    assert list(model.objects.all()) == rows


def test_recalls_have_no_page_that_deletes(root, published):
    assert root.get("/admin/guidance/recall/").status_code == 404
    assert Recall._meta.default_permissions == ()


def test_topic_of_an_entry_is_not_deleted_and_its_entries_are_named(root, ground):
    topic = Topic.objects.create(slug="lonely", title="Lonely")
    url = f"/admin/guidance/topic/{topic.pk}/delete/"
    ground["faq"].topics.add(topic)

    page = root.get(url)
    root.post(url, {"post": "yes", **asked(page)})

    assert at(ground["faq"], "change/") in page.content.decode()
    assert ground["faq"].topics.filter(pk=topic.pk).exists()
    ground["faq"].topics.remove(topic)
    root.post(url, {"post": "yes", **asked(root.get(url))})
    assert not Topic.objects.filter(pk=topic.pk).exists()


def test_page_that_asks_lists_what_has_a_name_and_nothing_else(root, ground):
    page = root.get(at(ground["tree"], "delete/"))

    counted = dict(page.context["model_count"])
    assert ground["tree"].licenses.exists()
    assert list(counted) == [
        "decision trees", "questions", "options", "outcomes", "cases"
    ]  # fmt: skip
    assert " object (" not in page.text
    assert "Question: " in page.text


@pytest.fixture
def naming(ground):
    """An FAQ entry and a questionnaire that name a license; none of them is public."""
    for one in (ground["faq"], ground["tree"]):
        one.licenses.set([ground["license"]])
    return ground


@pytest.mark.parametrize("kind", ["faq", "tree"])
def test_license_that_a_draft_names_is_not_deleted_and_the_draft_keeps_it(root, naming, kind):
    (other,) = {"faq", "tree"} - {kind}
    naming[other].licenses.clear()
    license, draft = naming["license"], naming[kind]

    asked, done = root.get(at(license, "delete/")), delete(root, license)
    many = delete_several(root, license)

    for html in (response.content.decode() for response in (asked, done, many)):
        assert f'<a href="{at(draft, "change/")}">Take “{license}” out of “{draft}”</a>' in html
    assert list(draft.licenses.all()) == [license]


def test_license_that_nobody_names_any_more_is_deleted(root, naming):
    for kind in ("faq", "tree"):
        naming[kind].licenses.clear()

    delete(root, naming["license"])

    assert not License.objects.filter(pk=naming["license"].pk).exists()


def test_license_is_refused_under_the_lock_too(naming):
    with pytest.raises(StillNamed) as refused:
        delete_drafts([naming["license"]])

    assert refused.value.naming == [naming["faq"], naming["tree"]]
    assert License.objects.filter(pk=naming["license"].pk).exists()


def test_license_is_deleted_with_all_that_name_it(naming):
    delete_drafts([naming["license"], naming["faq"], naming["tree"]])

    assert [model.objects.count() for model in MODELS.values()] == [0, 0, 0]
