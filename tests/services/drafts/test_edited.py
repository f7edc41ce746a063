"""Which drafts say something else than their edition: by what they say, not by when."""

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guidance.core.documents import formats
from guidance.models import Edition, FaqEntry, License, Topic, Tree
from guidance.services.drafts.edited import standing_of
from guidance.services.drafts.rows_to_document import document_of, read_ahead
from guidance.services.publishing.acts import publish, restore
from guidance.services.publishing.inspecting import look_of
from tests.editions import published_faq, published_license, published_tree
from tests.scenes import scene

pytestmark = pytest.mark.django_db


@scene
def published():
    """One of each kind, published."""
    published_license()
    published_faq(topics=["commercial-use"], licenses=["example"])
    published_tree()


def edited(model):
    return [row.slug for row in standing_of(model).edited]


def saved(row):
    """Save a draft as a form of one of its parts does."""
    row.save(update_fields=["updated_at"])


def write(part, **fields):
    assert part is not None
    for name, value in fields.items():
        setattr(part, name, value)
    part.save()


def license():
    return License.objects.get()


def tree():
    return Tree.objects.get()


CHANGES = {
    "title": (License, lambda: write(license(), title="Another")),
    "note": (License, lambda: write(license().annotations.first(), body="Another.")),
    "deleted note": (License, lambda: license().annotations.first().delete()),
    "term": (License, lambda: write(license().terms.first(), body="Another.")),
    "section": (License, lambda: write(license().sections.first(), heading="Another")),
    "policy": (License, lambda: write(license().policies.first(), note="Another.")),
    "policy item": (
        License, lambda: write(license().policies.first().sections.first(), body="Another."),
    ),
    "answer": (FaqEntry, lambda: write(FaqEntry.objects.get(), answer="Another.")),
    "topics": (FaqEntry, lambda: FaqEntry.objects.get().topics.add(Topic.objects.last())),
    "licenses": (FaqEntry, lambda: FaqEntry.objects.get().licenses.clear()),
    "question": (Tree, lambda: write(tree().questions.first(), why="Another.")),
    "option": (Tree, lambda: write(tree().questions.first().options.first(), label="Another")),
    "route": (Tree, lambda: tree().questions.get(key="sharing").routes.create(
        when={"question": "users", "is": "few"}, goto="use",
    )),
    "outcome": (Tree, lambda: write(tree().outcomes.first(), summary="Another.")),
    "case": (Tree, lambda: write(tree().cases.first(), title="Another")),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_draft_that_says_something_else_is_edited(published, name):
    model, change = CHANGES[name]
    assert edited(model) == []

    change()
    saved(model.objects.get())

    assert edited(model) == [model.objects.get().slug]
    assert [edited(other) for other in (License, FaqEntry, Tree) if other is not model] == [[], []]


@pytest.mark.parametrize("model", [License, FaqEntry, Tree])
def test_draft_that_was_saved_as_it_was_is_not_edited(published, model):
    saved(model.objects.get())

    assert edited(model) == []


def test_draft_that_was_restored_is_not_edited_any_more(published, db):
    row = FaqEntry.objects.get()
    write(row, answer="Another.")
    assert edited(FaqEntry) == ["may-i-sell-it"]

    restore(Edition.objects.get(publication__kind="faq"), row=row, by=someone(), seen=look_of(row))

    assert edited(FaqEntry) == []


def someone():
    return User.objects.create_user("someone")


def test_draft_is_compared_with_the_edition_that_is_current(published):
    row = FaqEntry.objects.get()
    write(row, answer="Another.")
    assert edited(FaqEntry) == ["may-i-sell-it"]

    publish(row, by=None, note="Why.")

    assert edited(FaqEntry) == []


def test_draft_that_makes_no_document_is_edited(published):
    write(tree().questions.get(key="sharing"), kind="number", minimum="not a number")
    saved(tree())

    assert edited(Tree) == ["can-i-use-it"]


def test_draft_without_an_edition_is_unpublished(published):
    FaqEntry.objects.create(slug="new", question="New?")

    assert edited(FaqEntry) == []
    assert [row.slug for row in standing_of(FaqEntry).unpublished] == ["new"]


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("model", "make", "queries"),
    # drafts, editions, dated parts; then documents and what is read ahead
    [(License, published_license, (4, 7)), (FaqEntry, published_faq, (2, 4)),
     (Tree, published_tree, (5, 8))],
)  # fmt: skip
def test_asks_as_much_for_three_as_for_one_and_once(published, model, make, queries, count):
    for number in range(count - 1):
        make(f"more-{number}")
    for row in model.objects.all():
        saved(row)

    asked = []
    for _time in range(2):
        with CaptureQueriesContext(connection) as captured:
            standing_of(model)
        asked.append(len(captured))

    assert asked == [sum(queries), queries[0]]


def test_draft_that_is_read_ahead_makes_the_same_document(published):
    for model in (License, FaqEntry, Tree):
        row = model.objects.get()
        (ahead,) = read_ahead(model.objects.all())

        assert formats.as_data(document_of(ahead)) == formats.as_data(document_of(row))
