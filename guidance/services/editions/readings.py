"""What a page or an API answer is made from: a document with all that it refers to.

A reading comes from an edition, or from the draft for a preview; pages cannot
tell the difference, and so a preview shows exactly what would be published.

An edition never changes, so what it holds is asked for once in a process. Queries are counted
here without that one.
"""

import sys
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Generic, TypeVar

from guidance.core.documents import formats
from guidance.core.documents.cards import Card, read_card
from guidance.core.documents.editions import Context
from guidance.core.documents.faqs import FaqEntry
from guidance.core.documents.licenses import License
from guidance.core.documents.nouns import nouns_in, share_names
from guidance.core.documents.trees import Tree
from guidance.core.walking.memories import Memory
from guidance.models import Edition, PublicationKind
from guidance.models.editions import HEAVY, EditionQuerySet
from guidance.services.editions.marks import (
    ChangedMark,
    RecalledGround,
    RecallMark,
    WithdrawalMark,
    changed_grounds,
    recall_of,
    recalled_grounds,
    withdrawal_of,
)

D = TypeVar("D", License, FaqEntry, Tree)


@dataclass(frozen=True)
class EditionFacts:
    """Who published and reviewed an edition, and when (times are aware); how it stands now.

    ``is_last``: no edition came after it. ``is_current``: readers find it under the address that
    stays current; nothing is current where the publication was withdrawn. ``grounds`` are the
    recalled editions of licenses that it rests on, ``changed`` those that have changed what it
    rests on since, and nobody has looked yet.
    """

    number: int
    digest: str
    published_at: datetime
    published_by: str
    note: str
    is_shipped: bool
    reviewed_by: str
    reviewed_at: datetime | None
    is_current: bool
    is_last: bool
    card: Card
    recall: RecallMark | None = None
    withdrawal: WithdrawalMark | None = None
    grounds: tuple[RecalledGround, ...] = ()
    changed: tuple[ChangedMark, ...] = ()

    @property
    def is_reviewed(self) -> bool:
        return self.reviewed_at is not None

    @property
    def is_marked(self) -> bool:
        """Tell whether readers are warned of it."""
        return bool(self.recall or self.withdrawal or self.grounds or self.changed)


@dataclass(frozen=True)
class Reading(Generic[D]):
    """A document as readers see it; ``edition`` is None for a draft's preview.

    ``html`` maps each Markdown source in the document and its context to HTML.
    """

    document: D
    context: Context
    html: Mapping[str, str]
    edition: EditionFacts | None


Held = tuple[Any, Context, Mapping[str, str]]
"""What an edition holds: its document, what it refers to, and its HTML by Markdown."""

_NOUN = 700
"""Bytes that a noun takes, beside the words in it."""
_SIZE = 32 * 1024 * 1024


def size_of(held: Held) -> int:
    """Return about how many bytes this takes."""
    document, context, html = held
    signs = sum(len(source) + len(made) for source, made in html.items())
    return _NOUN * len(nouns_in((document, context))) + 2 * signs


_memory: Memory[Held] = Memory(_SIZE, weigh=size_of)


def read(edition: Edition) -> "Reading[Any]":
    """Return the reading of an edition that comes from ``with_marks()``.

    It may come ``without_documents()``. What it rests on and was recalled or changed is asked
    for (a query for each) only where it comes from ``with_grounds()`` too.
    """
    return read_all([edition])[0]


def read_all(editions: Iterable[Edition]) -> "list[Reading[Any]]":
    """Return the readings of editions that come ``with_marks()``."""
    editions = list(editions)
    held = _held(editions)
    return [_reading(one, facts(one), held[one.pk]) for one in editions]


def document_in(edition: Edition) -> Any:
    """Return the document that an edition holds; of its facts nothing is asked."""
    is_known = _memory.get((edition.pk, edition.digest)) is not None
    if not is_known and "document" not in edition.get_deferred_fields():
        return formats.parse(edition.document, is_shown=True)
    return documents_in([edition])[edition.pk]


def documents_in(editions: Iterable[Edition]) -> dict[int, Any]:
    """Return the documents of editions ``without_documents()`` by primary key."""
    return {pk: document for pk, (document, _context, _html) in _held(editions).items()}


def _held(editions: Iterable[Edition]) -> dict[int, Held]:
    """Return what editions hold by primary key (one query, or none)."""
    held: dict[int, Held] = {}
    new: list[int] = []
    for one in editions:
        known = _memory.get((one.pk, one.digest))
        if known is None and one.get_deferred_fields().isdisjoint(HEAVY):
            known = _keep((one.pk, one.digest), one.document, one.context, one.html)
        if known is None:
            new.append(one.pk)
        else:
            held[one.pk] = known
    if new:
        rows = Edition.objects.filter(pk__in=new).values_list("pk", "digest", *HEAVY)
        held |= {pk: _keep((pk, digest), *heavy) for pk, digest, *heavy in rows}
    return held


def _keep(key: tuple[int, str], document: object, context: object, html: Mapping[str, str]) -> Held:
    document, context, html = map(_interned, (document, context, html))
    shown = formats.parse(document, is_shown=True)
    held = shown, Context.model_validate(context, extra="ignore"), html
    share_names(nouns_in(held[:2]))
    _memory.keep(key, held)
    return held


def _interned(told: Any) -> Any:
    """Return JSON data in which equal words are one: editions repeat what others say."""
    if isinstance(told, str):
        return sys.intern(told)
    if isinstance(told, list):
        return [_interned(one) for one in told]
    if isinstance(told, dict):
        return {sys.intern(name): _interned(one) for name, one in told.items()}
    return told


def _reading(edition: Edition, known: EditionFacts, held: Held) -> "Reading[Any]":
    document, context, html = held
    grounds = recalled_grounds(edition, context)
    return Reading(
        document=document,
        context=context,
        html=html,
        edition=replace(known, grounds=grounds, changed=changed_grounds(edition)),
    )


def current_license(slug: str) -> "Reading[License] | None":
    """Return the license under this address as readers see it now, or None (one query)."""
    return current(PublicationKind.LICENSE, slug)


def current_faq(slug: str) -> "Reading[FaqEntry] | None":
    """Return the FAQ entry under this address as readers see it now, or None (one query)."""
    return current(PublicationKind.FAQ, slug)


def current_tree(slug: str) -> "Reading[Tree] | None":
    """Return the questionnaire under this address as readers see it now, or None (one query)."""
    return current(PublicationKind.TREE, slug)


def pinned(kind: str, slug: str, number: int) -> "Reading[Any] | None":
    """Return one numbered edition, withdrawn or not, or None where there is none (one query)."""
    edition = (
        _editions(kind)
        .filter(publication__kind=kind, publication__slug=slug, number=number)
        .first()
    )
    return read(edition) if edition else None


def preceding(later: "Reading[Any]") -> "Reading[Any] | None":
    """Return the edition before one, or None where that is the first (one query)."""
    if later.edition is None:
        return None
    kind = later.document.kind
    edition = (
        _editions(kind)
        .filter(publication__kind=kind, publication__slug=later.document.slug)
        .filter(number__lt=later.edition.number)
        .order_by("-number")
        .first()
    )
    if edition is None:
        return None
    held = _held([edition])[edition.pk]
    return _reading(edition, _facts(edition, later.edition.withdrawal), held)


def current_of_kind(kind: str, slugs: Collection[str] | None = None) -> "list[Reading[Any]]":
    """Return all current readings of a kind, or those of some slugs, without grounds (one query).

    Their documents come with them.
    """
    editions = Edition.objects.filter(current_of__kind=kind, current_of__withdrawn_at__isnull=True)
    if slugs is not None:
        editions = editions.filter(current_of__slug__in=sorted(slugs))
    return read_all(editions.with_marks().order_by("publication__position", "publication__slug"))


def current(kind: str, slug: str) -> "Reading[Any] | None":
    """Return what is under this address as readers see it now, or None (one query)."""
    edition = (
        _editions(kind)
        .filter(current_of__kind=kind, current_of__slug=slug, current_of__withdrawn_at__isnull=True)
        .first()
    )
    return read(edition) if edition else None


def _editions(kind: str) -> EditionQuerySet:
    """Return editions with all that becomes of them; only licenses rest on nothing else."""
    found = Edition.objects.with_marks().without_documents()
    return found if kind == PublicationKind.LICENSE else found.with_grounds()


def facts(edition: Edition) -> EditionFacts:
    """Return an edition's facts, without its grounds; it must come from ``with_marks()``."""
    return _facts(edition, withdrawal_of(edition.publication))


def _facts(edition: Edition, withdrawal: WithdrawalMark | None) -> EditionFacts:
    review = getattr(edition, "review", None)
    is_last = edition.publication.current_id == edition.pk
    return EditionFacts(
        number=edition.number,
        digest=edition.digest,
        published_at=edition.published_at,
        published_by=edition.published_by_name,
        note=edition.note,
        is_shipped=edition.is_shipped,
        reviewed_by=review.reviewer_name if review else "",
        reviewed_at=review.reviewed_at if review else None,
        is_current=is_last and withdrawal is None,
        is_last=is_last,
        card=read_card(edition.publication.kind, edition.card),
        recall=recall_of(edition),
        withdrawal=withdrawal,
    )
