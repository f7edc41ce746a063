"""Import by upload: a true preview, one transaction, and nobody's work lost."""

import pytest
from django.contrib.admin.models import CHANGE, DELETION, LogEntry
from django.contrib.auth.models import User
from django.urls import reverse

from guidance.models import FaqEntry, Publication, Topic, Tree
from guidance.services.editions.readings import current_faq
from guidance.services.publishing.acts import withdraw
from tests.admin.conftest import person
from tests.admin.forms import fields_of
from tests.admin.frame.uploads import URL, effects_of, upload
from tests.documents import TOPICS, faq_data, license_data, tree_data

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("several_documents")]


@pytest.fixture
def root_person(db):
    return User.objects.create_superuser("ruth", first_name="Ruth", last_name="Root")


def test_preview_says_what_an_import_would_do_and_does_nothing(admin_of, ground):
    response = upload(
        admin_of, faq_data(), faq_data("new-one", question="New?"), tree_data(title="Other"),
        license_data(),
    )  # fmt: skip

    assert effects_of(response) == [
        ("May I sell it?", False, 0), ("New?", True, 0), ("Other", False, 1),
        ("Example License", False, 0),
    ]  # fmt: skip
    assert FaqEntry.objects.count() == 1
    assert Tree.objects.get().title == "Can I use it?"


def test_confirmed_import_is_stored_and_logged(admin_of, ground, editor):
    page = upload(admin_of, tree_data(title="Other"), faq_data("new-one", question="New?"))
    revision = Tree.objects.get().revision

    response = admin_of.post(URL, fields_of(page))

    tree = Tree.objects.get()
    assert response.context["done"] is True
    assert (tree.title, tree.revision) == ("Other", revision + 1)
    assert FaqEntry.objects.count() == 2
    assert [(e.user, str(e), e.object_repr) for e in LogEntry.objects.order_by("pk")] == [
        (editor, "Changed “Other” — Imported from pack.yaml.", "Other"),
        (editor, "Changed “New?” — Imported from pack.yaml.", "New?"),
    ]


def test_topics_come_before_what_names_them(admin_of, ground):
    topics = {**TOPICS, "topics": [{"slug": "patents", "title": "Patents"}]}
    page = upload(admin_of, topics, faq_data(topics=["patents"]))

    admin_of.post(URL, fields_of(page))

    assert effects_of(page) == [("Topics", False, 1), ("May I sell it?", False, 1)]
    assert Topic.objects.filter(slug="patents").count() == 1


def test_import_that_was_overtaken_is_shown_again(admin_of, ground):
    page = upload(admin_of, faq_data(answer="Imported"))
    FaqEntry.objects.update(question="Changed meanwhile?")

    response = admin_of.post(URL, fields_of(page))

    assert response.context.get("done") is None
    assert effects_of(response) == [("May I sell it?", False, 1)]
    assert FaqEntry.objects.get().question == "Changed meanwhile?"


def test_import_of_what_is_there_already_saves_and_logs_nothing(admin_of, ground):
    before = FaqEntry.objects.values().get()

    response = admin_of.post(URL, fields_of(upload(admin_of, faq_data())))

    assert response.context["done"] is True
    assert FaqEntry.objects.values().get() == before
    assert not LogEntry.objects.exists()


def test_import_says_who_was_faster(admin_of, ground, root_person):
    row = FaqEntry.objects.get()
    page = upload(admin_of, faq_data(answer="Imported"), tree_data())
    row.answer = "Saved"
    row.save()
    LogEntry.objects.log_actions(root_person.pk, [row], CHANGE, change_message="Changed.")

    response = admin_of.post(URL, fields_of(page))

    (said,) = [str(message) for message in response.context["messages"]]
    assert said.startswith("The draft was edited meanwhile. “May I sell it?” was changed. On ")
    assert said.endswith("Ruth Root saved it last. Nothing was imported. Look at it again.")


def test_import_says_who_deleted_the_draft(admin_of, ground, root_person):
    row = FaqEntry.objects.get()
    page = upload(admin_of, faq_data(answer="Imported"))
    LogEntry.objects.log_actions(root_person.pk, [row], DELETION)
    row.delete()

    response = admin_of.post(URL, fields_of(page))

    (said,) = [str(message) for message in response.context["messages"]]
    assert "“May I sell it?” was deleted. On " in said
    assert "Ruth Root deleted it. Nothing was imported." in said
    assert [one.is_new for one in response.context["effects"]] == [True]


@pytest.mark.parametrize(
    ("how", "said"),
    [("deleted", "Its former draft was deleted."), ("withdrawn", "importing does not bring it")],
)
def test_import_says_what_stands_under_the_address(admin_of, published, how, said):
    if how == "deleted":
        FaqEntry.objects.all().delete()
    else:
        withdraw(Publication.objects.get(kind="faq"), note="Wrong.")

    page = upload(admin_of, faq_data(answer="Imported"))
    admin_of.post(URL, fields_of(page))

    assert said in page.content.decode()
    assert said not in upload(admin_of, tree_data(title="Other")).content.decode()
    assert FaqEntry.objects.get().answer == "Imported"
    assert (current_faq("may-i-sell-it") is None) is (how == "withdrawn")


@pytest.mark.parametrize("signed", ["", "x", "a:b:c"])
def test_import_takes_only_what_it_signed(admin_of, ground, signed):
    response = admin_of.post(URL, {"signed": signed})

    assert response.status_code == 200
    assert FaqEntry.objects.get().question == "May I sell it?"


def test_import_takes_no_file_signed_for_somebody_else(admin_of, client, ground):
    data = fields_of(upload(admin_of, faq_data(question="Theirs?")))
    client.force_login(person("ada", "Editors", is_staff=True))

    client.post(URL, data)

    assert FaqEntry.objects.get().question == "May I sell it?"


def test_draft_that_cannot_be_read_is_replaced(admin_of, ground):
    FaqEntry.objects.update(citations=[{"strange": 1}])
    page = upload(admin_of, faq_data())

    admin_of.post(URL, fields_of(page))

    assert page.context["effects"][0].is_replaced is True
    assert FaqEntry.objects.get().citations == faq_data()["citations"]


def test_import_needs_the_right_to_write_the_noun(client, groups, ground):
    client.force_login(person("rita", "Reviewers", is_staff=True))

    assert client.get(URL).status_code == 403
    assert upload(client, faq_data()).status_code == 403


def test_import_names_the_kinds_one_may_not_write(client, groups, ground):
    from django.contrib.auth.models import Permission

    user = person("finn", is_staff=True)
    user.user_permissions.add(
        *Permission.objects.filter(codename__in=["add_faqentry", "change_faqentry"])
    )
    client.force_login(user)

    response = upload(client, faq_data(), tree_data())

    assert [p["message"] for p in response.context["problems"]] == [
        "You may not add and change documents of the kind “tree”."
    ]


def test_schema_is_served_for_each_kind(admin_of):
    for kind in ("license", "faq", "tree", "topics"):
        assert (
            admin_of.get(reverse("admin:guidance_schema", args=[kind])).json()["type"] == "object"
        )
    assert admin_of.get(reverse("admin:guidance_schema", args=["x"])).status_code == 404
