"""The other wordings that ship: of what ships, enough of them, and none twice."""

from collections import Counter

import pytest

from guidance.core.documents.faqs import FaqEntry
from guidance.core.documents.licenses import License, Topics
from guidance.core.documents.trees import Tree
from guidance.core.wordings.files import repeated
from guidance.core.wordings.fits import Entry, mixed
from guidance.core.wordings.lines import Spot
from tests.packs import whole

_READ = whole()
LINES = {Spot(*one.key, *part): own for one in _READ.wordings for part, own in one.lines.items()}

pytestmark = pytest.mark.skipif(not LINES, reason="no other wordings ship yet")


def titles():
    """Return the title of everything that people ask for, by its place."""
    found = {}
    for _file, one in _READ.documents:
        if isinstance(one, Topics):
            continue
        whole = Spot(one.kind, one.slug)
        found[whole] = one.question if isinstance(one, FaqEntry) else one.title
        if isinstance(one, License):
            parts = {("term", term.key): term.title for term in one.terms}
            parts |= {("note", note.key): note.quote.exact for note in one.annotations}
        elif isinstance(one, Tree):
            parts = {("question", part.key): part.title for part in one.questions}
            parts |= {("outcome", part.key): part.title for part in one.outcomes}
        else:
            parts = {}
        found |= {Spot(one.kind, one.slug, *part): title for part, title in parts.items()}
    return found


def test_every_place_ships_and_stands_in_one_file():
    assert sorted(map(str, LINES.keys() - titles().keys())) == []
    assert repeated(_READ.wordings) == []


def test_everything_can_be_asked_for_in_other_words():
    few = {
        str(spot): len(LINES.get(spot, ()))
        for spot in titles()
        if len(LINES.get(spot, ())) < (4 if spot.part else 8)
    }

    assert few == {}


def test_no_wording_stands_twice_or_is_a_title():
    times = Counter(line.casefold() for own in LINES.values() for line in own)
    times.update(title.casefold() for title in titles().values() if title.casefold() in times)

    assert [line for line, count in times.items() if count > 1] == []


def test_no_wording_of_an_entry_stands_in_another_nearly_as_it_is():
    answers = {
        one.slug: f"{one.short_answer} {one.answer}"
        for _file, one in _READ.documents
        if isinstance(one, FaqEntry)
    }
    entries = [
        Entry(spot.slug, title, LINES.get(spot, ()), answers[spot.slug])
        for spot, title in titles().items()
        if spot.kind == "faq"
    ]

    assert [(one.first, one.second, one.alike) for one in mixed(entries) if one.alike] == []
