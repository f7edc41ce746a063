"""What stands here already under the addresses of a pack: editions, drafts, titles of topics."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from guidance.core.documents import formats
from guidance.core.documents.cards import TreeCard, read_card
from guidance.core.documents.editions import Context, Publishable
from guidance.core.documents.faqs import FaqEntry
from guidance.core.documents.formats import InvalidDocument
from guidance.core.documents.licenses import License, Topic
from guidance.core.documents.trees import Tree
from guidance.core.walking.handing import Other
from guidance.models import Contribution, Edition
from guidance.models import Topic as TopicRow
from guidance.services.drafts.document_to_rows import ROWS, with_text_of
from guidance.services.drafts.holding import Draft
from guidance.services.drafts.rows_to_document import document_of
from guidance.services.publishing.inspecting import kind_of

Key = tuple[str, str]
"""A kind and a slug."""
Around = tuple[set[str], dict[str, Other]]
"""The FAQ entries and the questionnaires that there are; where these lead is left out."""


def key_of(document: Publishable) -> Key:
    return str(kind_of(document)), document.slug


@dataclass(frozen=True)
class Standing:
    """Current editions, withdrawn ones too, and the drafts' numbers, by kind and slug."""

    editions: dict[Key, Edition]
    drafts: dict[Key, int]
    topics: frozenset[str]

    @cached_property
    def live(self) -> list[Edition]:
        """What readers can see, newest first."""
        seen = [e for e in self.editions.values() if e.publication.withdrawn_at is None]
        return sorted(seen, key=lambda edition: (edition.published_at, edition.pk), reverse=True)

    def slugs(self, kind: str) -> set[str]:
        """Return what there are drafts of."""
        return {slug for drafted, slug in self.drafts if drafted == kind}

    def around(self, wanted: Iterable[Publishable]) -> Around:
        """Return what there will be once ``wanted`` is published, drafts too."""
        faqs, trees = self.slugs("faq"), {s: Other(s, is_open=False) for s in self.slugs("tree")}
        for edition in self.live:
            if edition.publication.kind == "faq":
                faqs.add(edition.publication.slug)
            elif edition.publication.kind == "tree":
                trees[edition.publication.slug] = Other(edition.title, is_open=True)
        for one in wanted:
            if isinstance(one, FaqEntry):
                faqs.add(one.slug)
            elif isinstance(one, Tree):
                trees[one.slug] = Other(one.title, is_open=True)
        return faqs, trees

    def licenses(self) -> dict[str, tuple[License, int | None]]:
        """Return the licenses as readers see them, with the number of the edition."""
        found: dict[str, tuple[License, int | None]] = {}
        for edition in self.live:
            if edition.publication.kind == "license":
                license: Any = formats.parse(edition.document)
                found[license.slug] = license, edition.number
        return found

    def shipped_license(self, slug: str) -> Edition | None:
        """Return the current edition of a license where no person has published it."""
        edition = self.editions.get(("license", slug))
        return edition if edition and edition.is_shipped else None

    def says_anew(self, edition: Edition, context: Context) -> bool:
        """Tell whether an edition would carry other words of licenses that ship.

        A license that a person published does not pull along what cites it.
        """
        held = Context.model_validate(edition.context)
        return any(
            self.shipped_license(slug) and _part(held, slug) != _part(context, slug)
            for slug in {*held.licenses, *context.licenses}
        )

    def titles(self, shipped: Iterable[Topic]) -> dict[str, str]:
        """Return the titles of topics: as a person published them last, else as they ship.

        Not as the drafts call them: nobody who may publish has looked at that.
        """
        ours: dict[str, str] = {}
        theirs: dict[str, str] = {}
        for edition in reversed(self.live):
            card = read_card(edition.publication.kind, edition.card)
            if not isinstance(card, TreeCard):
                (ours if edition.is_shipped else theirs).update(card.topics)
        return ours | {topic.slug: topic.title for topic in shipped} | theirs


def _part(context: Context, slug: str) -> object:
    license = context.licenses.get(slug)
    terms = {ref: term for ref, term in context.terms.items() if ref.startswith(f"{slug}/")}
    return license and license.model_copy(update={"edition": None}), terms


def standing_now() -> Standing:
    """Read what stands here (five queries)."""
    editions = (
        Edition.objects.filter(current_of__isnull=False)
        .select_related("publication", "review", "recall")
        .defer("html")
    )
    return Standing(
        editions={(e.publication.kind, e.publication.slug): e for e in editions},
        drafts={
            (kind, slug): pk
            for kind, model in ROWS.items()
            for slug, pk in model._default_manager.values_list("slug", "pk")
        },
        topics=frozenset(TopicRow.objects.values_list("slug", flat=True)),
    )


def is_untouched(row: Draft, edition: Edition, document: Publishable) -> bool:
    """Tell whether a draft says just what was shipped, with this edition or now.

    What somebody took over from what ships now is for them to publish.
    """
    try:
        draft = document_of(row)
    except InvalidDocument:
        return False
    was: Any = formats.parse(edition.document)
    if draft == with_text_of(was, draft):
        return True
    written = Contribution.objects.of_draft(str(kind_of(document)), row.pk).unpublished()
    return draft == with_text_of(document, draft) and not written.exists()
