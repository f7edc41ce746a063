"""Borders of sections that move: what is quoted goes with its words."""

import pytest
from django.contrib.auth.models import User

from guidance.admin.fields.keys import key_of
from guidance.models import Contribution, License
from guidance.services.drafts.borders import (
    BorderMoved,
    NoBorder,
    join_next,
    rename,
    seen_of,
    split_at,
)
from tests.admin.conftest import ground  # noqa: F401 - a fixture
from tests.documents import BODY


@pytest.fixture
def license(ground):  # noqa: F811
    return ground["license"]


@pytest.fixture
def eve(db):
    return User.objects.create_user("eve")


def spans(license):
    return [(one.key, BODY[one.start : one.end].strip()[:6]) for one in license.sections.all()]


def split(license, key, words, by, **given):
    row = license.sections.get(key=key)
    given = {"seen": seen_of(license, row), "at": BODY.index(words)} | given
    return split_at(license, section=row.pk, key_of=key_of, by=by, **given)


def join(license, key, by, seen=None):
    rows = list(license.sections.all())
    at = [one.key for one in rows].index(key)
    shown = "".join(seen_of(license, one) for one in rows[at : at + 2])
    return join_next(license, section=rows[at].pk, seen=seen or shown, by=by)


def test_split_makes_a_section_of_what_follows_and_moves_what_is_quoted_there(license, eve):
    new = split(license, "1", "for any purpose", eve)

    assert (new.key, new.label, new.position) == ("for-any-purpose", "", 2)
    assert spans(license) == [
        ("title", "EXAMPL"), ("1", "1. Gra"), ("for-any-purpose", "for an"), ("2", "2. Not"),
        ("3", "3. Lim"),
    ]  # fmt: skip
    assert license.annotations.get().section == "1"
    assert license.terms.get(key="use").citations[0]["section"] == "for-any-purpose"
    assert "".join(BODY[one.start : one.end] for one in license.sections.all()) == BODY
    assert Contribution.objects.get().writer == eve


def test_join_keeps_the_first_key_and_takes_what_is_quoted_along(license, eve):
    kept = join(license, "1", eve)

    assert kept.key == "1"
    assert [key for key, _words in spans(license)] == ["title", "1", "3"]
    assert license.terms.get(key="notice").citations[0] == {
        "section": "1", "quote": {"exact": "keep this notice"},
    }  # fmt: skip
    assert list(license.sections.values_list("position", flat=True)) == [0, 1, 2]


def test_words_that_stand_twice_once_sections_are_joined_are_told_apart(license, eve):
    term = license.terms.get(key="notice")
    term.citations = [{"section": "2", "quote": {"exact": "the work"}}]
    term.save()

    join(license, "1", eve)

    term.refresh_from_db()
    assert term.citations == [
        {"section": "1", "quote": {"exact": "the work", "prefix": "of "}},
    ]  # fmt: skip


def test_split_and_join_come_back_to_where_they_began(license, eve):
    before = spans(license), license.terms.get(key="use").citations

    split(license, "1", "for any purpose", eve)
    join(license, "1", eve)

    assert (spans(license), license.terms.get(key="use").citations) == before


def test_split_takes_number_and_key_of_the_text_where_they_are_free(license, eve):
    join(license, "1", eve)

    new = split(license, "1", "2. Notice", eve)

    assert (new.key, new.label) == ("2", "2")


@pytest.mark.parametrize("at", [0, BODY.index("1. Grant"), BODY.index("2. Notice") - 1])
def test_no_border_is_drawn_where_a_side_has_no_words(license, eve, at):
    with pytest.raises(NoBorder):
        split(license, "1", "use", eve, at=at)

    assert license.sections.count() == 4


def test_last_section_has_no_next(license, eve):
    with pytest.raises(NoBorder):
        join(license, "3", eve)


def test_section_that_was_changed_meanwhile_is_left_alone(license, eve):
    row = license.sections.get(key="1")
    seen = seen_of(license, row)
    rename(license, section=row.pk, label="I", heading="Grant", short="Use", seen=seen, by=eve)

    with pytest.raises(BorderMoved):
        split(license, "1", "for any purpose", eve, seen=seen)
    with pytest.raises(BorderMoved):
        join(license, "1", eve, seen=seen)

    row.refresh_from_db()
    assert (row.key, row.label, row.heading, row.short) == ("1", "I", "Grant", "Use")
    assert License.objects.get().revision == license.revision + 1
