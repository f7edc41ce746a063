"""Cutting words into runs; overlapping notes are the point."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guidance.core.documents.licenses import Annotation, License, Quote, Section, Text
from guidance.core.texts.anchors import Span
from guidance.core.texts.highlights import Clause, Run, clauses, cut, unplaced
from tests.examples import examples

BODY = "1. Rights. a. Grant. You may use it.\n\nYou may change it, too. "
DIGEST = "0" * 64


def license_with(*annotations, sections=None, body=BODY):
    return License(
        kind="license",
        format=1,
        slug="tiny",
        title="Tiny License",
        short_title="Tiny",
        text=Text(digest=DIGEST, body=body),
        sections=sections
        or (
            Section(key="1", label="1", heading="Rights", start=0, end=11),
            Section(key="1.a", label="1.a", heading="Grant", depth=1, start=11, end=len(body)),
        ),
        annotations=annotations,
    )


def note(key, exact, section="1.a"):
    return Annotation(
        key=key, section=section, quote=Quote(exact=exact), kind="explains", body="Words."
    )


def words(runs):
    return [(run.text, run.notes, run.begins) for run in runs]


def test_cut_overlapping_notes_gives_a_run_of_both():
    spans = {"early": Span(0, 6), "late": Span(4, 10)}

    runs = cut("abcdefghijkl", Span(0, 12), spans)

    assert words(runs) == [
        ("abcd", ("early",), ("early",)),
        ("ef", ("early", "late"), ("late",)),
        ("ghij", ("late",), ()),
        ("kl", (), ()),
    ]


def test_cut_nested_notes_names_the_shorter_first():
    spans = {"outer": Span(0, 6), "inner": Span(2, 4)}

    runs = cut("abcdef", Span(0, 6), spans)

    assert words(runs) == [
        ("ab", ("outer",), ("outer",)),
        ("cd", ("inner", "outer"), ("inner",)),
        ("ef", ("outer",), ()),
    ]


def test_cut_same_words_twice_begins_both_notes_in_one_run():
    spans = {"b": Span(1, 3), "a": Span(1, 3)}

    runs = cut("abcd", Span(0, 4), spans)

    assert words(runs) == [("a", (), ()), ("bc", ("a", "b"), ("a", "b")), ("d", (), ())]


def test_cut_touching_notes_do_not_share_a_run():
    spans = {"one": Span(0, 2), "two": Span(2, 4)}

    runs = cut("abcd", Span(0, 4), spans)

    assert words(runs) == [("ab", ("one",), ("one",)), ("cd", ("two",), ("two",))]


def test_cut_leaves_out_what_stands_outside_the_area():
    spans = {"before": Span(0, 2), "across": Span(1, 3), "after": Span(4, 5)}

    runs = cut("abcde", Span(2, 4), spans)

    assert words(runs) == [("c", ("across",), ("across",)), ("d", (), ())]


@st.composite
def cuttings(draw):
    text = draw(st.text(max_size=40))
    place = st.integers(0, len(text))
    pair = st.tuples(place, place).map(lambda two: Span(min(two), max(two)))
    return text, draw(pair), draw(st.dictionaries(st.sampled_from("abcdef"), pair))


@settings(max_examples=examples(200))
@given(cuttings())
def test_cut_gives_back_the_words_and_covers_each_character_rightly(cutting):
    text, area, spans = cutting

    runs = cut(text, area, spans)

    assert "".join(run.text for run in runs) == text[area.start : area.end]
    position = area.start
    for run in runs:
        for at in range(position, position + len(run.text)):
            covering = {key for key, span in spans.items() if span.start <= at < span.end}
            assert set(run.notes) == covering
        position += len(run.text)


def test_clauses_take_number_and_heading_out_of_the_words():
    made = clauses(license_with())

    assert made == (
        Clause(
            section=Section(key="1", label="1", heading="Rights", start=0, end=11),
            above="",
            enumerator="1.",
            heading=(Run(" Rights."),),
            has_title=True,
        ),
        Clause(
            section=Section(
                key="1.a", label="1.a", heading="Grant", depth=1, start=11, end=len(BODY)
            ),
            above="1.",
            enumerator="a.",
            heading=(Run(" Grant."),),
            has_title=True,
            paragraphs=((Run(" You may use it."),), (Run("You may change it, too. "),)),
        ),
    )


def test_heading_that_begins_a_sentence_is_no_title():
    section = Section(key="def.agreement", heading='"Agreement"', start=0, end=22)

    clause = clauses(license_with(sections=(section,), body='"Agreement" means this'))[0]

    assert (clause.heading, clause.has_title) == ((Run('"Agreement"'),), False)


def test_heading_on_a_line_of_its_own_is_a_title():
    section = Section(key="title", heading="TINY", start=0, end=10)

    clause = clauses(license_with(sections=(section,), body="TINY\n\nText"))[0]

    assert (clause.heading, clause.has_title) == ((Run("TINY"),), True)


@pytest.mark.parametrize(
    ("body", "heading", "shown", "has_title"),
    [
        ("Rights.", "Rights", "Rights.", True),
        ("Rights: you may", "Rights", "Rights:", True),
        ("Rights", "Rights", "Rights", True),
        ("“Rights” are these", "Rights", "“Rights”", False),
        ("**Rights** are these", "Rights", "**Rights", False),
        ("The Rights are these", "Rights", "", False),
        ("Rights are these", "Duties", "", False),
    ],
)
def test_heading_takes_the_signs_around_it(body, heading, shown, has_title):
    section = Section(key="1", heading=heading, start=0, end=len(body))

    clause = clauses(license_with(sections=(section,), body=body))[0]

    assert "".join(run.text for run in clause.heading) == shown
    assert "".join(run.text for part in clause.paragraphs for run in part) == body[len(shown) :]
    assert clause.has_title is has_title


@pytest.mark.parametrize(
    ("body", "label", "above", "enumerator"),
    [
        ("(v) Text", "1.b.v", "1.b.", "(v)"),
        ("(v) Text", "1.b.iv", "1.b.iv", ""),
        ("V. Text", "1.b.v", "1.b.", "V."),
        ("v.Text", "1.v", "1.v", ""),
        ("  v) Text", "v", "", "v)"),
        ("12345. Text", "12345", "", "12345."),
        ("123456. Text", "123456", "123456", ""),
    ],
)
def test_number_is_parted_into_what_the_words_have_and_what_they_leave_out(
    body, label, above, enumerator
):
    section = Section(key="1", label=label, start=0, end=len(body))

    clause = clauses(license_with(sections=(section,), body=body))[0]

    assert (clause.above, clause.enumerator) == (above, enumerator)


def test_sections_beyond_the_end_of_a_shortened_text_are_empty():
    section = Section(key="1", heading="Rights", start=2, end=90)

    clause = clauses(license_with(sections=(section,), body="1 Go.\n\nRights"))[0]

    assert [[run.text for run in part] for part in clause.paragraphs] == [["Go."], ["Rights"]]


def test_clause_without_its_number_in_the_words_shows_the_whole_label():
    section = Section(key="1", label="1", heading="", start=0, end=4)

    made = clauses(license_with(sections=(section,), body="Text"))

    assert made == (Clause(section=section, above="1", paragraphs=((Run("Text"),),)),)


def test_clause_whose_words_begin_with_another_number_keeps_them():
    section = Section(key="2", label="21", heading="", start=0, end=7)

    made = clauses(license_with(sections=(section,), body="1. Text"))

    assert made == (Clause(section=section, above="21", paragraphs=((Run("1. Text"),),)),)


def test_clause_sorts_notes_by_their_words_and_orphans_last():
    lost = note("lost", "words that are not there at all")
    change = note("change", "change it")
    use = note("use", "You may use")

    clause = clauses(license_with(lost, change, use))[1]

    assert [item.key for item in clause.annotations] == ["use", "change", "lost"]
    assert clause.orphans == frozenset({"lost"})


def test_note_across_heading_and_paragraph_begins_once():
    clause = clauses(license_with(note("both", "Grant. You may use")))[1]

    assert [run.begins for run in clause.heading] == [(), ("both",)]
    assert [run.begins for run in clause.paragraphs[0]] == [(), ()]
    assert [run.notes for run in clause.paragraphs[0]] == [("both",), ()]


def test_unplaced_are_the_notes_of_sections_that_do_not_exist():
    here, nowhere = note("here", "You may use"), note("nowhere", "x", section="9")

    assert unplaced(license_with(here, nowhere)) == (nowhere,)


def test_clauses_of_a_text_without_body_are_empty_words():
    license = license_with(note("use", "You may use"))
    bare = license.model_copy(update={"text": Text(digest=DIGEST)})

    made = clauses(bare)

    assert [clause.paragraphs for clause in made] == [(), ()]
    assert made[1].orphans == frozenset({"use"})


@pytest.mark.parametrize(("blanks", "heading"), [(12, "Rights"), (13, "")])
def test_heading_begins_at_most_twelve_signs_behind_its_number(blanks, heading):
    body = f"1.{' ' * blanks}Rights. You may."
    sections = (Section(key="1", label="1", heading="Rights", start=0, end=len(body)),)

    (clause,) = clauses(license_with(sections=sections, body=body))

    assert "".join(run.text for run in clause.heading).strip(" .") == heading


def test_clause_without_a_heading_has_all_its_words_in_paragraphs():
    body = '1. You may.\n\n"Work" is it.'
    sections = (
        Section(key="1", label="1", start=0, end=13),
        Section(key="def.work", start=13, end=len(body)),
    )

    found = clauses(license_with(sections=sections, body=body))

    assert [(clause.heading, clause.enumerator) for clause in found] == [((), "1."), ((), "")]


def test_clause_has_the_notes_of_its_own_section_only():
    first, second = clauses(license_with(note("own", "You may use it")))

    assert (first.annotations, first.orphans) == ((), frozenset())
    assert [one.key for one in second.annotations] == ["own"]
