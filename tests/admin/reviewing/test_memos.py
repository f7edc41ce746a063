"""The memo on a draft's review: what is new, with the remarks, for somebody without an account."""

import pytest

from guidance.models import FaqEntry, Tree
from guidance.services.reviewing import guests
from guidance.services.reviewing.guests import keep
from guidance.services.reviewing.remarks import say
from tests.services.memos.papers import lines_of, opened

pytestmark = pytest.mark.django_db


def address_of(row):
    return f"/admin/guidance/{row._meta.model_name}/{row.pk}/review/memo.docx"


def test_review_leads_to_its_memo_with_differences_and_remarks(admin_of, published, editor):
    FaqEntry.objects.update(question="May I rent it?")
    row = FaqEntry.objects.get()
    say(row, by=editor, words="Is rent meant?", place="", title="", field="question")
    _made, link = guests.invite(row, by=editor, guest="Ada", days=7)
    keep(link, [guests.Said("", "x", "change", "Say lease.", "0" * 64)], name="A. Moss")

    page = admin_of.get(f"/admin/guidance/faqentry/{row.pk}/review/").content.decode()
    response = admin_of.get(address_of(row))

    paper = opened(response.content)
    struck = [run.text for one in paper.paragraphs for run in one.runs if run.font.strike]
    underlined = [run.text for one in paper.paragraphs for run in one.runs if run.underline]
    assert address_of(row) in page
    assert (struck[0], underlined[0]) == ("sell", "rent")
    assert {("Normal", "Is rent meant?"), ("Normal", "Say lease.")} <= set(lines_of(paper))
    assert paper.core_properties.title == "Draft for review: May I rent it?"


@pytest.mark.parametrize("kind", ["license", "faq", "tree"])
def test_draft_that_was_never_published_has_a_memo_without_signs_of_markdown(
    admin_of, ground, kind
):
    words = "\n".join(
        line for _style, line in lines_of(opened(admin_of.get(address_of(ground[kind])).content))
    )

    assert [sign for sign in ("**", "](", "`") if sign in words] == []


def test_draft_that_makes_no_document_leads_to_its_checks(admin_of, ground):
    Tree.objects.update(title="")

    response = admin_of.get(address_of(ground["tree"]))

    assert response.url.endswith("/checks/")
