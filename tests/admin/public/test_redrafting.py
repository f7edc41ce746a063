"""A draft that was deleted is made again of its last edition, by who may add one."""

import pytest

from guidance.models import FaqEntry, License, Publication, Topic, Tree
from guidance.services.drafts.rows_to_document import document_of
from guidance.services.publishing.withdrawals import delete_drafts, withdraw
from tests.admin.pages import at, messages_of, posted
from tests.html import texts

pytestmark = pytest.mark.django_db
MODELS = {"faq": FaqEntry, "tree": Tree}


@pytest.fixture
def gone(published):
    """The entry and the questionnaire, withdrawn and deleted, with what they said."""
    said = {}
    for kind in MODELS:
        said[kind] = document_of(published[kind])
        withdraw(of(kind), note="Wrong.")
        delete_drafts([published[kind]])
    return said


def of(kind):
    return Publication.objects.get(kind=kind)


@pytest.mark.parametrize("kind", MODELS)
def test_draft_is_made_again_and_nothing_is_published(admin_of, gone, kind):
    page = admin_of.get(at(of(kind), "change/"))
    assert "Make the draft again" in page.text

    response = posted(admin_of, of(kind), "redraft/")

    row = MODELS[kind].objects.get()
    assert document_of(row) == gone[kind]
    assert of(kind).withdrawn_at is not None
    assert of(kind).editions.count() == 1
    assert messages_of(response) == [
        "The draft is there again, as its last edition says. Nothing was published."
    ]
    assert response.redirect_chain[-1][0].startswith(at(row))


def test_draft_that_is_there_is_not_written(admin_of, gone):
    FaqEntry.objects.create(slug="may-i-sell-it", question="Other?", short_answer="Yes.")

    response = posted(admin_of, of("faq"), "redraft/")

    assert FaqEntry.objects.get().question == "Other?"
    assert messages_of(response) == ["Somebody was quicker: there is a draft already."]


def test_edition_that_names_what_is_gone_is_told(admin_of, gone):
    License.objects.all().delete()
    Topic.objects.all().delete()

    response = posted(admin_of, of("faq"), "redraft/")

    assert not FaqEntry.objects.exists()
    assert len(messages_of(response)) >= 1


@pytest.mark.parametrize("who", ["reviewer", "plain"])
def test_who_may_not_write_makes_no_draft(client, gone, team, who):
    client.force_login(team[who])

    assert client.post(at(of("faq"), "redraft/")).status_code == 403
    assert not FaqEntry.objects.exists()


def test_publication_is_found_by_its_title(admin_of, published):
    page = admin_of.get("/admin/guidance/publication/?q=sell+it")

    assert texts(page, "#result_list tbody th a") == ["May I sell it?"]
