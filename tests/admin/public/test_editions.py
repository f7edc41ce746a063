"""Editions in the admin: their history, restoring, confirming; and that nothing changes them."""

import json

import pytest
from django.contrib.auth.models import Group

from guidance.models import Edition, FaqEntry, License, Publication, Review
from guidance.services.editions.readings import current_faq
from guidance.services.publishing.acts import confirm, publish
from guidance.services.publishing.inspecting import look_of
from tests.admin.conftest import person
from tests.admin.pages import answered, at, messages_of, posted


@pytest.fixture
def faq(groups, ground):
    """An FAQ entry of two editions, the second by Paul."""
    paul = person("paul", "Publishers", is_staff=True)
    publish(ground["license"], by=None, note="First.", is_shipped=True)
    publish(ground["faq"], by=None, note="First.", is_shipped=True)
    publish(answered(ground["faq"], "No."), by=paul, note="It was wrong.")
    return ground["faq"]


@pytest.fixture
def reviewer(client, groups):
    client.force_login(person("rita", "Reviewers", is_staff=True, first_name="Rita"))
    return client


def test_history_is_newest_first(admin_of, faq):
    page = admin_of.get(at(faq, "editions/"))

    assert [edition.number for edition in page.context["editions"]] == [2, 1]
    assert b"Published by paul" in page.content
    assert b"Shipped with the portal" in page.content


def test_edition_shows_what_it_changed(admin_of, faq):
    first, second = (admin_of.get(at(faq, f"editions/{number}/")) for number in (1, 2))

    assert first.context["before"] is None
    assert b"<del>Yes</del><ins>No</ins>" in second.content


@pytest.mark.parametrize("number", [3, 2**31, 10**30])
def test_edition_that_is_not_there_is_not_found(admin_of, faq, number):
    assert admin_of.get(at(faq, f"editions/{number}/")).status_code == 404


def test_restore_asks_then_writes_the_draft_only(admin_of, faq):
    page = admin_of.get(at(faq, "editions/1/restore/"))
    seen = page.context["inspection"].digest

    response = posted(admin_of, faq, "editions/1/restore/", seen=seen)

    faq.refresh_from_db()
    assert messages_of(response)[0].startswith("The draft says again what edition 1 said.")
    assert (faq.short_answer, current_faq(faq.slug).document.short_answer) == ("Yes.", "No.")


@pytest.mark.parametrize("missing", ["add_term", "change_annotation", "change_license"])
def test_restore_needs_the_right_to_write_all_that_it_replaces(client, groups, faq, missing):
    license = License.objects.get()
    editors = Group.objects.get(name="Editors").permissions
    mostly = person("max", is_staff=True)
    mostly.user_permissions.set(editors.exclude(codename=missing))
    client.force_login(mostly)

    pages = [client.get(at(license, f"editions/{end}")) for end in ("", "1/restore/")]

    assert [response.status_code for response in pages] == [200, 403]
    assert posted(client, license, "editions/1/restore/").status_code == 403
    assert b"/restore/" not in pages[0].content


def test_restore_over_a_draft_that_changed_is_refused(admin_of, faq):
    seen = admin_of.get(at(faq, "editions/1/restore/")).context["inspection"].digest
    answered(faq, "Perhaps.")

    response = posted(admin_of, faq, "editions/1/restore/", seen=seen)

    faq.refresh_from_db()
    assert messages_of(response)[0].startswith("The draft changed")
    assert faq.short_answer == "Perhaps."


def test_restore_names_what_is_not_held_any_more(admin_of, faq):
    edition = Edition.objects.get(publication__kind="faq", number=1)
    faq.licenses.clear()
    License.objects.all().delete()

    response = posted(admin_of, faq, f"editions/{edition.number}/restore/", seen=look_of(faq))

    assert messages_of(response)[0].startswith("No license “example” is held here.")


def test_confirm_removes_not_yet_reviewed(reviewer, faq):
    before = current_faq(faq.slug).edition.is_reviewed

    response = posted(reviewer, faq, "editions/2/confirm/")

    assert before is False
    assert messages_of(response)[0].startswith("Edition 2 is confirmed.")
    assert current_faq(faq.slug).edition.reviewed_by == "Rita"
    assert b"not yet reviewed" not in reviewer.get(faq.get_absolute_url()).content


def test_confirm_of_ones_own_is_refused(client, faq):
    paul = Edition.objects.get(publication__kind="faq", number=2).published_by
    paul.groups.add(*person("r", "Reviewers").groups.all())
    client.force_login(paul)

    response = posted(client, faq, "editions/2/confirm/")

    assert messages_of(response)[0].startswith("You published this edition yourself.")
    assert Review.objects.count() == 0


def test_confirm_of_the_confirmed_says_by_whom(reviewer, faq):
    edition = Edition.objects.get(publication__kind="faq", number=2)
    confirm(edition, by=person("rob", is_staff=True))

    response = posted(reviewer, faq, "editions/2/confirm/")

    assert messages_of(response) == ["rob had confirmed this edition already."]


def test_confirm_by_link_confirms_nothing(reviewer, faq):
    reviewer.get(at(faq, "editions/2/confirm/"))

    assert Review.objects.count() == 0


def test_export_of_an_edition_is_its_document(admin_of, faq):
    edition = Edition.objects.get(publication__kind="faq", number=1)

    response = admin_of.get(at(faq, "editions/1/export/"))

    assert json.loads(response.content) == edition.document
    assert response["Content-Disposition"] == 'attachment; filename="may-i-sell-it-v1.json"'


def test_records_can_be_read_but_not_changed(root, faq):
    confirm(Edition.objects.latest("pk"), by=person("rob"))

    for model in (Edition, Publication, Review):
        row = model.objects.latest("pk")
        start = f"/admin/guidance/{model._meta.model_name}/"
        assert root.get(start).status_code == 200
        assert root.get(at(row, "change/")).status_code == 200
        assert root.get(start + "add/").status_code == 403
        assert root.post(at(row, "change/"), {"note": "Other"}).status_code == 403
        assert root.post(at(row, "delete/"), {"post": "yes"}).status_code == 403


def test_list_of_editions_asks_as_much_for_three_as_for_one(
    root, faq, django_assert_max_num_queries
):
    with django_assert_max_num_queries(12):
        page = root.get("/admin/guidance/edition/?reviewed=no")

    assert page.context["cl"].result_count == 3


def test_deleted_draft_leaves_its_editions(root, faq):
    slug = faq.slug

    FaqEntry.objects.all().delete()

    assert current_faq(slug).edition.number == 2
