"""The borders of a license's sections, moved between its words: split, joined, named anew.

The text itself never changes, and what is quoted from it goes with its words.
"""

from collections.abc import Callable
from typing import Any, cast

from django.contrib.auth.models import User
from django.db import transaction

from guidance.core.documents.licenses import Form, Quote
from guidance.core.documents.licenses import Section as SectionNoun
from guidance.core.texts import normal
from guidance.core.texts.anchors import Span, locate
from guidance.core.texts.selections import NotQuotable, choose
from guidance.models import License, Section
from guidance.services.drafts.authorship import record
from guidance.services.drafts.holding import hold


class BorderMoved(Exception):
    """Raised where a section is another by now than the one that was shown."""


class NoBorder(ValueError):
    """Raised where no border can be: at an edge of a section, or where only blanks are left."""


def seen_of(license: License, section: Section) -> str:
    """Name a section as it is shown: its text, its borders and its names."""
    names = (section.label, section.heading, section.short)
    return repr((license.text.digest, section.key, section.start, section.end, names))


@transaction.atomic
def split_at(
    license: License, *, section: int, at: int, seen: str, key_of: Callable[..., str], by: User
) -> Section:
    """Begin a new section at a place inside another, and return it.

    Its number and key are those that splitting the text would give, where they are free; else
    ``key_of`` makes a key of its words and of the keys that are taken. Raises BorderMoved,
    NoBorder, and Gone where the license was deleted.
    """
    license, row, rows = _held(license, section, seen)
    body = license.text.body
    words, left = body[at : row.end], body[row.start : at]
    if not row.start < at < row.end or not words.strip() or not left.strip():
        raise NoBorder
    taken = {one.key for one in rows}
    proposed = next(
        (one for one in normal.split(body, form=cast(Form, license.text.form)) if one.start == at),
        None,
    )
    is_free = proposed is not None and proposed.key not in taken
    new = Section(
        license=license,
        key=proposed.key if proposed and is_free else key_of(words[:80], taken),
        label=proposed.label if proposed and is_free else "",
        heading=proposed.heading if proposed and is_free else "",
        depth=proposed.depth if proposed and is_free else row.depth,
        start=at,
        end=row.end,
    )
    before = {row.key: Span(row.start, row.end)}
    row.end = at
    row.save(update_fields=["end"])
    _place([*rows[: rows.index(row) + 1], new, *rows[rows.index(row) + 1 :]])
    _follow(license, before, {one.key: Span(one.start, one.end) for one in (row, new)})
    _wrote(license, by)
    return new


@transaction.atomic
def join_next(license: License, *, section: int, seen: str, by: User) -> Section:
    """Make a section and the next one section, under the key of the first, and return it.

    ``seen`` names both, one after the other. Raises BorderMoved, NoBorder where there is no
    next, and Gone.
    """
    license, row, rows = _held(license, section, "")
    following = rows[rows.index(row) + 1 :]
    if not following:
        raise NoBorder
    gone = following[0]
    if seen_of(license, row) + seen_of(license, gone) != seen:
        raise BorderMoved(str(row))
    before = {one.key: Span(one.start, one.end) for one in (row, gone)}
    row.end = max(row.end, gone.end)
    row.save(update_fields=["end"])
    _follow(license, before, {row.key: Span(row.start, row.end)})
    gone.delete()
    _place([one for one in rows if one.pk])
    _wrote(license, by)
    return row


@transaction.atomic
def rename(
    license: License, *, section: int, label: str, heading: str, short: str, seen: str, by: User
) -> Section:
    """Give a section other names; its key stays. Raises BorderMoved and Gone."""
    license, row, _rows = _held(license, section, seen)
    row.label, row.heading, row.short = label, heading, short
    row.save(update_fields=["label", "heading", "short"])
    _wrote(license, by)
    return row


def _held(license: License, section: int, seen: str) -> tuple[License, Section, list[Section]]:
    """Hold a license; return it with the section and all of them, in the order of the text."""
    license = hold(license)
    rows = sorted(license.sections.all(), key=lambda one: (one.start, one.position, one.pk))
    row = next((one for one in rows if one.pk == section), None)
    if row is None or (seen and seen_of(license, row) != seen):
        raise BorderMoved(str(license))
    return license, row, rows


def _place(rows: list[Section]) -> None:
    """Number sections as they stand; one that is new is made."""
    for position, row in enumerate(rows):
        row.position = position
    for row in rows:
        if row._state.adding:
            row.save()
    Section.objects.bulk_update(rows, ["position"])


def _follow(license: License, before: dict[str, Span], after: dict[str, Span]) -> None:
    """Let what is quoted from sections whose borders moved name those where its words stand now.

    What was not found before stays as it is, but for the key of a section that is gone; where
    words stand twice in a section that grew, what tells them apart is added.
    """
    body = license.text.body
    for note in license.annotations.filter(section__in=before):
        quote = {"exact": note.exact, "prefix": note.prefix, "suffix": note.suffix}
        moved = _moved({"section": note.section, "quote": quote}, body, before, after)
        quote = {"exact": "", "prefix": "", "suffix": "", **moved["quote"]}
        new = (moved["section"], quote["exact"], quote["prefix"], quote["suffix"])
        if new != (note.section, note.exact, note.prefix, note.suffix):
            note.section, note.exact, note.prefix, note.suffix = new
            note.revision += 1
            note.save(
                update_fields=["section", "exact", "prefix", "suffix", "revision", "updated_at"]
            )
    for term in license.terms.all():
        citations = [_moved(one, body, before, after) for one in term.citations]
        if citations != term.citations:
            term.citations = citations
            term.revision += 1
            term.save(update_fields=["citations", "revision", "updated_at"])


def _moved(
    citation: dict[str, Any], body: str, before: dict[str, Span], after: dict[str, Span]
) -> dict[str, Any]:
    """Return a citation, or the quote of a note, as it is to be where borders have moved."""
    old, quote = citation["section"], citation.get("quote")
    if old not in before:
        return citation
    start = before[old].start
    span = locate(Quote.model_validate(quote), body, within=before[old]) if quote else None
    at = span.start if span else start
    key = next((name for name, area in after.items() if area.start <= at < area.end), old)
    if quote is None or span is None:
        return citation if old in after else citation | {"section": key}
    if locate(Quote.model_validate(quote), body, within=after[key]) == span:
        return citation | {"section": key}
    sections = [
        SectionNoun.model_construct(key=name, start=area.start, end=area.end)
        for name, area in after.items()
    ]
    try:
        chosen = choose(span, body, sections)
    except NotQuotable:
        return citation | {"section": key}
    kept = {"sentence": quote["sentence"]} if quote.get("sentence") else {}
    return {
        "section": chosen.section,
        "quote": chosen.quote.model_dump(exclude_defaults=True) | kept,
    }


def _wrote(license: License, by: User) -> None:
    license.revision += 1
    license.save(update_fields=["revision", "updated_at"])
    record(license, by=by)
