"""The way through the admin: from a note up to its draft, from a task to what it is about."""

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.urls import reverse

from guidance.admin.addresses.menus import shelved
from guidance.admin.workshop.targets import TargetSelect
from guidance.models import Annotation, FaqEntry, LicenseText, Question, Term
from guidance.services.publishing.acts import publish
from tests.admin.conftest import person
from tests.admin.forms import fields_of
from tests.editions import published_license
from tests.html import texts, values

pytestmark = pytest.mark.django_db


def add_url(name, parent):
    return reverse(f"admin:guidance_{name}_add") + f"?_changelist_filters={parent}"


def test_first_page_puts_the_nouns_of_a_lawyer_first(root):
    shown = [
        (str(shelf["name"]), [model["object_name"] for model in shelf["models"]])
        for shelf in root.get("/admin/").context["app_list"]
    ]

    assert shown == [
        ("Licenses", ["License", "Annotation", "Term", "Policy", "Topic", "LicenseText"]),
        ("Questions and answers", ["FaqEntry", "JudgedQuery"]),
        ("Questionnaires", ["Tree", "Question", "Outcome", "Case"]),
        (
            "What is public",
            ["Publication", "Edition", "Review", "SavedResult", "SavedStack", "Feedback"],
        ),
        ("People", ["User", "Group", "Mail"]),
        (
            "Logins and second factors",
            ["AccessAttempt", "AccessFailureLog", "AccessLog", "TOTPDevice", "StaticDevice"],
        ),
    ]


def test_shelves_keep_what_they_do_not_know():
    app = {"name": "New", "app_url": "/new/", "app_label": "new"}
    model = {"object_name": "Thing", "admin_url": ""}

    assert shelved([{**app, "models": [model]}]) == [{**app, "models": [model]}]


@pytest.mark.parametrize(("name", "parent"), [("annotation", "license"), ("question", "tree")])
def test_new_row_belongs_to_the_list_one_came_from_and_comes_last(root, ground, name, parent):
    pk = ground[parent].pk
    model = {"annotation": Annotation, "question": Question}[name]
    last = max(model.objects.values_list("position", flat=True))

    page = root.get(add_url(name, f"{parent}__id__exact%3D{pk}"))

    initial = page.context["adminform"].form.initial
    assert (initial[parent], initial["position"]) == (str(pk), last + 1)
    assert page.context["parent"] == ground[parent]


def test_new_row_of_no_list_asks_first_what_it_belongs_to(root, ground):
    for filters in ("", "license__id__exact%3Dx", "%FF%00", "kind__exact%3Dgrants"):
        page = root.get(add_url("annotation", filters), follow=True)

        assert "adminform" not in page.context
        assert texts(page, "#content-main li a") == ["Example License"]

    ((url, _title),) = page.context["rows"]
    assert root.get(page.request["PATH_INFO"] + url).context["parent"] == ground["license"]


@pytest.mark.parametrize(("name", "field"), [("question", "goto"), ("outcome", "hands_over")])
def test_new_node_from_a_list_of_its_tree_picks_what_it_refers_to(root, ground, name, field):
    page = root.get(add_url(name, f"tree__id__exact%3D{ground['tree'].pk}"))

    assert isinstance(page.context["adminform"].form.fields[field].widget, TargetSelect)


def test_notes_lead_up_to_their_license(root, ground):
    up = f'<a href="/admin/guidance/license/{ground["license"].pk}/change/">← Example License</a>'
    note = Annotation.objects.first()
    lists = reverse("admin:guidance_annotation_changelist")

    assert up in root.get(f"/admin/guidance/annotation/{note.pk}/change/").text
    assert up in root.get(f"{lists}?license__id__exact={ground['license'].pk}").text
    assert up not in root.get(lists).text


def test_saving_what_the_checks_refuse_says_so_with_a_link(admin_of, ground):
    url = reverse("admin:guidance_term_change", args=[Term.objects.first().pk])

    wrong = fields_of(admin_of.get(url), citations='1 "never written"')
    after_wrong = admin_of.post(url, wrong, follow=True)
    right = fields_of(admin_of.get(url), citations='1 "any purpose"')
    after_right = admin_of.post(url, right, follow=True)

    checks = f'<a href="/admin/guidance/license/{ground["license"].pk}/checks/">1 error</a>'
    said = [str(message) for message in after_wrong.context["messages"]]
    assert said[0] == f"The checks find {checks} in the draft of “Example License”."
    url_of_term = f'<a href="{url}">Open it</a>'
    assert said[1] == (
        "<b>Cited words not found.</b> The term “Use it commercially” cites “never written”, "
        "which does not stand in section 1 of Example. Copy the words from the section cited, or "
        f"cite the section in which they stand. {url_of_term}"
    )
    assert len(said) == 3
    assert len(after_right.context["messages"]) == 1


def test_reviewer_reads_citations_as_they_are_written(client, groups, ground):
    client.force_login(person("rita", "Reviewers", is_staff=True))
    rows = (FaqEntry.objects.first(), Term.objects.first(), Question.objects.first())

    for row in rows:
        page = client.get(reverse(f"admin:guidance_{row._meta.model_name}_change", args=[row.pk]))

        shown = texts(page, "span.guidance-lines")
        assert page.status_code == 200
        assert [words for words in shown if "{" in words] == []
        assert shown != []


def test_waiting_editions_lead_to_where_they_are_confirmed(client, groups):
    published_license()
    client.force_login(person("rita", "Reviewers", is_staff=True))
    task = client.get("/admin/").context["tasks"][0]

    listed = client.get(task["url"])
    urls = values(listed, "a[href^=/admin/guidance/license/]", "href")
    url = next(url for url in urls if url.endswith("/editions/1/"))
    page = client.get(url)
    client.post(f"{url}confirm/")

    assert 'value="Confirm as reviewer"' in page.text
    assert client.get(task["url"]).context["editions"] == []


def test_own_edition_offers_no_confirming(client, groups, ground):
    mine = person("rita", "Reviewers", is_staff=True)
    publish(ground["license"], by=mine, note="First.")
    names = (("editions", []), ("edition", [1]))
    pages = [
        reverse(f"admin:guidance_license_{name}", args=[ground["license"].pk, *args])
        for name, args in names
    ]

    shown = []
    for user in (mine, person("rolf", "Reviewers", is_staff=True)):
        client.force_login(user)
        shown.append(['value="Confirm as reviewer"' in client.get(url).text for url in pages])

    assert shown == [[False, False], [True, True]]


def test_text_without_a_license_offers_to_make_one(root, ground):
    held = LicenseText.objects.get()
    free = LicenseText.objects.create(source="t", title="Free", body="Words.", digest="0" * 64)

    assert (
        "license/add/?text=" not in root.get(f"/admin/guidance/licensetext/{held.pk}/change/").text
    )
    page = root.get(f"/admin/guidance/licensetext/{free.pk}/change/")
    assert f'/admin/guidance/license/add/?text={free.pk}">Make a license of this text' in page.text
    assert User.objects.count() == 1


@pytest.mark.parametrize("name", ["term", "question", "faqentry", "tree", "licensetext"])
def test_add_page_begins_with_a_field(root, ground, name):
    """The admin's script gives the focus to a form's first element: no button that saves."""
    parents = f"license={ground['license'].pk}&tree={ground['tree'].pk}"
    add, change = (
        root.get(f"/admin/guidance/{name}/{page}").text.count('name="_save"')
        for page in (
            f"add/?{parents}",
            f"{apps.get_model('guidance', name).objects.first().pk}/change/",
        )
    )

    assert (add, change) == (1, 0 if name == "licensetext" else 2)


@pytest.mark.parametrize("name", ["question", "outcome"])
def test_node_leads_to_its_box_in_the_picture(root, ground, name):
    row = apps.get_model("guidance", name).objects.first()
    tree = ground["tree"]
    box = f"/admin/guidance/tree/{tree.pk}/workshop/?node={row.key}#at-{row.key}"

    page = root.get(f"/admin/guidance/{name}/{row.pk}/change/")

    assert f'<a href="{box}">On the map</a>' in page.text
    assert f'id="at-{row.key}"' in root.get(box).text


def test_case_is_in_no_picture(root, ground):
    case = ground["tree"].cases.first()

    page = root.get(f"/admin/guidance/case/{case.pk}/change/")

    assert "On the map" not in page.text
    assert "Answers:" in page.text


def test_deleting_a_term_says_which_questionnaires_name_it(root, ground):
    outcome = ground["tree"].outcomes.first()
    used, unused = Term.objects.all()[:2]
    for question in ground["tree"].questions.all():
        question.options.update(adds=[])
        question.routes.update(adds=[])
    ground["tree"].cases.update(includes=[], excludes=[])
    ground["tree"].outcomes.update(adds=[])
    outcome.adds = [f"example/{used.key}"]
    outcome.save()

    pages = [root.get(f"/admin/guidance/term/{term.pk}/delete/") for term in (used, unused)]

    use = (
        "outcome",
        outcome.title,
        f"/admin/guidance/outcome/{outcome.pk}/change/",
        str(ground["tree"]),
    )
    assert [[one["uses"] for one in page.context["used"]] for page in pages] == [[[use]], []]
    assert ["is used elsewhere. What names it" in page.text for page in pages] == [True, False]
