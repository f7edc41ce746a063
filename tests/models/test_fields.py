"""What is made from an edition is the same bytes, in whatever order a database keeps keys."""

import json

import pytest
from django.db.models import JSONField

from guidance.core.documents.editions import Context
from guidance.models import Edition, SearchEntry
from guidance.services.editions import readings
from guidance.services.reading import edition_changes
from guidance.services.search.entries import entries_of
from guidance.views.frame import caching
from tests.editions import published_faq, published_license, published_tree
from tests.scenes import scene

PAGES = [
    "/", "/licenses/", "/licenses/zz/", "/faq/", "/faq/may-i-sell-it/", "/faq/may-i-sell-it/v1/",
    "/check/can-i-use-it/start/", "/check/can-i-use-it/v1/?users=5&sharing=no", "/search/?q=notice",
    "/compare/?licenses=example,zz", "/changes.atom", "/changes/license/zz/v2/",
    "/api/v1/faq", "/api/v1/faq/may-i-sell-it", "/api/v1/trees", "/api/v1/trees/can-i-use-it",
    "/api/v1/search?q=notice",
]  # fmt: skip

ORDERS = {
    "jsonb": lambda keys: sorted(keys, key=lambda key: (len(key), key)),
    "alphabet": sorted,
    "backwards": lambda keys: sorted(keys, reverse=True),
}


@scene
def shelf():
    """Guidance that refers to several things, whose keys sort otherwise by length."""
    several = {"licenses": ["example", "zz"], "topics": ["attribution", "commercial-use"]}
    published_license(short_title="Example")
    published_license("zz", short_title="Example")  # of one name, so that nothing else orders them
    published_license("zz", short_title="Example", summary="Changed.")
    for slug in ("z", "yy"):
        published_faq(slug, question=f"May I {slug}?")
    published_faq(**several, related=["z", "yy"])
    published_tree(licenses=["example", "zz"])


def kept_in(order, monkeypatch):
    """Let every JSON column come back with its keys in this order, as a database might."""
    read = JSONField.from_db_value

    def arranged(value):
        if isinstance(value, dict):
            return {key: arranged(value[key]) for key in ORDERS[order](value)}
        return [arranged(item) for item in value] if isinstance(value, list) else value

    monkeypatch.setattr(JSONField, "from_db_value", lambda *args: arranged(read(*args)))
    readings._memory.clear()
    monkeypatch.setattr(edition_changes, "_memory", {})


def shown(client):
    answers = {page: client.get(page) for page in PAGES}
    assert {page: a.status_code for page, a in answers.items()} == dict.fromkeys(PAGES, 200)
    return {page: answer.content for page, answer in answers.items()}


def as_kept(value):
    """Return what a column gives back: tuples in JSON are lists."""
    return json.loads(json.dumps(value)) if isinstance(value, dict) else value


def entries():
    names = [field.attname for field in SearchEntry._meta.fields if field.name != "id"]
    return [
        [as_kept(getattr(entry, name)) for name in names]
        for edition in Edition.objects.filter(current_of__isnull=False).order_by("pk")
        .select_related("publication", "review")
        for reading in [readings.read(edition)]
        for entry in entries_of(edition.publication, reading.document, reading.context)
    ]  # fmt: skip


@pytest.mark.parametrize("order", ["alphabet", "backwards"])
def test_pages_and_answers_do_not_depend_on_the_order_of_keys(client, shelf, monkeypatch, order):
    with monkeypatch.context() as patch:
        kept_in("jsonb", patch)
        before = shown(client)
    caching._kept.clear()
    kept_in(order, monkeypatch)

    assert shown(client) == before


@pytest.mark.parametrize("order", ORDERS)
def test_search_entries_are_those_that_publishing_made(shelf, monkeypatch, order):
    names = [field.attname for field in SearchEntry._meta.fields if field.name != "id"]
    stored = [
        list(row)
        for row in SearchEntry.objects.order_by("publication__current__pk", "pk").values_list(
            *names
        )
    ]
    kept_in(order, monkeypatch)

    assert entries() == stored
    assert any("example\nExample\nzz" in str(value) for row in stored for value in row)


def test_context_is_in_the_order_of_its_keys():
    names = {"b": "B", "aa": "A", "a": "A"}

    context = Context(topics=names, related=names)

    assert list(context.topics) == list(context.related) == ["a", "aa", "b"]


def test_related_questions_keep_the_order_of_the_document(client, shelf):
    answer = client.get("/api/v1/faq/may-i-sell-it").json()

    assert list(answer["related"]) == ["z", "yy"]
