"""Documents that are put into the search index by hand."""

from datetime import UTC, datetime

from guidance.core.documents import formats
from guidance.core.documents.editions import CitedLicense, Context
from guidance.models import Edition, Publication
from guidance.services.search import index
from tests.core.search.samples import LICENSE as LICENSE

APACHE = {
    "kind": "license",
    "format": 1,
    "slug": "apache-2-0",
    "title": "Apache License 2.0",
    "short_title": "Apache-2.0",
    "family": "Apache",
    "text": {"digest": "1" * 64, "body": "2. Grant of Copyright License."},
    "sections": [{"key": "2", "label": "2", "heading": "Copyright", "start": 0, "end": 30}],
}
FAQ = {
    "kind": "faq",
    "format": 1,
    "slug": "may-i-fine-tune",
    "question": "May I fine-tune it and sell the café assistant?",
    "short_answer": "Yes. See [1.a](https://example.org) for the <b>distribution</b> rules.",
    "licenses": ["llama-2"],
}
TREE = {
    "kind": "tree",
    "format": 1,
    "slug": "can-i-use",
    "title": "Can I use the model?",
    "covers": "Your product.",
    "licenses": ["llama-2"],
    "start": "hosting",
    "questions": [
        {
            "key": "hosting",
            "kind": "choice",
            "title": "Do customers call a hosted endpoint?",
            "options": [{"key": "yes", "label": "Yes, over HTTP", "goto": "fine"}],
        }
    ],
    "outcomes": [
        {"key": "fine", "verdict": "allowed", "title": "Go ahead", "summary": "Nothing stands in."}
    ],
}
CONTEXT = Context(
    topics={"attribution": "Attribution"},
    licenses={"llama-2": CitedLicense(title="Llama 2 Community License", short_title="Llama 2")},
)


def put(data: dict) -> Publication:
    document = formats.parse(data)
    publication, is_new = Publication.objects.get_or_create(kind=data["kind"], slug=data["slug"])
    if is_new:
        publication.current = Edition.objects.create(
            publication=publication,
            number=1,
            document=formats.as_data(document),
            context=CONTEXT.model_dump(mode="json"),
            html={},
            card={"short_title": data.get("short_title", "")},
            digest=f"{publication.pk:064}",
            published_at=datetime(2026, 1, 1, tzinfo=UTC),
        )
        publication.save()
    index.index(publication, document, CONTEXT)
    return publication
