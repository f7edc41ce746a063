"""Reviews of drafts: who may ask and answer, and what an agreement is with."""

from contextlib import suppress

import pytest
from django.contrib.auth.models import Group, User
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from guidance.models import FaqEntry, Review, ReviewRequest, ReviewVerdict
from guidance.services.editions.readings import current_faq
from guidance.services.publishing import reviews
from guidance.services.publishing.acts import DraftChanged, NotPublishable, publish
from guidance.services.publishing.inspecting import inspect
from guidance.services.publishing.reviews import AlreadyAsked, NotAsked, NothingToReview
from tests.editions import published_faq, published_license

AGREES, CHANGES = ReviewVerdict


def person(name, *groups, **fields):
    user = User.objects.create_user(name, **fields)
    user.groups.add(*Group.objects.filter(name__in=groups))
    return user


@pytest.fixture
def team(groups):
    return {
        "eve": person("eve", "Editors"),
        "rita": person("rita", "Reviewers", first_name="Rita"),
        "rob": person("rob", "Editors", "Reviewers"),
        "paula": person("paula", "Publishers", "Reviewers"),
        "otto": person("otto"),
    }


@pytest.fixture
def faq(team):
    """An FAQ entry whose draft says something else than its edition."""
    published_license()
    published_faq()
    return said("No.")


def said(words):
    FaqEntry.objects.update(short_answer=words)
    return FaqEntry.objects.get()


def answered(row, by, verdict=AGREES, note=""):
    return reviews.answer(row, by=by, verdict=verdict, seen=inspect(row).digest, note=note)


def test_published_as_agreed_is_reviewed_at_once(faq, team):
    reviews.ask(faq, by=team["eve"], note="Look at the answer.")
    request = answered(faq, team["rita"], note="Right.")

    edition = publish(faq, by=team["paula"], note="Why.")

    facts = current_faq(faq.slug).edition
    assert (facts.number, facts.reviewed_by, facts.reviewed_at) == (2, "Rita", request.answered_at)
    assert (edition.review.reviewer, edition.review.note) == (team["rita"], "Right.")


@pytest.mark.parametrize("verdict", [AGREES, CHANGES])
def test_published_otherwise_than_agreed_is_not_reviewed(faq, team, verdict):
    reviews.ask(faq, by=team["eve"])
    answered(faq, team["rita"], verdict, note="Say why.")
    if verdict == AGREES:
        said("No, never.")

    publish(faq, by=team["paula"], note="Why.")

    assert Review.objects.count() == 0
    assert current_faq(faq.slug).edition.is_reviewed is False


def test_draft_taken_back_to_what_was_agreed_is_agreed(faq, team):
    reviews.ask(faq, by=team["eve"])
    answered(faq, team["rita"])
    said("Perhaps.")
    said("No.")

    publish(faq, by=team["paula"], note="Why.")

    assert current_faq(faq.slug).edition.reviewed_by == "Rita"


def test_who_agreed_and_publishes_themselves_does_not_review_it(faq, team):
    reviews.ask(faq, by=team["eve"])
    answered(faq, team["paula"])

    publish(faq, by=team["paula"], note="Why.")

    assert Review.objects.count() == 0


def test_publishing_closes_what_was_asked(faq, team):
    reviews.ask(faq, by=team["eve"])

    edition = publish(faq, by=team["paula"], note="Why.")

    request = ReviewRequest.objects.get()
    assert (request.closed_at, request.answered_at) == (edition.published_at, None)
    with pytest.raises(NotAsked):
        answered(faq, team["rita"])


@pytest.mark.parametrize("who", ["rita", "otto"])
def test_only_who_writes_drafts_asks(faq, team, who):
    with pytest.raises(PermissionDenied):
        reviews.ask(faq, by=team[who])

    assert ReviewRequest.objects.count() == 0


@pytest.mark.parametrize(
    ("asker", "who"), [("eve", "otto"), ("rob", "eve"), ("eve", "eve"), ("rob", "rob")]
)
def test_only_another_person_who_reviews_answers(faq, team, asker, who):
    reviews.ask(faq, by=team[asker])

    with pytest.raises(PermissionDenied):
        answered(faq, team[who])

    assert reviews.standing_request(faq).is_open


def test_nobody_agrees_with_a_draft_that_has_errors(faq, team):
    reviews.ask(faq, by=team["eve"])
    FaqEntry.objects.update(citations=[{"license": "gone", "section": "1"}])
    broken = FaqEntry.objects.get()

    with pytest.raises(NotPublishable):
        answered(broken, team["rita"])

    assert answered(broken, team["rita"], CHANGES, note="Cite.").verdict == CHANGES


def test_answer_on_another_draft_than_seen_is_refused(faq, team):
    reviews.ask(faq, by=team["eve"])
    seen = inspect(faq).digest
    said("Perhaps.")

    with pytest.raises(DraftChanged):
        reviews.answer(faq, by=team["rita"], verdict=AGREES, seen=seen)

    assert reviews.standing_request(faq).is_open


def test_answer_is_given_once(faq, team):
    reviews.ask(faq, by=team["eve"])
    answered(faq, team["rita"], CHANGES, note="Say why.")

    with pytest.raises(NotAsked):
        answered(faq, team["rob"])

    assert reviews.standing_request(faq).reviewer_name == "Rita"


def test_asking_waits_for_the_answer_then_can_be_repeated(faq, team):
    first = reviews.ask(faq, by=team["eve"])
    with pytest.raises(AlreadyAsked):
        reviews.ask(faq, by=team["rob"])
    answered(faq, team["rita"], CHANGES, note="Say why.")

    second = reviews.ask(faq, by=team["rob"])

    first.refresh_from_db()
    assert (first.closed_at, reviews.standing_request(faq)) == (second.asked_at, second)


def test_draft_that_says_what_its_edition_says_is_not_to_be_reviewed(faq, team):
    with pytest.raises(NothingToReview):
        reviews.ask(said("Yes."), by=team["eve"])


def test_draft_that_cannot_be_read_is_not_to_be_reviewed(faq, team):
    FaqEntry.objects.update(citations=[{"license": "No slug"}])

    with pytest.raises(NothingToReview):
        reviews.ask(faq, by=team["eve"])


@pytest.mark.parametrize(("who", "is_closed"), [("eve", True), ("paula", True), ("rob", False)])
def test_who_asked_or_publishes_withdraws(faq, team, who, is_closed):
    reviews.ask(faq, by=team["eve"])

    with suppress(PermissionDenied):
        reviews.withdraw(faq, by=team[who])

    assert (reviews.standing_request(faq) is None) == is_closed


def test_withdrawing_needs_a_request(faq, team):
    with pytest.raises(NotAsked):
        reviews.withdraw(faq, by=team["eve"])


def test_database_keeps_one_request_and_whole_answers(faq, team):
    request = reviews.ask(faq, by=team["eve"])

    for wrong in (
        {"pk": None},
        {"verdict": "agrees"},
        {"answered_at": timezone.now(), "reviewer": team["rita"], "verdict": "perhaps"},
    ):
        copy = ReviewRequest.objects.get(pk=request.pk)
        for name, value in wrong.items():
            setattr(copy, name, value)
        with pytest.raises(IntegrityError), transaction.atomic():
            copy.save()
