"""What a newer release published is shown by an older one that somebody went back to."""

import pytest
from django.urls import reverse

from guidance.core.documents import formats
from guidance.core.documents.editions import Context
from guidance.core.documents.formats import InvalidDocument
from guidance.models import Edition
from guidance.services.editions import readings
from guidance.services.editions.verifying import changed_editions
from tests.editions import published_faq, published_license, published_tree
from tests.views.checking.results import CHECK, QUERY

pytestmark = pytest.mark.django_db

LISTS = ("terms", "annotations", "sections", "questions", "outcomes", "citations")


def newer(data):
    """Return a document or a part of it with a field of a release to come, at all depths."""
    if not isinstance(data, dict):
        return data
    for name in LISTS:
        if isinstance(data.get(name), list):
            data = data | {name: [newer(one) for one in data[name]]}
    return data | {"of_2031": {"said": "later"}}


def newer_context(data):
    maps = {name: {key: newer(one) for key, one in data.get(name, {}).items()}
            for name in ("licenses", "terms")}  # fmt: skip
    return data | maps | {"of_2031": 1}


@pytest.fixture
def editions():
    """A license, an FAQ entry and a questionnaire, published anew by a newer release."""
    made = []
    for old in (published_license(), published_faq(), published_tree()):
        new = Edition.objects.create(
            publication=old.publication, number=2, document=newer(old.document),
            context=newer_context(old.context), html=old.html, card=old.card | {"of_2031": 1},
            digest="f" * 64, published_at=old.published_at,
        )  # fmt: skip
        old.publication.current = new
        old.publication.save()
        made.append(new)
    readings._memory.clear()
    return made


def test_pages_and_api_show_what_they_know(client, editions):
    pages = [one.publication.get_absolute_url() for one in editions]
    lists = ["/", "/licenses/", "/faq/", "/check/", "/compare/?licenses=example"]
    api = [reverse(f"api:{name}") for name in ("licenses", "faq-entries", "trees")]
    addresses = [*pages, *lists, *api, f"{api[0]}/example", f"{CHECK}v2/{QUERY}"]

    found = {address: client.get(address, follow=True) for address in addresses}

    assert {address: one.status_code for address, one in found.items()} == dict.fromkeys(
        addresses, 200
    )
    assert not any(b"of_2031" in one.content for one in found.values())
    assert editions[0].document["title"].encode() in found[pages[0]].content


def test_nothing_is_lost_where_it_would_be_written(editions):
    license = editions[0]

    with pytest.raises(InvalidDocument, match="of_2031"):
        formats.parse(license.document)
    with pytest.raises(ValueError, match="of_2031"):
        Context.model_validate(license.context)
    assert len(list(changed_editions())) == len(editions)
