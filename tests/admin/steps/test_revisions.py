"""Two editors on one row: the second is told, and loses nothing."""

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from guidance.models import (
    Annotation,
    Case,
    Contribution,
    FaqEntry,
    License,
    Outcome,
    Question,
    Term,
    Topic,
    Tree,
)
from tests.admin.forms import asked, delete, errors_of, fields_of
from tests.admin.pages import change_url

pytestmark = pytest.mark.django_db


FIELDS = {
    License: "background", Annotation: "body", Term: "body", FaqEntry: "answer", Tree: "covers",
    Question: "help", Outcome: "summary", Case: "title",
}  # fmt: skip


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
    own = LogEntry.objects.get(content_type__model=model.__name__.lower())
    assert "shown" not in own.change_message
    assert own.get_change_message().startswith("Changed ")


def test_save_that_does_not_say_what_was_shown_is_refused(admin_of, ground):
    row = FaqEntry.objects.get()
    mine = fields_of(admin_of.get(change_url(row)), answer="Mine")
    del mine["shown"]

    response = admin_of.post(change_url(row), mine)

    assert "__all__" in errors_of(response)
    row.refresh_from_db()
    assert row.answer == "You may, if you keep the **notice**."


def test_two_fields_of_one_row_are_both_kept(admin_of, second, ground):
    row = FaqEntry.objects.get()
    mine = fields_of(admin_of.get(change_url(row)), answer="Mine")
    theirs = fields_of(second.get(change_url(row)), question="Theirs?", is_featured="on")
    assert second.post(change_url(row), theirs).status_code == 302

    response = admin_of.post(change_url(row), mine)

    assert response.status_code == 302, errors_of(response)
    row.refresh_from_db()
    assert (row.answer, row.question, row.is_featured) == ("Mine", "Theirs?", True)


def test_both_writing_the_same_is_no_conflict(admin_of, second, ground):
    row = FaqEntry.objects.get()
    mine = fields_of(admin_of.get(change_url(row)), answer="The same")
    assert second.post(change_url(row), mine).status_code == 302

    assert admin_of.post(change_url(row), mine).status_code == 302


def test_refused_save_shows_what_differs_and_what_was_not_touched_as_it_is_now(
    admin_of, second, ground
):
    row = FaqEntry.objects.get()
    mine = fields_of(admin_of.get(change_url(row)), answer="You may sell all of it.")
    theirs = fields_of(
        second.get(change_url(row)), answer="You may sell some of it.", question="Theirs?"
    )
    assert second.post(change_url(row), theirs).status_code == 302

    response = admin_of.post(change_url(row), mine)

    form = response.context["adminform"].form
    assert (form["answer"].value(), form["question"].value()) == (
        "You may sell all of it.", "Theirs?",
    )  # fmt: skip
    (message,) = errors_of(response)["answer"]
    assert "<del>some</del><ins>all</ins>" in message


def test_save_after_seeing_the_difference_is_taken(admin_of, second, ground):
    row = FaqEntry.objects.get()
    mine = fields_of(admin_of.get(change_url(row)), answer="Mine")
    theirs = fields_of(second.get(change_url(row)), answer="Theirs", question="Theirs?")
    assert second.post(change_url(row), theirs).status_code == 302
    refused = admin_of.post(change_url(row), mine)

    again = admin_of.post(change_url(row), fields_of(refused))

    assert again.status_code == 302, errors_of(again)
    row.refresh_from_db()
    assert (row.answer, row.question) == ("Mine", "Theirs?")


def test_topics_and_boxes_are_compared_too(admin_of, second, ground):
    row = FaqEntry.objects.get()
    topics = [str(topic.pk) for topic in Topic.objects.all()[:2]]
    row.topics.set(topics[:1])
    mine = fields_of(admin_of.get(change_url(row)), topics=topics)
    theirs = fields_of(second.get(change_url(row)), topics=topics[1:])
    assert second.post(change_url(row), theirs).status_code == 302

    response = admin_of.post(change_url(row), mine)

    assert errors_of(response)["topics"][0].startswith(
        "Saved by Ada meanwhile: “Attribution”<fieldset"
    )
    assert [str(topic.pk) for topic in row.topics.all()] == topics[1:]


@pytest.mark.parametrize("model", FIELDS, ids=lambda model: model.__name__)
def test_save_without_a_change_writes_and_logs_nothing(admin_of, ground, model):
    row = model.objects.first()
    before = (row.revision, row.updated_at)

    response = admin_of.post(change_url(row), fields_of(admin_of.get(change_url(row))), follow=True)

    row.refresh_from_db()
    assert (row.revision, row.updated_at) == before
    assert (LogEntry.objects.count(), Contribution.objects.count()) == (0, 0)
    said = [str(message) for message in response.context["messages"]]
    assert said == ["You changed nothing, so nothing was saved."]


def test_blank_lines_at_the_end_are_no_change(admin_of, ground):
    License.objects.update(background="Words.\n")
    row = License.objects.get()

    admin_of.post(change_url(row), fields_of(admin_of.get(change_url(row)), family="Other"))

    row.refresh_from_db()
    assert (row.background, row.family) == ("Words.\n", "Other")
    assert LogEntry.objects.get().get_change_message() == "Changed Family."


def test_row_changed_meanwhile_is_not_deleted_unseen(admin_of, second, ground):
    outcome = Outcome.objects.get(key="use")
    url = reverse("admin:guidance_outcome_delete", args=[outcome.pk])
    page = asked(second.get(url))
    mine = fields_of(admin_of.get(change_url(outcome)), summary="Mine")
    assert admin_of.post(change_url(outcome), mine).status_code == 302

    response = second.post(url, page, follow=True)

    assert Outcome.objects.get(key="use").summary == "Mine"
    said = [str(message) for message in response.context["messages"]]
    assert said[-1].startswith("Nothing was deleted: Eve Editor changed <a href=")
    assert second.post(url, asked(response)).status_code == 302
    assert not Outcome.objects.filter(key="use").exists()


def test_selected_rows_changed_meanwhile_are_not_deleted_unseen(admin_of, second, ground):
    rows = list(Case.objects.all())
    url = reverse("admin:guidance_case_changelist")
    listed = {"action": "delete_selected", "_selected_action": [row.pk for row in rows]}
    page = asked(second.post(url, listed))
    mine = fields_of(admin_of.get(change_url(rows[0])), title="Mine")
    assert admin_of.post(change_url(rows[0]), mine).status_code == 302

    response = second.post(url, page)

    assert Case.objects.count() == len(rows)
    done = second.post(url, asked(response), follow=True)
    assert Case.objects.count() == 0
    assert [str(message) for message in done.context["messages"]][-1] == (
        "Successfully deleted 2 cases."
    )


def test_row_deleted_meanwhile_can_be_saved_anew(admin_of, second, ground):
    question = Question.objects.get(key="sharing")
    mine = fields_of(admin_of.get(change_url(question)), title="Mine")
    url = reverse("admin:guidance_question_delete", args=[question.pk])
    assert delete(second, url).status_code == 302

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


def test_import_counts_as_a_save_of_somebody_else(admin_of, ground):
    from guidance.core.documents.formats import parse
    from guidance.services.drafts.document_to_rows import store
    from tests.documents import faq_data

    row = FaqEntry.objects.get()
    mine = fields_of(admin_of.get(change_url(row)), answer="Mine")
    store(parse(faq_data(answer="Imported")))

    response = admin_of.post(change_url(row), mine)

    assert errors_of(response)["__all__"][0].startswith("Somebody else (or an import) saved this")
