"""A team beside the packs: it has edited three documents, and confirmed one."""

from shutil import copytree

import pytest
from django.apps import apps
from django.contrib.auth.models import User

from guidance.models import FaqEntry, License, Publication, Tree
from guidance.services.people import ensure_groups
from guidance.services.publishing.acts import confirm, publish
from tests.across.upgrades import CONFIRMED, UNTOUCHED, upgrade
from tests.admin.conftest import person
from tests.documents import faq_data
from tests.scenes import scene
from tests.services.intake.small_pack import small_pack, write


@pytest.fixture(scope="session")
def first_pack(tmp_path_factory):
    """The packs of the first load, which nobody writes to."""
    folder, texts = small_pack(tmp_path_factory.mktemp("first"))
    for slug in (CONFIRMED, UNTOUCHED):
        write(folder, slug, faq_data(slug))
    return folder, texts


@pytest.fixture
def pack(first_pack, tmp_path):
    """The same packs, to be changed and loaded again."""
    return tuple(copytree(part, tmp_path / part.name) for part in first_pack)


@scene
def team(first_pack):
    """An editor and a publisher, after the first load; three entries edited, one confirmed."""
    ensure_groups(apps)
    upgrade(first_pack)
    people = {
        "eve": person("eve", "Editors", is_staff=True, first_name="Eve", last_name="Editor"),
        "paula": person("paula", "Publishers", is_staff=True),
    }
    FaqEntry.objects.filter(slug="may-i-sell-it").update(short_answer="Ask us.")
    Tree.objects.update(summary="Our two questions.")
    notice = License.objects.get().terms.get(key="notice")
    notice.body = "Put it into the file NOTICE."
    notice.save()
    publish(License.objects.get(), by=people["paula"], note="Ours.")
    confirm(Publication.objects.get(slug=CONFIRMED).current, by=User.objects.create_user("rita"))
    return people


@pytest.fixture
def eve(client, team):
    client.force_login(team["eve"])
    return client
