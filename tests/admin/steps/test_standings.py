"""Owners, states and days to look again: in lists, on forms, at publishing."""

from datetime import date, timedelta
from urllib.parse import urlsplit

import pytest
from django.test import Client, override_settings
from django.utils import timezone

from guidance.models import Contribution, FaqEntry, Publication
from tests.admin.conftest import person
from tests.admin.pages import answered, at, messages_of, posted, publish_form, tried
from tests.html import select

LISTS = ("license", "faqentry", "tree")


@pytest.mark.parametrize("kind", LISTS)
def test_lists_say_where_drafts_stand_and_who_looks_after_them(admin_of, published, editor, kind):
    row = next(one for one in published.values() if one._meta.model_name == kind)
    type(row).objects.update(owner=editor)
    Publication.objects.update(look_again_on=date(2030, 1, 2))

    page = admin_of.get(f"/admin/guidance/{kind}/").text

    assert '<span class="tag" data-look="published">As published</span> edition 1' in page
    assert '<td class="field-owned_by">Eve Editor</td>' in page
    assert '<td class="field-look_again nowrap">Jan. 2, 2030</td>' in page or "Jan. 2, 2030" in page


def test_owner_is_chosen_by_whoever_may_edit_and_writes_nothing_else(admin_of, published, team):
    faq = published["faq"]

    found = tried(admin_of, faq, owner=str(team["editor"].pk), deputy=str(team["reviewer"].pk))

    faq.refresh_from_db()
    assert (found, faq.owner, faq.deputy) == ({}, team["editor"], team["reviewer"])
    assert not Contribution.objects.exists()


def test_outsiders_are_no_owners(admin_of, published, team):
    found = tried(admin_of, published["faq"], owner=str(team["outsider"].pk))

    assert list(found) == ["owner"]
    assert FaqEntry.objects.get().owner is None


def test_reviewers_read_who_owns_and_change_nothing(published, team):
    FaqEntry.objects.update(owner=team["editor"])
    reviewer = Client()
    reviewer.force_login(team["reviewer"])

    page = reviewer.get(at(published["faq"], "change/"))
    sent = reviewer.post(at(published["faq"], "change/"), {"owner": str(team["reviewer"].pk)})

    assert (page.status_code, sent.status_code) == (200, 403)
    assert 'name="owner"' not in page.text
    assert FaqEntry.objects.get().owner == team["editor"]


def test_day_to_look_again_is_proposed_kept_and_refused_where_it_is_over(publisher, published):
    row = answered(published["faq"], "No.")
    today = timezone.localdate()
    proposed = publisher.get(at(row, "publish/")).context["form"].initial["look_again_on"]
    form = publish_form(publisher, row)

    late = posted(publisher, row, "publish/", **form, look_again_on=today.isoformat())
    good = posted(
        publisher, row, "publish/", **form, look_again_on=(today + timedelta(1)).isoformat()
    )

    assert proposed == (today + timedelta(365)).isoformat()
    assert "Choose a day that is still to come." in late.text
    assert messages_of(good) == ["Edition 2 is published."]
    found = Publication.objects.get(kind="faq")
    assert found.look_again_on == today + timedelta(1)


@override_settings(REVIEW_REQUIRED=True)
def test_publishing_needs_a_review_where_a_team_wants_that(publisher, published):
    row = answered(published["faq"], "No.")
    page = publisher.get(at(row, "publish/"))

    told = messages_of(posted(publisher, row, "publish/", **publish_form(publisher, row)))

    assert "Only what a reviewer has agreed with is published here." in page.text
    assert [words[:21] for words in told] == ["Nothing was published"]
    assert Publication.objects.get(kind="faq").edition.number == 1


def test_person_is_no_owner_without_the_admin(admin_of, published):
    person("gone", "Editors", is_staff=True, is_active=False, first_name="Gone")

    assert "Gone" not in admin_of.get(at(published["faq"], "change/")).text


def test_lists_lead_to_where_a_draft_is_written(admin_of, ground):
    leads = [
        urlsplit(
            select(admin_of.get(f"/admin/guidance/{noun}/"), "#result_list tbody th a")[0]["href"]
        )
        for noun in ("tree", "faqentry")
    ]

    assert [(one.path, one.fragment) for one in leads] == [
        (f"/admin/guidance/tree/{ground['tree'].pk}/workshop/", "inspector"),
        (f"/admin/guidance/faqentry/{ground['faq'].pk}/change/", ""),
    ]
