"""Two editors on the parts of one draft: each part is guarded by itself."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from guidance.models import License, Option, Outcome, Policy, PolicySection, Question, Topic, Tree
from tests.admin.forms import delete, errors_of, fields_of
from tests.admin.pages import change_url

pytestmark = pytest.mark.django_db


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

    assert errors_of(response)["sections-1-heading"][0].startswith(
        "Saved by Ada meanwhile: “Theirs”<fieldset"
    )
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


def test_deleting_a_part_marks_its_draft_as_changed(admin_of, ground):
    tree = ground["tree"]
    outcome = Outcome.objects.get(key="use")

    delete(admin_of, reverse("admin:guidance_outcome_delete", args=[outcome.pk]))

    after = Tree.objects.get()
    assert (after.updated_at > tree.updated_at, after.revision) == (True, tree.revision)


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

    assert errors_of(response)["title"][0].startswith("Saved by Ada meanwhile: “Theirs”<fieldset")
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
