"""Quotes that shipped need no sentence, as long as the text is the one they shipped over."""

import pytest
from django.utils import timezone

from guidance.core.documents.formats import as_data, parse
from guidance.core.texts.quotes import quotes_in
from guidance.core.walking.memories import Memory
from guidance.models import Edition, FaqEntry, License, LicenseText, Recall, Tree
from guidance.services.drafts.document_to_rows import store
from guidance.services.drafts.rows_to_document import document_of
from guidance.services.publishing import shipped_quotes
from guidance.services.publishing.acts import publish
from guidance.services.publishing.sentences import comparisons_in, with_kept
from guidance.services.publishing.uncompared import uncompared
from tests.documents import BODY, faq_data, license_data
from tests.scenes import scene
from tests.services.intake.small_pack import load, small_pack

pytestmark = pytest.mark.django_db
OTHER = BODY.replace("ask us first", "do ask us first")


@scene
def shipped(tmp_path_factory):
    """A license, an entry and a tree as they came with the portal."""
    load(small_pack(tmp_path_factory.mktemp("pack")))
    return {
        "license": License.objects.get(),
        "faq": FaqEntry.objects.get(),
        "tree": Tree.objects.get(),
    }


def counts():
    return {str(row): count for row, count in uncompared().items()}


def waiting(row):
    """Return the words that the page of a draft's sentences lists as not yet compared."""
    return [one.quoted.quote.exact for one in comparisons_in(document_of(row)).uncompared]


def over(body):
    """Let the license stand on another text, in draft."""
    data = license_data(body=body)
    LicenseText.objects.create(
        digest=data["text"]["digest"], source="tests", title="T", body=data["text"]["body"]
    )
    return store(parse(data))


def test_what_shipped_has_no_sentence_and_nothing_to_compare(shipped):
    assert not any(
        one.quote.sentence for row in shipped.values() for one in quotes_in(document_of(row))
    )
    assert counts() == {}
    assert [waiting(row) for row in shipped.values()] == [[], [], []]


def test_the_same_that_a_person_published_is_to_be_compared(shipped):
    Edition.objects.update(is_shipped=False)

    assert sorted(counts().values()) == [1, 3, 5]
    assert len(waiting(shipped["faq"])) == 1


def test_quote_of_the_team_is_to_be_compared_beside_those_that_shipped(shipped):
    row = shipped["faq"]
    row.citations.append({"license": "example", "section": "2", "quote": {"exact": "keep this"}})
    row.save()

    assert (counts(), waiting(row)) == ({str(row): 1}, ["keep this"])


def test_what_a_person_published_since_does_not_count_against_what_shipped(shipped):
    row = shipped["faq"]
    row.short_answer = "Yes, you may."
    row.save()
    publish(row, by=None, note="Shorter.")

    assert (counts(), waiting(row)) == ({}, [])


def test_own_quotes_over_another_text_are_to_be_compared(shipped):
    row = over(OTHER)

    assert counts() == {str(row): 3}


def test_quotes_of_a_license_over_another_text_are_to_be_compared_once_it_is_public(shipped):
    row = over(OTHER)
    before = counts()
    store(with_kept(document_of(row)))
    publish(row, by=None, note="The new text.")

    assert before == {str(row): 3}
    assert counts() == {str(shipped["faq"]): 1, str(shipped["tree"]): 5}


def test_new_edition_of_a_license_over_the_same_text_changes_nothing(shipped):
    row = shipped["license"]
    row.summary = "Another."
    row.save()
    publish(row, by=None, note="Only words of ours.")

    assert counts() == {}


def test_what_was_recalled_vouches_for_nothing(shipped):
    edition = Edition.objects.get(publication__kind="faq")
    Recall.objects.create(
        edition=edition, reason="Wrong.", advice="Ask.", recalled_at=timezone.now()
    )

    assert counts() == {str(shipped["faq"]): 1}


def test_nothing_is_written_for_it(shipped):
    held = {one.pk: one.digest for one in Edition.objects.all()}
    counts()

    assert {one.pk: one.digest for one in Edition.objects.all()} == held
    assert as_data(document_of(shipped["faq"])) == as_data(parse(faq_data()))


def test_queries_are_few_and_editions_are_read_once(
    shipped, monkeypatch, django_assert_num_queries
):
    monkeypatch.setattr(shipped_quotes, "_remembered", Memory(9))
    with django_assert_num_queries(12):
        uncompared()
    with django_assert_num_queries(11):
        uncompared()
