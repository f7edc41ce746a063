"""What the team keeps to itself is on no page, in no answer of the API, and found by no search."""

import re

import pytest

from guidance.core.documents.faqs import FaqEntry
from guidance.core.documents.formats import as_data, parse
from guidance.core.documents.licenses import License, Quote
from guidance.core.documents.nouns import nouns_within, private_fields
from guidance.core.documents.trees import Case, Tree
from guidance.core.texts.quotes import quotes_in, with_sentences
from guidance.core.texts.sentences import sentence_of
from guidance.models import Edition, SearchEntry, Topic
from tests.documents import BODY, faq_data, license_data, tree_data
from tests.editions import published
from tests.scenes import scene

pytestmark = pytest.mark.django_db

WORDS = re.compile("xyzzy|1999|73173", re.IGNORECASE)
CASE = {
    "key": "xyzzy-case", "title": "Xyzzy of a case",
    "answers": {"users": ["73173"]}, "outcomes": ["ask-first"],
    "includes": [], "excludes": ["example/notice"],
    "signed_by": "Xyzzy the signer", "signed_on": "1999-12-31", "exact": True,
    "reason": "Xyzzy says why anew",
}  # fmt: skip
DISMISSED = "question-uncited at question:users: Xyzzy says why"
ADDRESSES = (
    "/", "/licenses/", "/licenses/example/", "/compare/", "/faq/", "/faq/may-i-sell-it/",
    "/check/", "/check/can-i-use-it/", "/check/can-i-use-it/start/", "/changes/", "/changes.atom",
    "/changes/tree/can-i-use-it/v2/", "/changes/tree/can-i-use-it/since/v1/",
    "/search/?q=signer", "/search/?q=case", "/sitemap.xml",
)  # fmt: skip
OPERATIONS = {
    "slug": {"licenses": "example", "faq": "may-i-sell-it", "trees": "can-i-use-it"},
    "number": 1,
    "key": {"sections": "1", "annotations": "grant-is-broad", "terms": "use"},
    "kind": "faq",
}


def with_words(data):
    """Let every quote have stood in a sentence that is looked for."""

    def sentence(quoted):
        start = BODY.index(quoted.quote.exact)
        return f"Xyzzy, {sentence_of(BODY, start, start + len(quoted.quote.exact))}"

    return as_data(with_sentences(parse(data), sentence))


@scene
def published_with_cases():
    """Something of each kind, published, with a word in all that is private."""
    published(with_words(license_data(dismissed=[DISMISSED])))
    faq = faq_data(topics=["commercial-use"], licenses=["example"], dismissed=[DISMISSED])
    published(with_words(faq))
    for cases in ([], [CASE]):
        all_cases = [*tree_data()["cases"], *cases]
        tree = tree_data(cases=all_cases, summary=f"With {len(cases)}.", dismissed=[DISMISSED])
        published(with_words(tree))
    Topic.objects.update(description="Xyzzy of a topic")


def addresses_of_the_api(client):
    """Yield the address of every operation that reads."""
    for path, operations in client.get("/api/schema/?format=json").json()["paths"].items():
        _, _, _, noun, *rest = path.split("/")
        parts = {name: value.get(noun) if isinstance(value, dict) else value
                 for name, value in OPERATIONS.items()}  # fmt: skip
        parts["key"] = OPERATIONS["key"].get(rest[-2] if len(rest) > 1 else "")
        if "get" in operations:
            yield path.format(**parts)


def test_words_stand_in_every_private_field_of_what_is_published(published_with_cases):
    document = Edition.objects.get(publication__kind="tree", number=2).document

    editions = [parse(edition.document) for edition in Edition.objects.all()]

    assert document["cases"][-1] == {k: v for k, v in CASE.items() if v != []}
    sentences = [one.quote.sentence for edition in editions for one in quotes_in(edition)]
    assert len(sentences) > 8
    assert [words for words in sentences if not words.startswith("Xyzzy")] == []
    nouns = {noun for kind in (License, FaqEntry, Tree) for noun in nouns_within(kind)}
    assert document["dismissed"] == [DISMISSED]
    assert {(noun, name) for noun in nouns for name in private_fields(noun)} == {
        *((kind, "dismissed") for kind in (License, FaqEntry, Tree)),
        (Tree, "cases"), *((Case, name) for name in CASE), (Quote, "sentence"),
    }  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES)
def test_page_shows_nothing_private(published_with_cases, client, address):
    response = client.get(address, follow=True)

    assert response.status_code == 200
    assert WORDS.findall(response.content.decode()) == []


def test_api_answers_with_nothing_private(published_with_cases, client):
    addresses = list(addresses_of_the_api(client))
    evaluated = client.post(
        "/api/v1/trees/can-i-use-it/evaluate",
        {"answers": {"users": ["101"]}},
        content_type="application/json",
    )

    answers = {address: client.get(address) for address in addresses}

    assert {a: r.status_code for a, r in answers.items() if r.status_code != 200} == {}
    assert len(answers) >= 20
    wordy = [a for a, r in answers.items() if WORDS.search(r.content.decode())]
    assert (wordy, evaluated.status_code) == ([], 200)
    assert WORDS.findall(evaluated.content.decode()) == []


def test_search_holds_and_cards_show_nothing_private(published_with_cases):
    rows = [*SearchEntry.objects.values(), *Edition.objects.values("card", "html", "context")]

    assert len(rows) > 10
    assert WORDS.findall(repr(rows)) == []
