"""Writers of whole documents beside others: one waits, looks again, and nothing is lost.

Each on the database at hand, with a connection of its own.
"""

import json

import pytest
import zeal
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from guidance.core.documents.formats import parse
from guidance.models import (
    Edition,
    FaqEntry,
    License,
    Outcome,
    Publication,
    SearchEntry,
    Section,
    Topic,
    Tree,
)
from guidance.services.drafts.authorship import wrote_draft
from guidance.services.drafts.document_to_rows import store
from guidance.services.drafts.holding import hold
from guidance.services.publishing.acts import publish, withdraw
from guidance.services.search import index
from tests.admin.forms import fields_of
from tests.admin.saving.at_once import after, at_once, now, signed_in
from tests.documents import TOPICS, faq_data, license_data, tree_data
from tests.services.conftest import pack  # noqa: F401
from tests.services.intake.small_pack import load, write

pytestmark = pytest.mark.django_db(transaction=True)


IMPORT = "/admin/guidance/import/"
ROWS = {"license": License, "faq": FaqEntry, "tree": Tree}


def preview(client, document):
    """Show what importing a document would do; return the form that does it."""
    body = json.dumps(document).encode()
    page = client.post(IMPORT, {"file": SimpleUploadedFile("a.json", body)})
    assert "signed" in page.context, page.context.get("problems")
    return fields_of(page)


def confirm(client, data):
    with zeal.zeal_ignore():  # each document of a file is looked up by itself
        return client.post(IMPORT, data)


def told(response):
    return [str(message) for message in response.context["messages"]]


def test_import_sees_what_was_saved_at_this_moment(standing, tmp_path):
    client = signed_in()
    data = preview(client, faq_data(answer="Imported"))

    def save():
        row = hold(FaqEntry.objects.get())
        row.short_answer = "Saved."
        row.save()

    response = after(save, lambda: confirm(client, data), tmp_path)

    assert response.context.get("done") is None
    assert told(response)[0].startswith("The draft was edited meanwhile. “May I sell it?” was")
    assert [one.touched for one in response.context["effects"]] == [1]
    assert now(tmp_path, FaqEntry.objects.get).short_answer == "Saved."


def test_import_sees_a_part_that_was_saved_at_this_moment(standing, tmp_path):
    client = signed_in()
    data = preview(client, tree_data(summary="Imported"))

    response = after(save_outcome, lambda: confirm(client, data), tmp_path)

    assert response.context.get("done") is None
    assert now(tmp_path, saved_outcomes) == 1


def save_outcome():
    hold(Tree.objects.get())
    outcome = Outcome.objects.order_by("pk").first()
    outcome.title = "Saved"
    outcome.save()


def saved_outcomes():
    return Outcome.objects.filter(title="Saved").count()


def test_import_sees_that_a_draft_was_deleted_at_this_moment(standing, tmp_path):
    client = signed_in()
    data = preview(client, faq_data(answer="Imported"))

    response = after(
        lambda: hold(FaqEntry.objects.get()).delete(), lambda: confirm(client, data), tmp_path
    )

    assert response.status_code == 200
    assert "“May I sell it?” was deleted." in told(response)[0]
    assert [one.is_new for one in response.context["effects"]] == [True]
    assert now(tmp_path, FaqEntry.objects.count) == 0


@pytest.mark.parametrize("kind", ["license", "faq", "tree", "topics"])
def test_two_imports_of_one_new_slug_lose_nothing(standing, tmp_path, kind):
    make = {
        "license": lambda words: license_data("new", title=words),
        "faq": lambda words: faq_data("new", question=words),
        "tree": lambda words: tree_data("new", title=words),
        "topics": lambda words: {**TOPICS, "topics": [{"slug": "new", "title": words}]},
    }[kind]
    name = "question" if kind == "faq" else "title"
    clients = [signed_in(one) for one in ("ann", "bob")]
    pairs = [(one, preview(one, make(f"By {at}"))) for at, one in enumerate(clients)]

    responses = at_once(
        [lambda one=one, data=data: confirm(one, data) for one, data in pairs], tmp_path
    )

    # The contexts that a client collects are those of all threads.
    pages = [response.content.decode() for response in responses]
    done = ["1 document was imported." in page for page in pages]
    stands = now(tmp_path, lambda: {**ROWS, "topics": Topic}[kind].objects.get(slug="new"))
    assert sorted(done) == [False, True]
    assert getattr(stands, name) == f"By {done.index(True)}"
    assert "The draft was edited meanwhile." in pages[done.index(False)]


def test_restore_sees_a_part_that_was_saved_at_this_moment(standing, tmp_path):
    client, tree = signed_in(), Tree.objects.get()
    store(parse(tree_data(summary="Other.")))
    url = reverse("admin:guidance_tree_restore", args=[tree.pk, 1])
    data = fields_of(client.get(url))

    response = after(save_outcome, lambda: client.post(url, data, follow=True), tmp_path)

    assert told(response)[0].startswith("The draft changed after you had opened this page.")
    assert now(tmp_path, saved_outcomes) == 1
    assert now(tmp_path, Tree.objects.get).summary == "Other."


def test_split_sees_sections_that_were_saved_at_this_moment_and_no_title(standing, tmp_path):
    client, license = signed_in(), License.objects.get()
    Section.objects.filter(key="2").delete()
    url = reverse("admin:guidance_license_split", args=[license.pk])
    data = fields_of(client.get(url))

    def save_section():
        hold(license)
        Section.objects.filter(key="1").update(heading="Saved")

    def save_title():
        row = hold(license)
        row.short_title = "Saved"
        row.save()

    refused = after(save_section, lambda: client.post(url, data, follow=True), tmp_path)
    data = now(tmp_path, lambda: fields_of(client.get(url)))
    split = after(save_title, lambda: client.post(url, data, follow=True), tmp_path)

    assert told(refused)[0].startswith("The sections or the text of this license were changed")
    assert told(split)[0] == "The sections are now those of the text."
    assert now(tmp_path, Section.objects.filter(key="2").count) == 1
    assert now(tmp_path, License.objects.get).short_title == "Saved"


def test_packs_see_a_draft_that_was_saved_at_this_moment(groups, pack, tmp_path):  # noqa: F811
    load(pack)
    write(pack[0], "faq", faq_data(short_answer="Yes, always."))

    def save():
        row = hold(FaqEntry.objects.get())
        row.short_answer = "Saved."
        row.save()

    fates = after(save, lambda: load(pack), tmp_path)

    assert fates["may-i-sell-it"] == "kept"
    assert now(tmp_path, FaqEntry.objects.get).short_answer == "Saved."
    assert now(tmp_path, Edition.objects.count) == 3


def test_packs_see_a_part_that_was_saved_at_this_moment(groups, pack, tmp_path):  # noqa: F811
    load(pack)
    write(pack[0], "tree", tree_data(summary="Other."))

    fates = after(save_outcome, lambda: load(pack), tmp_path)

    assert fates["can-i-use-it"] == "kept"
    assert now(tmp_path, saved_outcomes) == 1
    assert now(tmp_path, Edition.objects.count) == 3


def test_packs_and_a_publisher_at_once_publish_one_of_the_two(groups, pack, tmp_path):  # noqa: F811
    load(pack)
    write(pack[0], "faq", faq_data(short_answer="Yes, always."))
    paula = User.objects.create_superuser("paula")
    FaqEntry.objects.update(short_answer="Ours.")

    def release():
        publish(FaqEntry.objects.get(), by=paula, note="Ours.")

    fates, _nothing = at_once([lambda: load(pack), release], tmp_path)

    last = now(tmp_path, lambda: list(Edition.objects.filter(publication__kind="faq")))
    assert fates["may-i-sell-it"] == "kept"
    assert [(e.number, e.document["short_answer"]) for e in last] == [(2, "Ours."), (1, "Yes.")]


@pytest.mark.parametrize("is_first", [True, False])
def test_two_loads_at_once_publish_each_document_once(groups, pack, tmp_path, is_first):  # noqa: F811
    if not is_first:
        load(pack)
        for name, data in (("faq", faq_data(answer="New.")), ("tree", tree_data(summary="New."))):
            write(pack[0], name, data)
        write(pack[0], "more", faq_data("more"))

    fates = at_once([lambda: load(pack), lambda: load(pack)], tmp_path)

    published = [sorted(slug for slug in one if one[slug] == "published") for one in fates]
    changed = ["can-i-use-it", "may-i-sell-it"] + (["example"] if is_first else ["more"])
    assert sorted(published[0] + published[1]) == sorted(changed)
    assert {what for one in fates for what in one.values()} == {"published", "unchanged"}
    assert now(tmp_path, Edition.objects.count) == 3 + (0 if is_first else 3)


def test_rebuilding_the_search_does_not_bring_back_what_is_withdrawn(standing, tmp_path):
    publication = Publication.objects.get(kind="faq")

    after(lambda: withdraw(publication, note="Wrong."), index.rebuild, tmp_path)

    entries = SearchEntry.objects.filter(publication=publication)
    assert now(tmp_path, entries.count) == 0


def test_who_imports_and_restores_is_known_as_a_writer(standing, tmp_path):
    client = signed_in()
    root = User.objects.get(username="root")
    confirm(client, preview(client, faq_data(answer="Imported")))
    url = reverse("admin:guidance_tree_restore", args=[Tree.objects.get().pk, 1])
    client.post(url, fields_of(client.get(url)))  # changes nothing

    assert wrote_draft(FaqEntry.objects.get(), root)
    assert not wrote_draft(Tree.objects.get(), root)
