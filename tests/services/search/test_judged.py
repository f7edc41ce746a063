"""What people type and what must be found, judged by hand, over all that ships.

The larger set with its shares stands in `tests/quality`.
"""

from guidance.core.search.queries import parse
from guidance.services.search.ranking import ranked
from guidance.services.search.suggesting import suggestion
from tests.packs import MAIN, TRAINING
from tests.services.search.indexes import shipped_index

USE, TRAIN = f"tree:{MAIN}", f"tree:{TRAINING}"

# What a reader types, and what must be among the first three found.
JUDGED = [
    ("apache 2.0 patent", "faq:apache-patents"),
    ("code llama", "faq:code-llama-and-lookalikes"),
    ("is code llama covered", "faq:code-llama-and-lookalikes"),
    ("can I use llama 2", USE),
    ("llama 2", USE),
    ("may I sell", "faq:may-i-sell-a-product"),
    ("700 million", "faq:application-with-700-million-users"),
    ("train another model", TRAIN),
    ("train on outputs", TRAIN),
    ("distribute weights", "term:redistribute"),
    ("attribution", "faq:credit-on-screen"),
    ("notice file", "faq:what-goes-into-the-notice-file"),
    ("open source", "faq:is-llama-2-open-source"),
    ("hosted api", "faq:is-a-hosted-api-distribution"),
    ("saas", "faq:is-a-hosted-api-distribution"),
    ("who owns the fine-tuned model", "faq:who-owns-my-fine-tune"),
    ("indemnity", "faq:what-is-the-indemnity"),
    ("governing law", "term:california-law"),
    ("lawsuit against meta", "faq:suing-over-llama"),
    ("military", "faq:military-and-defense"),
    ("medical advice", "term:licensed-professional"),
    ("acceptable use policy", "term:follow-use-policy"),
    ("quantized", "faq:quantized-models"),
    ("mit", "license:mit"),
    ("internal use", "faq:internal-use"),
    ("train gpt on output", "faq:train-another-model"),
    ("train gpt4", TRAIN),
    ("teacher model", "faq:train-another-model"),
    ("llama 1 vs llama 2", "faq:llama-1-and-llama-2"),
    ("gguf", "faq:quantized-models"),
    ("RAG", "faq:retrieval-augmented-generation"),
    ("relicense my fine-tune", "faq:license-my-fine-tune"),
    ("download from huggingface", "faq:hugging-face-terms"),
    ("health care chatbot", "faq:regulated-advice"),
    ("ship weights", "term:redistribute"),
    ("ai disclosure", "term:disclose-dangers"),
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
    ("can I link LGPL statically", "term:allow-relinking"),
    ("cc by credit", "term:give-credit"),
    ("agpl saas", "term:host-unchanged"),
    # Mistyped.
    ("comercial use", "faq:what-kind-of-license"),
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
    ("mit", "license:mit"),
    ("GPL v3", "license:gpl-3-0"),
    ("bsd 3 clause", "license:bsd-3-clause"),
    ("AGPL network users source", "term:offer-source-to-remote-users"),
    ("written offer GPL-2.0", "term:offer-source"),
    ("mpl file copyleft", "license:mpl-2-0"),
    ("cc0 patents", "term:no-patents"),
]


def test_search_finds_what_people_look_for_in_the_order_that_helps():
    index = shipped_index()

    found = {}
    for query, _ in JUDGED + BEST:
        asked = parse(query, names=index.names)
        if better := suggestion(asked, index):
            asked = parse(better, names=index.names)
        rows = ranked(index, asked).rows[:3]
        found[query] = [f"{index.entries[row].kind.value}:{index.entries[row].key}" for row in rows]

    assert [(query, key, found[query]) for query, key in JUDGED if key not in found[query]] == []
    assert [(query, key, found[query]) for query, key in BEST if found[query][0] != key] == []


def test_every_name_of_a_license_that_ships_finds_it_first():
    index = shipped_index()
    owners = {}
    for entry in index.entries:
        for name in entry.names:
            owners.setdefault(name.casefold(), set()).add(entry.licenses[0])
    owners["llama license"] = owners["llama"]  # the title of one, and the family of both

    wrong = []
    for name, slugs in owners.items():
        for written in (name, name.upper(), name.replace("-", " "), f"the {name} license"):
            first = index.entries[ranked(index, parse(written, names=index.names)).rows[0]]
            if (first.kind, first.key in slugs) != ("license", True):
                wrong.append((written, first))

    assert wrong == []
    assert len(owners) > 45
