"""Licenses and topics are ticked, with a script and without, and what is ticked stands first."""

import pytest
from django.urls import reverse

from guidance.models import FaqEntry, Term, Topic, Tree
from tests.admin.forms import fields_of
from tests.admin.pages import change_url
from tests.html import select, texts

pytestmark = pytest.mark.django_db


def boxes(page, name):
    return [box["value"] for box in select(page, f'input[type=checkbox][name="{name}"]')]


def test_entry_gets_licenses_and_topics_without_a_script(admin_of, ground):
    topics = list(Topic.objects.values_list("pk", flat=True))
    url = reverse("admin:guidance_faqentry_add")
    page = admin_of.get(url)

    assert boxes(page, "licenses") == [str(ground["license"].pk)]
    assert sorted(map(int, boxes(page, "topics"))) == sorted(topics)

    words = {"question": "May I?", "short_answer": "Yes."}
    admin_of.post(url, fields_of(page, **words, licenses=boxes(page, "licenses"), topics=topics))

    made = FaqEntry.objects.get(question="May I?")
    assert list(made.licenses.all()) == [ground["license"]]
    assert made.topics.count() == len(topics)


def test_what_is_ticked_stands_first(admin_of, ground):
    last = Topic.objects.last()
    ground["faq"].topics.set([last])

    assert boxes(admin_of.get(change_url(ground["faq"])), "topics")[0] == str(last.pk)


def test_questionnaire_is_begun_with_its_licenses_ticked(admin_of, ground):
    url = reverse("admin:guidance_tree_add")
    page = admin_of.get(url)
    fields = fields_of(page, title="May I ship?", first="Who?", licenses=boxes(page, "licenses"))

    admin_of.post(url, fields)

    assert list(Tree.objects.get(title="May I ship?").licenses.all()) == [ground["license"]]


def test_topic_of_a_term_is_chosen_from_all(admin_of, ground):
    page = admin_of.get(change_url(Term.objects.first()))

    offered = texts(page, "#id_topic option")

    assert offered[1:] == [str(topic) for topic in Topic.objects.all()]
