"""After saving, what the checks find at the very thing that was saved is said in words."""

import pytest
from django.urls import reverse

from guidance.models import Annotation, FaqEntry, Outcome, Question
from guidance.services.publishing.acts import publish
from tests.admin.forms import fields_of
from tests.scenes import scene

pytestmark = pytest.mark.django_db

WRONG = 'example 1 "never written"'
NOT_FOUND = "cites “never written”, which does not stand in section 1 of Example."


@scene
def cited(ground):
    publish(ground["license"], by=None, note="First.")
    return ground


def saved(client, row, **changes):
    url = reverse(f"admin:guidance_{row._meta.model_name}_change", args=[row.pk])
    page = client.post(url, fields_of(client.get(url), **changes), follow=True)
    return [str(message) for message in page.context["messages"]]


@pytest.mark.parametrize(
    ("model", "subject", "opens"),
    [
        (FaqEntry, "The answer to “May I sell it?”", "/change/"),
        (Question, "“{row}”", "/workshop/?node={row.key}#inspector"),
        (Outcome, "“{row}”", "/workshop/?node={row.key}#inspector"),
    ],
    ids=["faq", "question", "outcome"],
)
def test_wrong_quotation_is_said_in_words(admin_of, cited, model, subject, opens):
    row = model.objects.first()

    said = saved(admin_of, row, citations=WRONG)

    assert said[1].startswith("<b>Cited words not found.</b> ")
    assert f"{subject.format(row=row)} {NOT_FOUND}" in said[1]
    assert said[1].endswith(f'{opens.format(row=row)}">Open it</a>')
    assert len(said) == 3


def test_note_whose_words_are_gone_is_said_in_words(admin_of, ground):
    note = Annotation.objects.first()
    Annotation.objects.filter(pk=note.pk).update(exact="never written")

    said = saved(admin_of, note, body="Other.")

    assert said[1].startswith("<b>Note without its words.</b> ")
    assert len(said) == 3


def test_wrong_target_of_an_option_is_said_where_its_question_is_saved(admin_of, cited):
    said = saved(admin_of, Question.objects.get(key="sharing"), options__0__goto="nowhere")

    assert said[1].startswith("<b>Leads nowhere.</b> ")


def test_what_is_wrong_elsewhere_is_only_counted(admin_of, cited):
    Outcome.objects.filter(key="use").update(adds=["example/nothing"])
    question = Question.objects.get(key="sharing")

    said = saved(admin_of, question, help="Changed.")

    assert (len(said), said[0][:17]) == (2, "The checks find <")


def test_what_is_not_built_yet_is_said_as_still_to_do(admin_of, cited):
    Outcome.objects.filter(key="use").update(citations=[])
    question = Question.objects.get(key="sharing")

    said = saved(admin_of, question, help="Changed.")

    assert (len(said), said[0].partition(">")[2][:30]) == (2, "1 thing</a> is still to do in ")


def test_three_errors_are_said_and_the_rest_counted(admin_of, cited):
    lines = [f'example 1 "never written {number}"' for number in range(1, 6)]

    three = saved(admin_of, FaqEntry.objects.get(), citations="\n".join(lines[:3]))
    five = saved(admin_of, FaqEntry.objects.get(), citations="\n".join(lines))

    assert (len(three), len(five)) == (5, 6)
    assert five[4].endswith("2 more errors</a> in what you saved.")
