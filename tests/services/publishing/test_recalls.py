"""Recalls: a mark on one edition, and on whatever rests on it."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import User

from guidance.core.documents.formats import parse
from guidance.models import FaqEntry, Recall
from guidance.services.editions.marks import RecallMark
from guidance.services.editions.readings import current_faq, current_tree, pinned
from guidance.services.publishing.acts import NothingToPublish, publish
from guidance.services.publishing.dependents import dependents_of
from guidance.services.publishing.recalls import AlreadyRecalled, NoWords, recall
from tests.editions import published_faq, published_license, published_tree
from tests.scenes import scene

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 4, 5, 6, 7, 890123, tzinfo=UTC)
WORDS = {"reason": "It said yes.", "advice": "Ask us."}


@scene
def license():
    """A license with a question and a questionnaire that cite its first edition."""
    edition = published_license()
    published_faq()
    published_tree()
    return edition


def test_recall_keeps_who_when_and_why(license):
    ada = User.objects.create_user("ada", first_name="Ada")

    made = recall(license, by=ada, at=AT, **WORDS)

    made.refresh_from_db()
    assert (made.recalled_by, made.recalled_by_name, made.recalled_at) == (ada, "Ada", AT)
    assert (made.reason, made.advice) == ("It said yes.", "Ask us.")


def test_recall_is_of_one_edition_and_stays(license):
    recall(license, by=None, at=AT, **WORDS)
    published_license(summary="Corrected.")

    old, new = (pinned("license", "example", number).edition for number in (1, 2))

    assert old.recall == RecallMark(AT, "It said yes.", "Ask us.")
    assert (new.recall, new.is_current) == (None, True)


@pytest.mark.parametrize("missing", ["reason", "advice"])
@pytest.mark.parametrize("words", ["", " \n "])
def test_recall_needs_words(license, missing, words):
    with pytest.raises(NoWords):
        recall(license, by=None, **WORDS | {missing: words})

    assert Recall.objects.count() == 0


def test_recall_is_given_once(license):
    first = recall(license, by=None, **WORDS)

    with pytest.raises(AlreadyRecalled) as refused:
        recall(license, by=None, reason="Other.", advice="Other.")

    assert refused.value.recall == first
    assert Recall.objects.get().reason == "It said yes."


def test_what_rests_on_a_recalled_license_says_so(license):
    published_license("other", title="Other")
    recall(license, by=None, at=AT, **WORDS)

    grounds = [reading.edition.grounds for reading in (current_faq("may-i-sell-it"),
                                                       current_tree("can-i-use-it"))]  # fmt: skip

    assert [[one.slug for one in found] for found in grounds] == [["example"], ["example"]]
    ground = grounds[0][0]
    assert (ground.title, ground.number, ground.address, ground.recall.advice) == (
        "Example", 1, "/licenses/example/v1/", "Ask us.",
    )  # fmt: skip


def test_what_rests_on_another_edition_says_nothing(license):
    recall(published_license(summary="Wrong."), by=None, **WORDS)

    assert current_faq("may-i-sell-it").edition.grounds == ()


def test_grounds_cost_a_query_only_where_a_license_was_recalled(license, django_assert_num_queries):
    with django_assert_num_queries(1):
        current_faq("may-i-sell-it")
    recall(license, by=None, **WORDS)

    with django_assert_num_queries(2):
        current_faq("may-i-sell-it")


def test_what_rests_on_a_recalled_license_is_to_be_reviewed_again(license):
    document = published_license(summary="Corrected.").document
    before = dependents_of(parse(document))
    recall(license, by=None, **WORDS)

    after = dependents_of(parse(document))

    words = ("It rests on edition 1 of the license, which was recalled.",)
    assert before == ()
    assert [(one.slug, one.reasons) for one in after] == [
        ("can-i-use-it", words), ("may-i-sell-it", words),
    ]  # fmt: skip


def test_unchanged_draft_can_be_led_away_from_a_recalled_edition(license):
    published_license(summary="Corrected.")
    draft = FaqEntry.objects.get()
    with pytest.raises(NothingToPublish):
        publish(draft, by=None, note="The same.")
    recall(license, by=None, **WORDS)

    publish(draft, by=None, note="Rests on the corrected one.")

    assert current_faq("may-i-sell-it").edition.grounds == ()
    with pytest.raises(NothingToPublish):
        publish(draft, by=None, note="The same.")
