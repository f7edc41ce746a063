"""Rows to document and document to rows are inverse; nothing is half stored."""

import pytest
from hypothesis import HealthCheck, given, settings

from guidance.core.documents import InvalidDocument, parse
from guidance.models import Annotation, LicenseText, Question, Topic, Tree
from guidance.services.documents import document_of
from guidance.services.drafting import store
from tests import documents
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
@given(document=documents.licenses)
def test_license_comes_back_as_it_was_stored(ground, document):
    row = store(document)

    assert document_of(row) == document


@stored
@given(document=documents.faqs)
def test_faq_comes_back_as_it_was_stored(ground, document):
    row = store(document)

    assert document_of(row) == document


@stored
@given(document=documents.trees)
def test_tree_comes_back_as_it_was_stored(ground, document):
    row = store(document)

    assert document_of(row) == document


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
    question = Question.objects.get(key="users")

    again = store(parse(documents.tree_data()))

    assert again.revision == row.revision + 1
    assert Question.objects.get(key="users").revision == question.revision + 1


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
