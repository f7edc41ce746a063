"""Where a row is used in drafts."""

import pytest

from guidance.core.documents.formats import parse
from guidance.models import (
    FaqEntry,
    License,
    Outcome,
    PolicySection,
    Question,
    Section,
    Term,
    Topic,
    Tree,
)
from guidance.services.drafts.document_to_rows import store
from guidance.services.worklist.uses import clauses_used, uses_of
from tests.documents import faq_data, license_data, tree_data
from tests.editions import published_license

pytestmark = pytest.mark.django_db


@pytest.fixture
def drafts(db):
    published_license()
    store(parse(faq_data()))
    store(parse(tree_data()))


def used(row):
    return sorted(str(use.row) for use in uses_of([row])[row])


def test_clause_is_used_by_notes_terms_entries_questions_and_outcomes(drafts):
    note = str(License.objects.get().annotations.get())

    assert used(Section.objects.get(key="1")) == sorted(
        [note, "Use it commercially", "May I sell it?"]
    )
    assert used(Section.objects.get(key="2")) == ["Do others get copies?", "Keep the notice"]
    assert used(Section.objects.get(key="3")) == [
        "Ask first", "How many users have you?", "You may pass it on", "You may use it"
    ]  # fmt: skip
    assert used(Section.objects.get(key="title")) == []
    assert used(PolicySection.objects.get()) == ["Do no harm"]


def test_clause_of_another_license_with_the_same_key_is_not_used(drafts):
    published_license("other", annotations=[], terms=[])

    assert used(Section.objects.get(license__slug="other", key="1")) == []


def test_term_is_used_where_it_is_added_expected_or_contradicted(drafts):
    Term.objects.filter(key="use").update(contradicts=["no-harm"])

    assert used(Term.objects.get(key="notice")) == ["At the limit", "Do others get copies?"]
    assert used(Term.objects.get(key="no-harm")) == ["Use it commercially", "You may pass it on"]


def test_node_is_used_by_what_leads_to_it_or_names_it(drafts):
    sharing, tree = Question.objects.get(key="sharing"), Tree.objects.get()
    route = tree.questions.get(key="sharing").routes
    route.create(when={"question": "users", "test": "is", "values": ["few"]}, goto="use")

    assert used(Question.objects.get(key="users")) == [
        "At the limit", "Can I use it?", "Do others get copies?", "Over the limit"
    ]  # fmt: skip
    assert used(sharing) == sorted({"At the limit", str(Question.objects.get(key="users"))})
    assert used(Outcome.objects.get(key="ask-first")) == sorted(
        ["Over the limit", str(Question.objects.get(key="users"))]
    )


def test_topic_and_entry_are_used(drafts):
    store(parse(faq_data("other", question="Other?", related=["may-i-sell-it"], topics=[])))

    assert used(Topic.objects.get(slug="attribution")) == ["Do no harm", "Keep the notice"]
    assert used(FaqEntry.objects.get(slug="may-i-sell-it")) == ["Other?"]
    assert used(FaqEntry.objects.get(slug="other")) == []


@pytest.mark.parametrize("model", [Section, Term, Question, Outcome, Topic, FaqEntry])
def test_uses_of_many_cost_as_much_as_of_one(drafts, model, django_assert_max_num_queries):
    store(parse(faq_data("other", related=["may-i-sell-it"])))
    related = [name for name in ("license", "tree") if hasattr(model, name)]
    rows = list(model.objects.select_related(*related))

    with django_assert_max_num_queries(6):
        found = uses_of(rows)

    assert len(found) == len(rows) > 1


def test_clauses_of_a_license_are_told_by_key(drafts):
    published_license("third", **{k: v for k, v in license_data("third").items() if k == "terms"})

    found = clauses_used(License.objects.get(slug="example"))

    assert {key: len(uses) for key, uses in found.items()} == {"title": 0, "1": 3, "2": 2, "3": 4}
