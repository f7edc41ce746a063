"""What a person is shown where a colleague wrote in the same field, and how they go on."""

import pytest
from django import forms
from django.test import Client
from django.urls import reverse

from guidance.admin.saving.met_words import met
from guidance.models import Annotation, Option, Question
from tests.admin.conftest import person
from tests.admin.forms import delete, errors_of, fields_of
from tests.html import links

pytestmark = pytest.mark.django_db

KEY = "Marked: <del>only in what was saved</del> · <ins>only in yours</ins>"


def plain(words):
    return str(words).replace('<span class="guidance-key">', "").replace("</span>", "")


def met_in(page, field):
    """Return what is said at a field of what another wrote, without the choice that follows."""
    return errors_of(page)[field][0].partition("<fieldset")[0]


def change_url(row):
    return reverse(f"admin:guidance_{row._meta.model_name}_change", args=[row.pk])


@pytest.fixture
def ada(groups):
    other = Client()
    other.force_login(person("ada", "Editors", is_staff=True, first_name="Ada"))
    return other


def test_text_shows_what_differs_a_key_to_the_marks_and_all_of_it_to_be_copied():
    shown = str(met(forms.CharField(), "You may sell some of it.", "You may sell all.", who="Ada"))

    assert shown.startswith("Saved by Ada meanwhile, and how your words differ:")
    assert "<del>some of it</del><ins>all</ins>" in shown
    assert KEY in plain(shown)
    assert shown.endswith(
        "<summary>All that was saved, to be copied</summary>"
        '<span class="guidance-met">You may sell some of it.</span></details>'
    )


@pytest.mark.parametrize(
    ("field", "theirs", "mine", "words"),
    [
        (forms.CharField(), "", "Mine", "Ada has emptied this meanwhile."),
        (forms.CharField(), "Theirs", "Mine", "Saved by Ada meanwhile: “Theirs”"),
        (forms.BooleanField(), True, "", "Saved by Ada meanwhile: “yes”"),
        (
            forms.ChoiceField(choices=[("a", "A word or two"), ("b", "B")]),
            "a",
            "b",
            "Saved by Ada meanwhile: “A word or two”",
        ),
    ],
)
def test_what_cannot_be_put_together_is_only_said(field, theirs, mine, words):
    assert met(field, theirs, mine, who="Ada") == words


def test_what_was_saved_is_shown_and_not_obeyed():
    shown = met(forms.CharField(), "<b>bold</b> words", "<i>other</i> words", who="<u>Ada</u>")

    assert not [tag for tag in ("<b>", "<i>", "<u>") if tag in shown]


def test_option_that_a_colleague_changed_is_said_above_the_form_by_name(admin_of, ada, ground):
    url = change_url(Question.objects.get(key="sharing"))
    mine = fields_of(admin_of.get(url), options__0__label="Mine")
    assert ada.post(url, fields_of(ada.get(url), options__0__label="Theirs")).status_code == 302

    refused = admin_of.post(url, mine)

    assert errors_of(refused)["__all__"][0].startswith("Ada saved this on")
    assert met_in(refused, "options-0-label") == "Saved by Ada meanwhile: “Theirs”"
    assert admin_of.post(url, fields_of(refused)).status_code == 302


def test_links_lead_to_each_field_to_be_corrected(admin_of, ground):
    url = change_url(Question.objects.get(key="sharing"))

    page = admin_of.post(url, fields_of(admin_of.get(url), title="", options__1__label=""))

    assert links(page, ".guidance-wrong a") == [
        ("#id_title", "Question"),
        ("#id_options-1-label", "Option 2: Answer"),
    ]
    assert "guidance-wrong" not in admin_of.get(url).text


def test_published_note_deleted_meanwhile_is_added_anew_under_its_key_in_one_step(
    admin_of, ada, published
):
    note = Annotation.objects.first()
    url = change_url(note)
    mine = fields_of(admin_of.get(url), body="Mine")
    assert "key" not in mine
    delete(ada, reverse("admin:guidance_annotation_delete", args=[note.pk]))

    refused = admin_of.post(url, mine)
    add = reverse("admin:guidance_annotation_add")
    anew = admin_of.post(add, fields_of(refused))

    assert list(errors_of(refused)) == ["__all__"]
    assert errors_of(refused)["__all__"][0].startswith("Ada deleted this while you were editing")
    assert anew.status_code == 302, errors_of(anew)
    assert Annotation.objects.get(key=note.key, license=note.license).body == "Mine"


def test_published_option_deleted_meanwhile_is_added_anew_under_its_key_in_one_step(
    admin_of, ada, published
):
    question = Question.objects.get(key="sharing")
    key, url = question.options.first().key, change_url(question)
    mine = fields_of(admin_of.get(url), options__0__label="Mine")
    assert "options-0-key" not in mine
    assert ada.post(url, fields_of(ada.get(url), options__0__DELETE="on")).status_code == 302

    refused = admin_of.post(url, mine)
    anew = admin_of.post(url, fields_of(refused))

    assert list(errors_of(refused)) == ["__all__", "options-0-__all__"]
    assert anew.status_code == 302, errors_of(anew)
    assert Option.objects.get(question=question, key=key).label == "Mine"


def test_publishing_what_a_colleague_saved_meanwhile_names_them(admin_of, ada, published):
    row = published["faq"]
    answer = fields_of(admin_of.get(change_url(row)), short_answer="No.")
    assert admin_of.post(change_url(row), answer).status_code == 302
    publisher = Client()
    publisher.force_login(person("paul", "Publishers", is_staff=True))
    url = reverse("admin:guidance_faqentry_publish", args=[row.pk])
    form = fields_of(publisher.get(url), note="It was wrong.")
    other = fields_of(ada.get(change_url(row)), short_answer="Perhaps.")
    assert ada.post(change_url(row), other).status_code == 302

    page = publisher.post(url, form)

    (said,) = [str(message) for message in page.context["messages"]]
    assert said.startswith("The draft changed after you had opened this page")
    assert said.endswith(", Ada saved it last.")
