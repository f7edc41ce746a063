"""People and drafts for the tests of the admin."""

from contextlib import contextmanager

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse
from zeal import zeal_context

from guidance.admin.saving import showing
from guidance.core.documents.formats import parse
from guidance.models import FaqEntry, License, LicenseText, Tree
from guidance.services.drafts.document_to_rows import store
from guidance.services.publishing.acts import publish
from tests.admin.forms import fields_of
from tests.admin.saving.typing_again import TYPED, log_in
from tests.documents import TOPICS, faq_data, license_data, tree_data
from tests.scenes import scene


@pytest.fixture(autouse=True)
def _second_look(monkeypatch):
    """Count anew where a form is shown again: a view that is run twice is no N+1 query."""
    reading_only = showing.reading_only

    @contextmanager
    def counted_anew():
        with zeal_context(), reading_only():
            yield

    monkeypatch.setattr(showing, "reading_only", counted_anew)


def person(name, *titles, **fields):
    user = User.objects.create_user(name, password="a long enough password", **fields)
    user.groups.add(*Group.objects.filter(name__in=titles))
    return user


@pytest.fixture
def editor(groups):
    return person("eve", "Editors", is_staff=True, first_name="Eve", last_name="Editor")


@pytest.fixture
def admin_of(client, editor):
    """The admin as an editor sees it."""
    client.force_login(editor)
    return client


@pytest.fixture
def root(client, db):
    """The admin as an administrator sees it."""
    client.force_login(User.objects.create_superuser("root", password="a long enough password"))
    return client


@scene
def ground():
    """A license, an FAQ entry and a tree, as drafts that were never published."""
    data = license_data()
    LicenseText.objects.create(
        source="tests", source_key="example", title="Example", body=data["text"]["body"],
        digest=data["text"]["digest"],
    )  # fmt: skip
    for document in (TOPICS, data, faq_data(), tree_data()):
        store(parse(document))
    return {
        "license": License.objects.get(),
        "faq": FaqEntry.objects.get(),
        "tree": Tree.objects.get(),
    }


@pytest.fixture
def team(groups):
    return {
        "editor": person("ed", "Editors", is_staff=True),
        "publisher": person("paul", "Publishers", is_staff=True),
        "reviewer": person("rita", "Reviewers", is_staff=True),
        "plain": person("pat", is_staff=True),
        "outsider": person("otto"),
    }


@scene
def published(ground):
    """The license, the FAQ entry and the tree, published."""
    for row in ground.values():
        publish(row, by=None, note="First.", is_shipped=True)
    return ground


@pytest.fixture
def visitor():
    """A browser whose forms are checked, as outside of tests."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def page_of_faq(ground):
    return reverse("admin:guidance_faqentry_change", args=[ground["faq"].pk])


@pytest.fixture
def typed(visitor, editor, page_of_faq):
    """A form that an editor has opened, filled, and not sent yet."""
    log_in(visitor)
    return fields_of(visitor.get(page_of_faq), question=TYPED)
