"""The order of what a search finds: by principle, and what people type in judged by hand."""

import pytest

from guidance.core.documents.editions import CitedLicense, Context
from guidance.core.documents.faqs import FaqEntry
from guidance.core.documents.licenses import License
from guidance.core.documents.trees import Tree
from guidance.core.search.queries import parse
from guidance.models import Publication
from guidance.services.search import index
from guidance.services.search.engines import Hit
from guidance.services.search.ranking import ranked
from tests.packs import MAIN, TRAINING, of

USE, TRAIN = f"tree:{MAIN}", f"tree:{TRAINING}"

# What a reader types, and what must be among the first three found.
JUDGED = [
    ("can I use llama 2", USE),
    ("can we use llama 2 at work", USE),
    ("llama 2", USE),
    ("commercial use", USE),
    ("may I sell", USE),
    ("may I sell", "faq:may-i-sell-a-product"),
    ("700 million users", USE),
    ("700 million", "faq:application-with-700-million-users"),
    ("train another model", TRAIN),
    ("train on outputs", TRAIN),
    ("fine-tune", USE),
    ("distribute weights", "term:redistribute"),
    ("attribution", "faq:credit-on-screen"),
    ("notice file", "faq:what-goes-into-the-notice-file"),
    ("open source", "faq:is-llama-2-open-source"),
    ("hosted api", "faq:is-a-hosted-api-distribution"),
    ("saas", "faq:is-a-hosted-api-distribution"),
    ("trademark", "faq:name-my-model"),
    ("who owns the fine-tuned model", "faq:who-owns-my-fine-tune"),
    ("indemnity", "faq:what-is-the-indemnity"),
    ("governing law", "term:california-law"),
    ("lawsuit against meta", "faq:suing-over-llama"),
    ("military", "faq:military-and-defense"),
    ("military", USE),
    ("medical advice", "term:licensed-professional"),
    ("acceptable use policy", "term:follow-use-policy"),
    ("quantized", "faq:quantized-models"),
    ("apache 2.0 patent", "license:apache-2-0"),
    ("mit", "license:mit"),
    ("can I use llama 1 commercially", "license:llama-1"),
    ("internal use", "faq:internal-use"),
    ("llm as a judge", "faq:llama-as-a-judge"),
    ("affiliates", "faq:acquired-by-a-giant"),
    ("train gpt on output", "faq:train-another-model"),
    ("train gpt4", TRAIN),
    ("teacher model", "faq:train-another-model"),
    ("llama 1 vs llama 2", "faq:llama-1-and-llama-2"),
    ("gguf", "faq:quantized-models"),
    ("RAG", "faq:retrieval-augmented-generation"),
    ("relicense my fine-tune", "faq:license-my-fine-tune"),
    ("copyright of output", "faq:who-owns-outputs"),
    ("download from huggingface", "faq:hugging-face-terms"),
    ("health care chatbot", "faq:regulated-advice"),
    ("ship weights", "term:redistribute"),
    ("ai disclosure", "term:disclose-dangers"),
    ("gdpr", USE),
    ("chinese", "faq:other-languages"),
    ("tokenizer", "faq:meta-code-and-tokenizer"),
    ("distillation", "faq:distilled-small-model"),
    ("small language model", "faq:how-large-is-large"),
    ("speculative decoding", "faq:llama-2-beside-another-model"),
    ("red teaming", "faq:security-testing"),
    ("nsfw", "faq:adult-content"),
    ("surveillance", "faq:police-and-biometrics"),
    ("face recognition", "faq:police-and-biometrics"),
    ("election", "faq:elections-and-politics"),
    ("cloud provider", "faq:weights-on-a-cloud"),
    ("does meta see my prompts", "faq:does-meta-get-my-data"),
    ("ask meta for an exception", "faq:whom-to-ask-for-an-exception"),
    ("leaked weights", "faq:llama-1-leaked-weights"),
    ("llama 1 company", "faq:llama-1-business-use"),
    ("move from llama 1 to llama 2", "faq:llama-1-move-to-llama-2"),
    # Mistyped.
    ("comercial use", USE),
    ("atribution", "faq:credit-on-screen"),
    ("fintune", "faq:who-owns-my-fine-tune"),
    ("redistrbute weights", "term:redistribute"),
    ("700 milion", "faq:application-with-700-million-users"),
]

# What a reader types, and what must be found first.
BEST = [
    ("can I use llama 2", USE),
    ("can I relicense", "faq:license-my-fine-tune"),
    ("relicense my fine-tune", "faq:license-my-fine-tune"),
    ("acceptable use policy", "term:follow-use-policy"),
    ("aup", "term:follow-use-policy"),
    ("code llama", "faq:code-llama-and-lookalikes"),
    ("is code llama covered", "faq:code-llama-and-lookalikes"),
    ("mit", "license:mit"),
]


def hit(kind, title, *, score=1.0, key="", body=""):
    return Hit(kind, "", key or title, "", title, body, "", score)


def titles(hits, query, *, is_any=False):
    return [found.title for found in ranked(hits, parse(query), is_any=is_any)]


def test_ranked_brings_up_the_title_that_says_what_was_asked_for():
    hits = [
        hit("faq", "Who may minors ask about models and use?"),
        hit("faq", "May minors use it?"),
    ]

    assert titles(hits, "minors use") == [hits[1].title, hits[0].title]


def test_ranked_prefers_guidance_to_the_words_that_it_is_about():
    kinds = ["clause", "note", "term", "faq"]

    found = ranked([hit(kind, "Else") for kind in kinds], parse("patents"), is_any=False)

    assert [one.kind for one in found] == ["faq", "term", "note", "clause"]


@pytest.mark.parametrize(
    ("body", "is_any", "first"),
    [
        ("Weights?\nWill you sell it?", False, "Can I?"),
        ("Will you sell the\nweights?", False, "Sell no weights"),
        ("Will you sell the weights?", True, "Sell no weights"),
        ("Will you sell the weights?", False, "Can I?"),
    ],
)
def test_ranked_puts_a_questionnaire_that_asks_about_it_before_single_rules(body, is_any, first):
    query = "sell" if "\nWill" in body else "sell weights"
    hits = [hit("term", "Sell no weights"), hit("tree", "Can I?", score=0.01, body=body)]

    assert titles(hits, query, is_any=is_any)[0] == first


def test_ranked_puts_an_answer_before_the_questionnaire_where_it_answers_better():
    tree = hit("tree", "Can I?", score=0.01, body="Will you sell it?")
    hits = [tree, hit("term", "Pay"), hit("faq", "May I sell it?")]

    assert titles(hits, "may I sell") == ["May I sell it?", "Can I?", "Pay"]


def test_ranked_keeps_a_clause_first_that_was_asked_for_by_its_number():
    tree = hit("tree", "Section 2", score=3, body="Section 2?")

    assert titles([tree, hit("clause", "Rights", score=1_000_001)], "section 2") == [
        "Rights",
        "Section 2",
    ]


def test_ranked_puts_a_rule_first_that_was_asked_for_by_its_name():
    tree = hit("tree", "Can I?", body="Do you follow the use policy?")
    named, other = hit("term", "Follow the use policy"), hit("term", "Pass on the use policy here")

    assert titles([other, tree, named], "follow use policy")[0] == named.title
    assert titles([other, tree, named], "use policy")[0] == tree.title


def test_ranked_brings_up_the_title_that_has_the_words_side_by_side():
    apart = hit("faq", "May Llama write code?")
    together = hit("faq", "Is Code Llama covered, and what about others that look like it?")

    assert titles([apart, together], "code llama")[0] == together.title


def test_ranked_brings_up_the_license_that_is_named():
    hits = [
        hit("faq", "Is MIT or another one permissive?"),
        hit("license", "The License of an Institute", key="mit", score=0.8),
    ]

    assert titles(hits, "mit")[0] == "The License of an Institute"


@pytest.mark.django_db
def test_search_finds_what_people_look_for_in_the_order_that_helps():
    names = {
        document.slug: CitedLicense(title=document.title, short_title=document.short_title)
        for document in of(License)
    }
    for document in (*of(License), *of(FaqEntry), *of(Tree)):
        publication = Publication.objects.create(kind=document.kind, slug=document.slug)
        slugs = {document.slug, *getattr(document, "licenses", ())}
        context = Context(licenses={slug: names[slug] for slug in slugs & set(names)})
        index.index(publication, document, context)

    found = {
        query: [f"{one.kind.value}:{one.key}" for one in index.search(query).results[:3]]
        for query, _ in JUDGED + BEST
    }

    assert [(query, key, found[query]) for query, key in JUDGED if key not in found[query]] == []
    assert [(query, key, found[query]) for query, key in BEST if found[query][0] != key] == []
