"""Published editions for tests, made the way the site makes them."""

from guidance.core.documents.formats import parse
from guidance.models import Edition, LicenseText, Topic
from guidance.services.drafts.document_to_rows import store
from guidance.services.editions.readings import documents_in
from guidance.services.publishing.acts import publish
from tests.documents import faq_data, license_data, tree_data

TOPICS = (("commercial-use", "Commercial use"), ("attribution", "Notices and credit"))


def published(data: dict, *, note: str = "Why it changed.", is_shipped: bool = False) -> Edition:
    """Store a document as a draft and publish it, as a person would.

    This process then knows what it holds, as one that has shown it before.
    """
    for position, (slug, title) in enumerate(TOPICS):
        Topic.objects.get_or_create(slug=slug, defaults={"title": title, "position": position})
    if text := data.get("text"):
        LicenseText.objects.get_or_create(
            digest=text["digest"],
            defaults={"source": "tests", "title": text["key"], "body": text["body"]},
        )
    edition = publish(store(parse(data)), by=None, note=note, is_shipped=is_shipped)
    documents_in(Edition.objects.without_documents().filter(pk=edition.pk))
    return edition


def published_license(slug: str = "example", **fields) -> Edition:
    return published(license_data(slug, **fields))


def published_faq(slug: str = "may-i-sell-it", **fields) -> Edition:
    return published(faq_data(slug, **fields))


def published_tree(slug: str = "can-i-use-it", **fields) -> Edition:
    return published(tree_data(slug, **fields))
