"""Who wrote on a draft cannot agree with it, nor confirm the edition that was made of it."""

import pytest
from django.test import override_settings

from guidance.models import Contribution, Review, ReviewVerdict
from guidance.services.drafts import authorship
from guidance.services.drafts.authorship import OwnWords
from guidance.services.publishing import reviews
from guidance.services.publishing.acts import confirm, publish
from guidance.services.publishing.inspecting import inspect
from tests.editions import published_faq, published_license
from tests.services.publishing.test_reviews import said, team

__all__ = ["team"]

pytestmark = pytest.mark.django_db
alone = override_settings(FOUR_EYES=False)


@pytest.fixture
def faq(team):
    """An FAQ entry of which Rob, an editor who reviews too, wrote what is not yet published."""
    published_license()
    published_faq()
    row = said("No.")
    authorship.record(row, by=team["rob"])
    return row


def agree(row, by):
    seen = inspect(row).digest
    return reviews.answer(row, by=by, verdict=ReviewVerdict.AGREES, seen=seen)


def test_who_wrote_on_a_draft_cannot_agree_with_it(faq, team):
    request = reviews.ask(faq, by=team["eve"])

    with pytest.raises(OwnWords):
        agree(faq, team["rob"])

    assert not reviews.may_answer(request, team["rob"])
    assert reviews.may_answer(request, team["rita"])
    assert agree(faq, team["rita"]).is_agreed


@alone
def test_team_of_one_may_let_people_agree_with_their_own_words(faq, team):
    reviews.ask(faq, by=team["eve"])

    assert agree(faq, team["rob"]).is_agreed


def test_who_wrote_before_the_last_edition_may_agree_with_the_next(faq, team):
    publish(faq, by=team["paula"], note="Two.")
    row = said("Never.")
    reviews.ask(row, by=team["eve"])

    assert agree(row, team["rob"]).is_agreed


def test_agreement_of_who_writes_afterwards_reviews_nothing(faq, team):
    Contribution.objects.all().delete()
    reviews.ask(faq, by=team["eve"])
    request = agree(faq, team["rob"])
    authorship.record(faq, by=team["rob"])  # wrote, and took it back
    digest = inspect(faq).digest

    promised = reviews.will_be_reviewed(faq, request, digest, team["paula"])
    publish(faq, by=team["paula"], note="Why.")

    assert (promised, Review.objects.count()) == (False, 0)


def test_who_wrote_an_edition_cannot_confirm_it_but_the_next_one(faq, team):
    second = publish(faq, by=team["paula"], note="Two.")
    row = said("Never.")
    authorship.record(row, by=team["eve"])
    third = publish(row, by=team["paula"], note="Three.")

    with pytest.raises(OwnWords):
        confirm(second, by=team["rob"])

    assert confirm(third, by=team["rob"]).reviewer == team["rob"]
    assert authorship.editions_written_by(team["rob"], [second, third]) == {second.pk}
    assert authorship.editions_written_by(team["eve"], [second, third]) == {third.pk}


@alone
def test_team_of_one_may_let_people_confirm_their_own_words(faq, team):
    edition = publish(faq, by=team["paula"], note="Two.")

    assert confirm(edition, by=team["rob"]).reviewer == team["rob"]


def test_writing_twice_is_one_contribution_until_it_is_published(faq, team):
    authorship.record(faq, by=team["rob"])
    edition = publish(faq, by=team["paula"], note="Two.")
    authorship.record(faq, by=team["rob"])

    found = Contribution.objects.order_by("pk").values_list("writer", "edition")

    assert list(found) == [(team["rob"].pk, edition.pk), (team["rob"].pk, None)]
