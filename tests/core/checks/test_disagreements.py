"""Statements that disagree: what is said of them, at which of the two, and of which other."""

import pytest

from guidance.core.checks import check_faq, check_license
from tests.core.checks.samples import CITES, ENTRIES, ENTRY, LICENSE, LICENSES, changed, setting

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
