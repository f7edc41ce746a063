"""A question's page: how its options and routes are folded, ordered, reached and added."""

import pytest
from django.urls import reverse

from guidance.models import Option, Question, Term, Tree
from tests.admin.forms import fields_of
from tests.html import only, select, texts, values

pytestmark = pytest.mark.django_db


def test_option_folds_its_range_unless_the_question_is_one_of_ranges(root, ground):
    choice = Question.objects.filter(kind="choice").first()
    number = Question.objects.filter(kind="number").first()

    folded = [
        [fieldset.classes for fieldset in form][1]
        for row in (choice, number)
        for form in list(
            root.get(f"/admin/guidance/question/{row.pk}/change/").context["inline_admin_formsets"][
                0
            ]
        )[:1]
    ]

    assert folded == ["collapse", ""]


def test_ticked_terms_stand_first(root, ground):
    tree = Tree.objects.get()
    refs = [f"example/{key}" for key in Term.objects.values_list("key", flat=True)]
    option = Option.objects.filter(question__tree=tree).first()
    option.adds = [refs[-1]]
    option.save()

    page = root.get(f"/admin/guidance/question/{option.question_id}/change/")

    forms = page.context["inline_admin_formsets"][0].formset.forms
    shown = next(form for form in forms if form.instance.pk == option.pk).fields["adds"]
    assert [ref for ref, _title in shown.choices] == [refs[-1], *refs[:-1]]


def test_new_option_comes_after_the_last(root, ground):
    question = Question.objects.get(key="sharing")
    last = max(question.options.values_list("position", flat=True))

    page = root.get(reverse("admin:guidance_question_change", args=[question.pk]))

    empty = page.context["inline_admin_formsets"][0].formset.empty_form
    assert empty["position"].value() == last + 1


def test_folded_parts_of_an_option_say_what_is_in_them(root, ground):
    question = Question.objects.get(key="sharing")
    page = root.get(reverse("admin:guidance_question_change", args=[question.pk]))
    folded = [one for one in texts(page, "summary > h4") if ": " in one]

    assert folded == [
        "Terms that it adds: Keep the notice",
        "Help, key and position: yes",
        "Help, key and position: no",
        "Help, key and position: unsure",
    ]


def test_folded_part_with_something_wrong_in_it_is_open(root, ground):
    url = reverse("admin:guidance_question_change", args=[Question.objects.get(key="sharing").pk])

    right = root.get(url)
    wrong = root.post(url, fields_of(right, options__0__low="5"))

    folds = [only(page, "#options-0-1-heading").above.above for page in (right, wrong)]
    assert [(one.name, "open" in one.attrs) for one in folds] == [
        ("details", False),
        ("details", True),
    ]


def test_question_page_begins_with_links_to_its_parts(root, ground):
    question = Question.objects.get(key="sharing")
    question.routes.create(when={"question": "users", "at_least": "5"}, goto="use")

    page = root.get(reverse("admin:guidance_question_change", args=[question.pk]))

    urls = values(page, "nav.guidance-jump a", "href")
    targets = [url.removeprefix("#") for url in urls]
    assert targets == [
        "options-group", "options-0", "options-1", "options-2", "routes-group", "routes-0",
        "fieldset-0-2-heading", "fieldset-0-3-heading", "fieldset-0-4-heading",
    ]  # fmt: skip
    assert [place for place in values(page, "[id]", "id") if place in targets] == targets


@pytest.mark.parametrize(("name", "more"), [("options", 1), ("routes", 1), ("else", 0)])
def test_part_is_added_without_script(root, ground, name, more):
    url = reverse("admin:guidance_question_change", args=[Question.objects.get(key="sharing").pk])

    page = root.get(url, {"more": name})

    counts = {
        one.formset.prefix: len(one.formset.extra_forms)
        for one in page.context["inline_admin_formsets"]
    }
    assert counts == {"options": 0, "routes": 0} | ({name: more} if more else {})
    assert len(select(page, f"noscript a.addlink[href^=?more={name}#]")) == more
