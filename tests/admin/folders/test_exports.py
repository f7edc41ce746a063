"""Drafts as a folder in a zip: one, or everything; for who sees them."""

import pytest

from guidance.models import FaqEntry, Tree
from tests.admin.folders.zips import URL, unpacked

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("who", ["editor", "publisher", "reviewer"])
@pytest.mark.parametrize("which", ["drafts", "published"])
def test_everything_is_given_to_who_sees_all_drafts(client, team, published, who, which):
    FaqEntry.objects.update(question="As drafted?")
    client.force_login(team[who])

    response = client.get(f"{URL}{which}.zip")

    files = unpacked(response)
    assert response.headers["Content-Disposition"] == f'attachment; filename="guidance-{which}.zip"'
    assert {name.split("/")[0] for name in files} == {
        "guidance.yaml", "topics.yaml", "synonyms.yaml", "licenses", "faqs", "trees",
    }  # fmt: skip
    assert (b"As drafted?" in files["faqs/may-i-sell-it/faq.yaml"]) is (which == "drafts")


@pytest.mark.parametrize("who", ["plain", "outsider"])
@pytest.mark.parametrize("address", ["", "drafts.zip", "published.zip"])
def test_folder_is_closed_to_others(client, team, who, address):
    client.force_login(team[who])

    response = client.get(f"{URL}{address}")

    assert response.status_code in (302, 403)


def test_draft_alone_is_given_from_its_bar(admin_of, ground):
    address = f"/admin/guidance/faqentry/{ground['faq'].pk}/folder/"

    page = admin_of.get(f"/admin/guidance/faqentry/{ground['faq'].pk}/change/").content.decode()
    files = unpacked(admin_of.get(address))

    assert f'href="{address}"' in page
    assert {name.partition("/")[0] for name in files} == {"guidance.yaml", "faqs"}


def test_draft_that_makes_no_document_leads_to_its_checks(admin_of, ground):
    Tree.objects.update(title="")

    response = admin_of.get(f"/admin/guidance/tree/{ground['tree'].pk}/folder/")

    assert response.url == f"/admin/guidance/tree/{ground['tree'].pk}/checks/"
