"""The database itself refuses to change a published edition."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.models import ProtectedError

from guidance.models import Edition, Publication, Recall

FROZEN = {
    "document": {"kind": "faq"},
    "context": {"topics": {}},
    "html": {"a": "b"},
    "card": {"title": "Other"},
    "digest": "1" * 64,
    "number": 2,
    "note": "Other",
    "published_at": datetime(2026, 1, 2, tzinfo=UTC),
}


def make_edition() -> Edition:
    publication = Publication.objects.create(kind="faq", slug="one")
    return Edition.objects.create(
        publication=publication,
        number=1,
        document={},
        context={},
        html={},
        card={},
        digest="0" * 64,
        published_at=datetime(2026, 1, 1, tzinfo=UTC),
    )


@pytest.mark.django_db
@pytest.mark.parametrize("field", FROZEN)
def test_edition_update_through_queryset_is_refused(field):
    edition = make_edition()

    with pytest.raises(IntegrityError, match="an edition never changes"), transaction.atomic():
        Edition.objects.filter(pk=edition.pk).update(**{field: FROZEN[field]})

    assert list(Edition.objects.values(field)) == [{field: getattr(edition, field)}]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    ["document = '{}'", "context = '{}'", "html = '{}'", "card = '{}'", "digest = 'x'",
     "number = 2", "publication_id = publication_id", "note = 'x'",
     "published_at = published_at"],
)  # fmt: skip
def test_edition_update_through_sql_is_refused(change):
    make_edition()

    with (
        pytest.raises(IntegrityError, match="an edition never changes"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"UPDATE guidance_edition SET {change}")  # noqa: S608 - literals above


@pytest.mark.django_db
def test_edition_save_is_refused():
    edition = make_edition()
    edition.note = "Other"

    with pytest.raises(IntegrityError, match="an edition never changes"), transaction.atomic():
        edition.save()


@pytest.mark.django_db
def test_edition_name_of_publisher_can_be_changed():
    edition = make_edition()

    Edition.objects.filter(pk=edition.pk).update(published_by_name="Ada")

    assert Edition.objects.get().published_by_name == "Ada"


@pytest.mark.django_db
def test_edition_can_be_deleted_by_the_database():
    make_edition()

    Edition.objects.all().delete()

    assert Edition.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_edition_guard_is_dropped_by_the_reverse_migration():
    edition = make_edition()
    latest = MigrationExecutor(connection).loader.graph.leaf_nodes("guidance")

    MigrationExecutor(connection).migrate([("guidance", "0002_search_index")])
    try:
        Edition.objects.filter(pk=edition.pk).update(note="Changed while unguarded")
    finally:
        MigrationExecutor(connection).migrate(latest)

    with pytest.raises(IntegrityError, match="an edition never changes"):
        Edition.objects.filter(pk=edition.pk).update(note="Again")
    assert Edition.objects.get().note == "Changed while unguarded"


RECALL = {"reason": "Other", "advice": "Other", "recalled_at": datetime(2026, 1, 2, tzinfo=UTC)}


def make_recall() -> Recall:
    return Recall.objects.create(
        edition=make_edition(), reason="It said yes.", advice="Ask us.",
        recalled_at=datetime(2026, 1, 1, tzinfo=UTC),
    )  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("field", RECALL)
def test_recall_update_is_refused(field):
    recall = make_recall()

    with pytest.raises(IntegrityError, match="a recall never changes"), transaction.atomic():
        Recall.objects.update(**{field: RECALL[field]})

    assert Recall.objects.values(field).get() == {field: getattr(recall, field)}


@pytest.mark.django_db
@pytest.mark.parametrize("change", ["UPDATE guidance_recall SET edition_id = edition_id",
                                    "DELETE FROM guidance_recall"])  # fmt: skip
def test_recall_change_through_sql_is_refused(change):
    make_recall()

    with (
        pytest.raises(IntegrityError, match="a recall never changes"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change)

    assert Recall.objects.count() == 1


@pytest.mark.django_db
def test_recalled_edition_cannot_be_deleted():
    edition = make_recall().edition

    with pytest.raises(ProtectedError):
        edition.delete()


@pytest.mark.django_db
def test_recall_name_of_person_can_be_changed():
    make_recall()

    Recall.objects.update(recalled_by_name="Ada")

    assert Recall.objects.get().recalled_by_name == "Ada"
