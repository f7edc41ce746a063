"""What statements say: clauses that they name and do not cite, and others that they contradict."""

import pytest

from guidance.core.checks import check_faq, check_license, check_tree
from guidance.core.search.clauses import clauses_of
from tests.core.checks.samples import (
    BODY,
    CITES,
    ENTRIES,
    ENTRY,
    LICENSE,
    LICENSES,
    TREE,
    changed,
    removing,
    setting,
)

KEYS = {"1", "1.b", "1.b.v", "2", "3.1", "5.c", "aup.1"}


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("Section 2 says so. If you ask, § 1(b)(v) too.", ("2", "1.b.v")),
        ("After a suit under 5.c the license ends; see 5(c).", ("5.c",)),
        ("By 1.b.v. For the rest, clause 1.b.v. As ever.", ("1.b.v",)),
        ("Section 3.1 of it, not version 3.1.", ("3.1",)),
        ("Llama 3.1 and 2.0, in 2 ways, for 1 year.", ()),
        ("Section 230 of another law, section 7, and 9.a.", ()),
        ("The item aup.1 binds you.", ("aup.1",)),
    ],
)
def test_clauses_of_finds_what_stands_in_the_license(text, clauses):
    assert clauses_of(text, KEYS) == clauses


def codes(*, cites, answer, body=BODY):
    license = changed(LICENSE, setting(text={"digest": LICENSE.text.digest, "body": body}))
    entry = changed(
        ENTRY, setting(answer=answer, citations=[{"license": "llama-2", **c} for c in cites])
    )
    return [one.code for one in check_faq(entry, {"llama-2": license}, ENTRIES)]


@pytest.mark.parametrize(
    ("cites", "is_found"),
    [
        ([{"section": "1"}], True),
        ([{"section": "2"}], False),
        ([{"section": "2", "quote": "stop when you are told"}], False),
    ],
)
def test_clause_is_found_where_no_citation_leads_to_it(cites, is_found):
    assert (codes(cites=cites, answer="As section 2 says.") == ["clause-uncited"]) == is_found


def test_clause_that_a_cited_clause_names_is_no_finding():
    body = BODY.replace("You keep the mark.", "See section 2 now.")
    assert len(body) == len(BODY)

    assert codes(cites=[{"section": "1"}], answer="As section 2 says.", body=body) == []


def test_number_of_a_cited_item_of_a_policy_is_no_finding():
    assert codes(cites=[{"section": "aup.1"}], answer="As section 1 of the policy says.") == []


def test_entry_without_a_citation_is_told_that_alone():
    entry = changed(ENTRY, setting(answer="As section 2 says.", citations=None))

    assert [one.code for one in check_faq(entry, {"llama-2": LICENSE}, ENTRIES)] == ["uncited"]


# Warnings that a team leaves standing


@pytest.mark.parametrize(
    ("dismissed", "left"),
    [
        ([], ["clause-uncited"]),
        (["clause-uncited: The link beside it leads there."], []),
        (["clause-uncited at question:users: Another place."], ["clause-uncited"]),
        (["uncited: Another warning."], ["clause-uncited"]),
    ],
)
def test_warning_is_dismissed_by_its_name_and_place(dismissed, left):
    entry = changed(ENTRY, setting(answer="As section 2 says.", dismissed=dismissed))

    assert [one.code for one in check_faq(entry, {"llama-2": LICENSE}, ENTRIES)] == left


def test_warning_at_a_place_is_dismissed_there_alone():
    uncited = [setting("questions", key, citations=None) for key in ("users", "copies")]
    kept = setting(
        dismissed=[*TREE.dismissed, "question-uncited at question:users: It only asks how many."]
    )

    found = check_tree(changed(TREE, *uncited, kept), LICENSES)

    assert [(one.code, one.place) for one in found] == [("question-uncited", "question:copies")]


def test_warning_of_a_license_is_dismissed():
    changes = [removing("annotations", "notice"), removing("annotations", "end")]
    kept = setting(dismissed=["no-annotations: They follow next week."])

    assert [one.code for one in check_license(changed(LICENSE, *changes))] == ["no-annotations"]
    assert check_license(changed(LICENSE, *changes, kept)) == ()


def test_error_is_not_dismissed():
    kept = setting(short_answer="…", dismissed=["empty-answer: It is short."])

    found = check_faq(changed(ENTRY, kept), LICENSES, ENTRIES)

    assert [one.code for one in found] == ["empty-answer"]


NOTICE = "the note “notice” (requires, settled)"


def on_the_same_words(**fields):
    """Let the note on the end be on the words of the one on the notice."""
    return setting("annotations", "end", section="1", quote="keep the notice", **fields)


@pytest.mark.parametrize(
    ("changes", "code", "message", "also"),
    [
        (
            [on_the_same_words(certainty="arguable")],
            "certainty-disagrees",
            f"The note “end” (requires, arguable) is not as certain of “keep the notice” as "
            f"{NOTICE}, or more so.",
            "annotation:notice",
        ),
        (
            [on_the_same_words(kind="grants")],
            "kind-disagrees",
            f"The note “end” (grants, settled) and {NOTICE} say the opposite of “keep the notice”.",
            "annotation:notice",
        ),
        (
            [
                setting("terms", "tell", title="Keep the notice"),
                setting("annotations", "notice", body="You need not keep any notice."),
            ],
            "kind-disagrees",
            "The note “notice” (requires, settled) says “You need not keep any notice.”, against "
            "the term “Keep the notice”.",
            "term:tell",
        ),
        (
            [
                setting("terms", "tell", kind="permission"),
                *(setting("terms", key, citations=[{"section": "2"}])
                  for key in ("show", "pass-on", "stop")),
            ],
            "kind-disagrees",
            "The term “Term tell” and the term “Term keep” say the opposite of “keep the notice”.",
            "term:keep",
        ),
    ],
)  # fmt: skip
def test_disagreement_says_both_and_about_what(changes, code, message, also):
    found = [one for one in check_license(changed(LICENSE, *changes)) if one.code == code]

    assert [(one.message, one.also) for one in found] == [(message, (also,))]


def test_answer_that_speaks_against_a_term_says_its_sentence():
    entry = changed(ENTRY, setting(answer="You need not keep to that term."))

    assert [one.message for one in check_faq(entry, LICENSES, ENTRIES)] == [
        "The answer to “May I?” says “You need not keep to that term.”, against the term "
        "“Term keep”."
    ]


def kinds(*, note, terms):
    """Return what is found where a note and some terms are on the very same words."""
    license = changed(
        LICENSE,
        setting("annotations", "notice", kind=note),
        *(setting("terms", key, kind=kind) for key, kind in terms.items()),
        *(
            setting("terms", key, citations=[{"section": "2"}])
            for key in ("keep", "show", "pass-on", "tell", "stop")
            if key not in terms
        ),
    )
    return [
        (one.message, one.place, one.also)
        for one in check_license(license)
        if one.code == "note-and-term-disagree"
    ]


@pytest.mark.parametrize(
    ("note", "terms", "against"),
    [
        ("grants", {"show": "permission"}, None),
        ("grants", {"show": "condition"}, ("show", "condition")),
        ("grants", {"show": "limitation"}, ("show", "limitation")),
        ("requires", {"show": "permission"}, ("show", "permission")),
        ("requires", {"show": "condition"}, None),
        ("requires", {"show": "limitation"}, None),
        ("forbids", {"show": "permission"}, ("show", "permission")),
        ("forbids", {"show": "condition"}, None),
        ("forbids", {"show": "limitation"}, None),
        ("explains", {"show": "permission"}, None),
        ("warns", {"show": "condition"}, None),
        ("grants", {}, None),
        # One term that agrees is enough; of several that do not, the first is told.
        ("grants", {"keep": "condition", "show": "permission"}, None),
        ("grants", {"keep": "condition", "show": "limitation"}, ("keep", "condition")),
    ],
)
def test_note_and_terms_on_the_very_same_words_say_the_same(note, terms, against):
    found = kinds(note=note, terms=terms)

    if against is None:
        assert found == []
    else:
        key, kind = against
        message = (
            f"The note on “keep the notice” {note} something, and the term “Term {key}”, which "
            f"cites the same words, is a {kind}."
        )
        assert found == [(message, "annotation:notice", (f"term:{key}",))]


def test_note_and_term_on_other_words_of_a_section_do_not_disagree():
    others = [{"section": "1", "quote": "keep the mark"}, {"section": "1"}]
    license = changed(
        LICENSE,
        setting("annotations", "notice", kind="grants"),
        *(
            setting("terms", key, citations=others)
            for key in ("keep", "show", "pass-on", "tell", "stop")
        ),
    )

    assert [one.code for one in check_license(license)] == []


def test_answer_of_a_cited_license_that_is_not_there_is_passed_over():
    entry = changed(
        ENTRY,
        setting(
            answer="You need not keep to that term.", citations=[{**CITES[0], "license": "gone"}]
        ),
    )

    assert [one.code for one in check_faq(entry, LICENSES, ENTRIES)] == ["citation-unknown-license"]
