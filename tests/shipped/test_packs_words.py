"""What notes, terms and answers say: the same everywhere, and no more than the text does."""

import re

import pytest

from guidance.core.documents.faqs import FaqEntry
from guidance.core.documents.licenses import License
from guidance.core.documents.trees import Tree
from tests.packs import entry_of, of, said_in

NOT_LARGE = r"\bother language models?\b|\bimproving other models\b|\bimprove other models\b"


def license_of(slug: str) -> License:
    return next(license for license in of(License) if license.slug == slug)


def term_of(key: str):
    return next(term for term in license_of("llama-2").terms if term.key == key)


def texts() -> list[tuple[str, str]]:
    """Return what is said of Llama 2 in notes, terms, answers and questionnaires, with places."""
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
    for tree in of(Tree):
        found += said_in(tree)
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

    assert (
        "materials (models, code, manuals, and by the natural reading the tokenizer)"
        in " ".join(term.body.split())
    )
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


def test_tokenizer_is_counted_among_the_materials_by_a_reading():
    speaking = [text for _, text in texts() if re.search("tokenizer.*materials?", text)]

    assert len(speaking) >= 4
    assert [
        text for text in speaking if "natural reading" not in text and "Open: how" not in text
    ] == []


# Section 2, and who is a licensee


def test_exemption_of_finished_products_is_said_to_come_from_a_licensee():
    speaking = [
        text for _, text in texts() if "is outside section 2" in text or "free of section 2" in text
    ]
    speaking += [text for _, text in texts() if "not subject to section 2" in text]

    assert len(speaking) >= 3
    assert [text for text in speaking if "from a licensee" not in text] == []


def test_users_of_affiliates_are_never_added_up_without_saying_that_it_is_a_reading():
    found = [
        place
        for place, text in texts()
        if re.search(
            r"together with \w+ affiliates|affiliates,? together|and your affiliates had", text
        )
    ]

    assert found == []


@pytest.mark.parametrize("key", ["request-special-license", "no-rights-above-threshold"])
def test_terms_of_the_threshold_leave_open_whether_affiliates_are_added_up(key):
    _, opened = " ".join(term_of(key).body.split()).split("Open:")

    assert "affiliates" in opened


def test_growth_that_does_not_count_is_ones_own():
    speaking = [text for _, text in texts() if re.search(r"growth of your own", text)]

    assert len(speaking) >= 3
    assert [text for text in speaking if "joining a very large group" not in text.lower()] == []
    assert [place for place, text in texts() if "later growth does not count" in text] == []


def test_sentence_on_links_is_the_same_everywhere():
    speaking = [
        text for _, text in texts() if re.search(r"\blinks?\b.*\bcopy\b|\bcopy\b.*\blink\b", text)
    ]

    assert len(speaking) >= 3
    assert [text for text in speaking if not re.search(r"not rely on a link", text)] == []


def test_own_part_of_a_fine_tune_carries_the_open_point_on_stricter_terms():
    for text in [
        term_of("no-relicensing").body,
        term_of("keep-base-under-agreement").body,
        entry_of("license-my-fine-tune").answer,
        entry_of("who-owns-my-fine-tune").answer,
    ]:
        assert "stricter" in text


def test_what_the_text_does_not_ask_for_is_marked_as_advice():
    """A practical way stands under a duty only where it is called one, or advised."""
    practical = [term_of("bind-users-to-policy").body, term_of("keep-base-under-agreement").body]

    assert [body for body in practical if "practical way" not in " ".join(body.split())] == []
    assert term_of("bind-users-to-policy").kind == "limitation"


# What is said at a glance, and in words that anybody understands


def test_glance_forbids_only_what_the_text_forbids():
    glances = {term.key: term.glance for term in license_of("llama-2").terms if term.glance}

    assert glances["no-suit-over-llama"].startswith("Keep the license after suing")
    assert glances["no-improving-other-llms"] == "Improve other LLMs with it or its outputs"
    assert glances["no-trademark"].endswith("as your own")


def test_indemnity_is_said_in_plain_words_outside_of_the_one_explanation():
    found = [
        place for place, text in texts() if re.search("harmless Meta|Meta harmless|Shield", text)
    ]

    assert found == []
    assert "may have to pay" in entry_of("what-is-the-indemnity").short_answer


def test_direct_damages_are_never_named_without_what_follows():
    speaking = [text for _, text in texts() if re.search(r"\b[Dd]irect damage", text)]

    assert len(speaking) >= 3
    assert [text for text in speaking if "risk of use" not in text] == []


def test_what_meta_says_outside_of_the_text_has_a_link():
    outside = r"FAQ (file|page)s?\b|Meta staff|model card\b"
    found = [
        entry.slug
        for entry in of(FaqEntry)
        if re.search(outside, " ".join(entry.answer.split())) and "](https://" not in entry.answer
    ]

    assert found == []


def test_publishers_statements_have_an_address():
    notes = [
        note
        for license in of(License)
        for note in license.annotations
        if note.authority == "publishers-statement"
    ]

    assert len(notes) >= 3
    assert [note.key for note in notes if not note.url] == []


def test_what_a_note_leaves_open_is_never_called_settled():
    """A note that says "Open:" is marked arguable or open."""
    found = [
        note.key
        for license in of(License)
        for note in license.annotations
        if re.search(r"\bOpen:|\bis open\b", note.body) and note.certainty == "settled"
    ]

    assert found == []
