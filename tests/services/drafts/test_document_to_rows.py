"""Rows to document and document to rows are inverse; nothing is half stored."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings

from guidance.core.documents.formats import InvalidDocument, parse
from guidance.core.documents.licenses import Topic as TopicNoun
from guidance.models import Annotation, LicenseText, Question, Topic, Tree
from guidance.services.drafts.authorship import wrote_draft
from guidance.services.drafts.columns import fields_of
from guidance.services.drafts.document_to_rows import store
from guidance.services.drafts.rows_to_document import document_of
from tests import documents, strategies
from tests.examples import examples
from tests.scenes import scene

pytestmark = pytest.mark.django_db

stored = settings(
    max_examples=examples(40), suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@scene
def ground():
    """The text, topics and license that documents refer to."""
    data = documents.license_data()
    LicenseText.objects.create(
        source="tests", source_key="example", title="Example", body=data["text"]["body"],
        digest=data["text"]["digest"],
    )  # fmt: skip
    store(parse(documents.TOPICS))
    return store(parse(data))


@stored
@given(document=strategies.licenses)
def test_license_comes_back_as_it_was_stored(ground, document):
    row = store(document)

    assert document_of(row) == document


@stored
@given(document=strategies.faqs)
def test_faq_comes_back_as_it_was_stored(ground, document):
    row = store(document)

    assert document_of(row) == document


@stored
@given(document=strategies.trees)
def test_tree_comes_back_as_it_was_stored(ground, document):
    row = store(document)

    assert document_of(row) == document


@stored
@given(document=strategies.vocabularies)
def test_topics_come_back_as_they_were_stored(db, document):
    Topic.objects.all().delete()

    store(document)

    rows = [fields_of(row, TopicNoun) for row in Topic.objects.all()]
    assert tuple(map(TopicNoun.model_validate, rows)) == document.topics


def test_store_again_keeps_rows_and_drops_what_is_gone(ground):
    store(parse(documents.tree_data()))
    before = dict(Question.objects.values_list("key", "pk"))
    changed = documents.tree_data()
    changed["questions"] = [{**changed["questions"][1], "title": "Changed?"}]

    store(parse(changed))

    after = Question.objects.get()
    assert (after.key, after.pk, after.title) == ("sharing", before["sharing"], "Changed?")


def test_store_counts_a_revision_so_that_open_forms_are_refused(ground):
    row = store(parse(documents.tree_data()))
    before = dict(Question.objects.values_list("key", "revision"))
    changed = documents.tree_data(title="Other?")
    changed["questions"][0]["title"] = "How many?"

    again = store(parse(changed))
    after = dict(Question.objects.values_list("key", "revision"))
    changed["questions"][1]["options"][0]["label"] = "Certainly"
    store(parse(changed))

    assert again.revision == row.revision + 1
    assert after == before | {"users": before["users"] + 1}  # the other question is the same
    assert Question.objects.get(key="sharing").revision == before["sharing"] + 1


def test_store_of_what_is_there_already_writes_nothing(ground, django_user_model):
    eve = django_user_model.objects.create_user("eve")
    for data in (documents.license_data(), documents.faq_data(), documents.tree_data()):
        store(parse(data))
        with CaptureQueriesContext(connection) as queries:
            store(parse(data), by=eve)

        written = ("INSERT", "UPDATE", "DELETE")
        assert [q["sql"] for q in queries if q["sql"].startswith(written)] == []
    assert not wrote_draft(Tree.objects.get(), eve)


def test_store_notes_who_wrote(ground, django_user_model):
    eve, max_ = (django_user_model.objects.create_user(name) for name in ("eve", "max"))

    row = store(parse(documents.faq_data()), by=eve)

    assert (wrote_draft(row, eve), wrote_draft(row, max_)) == (True, False)


def test_store_takes_routes_away_and_brings_them_back(ground):
    with_routes = documents.tree_data()
    with_routes["questions"][1]["routes"] = [
        {"when": {"question": "users", "is": "few"}, "goto": "use"}
    ]
    for data in (documents.tree_data(), with_routes, documents.tree_data()):
        assert document_of(store(parse(data))) == parse(data)


def test_store_without_the_text_writes_nothing(db):
    store(parse(documents.TOPICS))

    with pytest.raises(InvalidDocument) as caught:
        store(parse(documents.license_data()), file="license.yaml")

    assert [(p.file, p.place) for p in caught.value.problems] == [("license.yaml", "text.digest")]
    assert Annotation.objects.count() == 0


def test_store_names_an_unknown_topic(ground):
    data = documents.license_data()
    data["terms"][0]["topic"] = "unheard-of"

    with pytest.raises(InvalidDocument, match="No topic “unheard-of” is held here"):
        store(parse(data))


def test_store_names_every_repeated_key(ground):
    data = documents.tree_data()
    data["questions"].append(data["questions"][0])
    data["outcomes"].append(data["outcomes"][0])

    with pytest.raises(InvalidDocument) as caught:
        store(parse(data))

    assert [problem.place for problem in caught.value.problems] == ["questions[2]", "outcomes[3]"]
    assert not Tree.objects.exists()


def test_topics_are_updated_in_place(ground):
    pk = Topic.objects.get(slug="attribution").pk

    store(parse({**documents.TOPICS, "topics": [{"slug": "attribution", "title": "Credit"}]}))

    assert Topic.objects.get(slug="attribution").title == "Credit"
    assert Topic.objects.get(slug="attribution").pk == pk
