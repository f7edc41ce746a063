"""Two editors on one row: the second is told, and loses nothing."""

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from guidance.models import (
    Annotation,
    Case,
    Contribution,
    FaqEntry,
    License,
    Option,
    Outcome,
    Policy,
    PolicySection,
    Question,
    Term,
    Topic,
    Tree,
)
from tests.admin.conftest import person
from tests.admin.forms import asked, delete, errors_of, fields_of

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


def test_option_deleted_meanwhile_stays_deleted_where_it_was_not_touched(admin_of, second, ground):
    question = Question.objects.get(key="sharing")
    mine = fields_of(admin_of.get(change_url(question)), title="Mine")
    theirs = fields_of(second.get(change_url(question)), options__0__DELETE="on")
    assert second.post(change_url(question), theirs).status_code == 302

    response = admin_of.post(change_url(question), mine)

    assert response.status_code == 302, errors_of(response)
    question.refresh_from_db()
    assert (question.title, question.options.count()) == ("Mine", 2)


def test_option_deleted_meanwhile_keeps_the_words_and_can_be_added_anew(admin_of, second, ground):
    question = Question.objects.get(key="sharing")
    mine = fields_of(admin_of.get(change_url(question)), options__0__label="Mine")
    theirs = fields_of(second.get(change_url(question)), options__0__DELETE="on")
    assert second.post(change_url(question), theirs).status_code == 302

    refused = admin_of.post(change_url(question), mine)
    anew = admin_of.post(change_url(question), fields_of(refused))

    (message,) = errors_of(refused)["options-0-__all__"]
    assert message.startswith("Ada deleted this while you were editing it.")
    assert anew.status_code == 302, errors_of(anew)
    assert [option.label for option in question.options.all()].count("Mine") == 1
    assert question.options.count() == 3


def test_option_changed_meanwhile_is_not_deleted_unseen(admin_of, second, ground):
    question = Question.objects.get(key="sharing")
    mine = fields_of(admin_of.get(change_url(question)), options__0__DELETE="on")
    theirs = fields_of(second.get(change_url(question)), options__0__label="Theirs")
    assert second.post(change_url(question), theirs).status_code == 302

    refused = admin_of.post(change_url(question), mine)
    kept = question.options.count()
    deleted = admin_of.post(change_url(question), fields_of(refused))

    assert errors_of(refused)["options"][0].startswith("Ada changed “Theirs”")
    assert (kept, deleted.status_code, question.options.count()) == (3, 302, 2)


def test_sections_are_guarded_one_by_one(admin_of, second, ground):
    row = License.objects.get()
    mine = fields_of(admin_of.get(change_url(row)), sections__1__heading="Mine")
    theirs = fields_of(second.get(change_url(row)), sections__1__heading="Theirs")
    other = fields_of(second.get(change_url(row)), sections__0__heading="Mine too")
    assert second.post(change_url(row), theirs).status_code == 302

    response = admin_of.post(change_url(row), mine)
    beside = admin_of.post(change_url(row), other)

    assert errors_of(response)["sections-1-heading"] == ["Saved by Ada meanwhile: “Theirs”"]
    assert errors_of(response)["__all__"][0].startswith("Ada saved this on")
    assert beside.status_code == 302, errors_of(beside)
    headings = [section.heading for section in row.sections.all()[:2]]
    assert headings == ["Mine too", "Theirs"]


def test_license_and_items_of_its_policy_do_not_refuse_each_other(admin_of, second, ground):
    policy, license = Policy.objects.get(), License.objects.get()
    mine = fields_of(admin_of.get(change_url(policy)), sections__0__body="Mine")
    theirs = fields_of(second.get(change_url(license)), family="Theirs")
    assert second.post(change_url(license), theirs).status_code == 302

    taken = admin_of.post(change_url(policy), mine)

    assert taken.status_code == 302, errors_of(taken)
    assert (PolicySection.objects.get().body, License.objects.get().family) == ("Mine", "Theirs")


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

    assert errors_of(response)["topics"] == ["Saved by Ada meanwhile: “Attribution”"]
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


def test_deleting_a_part_marks_its_draft_as_changed(admin_of, ground):
    tree = ground["tree"]
    outcome = Outcome.objects.get(key="use")

    delete(admin_of, reverse("admin:guidance_outcome_delete", args=[outcome.pk]))

    after = Tree.objects.get()
    assert (after.updated_at > tree.updated_at, after.revision) == (True, tree.revision)


def test_import_counts_as_a_save_of_somebody_else(admin_of, ground):
    from guidance.core.documents.formats import parse
    from guidance.services.drafts.document_to_rows import store
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


def test_topics_of_two_editors_are_guarded_like_parts(admin_of, second, ground):
    row = Topic.objects.first()
    url = reverse("admin:guidance_topic_change", args=[row.pk])
    mine = fields_of(admin_of.get(url), title="Mine")
    theirs = fields_of(second.get(url), title="Theirs")
    assert second.post(url, theirs).status_code == 302

    response = admin_of.post(url, mine)

    assert errors_of(response)["title"] == ["Saved by Ada meanwhile: “Theirs”"]
    assert Topic.objects.get(pk=row.pk).title == "Theirs"


def test_parts_that_are_not_written_are_not_checked(admin_of, ground):
    """A license of a hundred sections: three queries each, while nobody else can save."""
    license = License.objects.get()
    url = change_url(license)
    fields = fields_of(admin_of.get(url), background="Mine", sections__1__heading="Mine")

    with CaptureQueriesContext(connection) as asked_for:
        assert admin_of.post(url, fields).status_code == 302

    checked = [query for query in asked_for if 'AS "_check"' in query["sql"]]
    assert license.sections.count() > 2
    assert len(checked) == 1


def test_section_that_is_written_is_checked(admin_of, ground):
    license = License.objects.get()
    url = change_url(license)
    section = license.sections.all()[1]
    fields = fields_of(
        admin_of.get(url), sections__1__start=section.end, sections__1__end=section.start
    )

    assert admin_of.post(url, fields).status_code == 200
    kept = license.sections.all()[1]
    assert (kept.start, kept.end) == (section.start, section.end)
