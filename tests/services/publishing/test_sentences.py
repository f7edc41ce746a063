"""Sentences that quotes stood in: kept, compared, and kept anew by whoever looked."""

import pytest
from django.contrib.auth.models import User

from guidance.core.documents.formats import as_data, parse
from guidance.core.texts.quotes import quotes_in
from guidance.models import Contribution, FaqEntry, License, LicenseText, Tree
from guidance.services.drafts.document_to_rows import store
from guidance.services.drafts.rows_to_document import document_of
from guidance.services.intake.packs import import_document
from guidance.services.publishing.acts import NotPublishable, publish
from guidance.services.publishing.inspecting import inspect
from guidance.services.publishing.sentences import (
    SentencesMoved,
    comparisons_in,
    fill,
    keep,
)
from tests.documents import BODY, faq_data, license_data, tree_data
from tests.editions import published, published_license

pytestmark = pytest.mark.django_db

NOT = BODY.replace("You may use", "You may not use")
OTHER = BODY.replace("You may use and", "Hereby you may use and")


@pytest.fixture
def user():
    return User.objects.create(username="ada")


def text_of(body):
    data = license_data(body=body)["text"]
    LicenseText.objects.get_or_create(
        digest=data["digest"], defaults={"source": "tests", "title": "T", "body": body}
    )


def sentences_in(row):
    return [one.quote.sentence for one in quotes_in(document_of(row))]


def imported(data, by):
    return import_document(parse(data), file="x", by=by)


def published_over(body, by):
    """Publish the license over another text, after somebody said that its notes are right."""
    row = license_over(body, by)
    keep(row, by=by, looks=[one.look for one in comparisons_in(document_of(row)).turned])
    return publish(row, by=None, note="Looked at.")


def license_over(body, by):
    """Import the license anew over another text, as a file without sentences would."""
    text_of(body)
    return imported(license_data(body=body), by)


GRANT = "You may use and change the work for any purpose."
NOTICE = "You must keep this notice in all copies of the work."


def test_import_keeps_the_sentence_of_what_is_quoted_anew(user):
    published_license("other")
    text_of(BODY)

    row = imported(license_data(), user)
    faq = imported(
        faq_data(citations=[{"license": "other", "section": "1", "quote": "may use"}]), user
    )

    assert sentences_in(row) == [GRANT, GRANT, NOTICE]
    assert sentences_in(faq) == [GRANT]


def test_import_of_the_same_leaves_what_nobody_compared(user):
    published_license()

    row = imported(license_data(), user)

    assert sentences_in(row) == ["", "", ""]
    assert inspect(row).state.changes == 0


def test_import_over_another_text_keeps_the_sentences_of_the_former(user):
    published_license()

    row = license_over(NOT, user)
    compared = comparisons_in(document_of(row))

    assert sentences_in(row) == [GRANT, GRANT, NOTICE]
    assert [(one.quoted.place, one.turns) for one in compared.turned] == [
        ("annotation:grant-is-broad", ("“not” was added (a negation)",)),
        ("term:use", ("“not” was added (a negation)",)),
    ]
    with pytest.raises(NotPublishable):
        publish(row, by=None, note="New text.")


def test_pack_and_restored_edition_bring_no_sentences(user):
    published_license()

    store(parse(license_data(summary="Other.")), by=user)

    assert sentences_in(License.objects.get()) == ["", "", ""]


def test_fill_keeps_sentences_at_one_place_or_all_and_counts_as_no_save():
    published_license()
    published(tree_data())
    row, tree = License.objects.get(), Tree.objects.get()
    before = (row.revision, row.terms.get(key="use").revision)

    fill(row, at="term:use")
    one = sentences_in(row)
    fill(row)
    fill(tree, at="question:sharing")

    row.refresh_from_db()
    assert one == ["", GRANT, ""]
    assert sentences_in(row) == [GRANT, GRANT, NOTICE]
    assert [words for words in sentences_in(tree) if words] == [NOTICE]
    assert (row.revision, row.terms.get(key="use").revision) == before


def test_fill_leaves_what_is_kept_and_what_is_not_found():
    published_license()
    kept = {"exact": "may use", "sentence": "Well, You may use."}
    cites = [{"license": "example", "section": "1", "quote": kept}, *faq_data()["citations"]]
    published(faq_data(citations=cites))
    row = FaqEntry.objects.get()
    row.citations.append({"license": "example", "section": "2", "quote": {"exact": "nowhere"}})
    row.save()

    fill(row)

    assert sentences_in(FaqEntry.objects.get()) == ["Well, You may use.", GRANT, ""]


def test_keep_writes_what_was_looked_at_and_notes_who(user):
    published_license()
    row = license_over(NOT, user)
    Contribution.objects.all().delete()
    turned = comparisons_in(document_of(row)).turned

    kept = keep(row, by=user, looks=[one.look for one in turned])

    assert kept == list(turned)
    new = "You may not use and change the work for any purpose."
    assert sentences_in(License.objects.get()) == [new, new, NOTICE]
    assert comparisons_in(document_of(row)).turned == ()
    assert [one.writer for one in Contribution.objects.all()] == [user]
    assert publish(row, by=None, note="Looked at.").number == 2


@pytest.mark.parametrize("change", ["text", "words", "again"])
def test_keep_refuses_what_is_another_than_was_looked_at(user, change):
    published_license()
    row = license_over(NOT, user)
    looks = [one.look for one in comparisons_in(document_of(row)).turned]
    if change == "text":
        row = license_over(NOT.replace("change", "alter"), user)
    elif change == "words":
        row.annotations.update(exact="use and")
    else:
        keep(row, by=user, looks=looks)
    before = as_data(document_of(License.objects.get()))

    with pytest.raises(SentencesMoved):
        keep(row, by=user, looks=looks)

    assert as_data(document_of(License.objects.get())) == before


def test_words_that_are_others_themselves_cannot_be_kept(user):
    published_license()
    note = license_data()["annotations"][0] | {"quote": "You may use and change the work"}
    published(license_data(annotations=[note]))

    row = license_over(NOT, user)
    row.annotations.update(exact="You may use and change the work")
    turned = comparisons_in(document_of(row)).turned

    assert [(one.may_keep, one.turns) for one in turned] == [
        (False, ("“not” was added (a negation)",)), (True, ("“not” was added (a negation)",)),
    ]  # fmt: skip
    with pytest.raises(SentencesMoved):
        keep(row, by=user, looks=[turned[0].look])


def test_sentence_that_only_reads_otherwise_does_not_stop_publishing(user):
    published_license()

    row = license_over(OTHER, user)
    compared = comparisons_in(document_of(row))

    assert (len(compared.turned), len(compared.reworded)) == (0, 2)
    assert publish(row, by=None, note="New text.").number == 2


def test_quotes_that_rest_on_a_license_are_compared_with_what_is_published(user):
    published_license()
    published(faq_data())
    fill(FaqEntry.objects.get())
    published(license_data(body=OTHER))

    compared = comparisons_in(document_of(FaqEntry.objects.get()))

    assert [(one.old, one.new) for one in compared.reworded] == [
        (GRANT, f"Hereby y{GRANT[1:]}"),
    ]


def test_kept_sentences_are_no_change_of_what_rests_on_a_term():
    published_license()
    published(tree_data())
    row = License.objects.get()
    fill(row)

    publish(row, by=None, note="Sentences kept.")

    assert inspect(Tree.objects.get()).state.refers_anew is False


def test_quotes_without_a_sentence_are_compared_with_the_text_of_their_edition(user):
    published_license()
    published(faq_data())
    row = FaqEntry.objects.get()
    published_over(NOT, user)
    FaqEntry.objects.update(answer="Look again.")

    found = [finding.code for finding in inspect(row).errors]
    turned = comparisons_in(document_of(row)).turned
    with pytest.raises(NotPublishable):
        publish(FaqEntry.objects.get(), by=None, note="Other.")
    keep(row, by=user, looks=[one.look for one in turned])

    assert (found, [one.old for one in turned]) == (["citation-turned"], [GRANT])
    assert publish(FaqEntry.objects.get(), by=None, note="Looked at.").number == 2
    assert sentences_in(FaqEntry.objects.get()) == [GRANT.replace("may", "may not")]


def test_own_quotes_without_a_sentence_are_compared_with_the_text_of_the_edition():
    published_license()
    text_of(NOT)
    row = store(parse(license_data(body=NOT)))

    assert [finding.code for finding in inspect(row).errors] == [
        "annotation-turned", "citation-turned",
    ]  # fmt: skip


def test_quotes_that_no_edition_had_are_not_compared_with_its_text(user):
    published_license()
    published(faq_data(citations=[
        {"license": "example", "section": "2", "quote": {"exact": "keep this notice"}}
    ]))  # fmt: skip
    published_over(NOT, user)
    row = store(parse(faq_data()))

    assert inspect(row).errors == ()
    assert [one.quoted.quote.exact for one in comparisons_in(document_of(row)).uncompared] == [
        "for any purpose"
    ]
