"""Every list, add and change page opens, with as many queries for three rows as for one."""

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from guidance.core.documents.formats import parse
from guidance.models import Annotation, Case, FaqEntry, License, Outcome, Question, Term, Tree
from guidance.services.drafts.document_to_rows import store
from tests.documents import faq_data, license_data, tree_data
from tests.editions import published_license, published_tree

pytestmark = pytest.mark.django_db

MODELS = [
    model for model in admin.site._registry
    if model._meta.app_label == "guidance" and model._meta.model_name not in
    ("edition", "publication", "review")
]  # fmt: skip


def opened(client, url):
    with CaptureQueriesContext(connection) as queries:
        response = client.get(url)
    return response, len(queries)


def more_of_everything():
    """Two more of each noun, so that one is three."""
    for number in (2, 3):
        store(parse(license_data(f"example-{number}")))
        store(parse(faq_data(f"faq-{number}", licenses=["example", f"example-{number}"])))
        store(parse(tree_data(f"tree-{number}")))


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_list_asks_as_much_for_three_rows_as_for_one(root, ground, model):
    url = reverse(f"admin:guidance_{model._meta.model_name}_changelist")
    opened(root, url)
    first, one = opened(root, url)
    more_of_everything()

    again, three = opened(root, url)

    assert (first.status_code, again.status_code) == (200, 200)
    assert three == one


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_add_page_opens(root, ground, model):
    response = root.get(reverse(f"admin:guidance_{model._meta.model_name}_add"))

    made_elsewhere = ("savedresult", "savedstack", "feedback", "mail")
    expected = 403 if model._meta.model_name in made_elsewhere else 200
    assert response.status_code == expected


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_change_page_and_history_open(root, ground, model):
    for row in model.objects.all()[:3]:
        url = reverse(f"admin:guidance_{model._meta.model_name}_change", args=[row.pk])

        assert root.get(url).status_code == 200
        assert root.get(url.replace("/change/", "/history/")).status_code == 200


@pytest.mark.parametrize(
    ("model", "children"),
    [(License, "sections"), (Tree, "questions"), (Question, "options"), (FaqEntry, "topics")],
)
def test_change_page_asks_as_much_for_three_parts_as_for_one(root, ground, model, children):
    row = model.objects.first()
    url = reverse(f"admin:guidance_{model._meta.model_name}_change", args=[row.pk])
    related = getattr(row, children)
    keep = related.first().pk
    opened(root, url)
    _all, many = opened(root, url)
    related.exclude(pk=keep).delete()

    _one, one = opened(root, url)

    assert one == many


@pytest.mark.parametrize("model", [License, Annotation, Term, Tree, Question, Outcome, Case])
def test_add_page_opens_for_a_chosen_parent(root, ground, model):
    url = reverse(f"admin:guidance_{model._meta.model_name}_add")
    license, tree = ground["license"].pk, ground["tree"].pk

    assert root.get(f"{url}?license={license}&tree={tree}").status_code == 200
    assert root.get(f"{url}?license=x&tree=99999").status_code == 200
    assert root.get(f"{url}?license=%00&tree={'9' * 40}", follow=True).status_code == 200
    assert root.get(f"{url}?license=-1&tree={'9' * 40}").status_code == 200


def test_every_page_opens_on_broken_drafts(root, ground):
    tree = ground["tree"]
    tree.start = "nowhere"
    tree.save()
    Question.objects.update(goto="sharing")
    Question.objects.filter(key="sharing").update(kind="number", minimum="many", maximum="-")
    for question in Question.objects.all():
        question.options.update(goto="users", low="x", adds=["example/gone", 7], high="1")
        question.routes.create(when={"strange": 1}, goto="gone")
    Annotation.objects.update(exact="words that are gone", section="99")
    Term.objects.update(citations=[{"section": "99"}], contradicts=["nobody"])
    Case.objects.update(answers={"users": "x"}, outcomes=[])
    empty = Tree.objects.create(slug="empty", title="Empty", start="none")
    Case.objects.create(tree=empty, key="c", title="C", outcomes=["x"])

    for model in MODELS:
        name = model._meta.model_name
        assert root.get(reverse(f"admin:guidance_{name}_changelist")).status_code == 200
        for row in model.objects.all():
            url = reverse(f"admin:guidance_{name}_change", args=[row.pk])
            assert root.get(url).status_code == 200, url


def test_rows_link_to_their_public_page_once_published(root, db):
    published_license()
    note = Annotation.objects.get()

    response = root.get(reverse("admin:guidance_annotation_change", args=[note.pk]))

    assert response.context["absolute_url"] == "/licenses/example/#note-grant-is-broad"


def test_rows_that_are_not_published_link_nowhere(root, ground):
    for model in (License, FaqEntry, Tree, Annotation, Term, Question, Outcome):
        name, row = model._meta.model_name, model.objects.first()
        response = root.get(reverse(f"admin:guidance_{name}_change", args=[row.pk]))

        assert response.context["has_absolute_url"] is False


def test_keys_are_fixed_once_published(root, db):
    published_tree_needs = published_license()
    published_tree()
    question = Question.objects.get(key="users")

    response = root.get(reverse("admin:guidance_question_change", args=[question.pk]))

    form = response.context["adminform"].form
    options = response.context["inline_admin_formsets"][0].formset
    assert published_tree_needs.number == 1
    assert form.fields["key"].disabled is True
    assert [f.fields["key"].disabled for f in options.forms] == [True, True, True]
    assert options.empty_form.fields["key"].disabled is False
