"""What rests on words that something published has changed: noted, shown, confirmed."""

import pytest
from django.core.exceptions import PermissionDenied

from guidance.core.documents.formats import parse
from guidance.core.texts.normal import digest
from guidance.models import ChangedGround, Edition
from guidance.services.drafts.document_to_rows import store
from guidance.services.editions.readings import current_faq, current_tree, pinned
from guidance.services.publishing.acts import publish
from guidance.services.publishing.grounds import (
    GroundMoved,
    confirm_ground,
    note_all_changes,
)
from guidance.views.frame.caching import part
from tests.admin.conftest import person
from tests.documents import BODY, license_data
from tests.editions import published, published_faq, published_license, published_tree

pytestmark = pytest.mark.django_db


@pytest.fixture
def paul(groups):
    return person("paul", "Publishers")


@pytest.fixture
def resting(db):
    """An FAQ entry and a questionnaire, on a license that was published once."""
    published_license()
    return published_faq(), published_tree()


def with_term(title):
    """Publish the license with another title of the term that the questionnaire adds."""
    data = license_data()
    for term in data["terms"]:
        if term["key"] == "notice":
            term["title"] = title
    return publish(store(parse(data)), by=None, note="Changed.")


def waiting():
    return list(
        ChangedGround.objects.waiting().values_list("edition__publication__slug", "reasons")
    )


def changed(reading):
    return [(one.slug, one.number) for one in reading.edition.changed]


def test_what_rests_on_changed_terms_is_noted_and_readers_see_it(resting):
    ground = with_term("Keep the whole notice")

    assert waiting() == [("can-i-use-it", ["The term “Keep the notice” says something else now."])]
    assert changed(current_tree("can-i-use-it")) == [("example", 2)]
    assert changed(current_faq("may-i-sell-it")) == []
    assert ChangedGround.objects.get().ground == ground


def test_nothing_is_noted_where_all_holds(resting):
    publish(store(parse(license_data(summary="Another summary."))), by=None, note="Why.")

    assert waiting() == []
    assert current_tree("can-i-use-it").edition.is_marked is False


def test_words_whose_sentence_changed_are_noted(resting):
    body = BODY.replace("ask us first", "you must not use it")
    data = license_data(body=body)
    data["text"]["digest"] = digest(body)

    published(data)

    assert [slug for slug, _reasons in waiting()] == ["can-i-use-it"]


def test_confirmed_is_gone_for_readers_and_not_noted_again(resting, paul):
    with_term("Keep the whole notice")
    one = ChangedGround.objects.get()
    before = part(current_tree("can-i-use-it").edition)

    confirm_ground(one.pk, look=one.look, by=paul, note="The same in other words.")
    reading = current_tree("can-i-use-it")
    after = changed(reading)
    note_all_changes()

    assert after == []
    assert part(reading.edition) != before
    assert waiting() == []
    kept = ChangedGround.objects.get()
    assert (kept.confirmed_by_name, kept.note) == ("paul", "The same in other words.")


def test_another_change_is_noted_again_after_confirming(resting, paul):
    with_term("Keep the whole notice")
    one = ChangedGround.objects.get()
    confirm_ground(one.pk, look=one.look, by=paul)

    with_term("Keep no notice")

    assert [slug for slug, _reasons in waiting()] == ["can-i-use-it"]
    assert changed(current_tree("can-i-use-it")) == [("example", 3)]


def test_changed_back_nothing_waits_any_more(resting):
    with_term("Keep the whole notice")
    before = waiting()

    with_term("Keep the notice")

    assert len(before) == 1
    assert waiting() == []


def test_two_changes_wait_as_one_and_what_was_looked_at_is_compared(resting, paul):
    with_term("Keep the whole notice")
    seen = ChangedGround.objects.get()
    with_term("Keep no notice")

    with pytest.raises(GroundMoved):
        confirm_ground(seen.pk, look=seen.look, by=paul)

    assert len(waiting()) == 1


def test_publishing_anew_settles_it_and_the_old_edition_stays_as_it_was(resting):
    with_term("Keep the whole notice")

    published_tree(summary="Looked at again.")

    assert changed(current_tree("can-i-use-it")) == []
    assert changed(pinned("tree", "can-i-use-it", 1)) == []
    assert list(ChangedGround.objects.to_look_at()) == []


@pytest.mark.parametrize("title", ["Editors", ""])
def test_only_publishers_and_reviewers_confirm(resting, groups, title):
    with_term("Keep the whole notice")
    one = ChangedGround.objects.get()

    with pytest.raises(PermissionDenied):
        confirm_ground(one.pk, look=one.look, by=person("ed", title))

    assert len(waiting()) == 1


def test_what_was_not_noted_in_time_is_noted_later(resting):
    with_term("Keep the whole notice")
    ChangedGround.objects.all().delete()

    note_all_changes()
    note_all_changes()

    assert [slug for slug, _reasons in waiting()] == ["can-i-use-it"]
    assert Edition.objects.filter(publication__kind="license").count() == 2


def test_notice_costs_a_query_only_where_something_changed(resting, django_assert_num_queries):
    current_tree("can-i-use-it")
    with django_assert_num_queries(1):
        current_tree("can-i-use-it")
    with_term("Keep the whole notice")

    with django_assert_num_queries(2):
        current_tree("can-i-use-it")
