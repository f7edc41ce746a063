"""What the shipped packs hold: enough, cited, in our own words; and that they publish."""

import re
from collections import Counter
from collections.abc import Iterator

from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from guidance.core.documents.faqs import FaqEntry
from guidance.core.documents.formats import as_data
from guidance.core.documents.licenses import License, Topics
from guidance.core.documents.trees import Tree
from guidance.services.intake.packs import load_packs
from guidance.services.publishing.uncompared import uncompared
from tests.packs import MAIN, TRAINING, documents, of, tree
from tests.scenes import scene
from tests.texts import real_texts  # noqa: F401 - a fixture

SECTIONS = (
    "title def.agreement def.documentation def.licensee def.llama-2 def.llama-materials def.meta"
    " preamble 1 1.a 1.b 1.b.i 1.b.ii 1.b.iii 1.b.iv 1.b.v 2 3 4 5 5.a 5.b 5.c 6 7"
)
MERE_HEADINGS = ["1", "5"]
MAX_RUN = 25  # words of a license in a row: what is longer is a copy and not a quotation
MAX_SENTENCES = 4  # of a note, which stands in a margin
MODELS = {"llama-2", "llama-1"}
COMPONENTS = {  # what ordinary products are made of
    "agpl-3-0",
    "apache-2-0",
    "bsd-2-clause",
    "bsd-3-clause",
    "cc-by-4-0",
    "cc0-1-0",
    "gpl-2-0",
    "gpl-3-0",
    "isc",
    "lgpl-2-1",
    "lgpl-3-0",
    "mit",
    "mpl-2-0",
    "psf-2-0",
    "unlicense",
}
ARTICLE = {  # what the article says that the portal starts from, and the entry that answers it
    "a bespoke commercial license": "what-kind-of-license",
    "broad commercial use": "may-i-sell-a-product",
    "safeguards against misuse": "is-the-use-policy-binding",
    "open source": "is-llama-2-open-source",
    "free for research and commerce": "is-llama-2-free",
    "for individuals, researchers and businesses": "who-may-use-llama-2",
    "build on it and redistribute it": "may-i-redistribute",
    "harmful or illegal purposes": "which-uses-are-banned",
    "acknowledge Meta's ownership": "must-i-acknowledge-ownership",
    "Hugging Face": "hugging-face-terms",
    "applications with over 700 million users": "application-with-700-million-users",
    "terms of the special license": "terms-of-the-special-license",
    "unlike its predecessor": "llama-1-and-llama-2",
    "permissive": "is-llama-2-permissive",
    "an alternative to more restrictive licenses": "less-restrictive-than-others",
    "the preferred partner": "microsoft-and-meta",
    "open innovation": "partnership-and-open-innovation",
    "restricts commercial use for some": "does-the-threshold-bar-research",
    "alignment research": "alignment-research",
    "what it leaves out": "what-summaries-leave-out",
}
BRITISH = r"licence|colour|behaviour|favour|organis|whilst|fulfil\b|judgement|labelled|modelling"


def prose(data: object, *, skip: tuple[str, ...] = ()) -> Iterator[str]:
    """Yield every string of plain data, fields named in ``skip`` left out."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for key, value in data.items():
            if key not in skip:
                yield from prose(value, skip=skip)
    elif isinstance(data, list):
        for item in data:
            yield from prose(item, skip=skip)


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    found = words(text)
    return {tuple(found[at : at + length]) for at in range(len(found) - length + 1)}


# What the packs hold


def test_packs_hold_what_was_promised():
    llama_2 = next(license for license in of(License) if license.slug == "llama-2")

    assert {license.slug for license in of(License)} == MODELS | COMPONENTS
    assert {tree.slug for tree in of(Tree)} == {MAIN, TRAINING}
    assert len(llama_2.terms) >= 20
    assert len(of(FaqEntry)) >= 100
    assert len(tree(MAIN).cases) >= 25


def test_packs_use_topics_of_the_vocabulary():
    (vocabulary,) = of(Topics)
    known = {topic.slug for topic in vocabulary.topics}
    used = {term.topic for license in of(License) for term in license.terms}
    used |= {topic for entry in of(FaqEntry) for topic in entry.topics}

    assert used - known == set()


def test_terms_tell_when_and_where(licenses):
    lacking = [
        f"{license.slug}/{term.key}"
        for license in licenses.values()
        for term in license.terms
        if not (term.trigger and term.body and term.citations)
    ]

    assert lacking == []


def test_notice_line_is_the_one_of_the_text(licenses):
    llama_2 = licenses["llama-2"]
    (notice,) = [term for term in llama_2.terms if term.key == "keep-notice"]

    assert llama_2.text.body.count(f'"{notice.fulfilment}"') == 1


def test_faq_entries_cite_and_answer():
    lacking = [e.slug for e in of(FaqEntry) if not (e.citations and e.answer and e.topics)]

    assert lacking == []


def test_faq_entries_answer_in_one_or_two_sentences_first():
    long = [
        (entry.slug, entry.short_answer)
        for entry in of(FaqEntry)
        if len(re.findall(r"[.?!](?:\s|$)", entry.short_answer)) > 2
        or len(entry.short_answer) > 240
    ]

    assert long == []


def test_every_claim_of_the_article_has_an_entry_that_cites_llama_2():
    citing = {
        entry.slug
        for entry in of(FaqEntry)
        if any(citation.license == "llama-2" for citation in entry.citations)
    }

    assert {claim: slug for claim, slug in ARTICLE.items() if slug not in citing} == {}


def test_questions_say_why_and_cite():
    lacking = [
        f"{tree.slug}:{question.key}"
        for tree in of(Tree)
        for question in tree.questions
        if not (question.why and question.citations)
    ]

    assert lacking == []


def test_llama_2_has_the_sections_that_lawyers_cite(licenses):
    assert " ".join(section.key for section in licenses["llama-2"].sections) == SECTIONS


def test_llama_2_has_a_note_on_every_section_with_meaning(licenses):
    noted = {annotation.section for annotation in licenses["llama-2"].annotations}

    assert [key for key in SECTIONS.split() if key not in noted] == MERE_HEADINGS


def test_notes_fit_a_margin():
    long = [
        (license.slug, note.key)
        for license in of(License)
        for note in license.annotations
        if len(re.findall(r"[.?!](?:\s|$)", note.body)) > MAX_SENTENCES
    ]

    assert long == []


def test_packs_do_not_copy_the_licenses(licenses):
    copied = set().union(*(runs(one.text.body, MAX_RUN + 1) for one in licenses.values()))
    found = [
        text
        for document in documents()
        for text in prose(as_data(document))
        if runs(text, MAX_RUN + 1) & copied
    ]

    assert found == []


def test_packs_are_written_in_american_spelling():
    found = [
        text
        for document in documents()
        for text in prose(as_data(document), skip=("quote",))
        if re.search(BRITISH, text, re.IGNORECASE)
    ]

    assert found == []


# What becomes of the packs


def load() -> Counter[str]:
    """Load the packs; return how many documents met which fate."""
    return Counter(
        item.what for item in load_packs(settings.PACKS_DIR, texts_dir=settings.TEXTS_DIR)
    )


@scene
def loaded(real_texts) -> Counter[str]:  # noqa: F811
    """Load and publish the packs on the empty database."""
    return load()


def test_quotes_of_the_packs_need_not_be_compared(db, loaded):
    assert uncompared() == {}


def test_packs_publish_on_a_fresh_database_and_only_once(db, loaded):
    publishable = len(documents()) - len(of(Topics))

    assert loaded == {"published": publishable}
    assert load() == {"unchanged": publishable}


def test_every_page_that_packs_make_answers_with_few_queries(db, client, loaded):
    answers = {}

    for address in addresses():
        with CaptureQueriesContext(connection) as queries:
            status = client.get(address).status_code
        answers[address] = (status, len(queries) <= 5)

    assert answers == dict.fromkeys(addresses(), (200, True))


def addresses() -> list[str]:
    """Return the pages of the shipped content, and one result for each outcome."""
    found = [
        reverse(f"guidance:{name}") for name in ("home", "license-list", "faq-list", "check-list")
    ]
    for license in of(License):
        found += [
            reverse(f"guidance:{name}", args=[license.slug]) for name in ("license", "license-text")
        ]
    found += [reverse("guidance:faq", args=[entry.slug]) for entry in of(FaqEntry)]
    for questionnaire in of(Tree):
        found += [
            reverse(f"guidance:{name}", args=[questionnaire.slug])
            for name in ("check-start", "check")
        ]
        for outcome in questionnaire.outcomes:
            case = next(case for case in questionnaire.cases if outcome.key in case.outcomes)
            query = "&".join(
                f"{question.key}={value}"
                for question in questionnaire.questions
                for value in case.answers.get(question.key, ())
            )
            base = reverse("guidance:check-edition", args=[questionnaire.slug, 1])
            found.append(f"{base}?{query}")
    return found
