"""The history of a document is true: it tells of its parts, by whom they were written."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from guidance.models import Annotation, Case, Contribution, Option, Outcome, Policy, Question, Term
from tests.admin.forms import delete, fields_of

pytestmark = pytest.mark.django_db

PARTS = {Annotation: "body", Term: "body", Question: "help", Outcome: "summary", Case: "title"}


def change_url(row):
    return reverse(f"admin:guidance_{row._meta.model_name}_change", args=[row.pk])


def history_of(draft):
    kind = ContentType.objects.get_for_model(draft)
    entries = LogEntry.objects.filter(content_type=kind, object_id=draft.pk).order_by("pk")
    return [entry.get_change_message() for entry in entries]


def draft_of(row):
    return row.license if hasattr(row, "license") else row.tree


@pytest.mark.parametrize("model", PARTS, ids=lambda model: model.__name__)
def test_save_of_a_part_stands_in_the_history_of_its_document(admin_of, ground, model):
    row = model.objects.first()
    mine = fields_of(admin_of.get(change_url(row)), **{PARTS[model]: "Mine"})

    assert admin_of.post(change_url(row), mine).status_code == 302

    row.refresh_from_db()
    field = model._meta.get_field(PARTS[model]).verbose_name.capitalize()
    noun = model._meta.verbose_name
    assert history_of(draft_of(row)) == [f"Changed {field} for {noun} “{row}”."]
    page = admin_of.get(
        reverse(f"admin:guidance_{draft_of(row)._meta.model_name}_history", args=[draft_of(row).pk])
    )
    assert str(row) in page.text


@pytest.mark.parametrize("model", PARTS, ids=lambda model: model.__name__)
def test_deletion_of_a_part_stands_in_the_history_of_its_document(admin_of, ground, model):
    row = model.objects.last()
    draft, named = draft_of(row), str(row)
    url = reverse(f"admin:guidance_{model._meta.model_name}_delete", args=[row.pk])

    assert delete(admin_of, url).status_code == 302

    assert history_of(draft) == [f"Deleted {model._meta.verbose_name} “{named}”."]


def test_deletion_of_several_stands_there_once_for_each(admin_of, ground):
    rows = list(Case.objects.all())
    url = reverse("admin:guidance_case_changelist")

    delete(admin_of, url, action="delete_selected", _selected_action=[row.pk for row in rows])

    (said,) = history_of(ground["tree"])
    assert all(f"Deleted case “{row}”." in said for row in rows)


def test_options_stand_there_with_their_question(admin_of, ground):
    option = Option.objects.first()
    question = option.question
    at = list(question.options.all()).index(option)
    mine = fields_of(admin_of.get(change_url(question)), **{f"options__{at}__label": "Mine"})

    admin_of.post(change_url(question), mine)

    assert history_of(ground["tree"]) == [f"Changed Answer for option “Mine ({question})”."]


def test_addition_of_a_part_stands_there(admin_of, ground):
    url = reverse("admin:guidance_outcome_add")
    given = {"tree": str(ground["tree"].pk), "key": "new", "verdict": "allowed", "title": "New"}

    admin_of.post(url, fields_of(admin_of.get(f"{url}?tree={ground['tree'].pk}"), **given))

    assert history_of(ground["tree"]) == ["Added outcome “New”."]


def test_who_saves_a_part_has_written_on_its_document(admin_of, editor, ground):
    policy = Policy.objects.get()
    admin_of.post(change_url(policy), fields_of(admin_of.get(change_url(policy)), note="Mine"))

    found = Contribution.objects.get()
    assert (found.kind, found.draft, found.writer) == ("license", ground["license"].pk, editor)


def test_part_that_is_moved_is_written_on_both_documents(admin_of, ground):
    from guidance.models import Tree

    other = Tree.objects.create(slug="other", title="Other", start="x")
    row = Outcome.objects.first()
    mine = fields_of(admin_of.get(change_url(row)), tree=str(other.pk))

    assert admin_of.post(change_url(row), mine).status_code == 302

    assert set(Contribution.objects.values_list("draft", flat=True)) == {
        other.pk, ground["tree"].pk,
    }  # fmt: skip
