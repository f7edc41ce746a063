"""Withdrawing: what is remembered, what is refused, what leads there, and what may be deleted."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import User

from guidance.models import FaqEntry, License, Publication, ReviewRequest, SearchEntry, Tree
from guidance.services.editions.marks import Successor, withdrawn
from guidance.services.editions.readings import current_faq, pinned
from guidance.services.publishing import reviews
from guidance.services.publishing.acts import publish
from guidance.services.publishing.withdrawals import (
    EditionMoved,
    NoSuccessor,
    NothingToBringBack,
    NothingToWithdraw,
    StillPublic,
    bring_back,
    delete_drafts,
    leading_to,
    orphans,
    withdraw,
)
from guidance.services.results.saved_results import save
from tests.editions import published_faq, published_license, published_tree
from tests.scenes import scene

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 4, 5, 6, 7, 890123, tzinfo=UTC)


@scene
def shelf():
    """One published of each kind."""
    published_license()
    published_tree()
    return published_faq().publication


def of(kind):
    return Publication.objects.get(kind=kind)


def test_withdraw_keeps_who_when_why_and_what_instead(shelf):
    ada = User.objects.create_user("ada", first_name="Ada", last_name="Byron")

    gone = withdraw(
        shelf, by=ada, note="It is wrong.", reason="Ask us.", successor=of("tree"), seen=1, at=AT
    )

    gone.refresh_from_db()
    assert (gone.withdrawn_by, gone.withdrawn_by_name, gone.withdrawn_at) == (ada, "Ada Byron", AT)
    assert (gone.withdrawn_note, gone.withdrawn_reason) == ("It is wrong.", "Ask us.")
    assert gone.successor == of("tree")


def test_withdraw_and_bring_back_move_it_out_of_the_search_and_in(shelf):
    indexed = SearchEntry.objects.filter(publication=shelf).count()

    withdraw(shelf, note="It is wrong.", reason="Ask us.", successor=of("tree"))
    while_gone = current_faq(shelf.slug), SearchEntry.objects.filter(publication=shelf).count()
    back = bring_back(shelf)

    assert while_gone == (None, 0)
    assert current_faq(shelf.slug).edition.number == 1
    assert SearchEntry.objects.filter(publication=shelf).count() == indexed > 0
    words = (back.withdrawn_note, back.withdrawn_reason, back.withdrawn_by_name, back.successor)
    assert words == ("", "", "", None)


def test_withdraw_twice_is_refused_and_keeps_the_first_note(shelf):
    withdraw(shelf, note="It is wrong.")

    with pytest.raises(NothingToWithdraw):
        withdraw(shelf, note="Other.")

    shelf.refresh_from_db()
    assert shelf.withdrawn_note == "It is wrong."


def test_withdraw_refuses_another_edition_than_was_seen(shelf):
    published_faq(short_answer="No.")

    with pytest.raises(EditionMoved) as refused:
        withdraw(shelf, note="It is wrong.", seen=1)

    assert refused.value.number == 2
    assert current_faq(shelf.slug).edition.number == 2


@pytest.mark.parametrize("who", ["itself", "withdrawn", "never published"])
def test_withdraw_leads_to_nothing_that_is_not_public(shelf, who):
    other = of("tree")
    if who == "withdrawn":
        withdraw(other, note="Wrong.")
    if who == "never published":
        other = Publication.objects.create(kind="faq", slug="other")

    with pytest.raises(NoSuccessor):
        withdraw(shelf, note="Wrong.", successor=shelf if who == "itself" else other)

    assert current_faq(shelf.slug) is not None


def test_bring_back_needs_what_was_seen(shelf):
    with pytest.raises(NothingToBringBack):
        bring_back(shelf)
    withdraw(shelf, note="Wrong.", at=AT)

    with pytest.raises(NothingToBringBack):
        bring_back(shelf, seen=AT.replace(microsecond=0))
    assert current_faq(shelf.slug) is None

    bring_back(shelf, seen=AT)
    assert current_faq(shelf.slug) is not None


def test_publishing_again_forgets_the_withdrawal(shelf):
    withdraw(shelf, note="Wrong.", reason="Ask us.", successor=of("tree"))

    publish(FaqEntry.objects.get(), by=None, note="It was right.")

    shelf.refresh_from_db()
    assert (shelf.withdrawn_at, shelf.withdrawn_reason, shelf.successor) == (None, "", None)


def test_successor_is_told_as_it_is_when_read(shelf):
    withdraw(shelf, note="Wrong.", successor=of("tree"))
    before = withdrawn("faq", shelf.slug).withdrawal.successor
    withdraw(of("tree"), note="Wrong too.")

    after = withdrawn("faq", shelf.slug).withdrawal.successor

    address = "/check/can-i-use-it/start/"
    assert before == Successor("tree", "can-i-use-it", "Can I use it?", address, False)
    assert after == Successor("tree", "can-i-use-it", "Can I use it?", address, True)


def test_what_is_told_of_something_withdrawn_is_two_queries(shelf, django_assert_num_queries):
    withdraw(shelf, note="Wrong.", successor=of("tree"))

    with django_assert_num_queries(2):
        found = withdrawn("faq", shelf.slug)
        told = (found.title, found.last.number, found.withdrawal.successor.title)
        found.last.get_absolute_url()

    assert told == ("May I sell it?", 1, "Can I use it?")
    assert withdrawn("faq", "nothing") is None
    assert withdrawn("tree", "can-i-use-it") is None


def test_what_leads_to_a_license_is_what_cites_it(shelf):
    withdraw(published_faq("old").publication, note="Old.", successor=of("license"))

    leading = leading_to(of("license"))

    assert [one.slug for one in leading.citing] == ["may-i-sell-it", "can-i-use-it"]
    assert ([one.slug for one in leading.succeeded], leading.is_featured) == (["old"], True)


def test_what_leads_to_a_question_is_what_is_related(shelf):
    published_faq("other", related=["may-i-sell-it"])
    plain = leading_to(shelf)
    published_faq(is_featured=True)

    featured = leading_to(Publication.objects.get(pk=shelf.pk))

    assert [one.slug for one in plain.citing] == ["other"]
    assert (plain.is_featured, featured.is_featured) == (False, True)


def test_what_leads_to_a_questionnaire_are_short_links(shelf):
    tree = of("tree")
    save(tree.current, {"users": ("5",), "sharing": ("no",)}, title="")

    assert leading_to(tree).short_links == 1


@pytest.mark.parametrize("model", [License, FaqEntry, Tree])
def test_draft_of_what_is_public_cannot_be_deleted(shelf, model):
    draft = model.objects.get()

    with pytest.raises(StillPublic) as refused:
        delete_drafts([draft])

    assert refused.value.drafts == (draft,)
    assert model.objects.count() == 1


def test_drafts_are_deleted_all_or_none(shelf):
    own = FaqEntry.objects.create(slug="own", question="Own?", short_answer="Yes.")

    with pytest.raises(StillPublic):
        delete_drafts([own, *Tree.objects.all()])
    assert FaqEntry.objects.filter(slug="own").exists()

    delete_drafts([own])
    assert not FaqEntry.objects.filter(slug="own").exists()


def test_draft_of_what_was_withdrawn_is_deleted_and_its_editions_stay(shelf):
    ed = User.objects.create_superuser("ed")
    withdraw(shelf, note="Wrong.")
    reviews.ask(FaqEntry.objects.get(), by=ed, note="Look.")

    delete_drafts(list(FaqEntry.objects.all()))

    assert FaqEntry.objects.count() == 0
    assert pinned("faq", shelf.slug, 1).edition.withdrawal is not None
    assert not ReviewRequest.objects.standing().exists()


def test_draft_that_is_gone_already_is_passed_over(shelf):
    own = FaqEntry.objects.create(slug="own", question="Own?", short_answer="Yes.")
    FaqEntry.objects.filter(slug="own").delete()

    delete_drafts([own])


@pytest.mark.parametrize("model", [License, FaqEntry, Tree])
def test_orphans_are_public_without_a_draft(shelf, model):
    kind = {License: "license", FaqEntry: "faq", Tree: "tree"}[model]
    assert list(orphans()) == []
    model.objects.all().delete()

    found = list(orphans())
    withdraw(found[0], note="Nobody can correct it.")

    assert [one.kind for one in found] == [kind]
    assert list(orphans()) == []


def test_orphan_is_brought_back(shelf):
    FaqEntry.objects.all().delete()
    withdraw(shelf, note="Wrong.")

    bring_back(shelf)

    assert current_faq(shelf.slug).edition.number == 1
