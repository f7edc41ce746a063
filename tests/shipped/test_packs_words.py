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
    for policy in llama_2.policies:
        found.append(("policy", policy.note))
        found += [(item.key, f"{item.heading}\n{item.body}") for item in policy.sections]
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


# Clause 1.b.iv: the use policy, which no summary leaves out

LEFT_OUT = ["1.b.i", "1.b.ii", "1.b.iii", "1.b.iv", "1.b.v", "3", "4", "5.a", "5.c", "6", "7"]


def test_list_of_what_summaries_leave_out_leaves_nothing_out():
    entry = entry_of("what-summaries-leave-out")
    named = [
        key
        for keys in re.findall(r"^- \*\*(.+?)\*\*", entry.answer, re.MULTILINE)
        for key in keys.split(" and ")
    ]

    assert named == LEFT_OUT
    assert {citation.section for citation in entry.citations} == set(LEFT_OUT)
    assert "reading these eleven" in " ".join(entry.answer.split())


def test_background_names_every_clause_that_summaries_leave_out():
    *_, last = license_of("llama-2").background.split("\n\n")
    named = re.findall(r"\d(?:\.\w+)*", " ".join(re.findall(r"\(([^)]+)\)", last)))

    assert named == LEFT_OUT


def test_lawful_work_in_a_named_field_is_said_to_be_arguable_everywhere():
    speaking = [(place, text) for place, text in texts() if re.search(r"lawful (work|oper)", text)]

    silent = [
        place for place, text in speaking if not re.search("arguable|remark on this group", text)
    ]

    assert len(speaking) >= 10
    assert silent == []


def test_no_field_is_said_to_be_closed_even_where_lawful():
    found = [
        place
        for place, text in texts()
        if re.search(r"even where (they are|it is) lawful|lawful ones included", text)
    ]

    assert found == []


def test_items_of_the_policy_that_turn_on_something_left_undone_are_three():
    (policy,) = license_of("llama-2").policies
    bodies = {item.key: " ".join(item.body.split()) for item in policy.sections}
    entry = entry_of("is-the-use-policy-binding")

    assert "three items turn on something left undone" in bodies["aup.4"]
    assert "failing to report" in bodies["aup.1.a"]
    assert "age gates" in bodies["aup.1.a"]
    assert "Three items turn on something left undone" in entry.answer
    assert cites(entry, "aup.1.a")
    assert cites(entry, "aup.4")


def test_whether_violations_must_be_reported_to_meta_is_open_everywhere():
    speaking = [
        text
        for _, text in texts()
        if re.search(r"report(s of|) violations|report a violation", text)
    ]

    assert len(speaking) >= 4
    assert [text for text in speaking if not re.search(r"is open|is not said", text)] == []


def test_sensitive_data_are_protected_from_all_five_acts():
    acts = "collecting, processing, disclosing, generating or inferring"

    assert acts in " ".join(term_of("rights-and-consents").body.split())
    assert "unlawful discrimination" not in term_of("no-discrimination").title.lower()
