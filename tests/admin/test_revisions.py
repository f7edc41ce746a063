"""Two editors on one row: the second is told, and loses nothing."""

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from guidance.models import (
    Annotation,
    Case,
    FaqEntry,
    License,
    Option,
    Outcome,
    Policy,
    PolicySection,
    Question,
    Term,
    Tree,
)
from tests.admin.conftest import person
from tests.admin.forms import errors_of, fields_of

pytestmark = pytest.mark.django_db

FIELDS = {
    License: "background", Annotation: "body", Term: "body", FaqEntry: "answer", Tree: "covers",
    Question: "help", Outcome: "summary", Case: "title",
}  # fmt: skip


def change_url(row):
    return reverse(f"admin:guidance_{row._meta.model_name}_change", args=[row.pk])


@pytest.fixture
def second(client_class, groups):
    other = client_class()
    other.force_login(person("ada", "Editors", is_staff=True, first_name="Ada"))
    return other


@pytest.fixture
def client_class():
    from django.test import Client

    return Client


@pytest.mark.parametrize("model", FIELDS, ids=lambda model: model.__name__)
def test_save_that_was_overtaken_is_refused_and_keeps_the_text(admin_of, second, ground, model):
    row, field = model.objects.first(), FIELDS[model]
    before = row.revision
    mine = fields_of(admin_of.get(change_url(row)), **{field: "My words"})
    theirs = fields_of(second.get(change_url(row)), **{field: "Their words"})
    assert second.post(change_url(row), theirs).status_code == 302

    response = admin_of.post(change_url(row), mine)

    row.refresh_from_db()
    assert (getattr(row, field), row.revision) == ("Their words", before + 1)
    form = response.context["adminform"].form
    assert form[field].value() == "My words"
    message = errors_of(response)["__all__"][0]
    assert message.startswith("Ada saved this on ")
    assert "your text is still in this form" in message


@pytest.mark.parametrize("model", FIELDS, ids=lambda model: model.__name__)
def test_save_without_rival_counts_one_revision(admin_of, ground, model):
    row, field = model.objects.first(), FIELDS[model]
    before = row.revision
    mine = fields_of(admin_of.get(change_url(row)), **{field: "My words"})

    response = admin_of.post(change_url(row), mine)

    row.refresh_from_db()
    assert response.status_code == 302
    assert (getattr(row, field), row.revision) == ("My words", before + 1)
    entry = LogEntry.objects.get()
    assert "opened" not in entry.change_message


def test_save_without_the_hidden_revision_is_refused(admin_of, ground):
    row = FaqEntry.objects.get()
    mine = fields_of(admin_of.get(change_url(row)), answer="Mine")
    del mine["opened_revision"]

    response = admin_of.post(change_url(row), mine)

    assert "__all__" in errors_of(response)
    row.refresh_from_db()
    assert row.answer == "You may, if you keep the **notice**."


def test_options_are_guarded_by_their_question(admin_of, second, ground):
    question = Question.objects.get(key="sharing")
    option = question.options.first()
    mine = fields_of(admin_of.get(change_url(question)), options__0__label="Mine")
    theirs = fields_of(second.get(change_url(question)), options__0__label="Theirs")
    assert second.post(change_url(question), theirs).status_code == 302

    response = admin_of.post(change_url(question), mine)

    option.refresh_from_db()
    assert option.label == "Theirs"
    assert response.context["inline_admin_formsets"][0].formset.forms[0]["label"].value() == "Mine"


def test_option_deleted_meanwhile_is_told_and_not_an_error(admin_of, second, ground):
    question = Question.objects.get(key="sharing")
    mine = fields_of(admin_of.get(change_url(question)), title="Mine")
    theirs = fields_of(second.get(change_url(question)), options__0__DELETE="on")
    assert second.post(change_url(question), theirs).status_code == 302

    response = admin_of.post(change_url(question), mine)

    assert response.status_code == 200
    assert "__all__" in errors_of(response)
    assert question.options.count() == 2


def test_sections_are_guarded_by_their_license(admin_of, second, ground):
    row = License.objects.get()
    mine = fields_of(admin_of.get(change_url(row)), sections__1__heading="Mine")
    theirs = fields_of(second.get(change_url(row)), sections__1__heading="Theirs")
    assert second.post(change_url(row), theirs).status_code == 302

    response = admin_of.post(change_url(row), mine)

    assert "__all__" in errors_of(response)
    assert row.sections.get(key="1").heading == "Theirs"


def test_policy_items_are_guarded_by_the_license(admin_of, second, ground):
    policy, license = Policy.objects.get(), License.objects.get()
    mine = fields_of(admin_of.get(change_url(policy)), sections__0__body="Mine")
    theirs = fields_of(second.get(change_url(license)), family="Theirs")
    assert second.post(change_url(license), theirs).status_code == 302

    refused = admin_of.post(change_url(policy), mine)
    again = fields_of(admin_of.get(change_url(policy)), sections__0__body="Mine")
    taken = admin_of.post(change_url(policy), again)

    assert "__all__" in errors_of(refused)
    assert taken.status_code == 302
    assert PolicySection.objects.get().body == "Mine"
    assert License.objects.get().revision == license.revision + 2


def test_row_deleted_meanwhile_can_be_saved_anew(admin_of, second, ground):
    question = Question.objects.get(key="sharing")
    mine = fields_of(admin_of.get(change_url(question)), title="Mine")
    delete = reverse("admin:guidance_question_delete", args=[question.pk])
    assert second.post(delete, {"post": "yes"}).status_code == 302

    response = admin_of.post(change_url(question), mine)

    assert response.status_code == 200
    message = errors_of(response)["__all__"][0]
    assert message.startswith("Ada deleted this while you were editing it.")
    assert Question.objects.filter(key="sharing").count() == 0
    assert response.context["form_url"] == reverse("admin:guidance_question_add")
    anew = admin_of.post(response.context["form_url"], fields_of(response))
    assert anew.status_code == 302, errors_of(anew)
    made = Question.objects.get(key="sharing")
    assert (made.title, made.options.count()) == ("Mine", 3)


def test_deleting_a_part_marks_its_draft_as_changed(admin_of, ground):
    tree = ground["tree"]
    outcome = Outcome.objects.get(key="use")

    admin_of.post(reverse("admin:guidance_outcome_delete", args=[outcome.pk]), {"post": "yes"})

    after = Tree.objects.get()
    assert (after.updated_at > tree.updated_at, after.revision) == (True, tree.revision)


def test_import_counts_as_a_save_of_somebody_else(admin_of, ground):
    from guidance.core.documents import parse
    from guidance.services.drafting import store
    from tests.documents import faq_data

    row = FaqEntry.objects.get()
    mine = fields_of(admin_of.get(change_url(row)), answer="Mine")
    store(parse(faq_data(answer="Imported")))

    response = admin_of.post(change_url(row), mine)

    assert errors_of(response)["__all__"][0].startswith("Somebody else (or an import) saved this")


def test_new_parts_are_added_with_their_row(admin_of, ground):
    url = reverse("admin:guidance_question_add")
    data = fields_of(
        admin_of.get(f"{url}?tree={ground['tree'].pk}"),
        tree=str(ground["tree"].pk), key="new", kind="choice", title="New?",
        **{
            "options-TOTAL_FORMS": "1", "options-0-key": "yes", "options-0-label": "Yes",
            "options-0-goto": "not-yet-there", "options-0-position": "0",
            "options-0-adds": ["example/notice", "example/use"],
        },
    )  # fmt: skip

    response = admin_of.post(url, data)

    assert response.status_code == 302, errors_of(response)
    option = Option.objects.get(question__key="new")
    assert (option.goto, option.adds) == ("not-yet-there", ["example/use", "example/notice"])
