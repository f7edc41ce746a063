"""Publishing: what makes an edition, what refuses to, and who stands by it."""

import threading

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import connection

from guidance.core.documents.formats import parse
from guidance.models import Edition, FaqEntry, License, Publication, SearchEntry, Tree
from guidance.services.drafts.rows_to_document import document_of
from guidance.services.editions.readings import current_faq
from guidance.services.publishing import acts
from guidance.services.publishing.acts import (
    DraftChanged,
    NothingToPublish,
    NotPublishable,
    confirm,
    publish,
    restore,
    withdraw,
)
from guidance.services.publishing.inspecting import inspect, look_of, state_of
from guidance.services.search import index
from tests.editions import published_faq, published_license, published_tree
from tests.threads import in_threads

pytestmark = pytest.mark.django_db


def answered(row, words):
    row.short_answer = words
    row.save()
    return row


def test_publish_keeps_who_when_and_why(faq):
    paula = User.objects.create_user("paula", first_name="Paula", last_name="Pub")

    edition = publish(answered(faq, "No."), by=paula, note="The text changed.")

    assert (edition.number, edition.note, edition.published_by_name) == (
        2, "The text changed.", "Paula Pub",
    )  # fmt: skip
    assert current_faq("may-i-sell-it").document.short_answer == "No."


def test_publish_of_the_same_makes_no_edition(faq):
    with pytest.raises(NothingToPublish):
        publish(faq, by=None, note="Again.")

    assert Edition.objects.filter(publication__kind="faq").count() == 1


def test_publish_refuses_a_draft_with_errors(faq):
    faq.citations = [{"license": "example", "section": "1", "quote": {"exact": "no such words"}}]
    faq.save()

    with pytest.raises(NotPublishable) as refused:
        publish(faq, by=None, note="Why.")

    assert [finding.code for finding in refused.value.findings] == ["citation-not-found"]
    assert Edition.objects.filter(publication__kind="faq").count() == 1


def test_publish_refuses_another_draft_than_was_seen(faq):
    seen = inspect(answered(faq, "No.")).digest
    answered(faq, "Perhaps.")

    with pytest.raises(DraftChanged):
        publish(faq, by=None, note="Why.", seen=seen)

    assert current_faq("may-i-sell-it").document.short_answer == "Yes."


def test_publish_takes_the_draft_that_was_seen(faq):
    seen = inspect(answered(faq, "No.")).digest

    edition = publish(faq, by=None, note="Why.", seen=seen)

    assert edition.digest == seen


def test_publish_uses_nothing_that_was_made_ready_of_another_draft(faq):
    ready = acts._ready(answered(faq, "No."), "", with_drafts=False)
    answered(faq, "It depends.")

    edition = acts._publish(
        faq, ready, by=None, note="Why.", at=None, is_shipped=False, seen="", over=""
    )

    found = SearchEntry.objects.get(publication=edition.publication)
    assert edition.document["short_answer"] == "It depends."
    assert list(edition.html) == ["It depends.", edition.document["answer"]]
    assert edition.card["short_answer"] == "It depends."
    assert "It depends." in found.body


def test_publish_makes_nothing_ready_of_a_draft_that_was_not_seen(faq):
    seen = inspect(answered(faq, "No.")).digest

    assert acts._ready(faq, seen, with_drafts=False) is not None
    assert acts._ready(answered(faq, "Never."), seen, with_drafts=False) is None


def test_same_document_is_checked_again_where_what_it_cites_is_another(faq):
    before = inspect(faq).findings
    license = License.objects.get()
    license.annotations.all().delete()
    license.sections.all().delete()

    assert inspect(license).errors
    assert before == inspect(faq).findings  # what is published is what counts

    withdraw(Publication.objects.get(slug="example"), by=None, note="Why.")
    assert before != inspect(faq).findings


def test_publish_refuses_rows_that_make_no_document():
    published_license()
    published_tree()
    tree = Tree.objects.get()
    tree.questions.filter(key="users").update(kind="choice")  # its ranges stay behind

    with pytest.raises(NotPublishable) as refused:
        publish(tree, by=None, note="Why.")

    assert [(f.code, f.place) for f in refused.value.findings] == [("unreadable", "question:users")]


def test_publish_keeps_nothing_when_the_search_fails(faq, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("index is broken")

    monkeypatch.setattr(index, "index", fail)
    answered(faq, "No.")

    with pytest.raises(RuntimeError):
        publish(faq, by=None, note="Why.")

    assert Edition.objects.filter(publication__kind="faq").count() == 1
    assert current_faq("may-i-sell-it").document.short_answer == "Yes."


def test_state_counts_what_was_touched(faq):
    before = state_of(document_of(faq))

    after = state_of(document_of(answered(faq, "No.")))

    assert (before.changes, before.is_publishable) == (0, False)
    assert (after.changes, after.is_publishable) == (1, True)


def test_state_tells_when_what_it_refers_to_says_something_else():
    published_license()
    published_tree()
    license = License.objects.get()
    license.terms.filter(key="notice").update(title="Keep the whole notice")

    publish(license, by=None, note="Clearer.")
    state = state_of(document_of(Tree.objects.get()))

    assert (state.changes, state.refers_anew, state.is_publishable) == (0, True, True)


def test_newer_number_of_a_cited_license_alone_is_nothing_to_publish(faq):
    license = License.objects.get()
    license.summary = "Use it freely, keep the notice."
    license.save()

    publish(license, by=None, note="Clearer.")

    assert state_of(document_of(faq)).is_publishable is False
    with pytest.raises(NothingToPublish):
        publish(faq, by=None, note="Again.")


def test_restore_brings_the_words_back_into_the_draft(faq):
    first = Edition.objects.get(publication__kind="faq")
    publish(answered(faq, "No."), by=None, note="Second.")

    restore(first, row=faq, by=User.objects.create_user("eve"), seen=look_of(faq))

    faq.refresh_from_db()
    assert faq.short_answer == "Yes."
    assert current_faq("may-i-sell-it").document.short_answer == "No."


def test_restore_refuses_a_draft_that_changed_meanwhile(faq):
    first = Edition.objects.get(publication__kind="faq")
    seen = inspect(answered(faq, "No.")).digest
    answered(faq, "Perhaps.")

    with pytest.raises(DraftChanged):
        restore(first, row=faq, by=User.objects.create_user("eve"), seen=seen)

    faq.refresh_from_db()
    assert faq.short_answer == "Perhaps."


def test_every_kind_is_restored_to_the_digest_it_had():
    editions = [published_license(), published_faq(), published_tree()]
    eve = User.objects.create_user("eve")

    for edition, model in zip(editions, (License, FaqEntry, Tree), strict=True):
        draft = model.objects.get()
        row = restore(edition, row=draft, by=eve, seen=look_of(draft))

        assert document_of(row) == parse(edition.document)


def test_confirm_is_given_once(faq):
    edition = Edition.objects.get(publication__kind="faq")
    rita, rob = (User.objects.create_user(name) for name in ("rita", "rob"))

    confirm(edition, by=rita)
    again = confirm(edition, by=rob)

    assert again.reviewer_name == "rita"
    assert current_faq("may-i-sell-it").edition.reviewed_by == "rita"


def test_confirm_refuses_who_published_it(faq):
    paula = User.objects.create_user("paula")
    edition = publish(answered(faq, "No."), by=paula, note="Why.")

    with pytest.raises(PermissionDenied):
        confirm(edition, by=paula)

    assert current_faq("may-i-sell-it").edition.is_reviewed is False


def test_publishing_what_was_withdrawn_makes_an_edition(faq):
    withdraw(Publication.objects.get(kind="faq"), note="It is wrong.")

    edition = publish(faq, by=None, note="It was right.")

    assert edition.number == 2
    assert current_faq("may-i-sell-it").edition.number == 2


@pytest.mark.django_db(transaction=True)
def test_two_publishers_at_once_make_one_edition(tmp_path):
    published_license()
    published_faq()
    for model in (License, FaqEntry):  # both have something to publish
        name = "summary" if model is License else "short_answer"
        model.objects.update(**{name: "Other words."})
    barrier = threading.Barrier(4)

    def publish_at_once(model):
        row = model.objects.get()
        connection.close()  # on SQLite no reader's snapshot may linger
        barrier.wait(timeout=20)
        try:
            return publish(row, by=None, note="At once.").number
        except NothingToPublish:
            return "nothing"

    models = (License, License, FaqEntry, FaqEntry)
    results = in_threads([lambda m=m: publish_at_once(m) for m in models], tmp_path)
    numbers = in_threads(
        [lambda: sorted(Edition.objects.values_list("publication__kind", "number"))], tmp_path
    )

    assert (sorted(results[:2], key=str), sorted(results[2:], key=str)) == (
        [2, "nothing"], [2, "nothing"],
    )  # fmt: skip
    assert numbers == [[("faq", 1), ("faq", 2), ("license", 1), ("license", 2)]]
