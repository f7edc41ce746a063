"""Notes, terms and answers on the same words: which disagree, and which do not."""

import pytest

from guidance.core.documents.faqs import FaqEntry
from guidance.core.statements.agreements import disagreements_in, disagreements_of
from tests.core.checks.samples import CITES, ENTRY, LICENSE, adding, changed, setting

END = ("annotations", "end")
SAME = {"section": "1", "quote": "keep the notice"}


def in_license(*changes):
    found = disagreements_in(changed(LICENSE, *changes))
    return [(statement.key, one.about, one.other.key) for statement, one in found]


def of_entry(*changes, note=None, answer="Yes."):
    license = changed(LICENSE, setting("annotations", "notice", **(note or {})))
    given = {"topics": ["attribution"], "short_answer": answer}
    entry: FaqEntry = changed(ENTRY, setting(**given), *changes)
    found = disagreements_of(entry, {"llama-2": license})
    return [(one.about, one.other.key) for one in found]


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({"certainty": "open"}, [("end", "certainty", "notice")]),
        ({"certainty": "open", "quote": "Keep  the NOTICE"}, [("end", "certainty", "notice")]),
        ({"certainty": "open", "quote": "keep the notice in"}, []),
        ({"certainty": "open", "kind": "warns"}, []),
        ({"certainty": "open", "kind": "grants"}, [("end", "kind", "notice")]),
        ({"kind": "forbids"}, []),
    ],
)
def test_notes_on_the_same_words(fields, found):
    # An open note on a duty makes each term on its words say so too: these are left out here.
    notes = [one for one in in_license(setting(*END, **(SAME | fields))) if one[0] == "end"]

    assert notes == found


def test_notes_of_other_sections_are_on_other_words():
    assert in_license(setting(*END, section="2", quote="keep the notice", certainty="open")) == []


@pytest.mark.parametrize(
    ("certainty", "body", "found"),
    [
        ("open", "Keep it.", ["keep", "show", "pass-on", "tell", "stop"]),
        ("open", "Whether that is all is open.", []),
        ("arguable", "Keep it.", []),
        ("settled", "Keep it.", []),
    ],
)
def test_term_on_the_words_of_an_open_note_says_so(certainty, body, found):
    terms = [setting("terms", term.key, body=body) for term in LICENSE.terms]

    assert [
        statement for statement, about, _other in in_license(
            setting("annotations", "notice", certainty=certainty), *terms
        )
    ] == found  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "count"),
    [
        ({"kind": "permission"}, 4),
        ({"kind": "limitation"}, 0),
        ({"kind": "permission", "topic": "other"}, 0),
        ({"kind": "permission", "citations": [{"section": "1", "quote": "You keep the"}]}, 0),
        ({"kind": "permission", "citations": [{"section": "1"}]}, 0),
    ],
)
def test_terms_on_the_same_words_and_topic(fields, count):
    assert len(in_license(setting("terms", "stop", **fields))) == count


@pytest.mark.parametrize(
    ("note", "answer", "found"),
    [
        ({"certainty": "open"}, "Yes.", [("certainty", "notice")]),
        ({"certainty": "arguable"}, "Yes.", [("certainty", "notice")]),
        ({"certainty": "arguable"}, "Probably.", []),
        ({"certainty": "open"}, "That is open.", []),
        ({"certainty": "settled"}, "Yes.", []),
        ({"certainty": "settled"}, "That is open.", [("certainty", "notice")]),
        ({"certainty": "settled"}, "Probably.", []),
        ({"certainty": "open", "quote": "the notice"}, "Yes.", [("certainty", "notice")]),
        ({"certainty": "open", "quote": "You keep the mark"}, "Yes.", []),
    ],
)
def test_answer_is_as_certain_as_the_notes_on_its_words(note, answer, found):
    assert of_entry(note=note, answer=answer) == found


def test_answer_on_another_topic_may_pass_the_doubt_over():
    assert of_entry(setting(topics=["naming"]), note={"certainty": "open"}) == []


def test_answer_is_open_with_an_open_note_on_any_words_that_it_quotes():
    """The open point may be one that no term is about."""
    end = [{"license": "llama-2", "section": "2", "quote": "stop when you are told"}]
    license = changed(LICENSE, setting("annotations", "end", certainty="open"))
    given = setting(topics=["attribution"], short_answer="That is open.")

    def found(*citations):
        entry = changed(ENTRY, given, setting(citations=[*CITES, *citations]))
        return [one.other.key for one in disagreements_of(entry, {"llama-2": license})]

    assert (found(), found(*end)) == (["notice"], [])


def test_answer_that_cites_the_section_alone_is_on_no_words():
    whole = [{"license": "llama-2", "section": "1"}]

    assert of_entry(setting(citations=whole), note={"certainty": "open"}) == []


def test_answer_that_cites_an_unknown_license_is_left_to_other_checks():
    assert of_entry(setting(citations=[{**CITES[0], "license": "mit"}])) == []


def test_note_says_the_opposite_of_a_term_of_its_section():
    free = "You need not keep to that term."

    assert in_license(setting("annotations", "notice", body=free)) == [("notice", "kind", "keep")]
    assert in_license(setting(*END, section="2", body=free)) == []


def test_answer_says_the_opposite_of_a_term_of_a_section_that_it_cites():
    free = setting(answer="You need not keep to that term.")

    assert of_entry(free) == [("kind", "keep")]
    assert of_entry(free, setting(citations=[{"license": "llama-2", "section": "2"}])) == []


@pytest.mark.parametrize(
    ("cites", "found"),
    [
        ({"section": "1", "quote": "keep the mark"}, [("certainty", "notice")]),
        ({"section": "1", "quote": "You keep the mark"}, [("certainty", "notice")]),
        ({"section": "1", "quote": "keep the notice"}, []),
        ({"section": "2", "quote": "keep the mark"}, []),
        ({"section": "1"}, []),
    ],
)
def test_note_has_the_topics_of_terms_on_its_words_in_its_section(cites, found):
    license = changed(
        LICENSE,
        setting("annotations", "notice", quote="keep the mark", certainty="open"),
        setting("terms", "show", topic="naming", citations=[cites]),
    )
    entry = changed(ENTRY, setting(topics=["naming"], citations=[
        {"license": "llama-2", "section": "1", "quote": "keep the mark"},
    ]))  # fmt: skip

    assert [
        (one.about, one.other.key) for one in disagreements_of(entry, {"llama-2": license})
    ] == found


@pytest.mark.parametrize(
    ("one", "other", "is_one"),
    [
        ("grants", "requires", False),
        ("grants", "forbids", False),
        ("requires", "grants", False),
        ("forbids", "grants", False),
        ("requires", "forbids", True),
        ("grants", "grants", True),
        ("explains", "grants", True),
        ("warns", "requires", True),
    ],
)
def test_notes_say_the_opposite_by_their_kinds(one, other, is_one):
    found = in_license(
        setting("annotations", "notice", kind=one), setting(*END, **SAME, kind=other)
    )
    notes = [said for said in found if said[0] == "end" and said[2] == "notice"]

    assert notes == ([] if is_one else [("end", "kind", "notice")])


@pytest.mark.parametrize(
    ("note", "term", "is_found"),
    [
        ("grants", "permission", True),
        ("grants", "condition", False),
        ("requires", "condition", True),
        ("requires", "limitation", True),
        ("requires", "permission", False),
        ("forbids", "limitation", True),
        ("forbids", "condition", True),
        ("explains", "condition", False),
    ],
)
def test_open_note_asks_the_terms_that_say_the_same(note, term, is_found):
    terms = [setting("terms", one.key, kind=term) for one in LICENSE.terms]

    found = in_license(setting("annotations", "notice", kind=note, certainty="open"), *terms)

    assert [said[1] for said in found] == ["certainty"] * 5 * is_found


@pytest.mark.parametrize("where", ["title", "body", "trigger"])
def test_doubt_of_a_term_may_stand_in_its_title_its_body_or_when_it_applies(where):
    terms = [setting("terms", one.key, **{where: "It is open"}) for one in LICENSE.terms]

    assert in_license(setting("annotations", "notice", certainty="open"), *terms) == []


def test_disagreement_names_the_words_that_both_are_about():
    found = disagreements_in(
        changed(LICENSE, setting(*END, **SAME, kind="grants"), setting("terms", "stop",
                kind="permission", citations=[{"section": "2"}, {"section": "1",
                                              "quote": "Keep the  notice"}]))
    )  # fmt: skip

    assert [(said.key, one.other.key, one.words) for said, one in found] == [
        ("end", "notice", "keep the notice"),
        *(("stop", key, "keep the notice") for key in ("keep", "show", "pass-on", "tell")),
    ]


def test_each_note_is_compared_with_all_that_stand_before_it():
    third = {"key": "third", "section": "2", "quote": "stop when you are told", "kind": "grants",
             "body": "Stop."}  # fmt: skip

    assert in_license(adding("annotations", made=third)) == [("third", "kind", "end")]
