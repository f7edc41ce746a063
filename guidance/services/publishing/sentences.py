"""The sentences that quotes stand in: kept, compared, and kept anew once somebody looked.

What turned is found by the core; nothing here decides whether a citation is still right.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.contrib.auth.models import User
from django.db import transaction

from guidance.core.checks.citations import Library, Place, Standing, words_of_turns
from guidance.core.documents.editions import Publishable
from guidance.core.documents.faqs import FaqEntry
from guidance.core.documents.formats import InvalidDocument
from guidance.core.documents.licenses import Annotation as NoteNoun
from guidance.core.documents.licenses import License
from guidance.core.texts.quotes import Quoted, quotes_in, with_sentences
from guidance.services.drafts.columns import values_of
from guidance.services.drafts.document_to_rows import store
from guidance.services.drafts.holding import Draft, hold
from guidance.services.drafts.rows_to_document import document_of
from guidance.services.editions.snapshots import licenses_for
from guidance.services.publishing.former_texts import with_former_sentences
from guidance.services.publishing.inspecting import published_licenses
from guidance.services.publishing.shipped_quotes import shipped_quotes

P = TypeVar("P", bound=Any)


class SentencesMoved(Exception):
    """Raised where a sentence, or what rests on it, is no longer the one that was looked at."""


@dataclass(frozen=True)
class Comparison:
    """A quote in the sentence that was kept, and in the one that it stands in now.

    ``look`` names both, to the letter: so whoever says that it is still right says it of
    what they saw. ``old`` is empty where nobody has compared the quote yet, ``new`` where it
    was not found. ``turns`` says in words what turned.
    """

    quoted: Quoted
    title: str
    section: str
    old: str
    new: str
    turns: tuple[str, ...]
    has_turned: bool
    may_keep: bool
    look: str


@dataclass(frozen=True)
class Comparisons:
    """What of a draft is to be looked at: ``turned`` stops publishing, ``reworded`` does not.

    ``lost`` are orphans whose sentence was kept; where that alone is gone, ``new`` is another
    sentence with the same words. ``uncompared`` quotes have none kept yet.
    """

    turned: tuple[Comparison, ...] = ()
    reworded: tuple[Comparison, ...] = ()
    lost: tuple[Comparison, ...] = ()
    uncompared: tuple[Comparison, ...] = ()

    @property
    def to_keep(self) -> tuple[Comparison, ...]:
        return tuple(one for one in (*self.turned, *self.lost, *self.reworded) if one.may_keep)


def comparisons_in(document: Publishable) -> Comparisons:
    """Compare every quote of a draft's document with the texts as they are now.

    A license's own text is its draft's; others are as published. A quote without a sentence is
    compared with the one that it was published in, where its edition tells (three queries).
    One that shipped over the text of today was compared before (four more).
    """
    library, known = _read(document)
    found: dict[str, list[Comparison]] = {}
    own = document.text.digest if isinstance(document, License) else ""
    key = (str(document.kind), document.slug)
    shipped = shipped_quotes({key: own}).get(key, frozenset())
    for before, quoted in zip(quotes_in(document), quotes_in(known), strict=True):
        place = _place(quoted, library)
        kind = _kind(quoted, before, place)
        if kind == "uncompared" and quoted.words in shipped:
            continue
        if kind and place is not None:
            found.setdefault(kind, []).append(_comparison(quoted, place, library))
    return Comparisons(**{kind: tuple(each) for kind, each in found.items()})


def _read(document: P) -> tuple[Library, P]:
    """Return the texts that a document quotes, and it with all sentences that are known."""
    if isinstance(document, License):
        return Library({document.slug: document}), with_former_sentences(document, ())
    readings = licenses_for(document)
    library = Library({reading.document.slug: reading.document for reading in readings})
    return library, with_former_sentences(document, readings)


def with_kept(document: P, before: Publishable | None = None) -> P:
    """Return a document with a sentence at each quote that has none and is found as it is.

    A quote that stood in ``before`` in the same words keeps what was kept there: so what is
    imported over a draft is compared, and not taken as right. Where the text is another, that
    is the sentence it stood in there, be it that none was kept.
    """
    known: dict[tuple[str, ...], str] = {}
    if before is not None:
        texts = [one.text.digest for one in (before, document) if isinstance(one, License)]
        is_other = len(set(texts)) > 1
        for quoted in quotes_in(with_kept(before) if is_other else before):
            known.setdefault(quoted.words, quoted.quote.sentence)
    library: Library | None = None

    def sentence(quoted: Quoted) -> str:
        nonlocal library
        if quoted.quote.sentence:
            return quoted.quote.sentence
        if quoted.words in known:
            return known[quoted.words]
        library = library or _library(document)
        place = _place(quoted, library)
        return place.sentence if place and place.standing is Standing.FOUND else ""

    return with_sentences(document, sentence)


def fill(row: Draft, *, at: str | None = None) -> None:
    """Keep at each quote of a draft that has none yet the sentence it stands in.

    ``at`` names one place of it, as findings do; None means all. To be called with the draft
    held. It counts as no save: no form shows what is written here. Nothing is done where the
    rows make no document.
    """
    try:
        before = document_of(row)
    except InvalidDocument:
        return
    wanted = {one.place for one in quotes_in(before) if not one.quote.sentence}
    if not (wanted if at is None else wanted & {at}):
        return
    after = with_kept(before)
    rows: Any = row
    if isinstance(before, FaqEntry) and isinstance(after, FaqEntry):
        if before.citations != after.citations:
            type(rows).objects.filter(pk=rows.pk).update(**_citations(after))
        return
    for name in ("annotations", "terms", "questions", "outcomes"):
        for old, new in zip(getattr(before, name, ()), getattr(after, name, ()), strict=True):
            if new != old and at in (None, f"{name.removesuffix('s')}:{new.key}"):
                is_note = isinstance(new, NoteNoun)
                values = {"sentence": new.quote.sentence} if is_note else _citations(new)
                getattr(rows, name).filter(key=new.key).update(**values)


def _citations(noun: Any) -> dict[str, Any]:
    return {"citations": values_of(noun)["citations"]}


@transaction.atomic
def keep(row: Draft, *, by: User, looks: Iterable[str]) -> list[Comparison]:
    """Keep the sentences that somebody looked at, and return what is kept now.

    ``looks`` name the comparisons as they were shown. Raises SentencesMoved where one of them
    is another by now, and Gone where the draft was deleted; nothing is written then.
    """
    row = hold(row)
    try:
        document = document_of(row)
    except InvalidDocument as error:
        raise SentencesMoved(str(row)) from error
    compared = comparisons_in(document)
    may_keep = (*compared.to_keep, *compared.uncompared)
    standing = {one.look: one for one in may_keep if one.may_keep}
    wanted = set(looks)
    if not wanted or wanted - set(standing):
        raise SentencesMoved(str(row))
    kept = [standing[look] for look in standing if look in wanted]
    anew = {(one.quoted.place, one.quoted.words): one.new for one in kept}

    def sentence(quoted: Quoted) -> str:
        return anew.get((quoted.place, quoted.words), quoted.quote.sentence)

    store(with_sentences(document, sentence), by=by)
    return kept


def _library(document: Publishable) -> Library:
    if isinstance(document, License):
        return Library({document.slug: document})
    return Library(published_licenses())


def _place(quoted: Quoted, library: Library) -> Place | None:
    text = library.text(quoted.license)
    return text.place(quoted.section, quoted.quote) if text is not None else None


def _kind(quoted: Quoted, before: Quoted, place: Place | None) -> str:
    """Say in which group a quote is shown; ``before`` is without what only its edition tells."""
    if place is None:
        return ""
    if place.standing is Standing.TURNED:
        return "turned"
    if place.standing is Standing.REWORDED:
        return "reworded"
    if place.standing is Standing.FOUND:
        return "" if before.quote.sentence or not place.sentence else "uncompared"
    lost = (Standing.GONE, Standing.NOWHERE, Standing.ELSEWHERE, Standing.AMBIGUOUS)
    is_lost = place.standing in lost
    return "lost" if quoted.quote.sentence and is_lost else ""


def _comparison(quoted: Quoted, place: Place, library: Library) -> Comparison:
    text = library.text(quoted.license)
    old = quoted.quote.sentence
    shown = [quoted.place, *quoted.words, old, place.sentence]
    has_turned = place.standing is Standing.TURNED
    return Comparison(
        quoted=quoted,
        title=text.title if text else quoted.license,
        section=text.label(quoted.section) if text else quoted.section,
        old=old or (_around(quoted) if has_turned else ""),
        new=place.sentence,
        turns=words_of_turns(place.turns),
        has_turned=has_turned,
        may_keep=place.is_exact and bool(place.sentence),
        look=hashlib.sha256(json.dumps(shown).encode()).hexdigest()[:32],
    )


def _around(quoted: Quoted) -> str:
    """Return what is known of the sentence where none was kept: the quote and its surroundings."""
    quote = quoted.quote
    return f"{quote.prefix}{quote.exact}{quote.suffix}"
