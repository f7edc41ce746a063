"""Where drafts stand: each state, and that a setting lets only what is agreed with be published."""

from datetime import date

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, User
from django.test import override_settings

from guidance.models import FaqEntry, Publication, ReviewVerdict
from guidance.services.drafts import authorship
from guidance.services.drafts.authorship import NotApproved
from guidance.services.people import ensure_groups
from guidance.services.publishing import reviews
from guidance.services.publishing.acts import publish, withdraw
from guidance.services.publishing.inspecting import inspect
from guidance.services.publishing.states import states_of
from tests.editions import published_faq, published_license

pytestmark = pytest.mark.django_db


def person(name, *groups):
    user = User.objects.create_user(name)
    user.groups.add(*Group.objects.filter(name__in=groups))
    return user


@pytest.fixture
def team(db):
    ensure_groups(apps)
    return {
        "eve": person("eve", "Editors"),
        "rita": person("rita", "Reviewers"),
        "paul": person("paul", "Publishers"),
    }


@pytest.fixture
def faq(team):
    published_license()
    published_faq()
    return FaqEntry.objects.get()


def said(row, words):
    row.short_answer = words
    row.save()
    return row


def answered(row, by, verdict):
    reviews.answer(row, by=by, verdict=verdict, seen=inspect(row).digest, note="Why.")


def state(row):
    return str(states_of([row])[row].state)


def test_state_follows_a_draft_to_its_readers(faq, team):
    found = [state(faq)]
    said(faq, "No.")
    found += [state(faq)]
    reviews.ask(faq, by=team["eve"])
    found += [state(faq)]
    answered(faq, team["rita"], ReviewVerdict.CHANGES)
    found += [state(faq)]
    reviews.ask(faq, by=team["eve"])
    answered(faq, team["rita"], ReviewVerdict.AGREES)
    found += [state(faq)]
    publish(faq, by=team["paul"], note="Why.", look_again_on=date(2030, 1, 2))
    standing = states_of([faq])[faq]
    found += [str(standing.state)]
    withdraw(Publication.objects.get(kind="faq"), by=team["paul"], note="Old.")
    found += [state(faq)]

    assert found == [
        "published", "draft", "in-review", "changes", "approved", "published", "withdrawn",
    ]  # fmt: skip
    assert (standing.edition, standing.is_edited) == (2, False)
    assert standing.look_again_on == date(2030, 1, 2)


def test_approved_is_said_of_no_other_draft(faq, team):
    said(faq, "No.")
    reviews.ask(faq, by=team["eve"])
    answered(faq, team["rita"], ReviewVerdict.AGREES)

    said(faq, "Never.")

    assert state(faq) == "draft"


def test_only_what_is_agreed_with_is_published_where_a_team_wants_that(faq, team):
    said(faq, "No.")
    with override_settings(REVIEW_REQUIRED=True):
        with pytest.raises(NotApproved):
            publish(faq, by=team["paul"], note="Why.")
        reviews.ask(faq, by=team["eve"])
        answered(faq, team["rita"], ReviewVerdict.AGREES)
        said(faq, "Never.")
        with pytest.raises(NotApproved):
            publish(faq, by=team["paul"], note="Why.")
        said(faq, "No.")
        with pytest.raises(NotApproved):
            publish(faq, by=team["rita"], note="Why.")
        authorship.record(faq, by=team["rita"])
        with pytest.raises(NotApproved):
            publish(faq, by=team["paul"], note="Why.")
        authorship.Contribution.objects.all().delete()

        edition = publish(faq, by=team["paul"], note="Why.")

    assert edition.number == 2
    assert edition.review.reviewer == team["rita"]


def test_states_of_many_take_no_more_queries(faq, django_assert_num_queries):
    others = [
        FaqEntry.objects.create(slug=f"other-{n}", question="Q?", short_answer="A.")
        for n in range(3)
    ]
    with django_assert_num_queries(5):
        found = states_of([faq, *others])

    assert {str(one.state) for one in found.values()} == {"published", "draft"}
