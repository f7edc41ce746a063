"""What notes, terms and answers say: the same everywhere, and no more than the text does."""

import re

import pytest

from guidance.core.documents.faqs import FaqEntry
from guidance.core.documents.licenses import License
from tests.packs import of

NOT_LARGE = r"\bother language models?\b|\bimproving other models\b|\bimprove other models\b"


def license_of(slug: str) -> License:
    return next(license for license in of(License) if license.slug == slug)


def entry_of(slug: str) -> FaqEntry:
    return next(entry for entry in of(FaqEntry) if entry.slug == slug)


def term_of(key: str):
    return next(term for term in license_of("llama-2").terms if term.key == key)


def note_of(key: str):
    return next(note for note in license_of("llama-2").annotations if note.key == key)


def texts() -> list[tuple[str, str]]:
    """Return what is said of Llama 2 in notes, terms and answers, each with its place."""
    llama_2 = license_of("llama-2")
    found = [("summary", llama_2.summary), ("background", llama_2.background)]
    found += [(f"note {note.key}", note.body) for note in llama_2.annotations]
    for term in llama_2.terms:
        found.append((f"term {term.key}", f"{term.title}\n{term.glance}\n{term.body}"))
    for entry in of(FaqEntry):
        if "llama-2" in entry.licenses:
            found.append((entry.slug, f"{entry.short_answer}\n{entry.answer}"))
    return [(place, " ".join(text.split())) for place, text in found]


def cites(entry: FaqEntry, section: str) -> bool:
    return any(citation.section == section for citation in entry.citations)


# Clause 1.b.v: the materials too, and large language models


def test_ban_on_improving_other_models_is_said_of_large_ones():
    found = [place for place, text in texts() if re.search(NOT_LARGE, text)]

    assert found == []


def test_ban_on_improving_names_the_materials_beside_their_outputs():
    term = term_of("no-improving-other-llms")

    quotes = [citation.quote.exact for citation in term.citations if citation.quote]

    assert "materials (models, code, tokenizer and manuals)" in " ".join(term.body.split())
    assert "You will not use the Llama Materials" in quotes


@pytest.mark.parametrize("slug", ["what-is-covered", "code-llama-and-lookalikes"])
def test_use_of_metas_code_for_another_model_is_open_and_cites_the_ban(slug):
    entry = entry_of(slug)

    assert "open" in entry.answer
    assert "Ask counsel before you start" in " ".join(entry.answer.split())
    assert cites(entry, "1.b.v")


def test_no_size_is_named_as_caught_or_free():
    """How large "large" is, is open; so nothing may say that size makes no difference."""
    found = [
        place
        for place, text in texts()
        if re.search(r"no exception[^.]*\b(size|small)|\bSize,[^.]*no difference", text)
    ]

    assert found == []
