"""What people ask of each license: an entry answers it, and rests on the clause that decides."""

import re

import pytest

from guidance.core.documents.faqs import FaqEntry
from guidance.core.documents.trees import Tree
from tests.packs import entry_of, of

ASKED = {  # what people ask, the entry that answers it, and the clause that it rests on
    "Meta's code or tokenizer in another model": ("meta-code-and-tokenizer", "1.b.v"),
    "a small model distilled from Llama 2": ("distilled-small-model", "1.b.v"),
    "where large begins": ("how-large-is-large", "1.b.v"),
    "customers who train on outputs": ("customers-train-on-outputs", "1.b.v"),
    "private use at a very large company": ("private-use-at-a-very-large-company", "2"),
    "somebody else's app": ("bound-by-somebody-elses-app", "preamble"),
    "a draft model, router or guard": ("llama-2-beside-another-model", "1.b.v"),
    "security tests": ("security-testing", "aup.1.g"),
    "adult content": ("adult-content", "aup.1.a"),
    "police and biometrics": ("police-and-biometrics", "aup.1.e"),
    "elections": ("elections-and-politics", "aup.3.a"),
    "marking changes": ("must-i-mark-changes", "1.b.iii"),
    "clicks and gates": ("must-users-click-to-accept", "1.b.i"),
    "weights on a cloud": ("weights-on-a-cloud", "1.b.i"),
    "what Meta gets": ("does-meta-get-my-data", "5.b"),
    "exceptions": ("whom-to-ask-for-an-exception", "2"),
    "a refused request": ("access-request-rejected", "1.a"),
    "the link to the download": ("share-the-download-link", "1.b.i"),
    "gambling": ("gambling-and-betting", "aup.1.a"),
    "a patent of one's own": ("patent-an-invention", "5.c"),
    "hosted models": ("compared-with-a-hosted-model", "1.b.v"),
    "later versions of Llama": ("llama-3-and-later", "1.b.v"),
    "where to get it": ("where-to-get-llama-2", "def.llama-2"),
    "records and audits": ("records-and-audits", "1.b.iv"),
    "jury and arbitration": ("jury-arbitration-and-forum", "7"),
    "reports of misuse": ("where-to-report-misuse", "1.b.iv"),
}
ASKED_OF_THE_FIRST = {  # the same for the first LLaMA
    "use in a company": ("llama-1-business-use", "2.a"),
    "non-commercial research": ("llama-1-what-is-research", "1.a"),
    "outputs": ("llama-1-outputs", "2.a"),
    "training": ("llama-1-train-another-model", "2.a"),
    "derivatives": ("llama-1-derivatives", "2.d"),
    "sharing": ("llama-1-sharing", "3"),
    "leaked weights": ("llama-1-leaked-weights", "preamble"),
    "publications": ("llama-1-publications", "9"),
    "changing to Llama 2": ("llama-1-move-to-llama-2", "11"),
    "the end": ("llama-1-how-it-ends", "7.a"),
    "barred fields": ("llama-1-barred-fields", "2.a"),
    "the indemnity": ("llama-1-indemnity", "6"),
    "exceptions": ("llama-1-exceptions", "11"),
    "open source": ("llama-1-open-source", "1.a"),
    "how it differs": ("llama-1-and-llama-2", "2.a"),
    "applying": ("llama-1-how-to-apply", "preamble"),
    "a request without an answer": ("llama-1-no-answer", "1.c"),
    "who was let in": ("llama-1-who-was-eligible", "1.a"),
    "delta weights": ("llama-1-delta-weights", "2.d"),
    "code under the GPL": ("llama-1-gpl-code", "2.d"),
}
ASKED_OF_APACHE = {  # the same for Apache 2.0
    "selling": ("apache-commercial-use", "2"),
    "duties": ("apache-what-must-i-do", "4.a"),
    "binaries": ("apache-binary-app-website", "4.c"),
    "use inside and hosting": ("apache-internal-and-hosted", "4"),
    "the NOTICE file": ("apache-notice-file", "4.d"),
    "marking changes": ("apache-mark-changes", "4.b"),
    "own terms": ("apache-own-license", "4.closing"),
    "source code": ("apache-publish-source", "4"),
    "the GPL": ("apache-with-gpl", "3"),
    "patents": ("apache-patents", "3"),
    "taking it back": ("apache-can-it-be-revoked", "2"),
    "notices left out": ("apache-forgot-notices", "4"),
    "a missing license file": ("apache-missing-license", "def.work"),
    "names and marks": ("apache-trademarks", "6"),
    "damage": ("apache-warranty-and-liability", "8"),
    "contributions": ("apache-contributions", "5"),
    "a project of one's own": ("apache-own-project", "appendix"),
    "two licenses at once": ("apache-dual-license", "2"),
    "the choice": ("apache-or-mit", "3"),
    "weights": ("apache-model-weights", "2"),
    "training on code": ("apache-train-on-code", "def.derivative-works"),
    "rewriting": ("apache-rewrite", "def.derivative-works"),
    "barred uses": ("apache-forbidden-uses", "2"),
}
ASKED_OF_MIT = {  # the same for MIT
    "selling": ("mit-commercial-use", "grant"),
    "duties": ("mit-what-must-i-do", "notice"),
    "binaries": ("mit-binary-app-website", "notice"),
    "use inside and hosting": ("mit-internal-and-hosted", "notice"),
    "own terms": ("mit-own-license", "grant"),
    "other licenses beside it": ("mit-with-gpl-and-apache", "grant"),
    "patents": ("mit-patents", "grant"),
    "taking it back": ("mit-can-it-be-revoked", "grant"),
    "a label without a file": ("mit-label-without-file", "grant"),
    "missing notices": ("mit-missing-notices", "notice"),
    "a few lines": ("mit-substantial-portions", "notice"),
    "rewriting": ("mit-rewrite", "notice"),
    "damage": ("mit-warranty-and-liability", "disclaimer"),
    "names": ("mit-names-and-marks", "notice"),
    "weights": ("mit-model-weights", "grant"),
    "training on code": ("mit-train-on-code", "notice"),
    "the public domain": ("mit-public-domain", "notice"),
    "two licenses at once": ("mit-dual-license", "grant"),
    "contributions": ("mit-contributions", "notice"),
}
SILENT = {  # where the text of the first LLaMA license says nothing, and its entry says so
    "llama-1-business-use": "nothing in it can be cited",
    "llama-1-derivatives": "no clause can be cited",
    "llama-1-how-it-ends": "no clause can be cited",
    "llama-1-leaked-weights": "no clause can be cited",
    "llama-1-outputs": "no clause can be cited",
    "llama-1-how-to-apply": "no clause can be cited",
    "llama-1-no-answer": "no clause can be cited",
    "llama-1-who-was-eligible": "no clause can be cited",
    "llama-1-delta-weights": "no clause can be cited",
}


@pytest.mark.parametrize(
    ("license", "asked"),
    [
        ("llama-2", ASKED),
        ("llama-1", ASKED_OF_THE_FIRST),
        ("apache-2-0", ASKED_OF_APACHE),
        ("mit", ASKED_OF_MIT),
    ],
)
def test_what_people_ask_has_an_entry_that_rests_on_its_clause(license, asked):
    resting = {
        (entry.slug, citation.section)
        for entry in of(FaqEntry)
        for citation in entry.citations
        if citation.license == license
    }

    assert {question: pair for question, pair in asked.items() if pair not in resting} == {}


def test_entries_on_the_first_llama_say_where_its_text_is_silent():
    found = {
        slug: words not in " ".join(entry_of(slug).answer.split()) for slug, words in SILENT.items()
    }

    assert found == dict.fromkeys(SILENT, False)


def test_entries_of_both_licenses_lead_to_each_other():
    entries = {entry.slug: entry for entry in of(FaqEntry)}
    leading = {
        ("llama-1-" in slug, "llama-1-" in other)
        for slug, entry in entries.items()
        for other in entry.related
    }

    assert leading == {(False, False), (False, True), (True, False), (True, True)}


def test_every_entry_is_related_to_by_another():
    related = {other for entry in of(FaqEntry) for other in entry.related}

    assert [entry.slug for entry in of(FaqEntry) if entry.slug not in related] == []


# What to ask counsel


ELSEWHERE = {
    "llama-1-research", "llama-3", "llama-3-1-or-later", "not-llama", "unknown-model",
    "outputs-of-llama-1", "outputs-of-newer-llama", "outputs-of-not-llama",
}  # fmt: skip


def test_counsel_is_not_asked_to_go_on_under_a_license_that_does_not_apply():
    """Without a sentence of its own, an outcome asks whether one may go on under what it cites."""
    asked = {one.key: one.ask for tree in of(Tree) for one in tree.outcomes}

    assert ELSEWHERE - asked.keys() == set()
    assert {key for key in ELSEWHERE if not asked[key]} == set()
    assert {key: ask for key, ask in asked.items() if ask and not re.search(r"\?$", ask)} == {}
