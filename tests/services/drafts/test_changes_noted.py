"""Who changed which field from what to what, and one change taken back."""

import pytest
from django.contrib.auth.models import User
from hypothesis import given

from guidance.core.documents import formats
from guidance.core.documents.formats import parse
from guidance.core.histories.fields import compared, flat
from guidance.models import DraftChange, FaqEntry, License, LicenseText, Tree
from guidance.services.drafts import authorship
from guidance.services.drafts.document_to_rows import store
from guidance.services.drafts.rows_to_document import content_of, document_of
from guidance.services.publishing.acts import publish
from guidance.services.reviewing.taking_back import MovedOn, take_back
from tests import strategies
from tests.documents import TOPICS, faq_data, license_data, tree_data
from tests.scenes import scene

pytestmark = pytest.mark.django_db


@scene
def published():
    data = license_data()
    LicenseText.objects.create(
        source="tests", source_key="example", title="Example", body=data["text"]["body"],
        digest=data["text"]["digest"],
    )  # fmt: skip
    for document in (TOPICS, data, faq_data(), tree_data()):
        store(parse(document))
    rows = {"license": License.objects.get(), "faq": FaqEntry.objects.get()}
    rows["tree"] = Tree.objects.get()
    for row in rows.values():
        publish(row, by=None, note="First.", is_shipped=True)
    return rows


@pytest.fixture
def eve(db):
    return User.objects.create_user("eve", first_name="Eve")


@pytest.mark.parametrize("kind", ["license", "faq", "tree"])
def test_draft_as_published_has_no_changes(published, eve, kind):
    authorship.record(published[kind], by=eve)

    assert not DraftChange.objects.exists()


def test_field_is_noted_with_what_it_said_and_says(published, eve):
    row = published["faq"]
    before = row.short_answer
    row.short_answer = "No."
    row.save()

    authorship.record(row, by=eve)
    authorship.record(row, by=eve)

    (one,) = authorship.changes_of(row)
    assert (one.writer_name, one.is_first) == ("Eve", True)
    assert [change[2:] for change in one.changes] == [["short_answer", before, "No."]]


def test_parts_are_noted_by_their_place(published, eve):
    row = published["tree"]
    option = row.questions.first().options.first()
    option.label = "Another label"
    option.save()
    case = row.cases.first()
    case.delete()

    authorship.record(row, by=eve)

    (one,) = authorship.changes_of(row)
    places = {(change[0].partition(":")[0], change[2]) for change in one.changes}
    assert places == {("option", "label"), ("case", "")}


def test_half_built_draft_is_noted_too(published, eve):
    row = published["tree"]
    row.questions.update(minimum="1")

    authorship.record(row, by=eve)

    assert {change[2] for change in authorship.changes_of(row)[0].changes} == {"minimum"}


@pytest.mark.parametrize("kind", ["license", "faq", "tree"])
def test_every_change_is_taken_back(published, eve, kind):
    row = published[kind]
    before = document_of(row)
    if kind == "license":
        row.annotations.update(body="Other words.")
        row.summary = "Another summary"
        row.save()
    elif kind == "faq":
        row.short_answer, row.answer = "No.", ""
        row.save()
    else:
        row.outcomes.update(summary="Other words.")
        row.cases.all().delete()
    authorship.record(row, by=eve)
    (one,) = authorship.changes_of(row)

    for index in range(len(one.changes)):
        take_back(row, one.pk, index, by=eve)

    row.refresh_from_db()
    assert formats.digest(document_of(row)) == formats.digest(before)
    assert len(authorship.changes_of(row)) == 1 + len(one.changes)


def test_change_that_was_written_over_is_not_taken_back(published, eve):
    row = published["faq"]
    row.short_answer = "No."
    row.save()
    authorship.record(row, by=eve)
    row.short_answer = "Perhaps."
    row.save()
    authorship.record(row, by=eve)
    first = authorship.changes_of(row)[-1]

    for number, index in ((first.pk, 0), (first.pk, 1), (first.pk + 99, 0)):
        with pytest.raises(MovedOn):
            take_back(row, number, index, by=eve)

    row.refresh_from_db()
    assert row.short_answer == "Perhaps."


def test_what_ships_is_nobodys_change(published, eve):
    row = published["faq"]
    row.short_answer = "No."
    row.save()
    authorship.record(row, by=eve)
    store(parse(faq_data()))

    authorship.record(FaqEntry.objects.get(), by=eve)

    assert len(authorship.changes_of(row)) == 1


@given(strategies.trees)
def test_two_ways_to_write_one_tree_are_one(tree):
    short = formats.as_data(tree)
    whole = tree.model_dump(mode="json", by_alias=True)

    assert list(compared(flat(short), flat(whole))) == []


@pytest.mark.parametrize("kind", ["license", "faq", "tree"])
def test_rows_are_flat_as_their_document_is(published, kind):
    row = published[kind]

    assert flat(content_of(row)) == flat(formats.as_data(document_of(row)))
