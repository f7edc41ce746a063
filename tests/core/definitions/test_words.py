"""Defined words: what a license defines, and where a clause uses it first."""

from guidance.core.definitions.words import DefinedWords, definitions
from guidance.core.documents.formats import parse
from guidance.core.texts.highlights import clauses
from tests.documents import license_data

MEANING = '"Licensee" or "you" means whoever uses the Work.'
BODY = f"{MEANING}\n\nYou may lend the Works. Every Licensee and you, a Workman, may."


def license_with(*notes):
    split = len(MEANING) + 2
    sections = [
        {"key": "def.licensee", "heading": "Licensee", "start": 0, "end": split},
        {"key": "def.work", "heading": "Work", "start": split, "end": split},
        {"key": "1", "label": "1", "start": split, "end": len(BODY)},
    ]
    annotations = [
        {"key": "note", "section": "1", "quote": words, "kind": "warns", "body": "B"}
        for words in notes
    ]
    data = license_data(body=BODY, sections=sections, annotations=annotations, terms=[])
    return parse(data)


def linked(license):
    words = DefinedWords(definitions(license))
    *_, clause = (words.linked(one) for one in clauses(license))
    return [(run.text, run.defined) for runs in clause.paragraphs for run in runs]


def test_definition_has_its_name_and_what_else_is_quoted_before_it_means_something():
    found = {one.key: one.words for one in definitions(license_with())}

    assert found == {"def.licensee": ("Licensee", "you"), "def.work": ("Work",)}


def test_word_is_linked_where_a_clause_uses_it_first_in_any_of_its_forms():
    assert linked(license_with()) == [
        ("You", "def.licensee"),
        (" may lend the ", ""),
        ("Works", "def.work"),
        (". Every Licensee and you, a Workman, may.", ""),
    ]


def test_word_under_a_note_stays_the_note_s():
    assert linked(license_with("lend the Works"))[:3] == [
        ("You", "def.licensee"),
        (" may ", ""),
        ("lend the Works", ""),
    ]


def test_clause_uses_what_others_define_and_not_itself():
    license = license_with()
    words = DefinedWords(definitions(license))

    used = {
        clause.section.key: [one.key for one in words.used_in(clause)]
        for clause in clauses(license)
    }

    assert used == {
        "def.licensee": ["def.work"],
        "def.work": [],
        "1": ["def.licensee", "def.work"],
    }


def test_license_without_definitions_is_left_as_it_is():
    license = parse(license_data())

    words = DefinedWords(definitions(license))

    assert tuple(map(words.linked, clauses(license))) == clauses(license)


def test_definition_means_its_own_section_in_one_line():
    text = '"Work" means\n  what is lent.\n\nNothing else is.'
    end = text.index("\n\n") + 2
    sections = [
        {"key": "def.work", "heading": "“Work”", "start": 0, "end": end},
        {"key": "def.nameless", "start": 0, "end": end},
        {"key": "1", "heading": "Nothing", "start": end, "end": len(text)},
    ]
    license = parse(license_data(body=text, sections=sections, annotations=[], terms=[]))

    assert [(one.key, one.words, one.meaning) for one in definitions(license)] == [
        ("def.work", ("Work",), '"Work" means what is lent.')
    ]


def cut(words):
    """Return how the words of a clause are cut where "Work" and "lend" are defined."""
    text = f"Work.\n\nLend.\n\n{words}"
    sections = [
        {"key": "def.work", "heading": "Work", "start": 0, "end": 7},
        {"key": "def.lend", "heading": "lend", "start": 7, "end": 14},
        {"key": "1", "label": "1", "start": 14, "end": len(text)},
    ]
    return linked(parse(license_data(body=text, sections=sections, annotations=[], terms=[])))


WORK, LEND = ("Work", "def.work"), ("lend", "def.lend")


def test_word_is_cut_out_wherever_it_stands():
    assert cut("Work") == [WORK]
    assert cut("Work it.") == [WORK, (" it.", "")]
    assert cut("The Work") == [("The ", ""), WORK]
    assert cut("The Work it.") == [("The ", ""), WORK, (" it.", "")]
    assert cut("The worker.") == [("The worker.", "")]


def test_word_that_was_seen_hides_no_other_behind_it():
    assert cut("Work, Work, lend, Work.") == [WORK, (", Work, ", ""), LEND, (", Work.", "")]


def test_word_is_known_at_the_beginning_of_a_sentence_and_in_the_plural():
    assert cut("Lends it.") == [("Lends", "def.lend"), (" it.", "")]
    assert cut("Workes.") == [("Workes", "def.work"), (".", "")]
    assert cut("work, LEND.") == [("work, LEND.", "")]


def test_of_two_words_of_which_one_begins_with_the_other_the_longer_is_linked():
    text = "Work.\n\nLend.\n\nThe Work Product, then the Work."
    sections = [
        {"key": "def.work", "heading": "Work", "start": 0, "end": 7},
        {"key": "def.product", "heading": "Work Product", "start": 7, "end": 14},
        {"key": "1", "label": "1", "start": 14, "end": len(text)},
    ]
    license = parse(license_data(body=text, sections=sections, annotations=[], terms=[]))

    assert linked(license) == [
        ("The ", ""), ("Work Product", "def.product"), (", then the ", ""), WORK, (".", ""),
    ]  # fmt: skip
