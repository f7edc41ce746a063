"""Import by upload: every problem named, a true preview, and one transaction."""

import json

import pytest
import yaml
import zeal
from django.contrib.admin.models import CHANGE, DELETION, LogEntry
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from guidance.models import FaqEntry, Publication, Topic, Tree
from guidance.services.editions.readings import current_faq
from guidance.services.publishing.acts import withdraw
from tests.admin.conftest import person
from tests.admin.forms import fields_of
from tests.documents import TOPICS, faq_data, license_data, tree_data

pytestmark = pytest.mark.django_db

URL = "/admin/guidance/import/"


class _Plain(yaml.SafeDumper):
    """Write no aliases, which imports refuse."""

    def ignore_aliases(self, data):
        return True


@pytest.fixture
def root_person(db):
    return User.objects.create_superuser("ruth", first_name="Ruth", last_name="Root")


@pytest.fixture(autouse=True)
def _several_documents():
    # Each document of a file is looked up by itself: as many queries as documents.
    with zeal.zeal_ignore():
        yield


def upload(client, *documents, name="pack.yaml", content=None):
    text = (
        yaml.dump_all(documents, Dumper=_Plain, allow_unicode=True) if content is None else content
    )
    body = text if isinstance(text, bytes) else text.encode()
    return client.post(URL, {"file": SimpleUploadedFile(name, body)})


def effects_of(response):
    return [(one.title, one.is_new, one.touched) for one in response.context.get("effects") or []]


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


def test_every_problem_is_named_with_its_line(admin_of, ground):
    response = upload(
        admin_of,
        content=(
            "kind: faq\nformat: 1\nslug: Bad Slug\nquestion: ''\nshort_answer: Yes.\n"
            "surprise: 1\n---\nkind: faq\nformat: 1\nslug: b\nquestion: Q?\n"
        ),
    )

    found = [(p["file"], p["line"], p["place"]) for p in response.context["problems"]]
    assert found == [
        ("pack.yaml", 3, "slug"), ("pack.yaml", 4, "question"), ("pack.yaml", 6, "surprise"),
        ("pack.yaml", 8, "short_answer"),
    ]  # fmt: skip
    assert all(p["advice"] for p in response.context["problems"])


def test_problems_of_all_documents_are_named_together(admin_of, ground):
    response = upload(
        admin_of, faq_data(topics=["unheard-of"]), tree_data(licenses=["unknown"]),
    )  # fmt: skip

    places = [problem["place"] for problem in response.context["problems"]]
    assert places == ["topics", "licenses"]


@pytest.mark.parametrize(
    "content",
    [
        b"", b"---\n", b"[]", b"{", b"{}", b"null", b"\xff\xfe", b"\x00", b"a: [", b"a: *b",
        b"a: &b 1", b"[" * 5000, b'{"a":' * 5000, b"{" + b'"a": ' + b"9" * 5000 + b"}",
        b'{"kind": "faq", "format": 1, "slug": "\\ud800", "\\ud800": 1}',
        b'kind: "\\ud800"', b"kind: faq\nkind: faq", b"kind: faq\nformat: 2",
        b"!!python/object:x {}",
        b"a: 2023-99-99", b"? [a]\n: b", b"kind: faq\nformat: 1\nslug: " + b"x" * 10_000,
    ],
)  # fmt: skip
def test_no_file_is_an_error_of_the_server(admin_of, ground, content):
    response = upload(admin_of, content=content)

    assert response.status_code == 200
    assert response.context.get("problems") or response.context["form"].errors
    assert response.context.get("effects") is None


def test_file_that_is_too_large_is_told_at_the_field(admin_of, ground):
    response = upload(admin_of, content=b"#" * (2 * 1024 * 1024 + 1))

    assert response.context["form"].errors["file"] == [
        "The file is larger than 2 MB. Split it into several files."
    ]


def test_json_is_read_too(admin_of, ground):
    response = upload(admin_of, name="a.json", content=json.dumps(faq_data(question="Other?")))

    assert effects_of(response) == [("Other?", False, 1)]


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


@pytest.mark.parametrize(
    "section",
    [
        {"key": "1", "start": 9, "end": 3},
        {"key": "1", "start": 0, "end": 10**12},
        {"key": "1", "start": 2**31, "end": 2**31},
    ],
)
def test_section_that_no_database_takes_is_a_problem(admin_of, ground, section):
    response = upload(admin_of, license_data(sections=[section]))

    assert [p["place"] for p in response.context["problems"]] == ["sections[0]"]


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


@pytest.mark.parametrize(("wrong", "hidden"), [(200, 0), (201, 1), (230, 30)])
def test_only_the_first_two_hundred_problems_are_listed_and_all_are_counted(
    admin_of, ground, wrong, hidden
):
    document = faq_data("new-one", **{f"x{n}": 1 for n in range(wrong)})

    response = upload(admin_of, document)

    assert len(response.context["problems"]) == 200
    assert response.context["hidden_count"] == hidden
    assert f"{wrong} problems; nothing was imported." in response.content.decode()
    assert (" not shown." in response.content.decode()) is bool(hidden)


@pytest.mark.parametrize(("wrong", "is_cut"), [(300, False), (301, True)])
def test_import_says_where_the_file_was_read_no_further(admin_of, ground, wrong, is_cut):
    bad = [{"license": "A b", "section": "1"}] * 100
    last = faq_data("c", topics=["A b"] * (wrong - 200))

    response = upload(admin_of, faq_data("a", citations=bad), faq_data("b", citations=bad), last)

    page = response.content.decode()
    assert "300 problems; nothing was imported." in page
    assert "100 more problems are not shown." in page
    assert ("And more: the file was read no further." in page) is is_cut


def test_import_tells_a_packed_file_and_one_of_another_encoding(admin_of, ground):
    packed = upload(admin_of, content=b"PK\x03\x04" + b"x" * 100)
    wide = upload(admin_of, content="kind: faq\n".encode("utf-16"))

    assert "as Word, Excel and zip programs write it" in packed.context["problems"][0]["message"]
    assert "UTF-16" in wide.context["problems"][0]["message"]


def test_import_of_a_wrong_quotation_says_so_in_words(admin_of, published):
    wrong = faq_data(
        citations=[{"license": "example", "section": "1", "quote": {"exact": "never written"}}]
    )

    done = admin_of.post(URL, fields_of(upload(admin_of, wrong, tree_data())))

    said = [str(message) for message in done.context["messages"]]
    assert said[0] == "2 documents were imported."
    assert "1 error</a> in the draft of “May I sell it?”" in said[1]
    assert "cites “never written”, which does not stand in section 1 of Example." in said[2]
    assert len(said) == 3
