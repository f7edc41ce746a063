"""Look at a draft as it is now: its document, what checks find, how it stands to its edition."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q

from guidance.core import checks
from guidance.core.checks import Cause, Finding, causes_of
from guidance.core.documents import formats
from guidance.core.documents.changes import compare_documents, touched
from guidance.core.documents.editions import Context, Publishable
from guidance.core.documents.formats import InvalidDocument
from guidance.core.documents.licenses import License
from guidance.core.documents.trees import Tree
from guidance.core.walking.handing import Other, handed_to
from guidance.core.walking.memories import Memory
from guidance.models import Edition, Outcome, Publication, PublicationKind, Recall
from guidance.models import FaqEntry as FaqRow
from guidance.models import Tree as TreeRow
from guidance.services.drafts.holding import KINDS, Draft
from guidance.services.drafts.rows_to_document import document_of, fingerprint
from guidance.services.editions.readings import Reading, current_of_kind, document_in
from guidance.services.editions.snapshots import context_of, digest_of, html_of, licenses_for
from guidance.services.publishing.former_texts import with_former_sentences


@dataclass(frozen=True)
class DraftState:
    """How a draft stands to its current edition; ``changes`` counts touched nouns.

    ``refers_anew``: terms, clauses or names that it refers to were published since,
    so that publishing it again would show other words although the draft is the same.
    """

    edition: Edition | None
    changes: int
    refers_anew: bool = False

    @property
    def is_published(self) -> bool:
        return self.edition is not None

    @property
    def is_withdrawn(self) -> bool:
        return self.edition is not None and self.edition.publication.withdrawn_at is not None

    @property
    def is_publishable(self) -> bool:
        return self.edition is None or self.is_withdrawn or self.changes > 0 or self.refers_anew


@dataclass(frozen=True)
class Inspection:
    """All that can be said of a draft as it is now.

    ``document`` is None where the rows make none; ``findings`` then say why.
    ``digest`` names what publishing would publish, to the byte; empty if there is nothing.
    """

    document: Publishable | None
    findings: tuple[Finding, ...]
    state: DraftState
    digest: str

    @property
    def errors(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.severity == "error")

    @property
    def warnings(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.severity == "warning")

    @property
    def mistakes(self) -> tuple[Cause, ...]:
        """Return the errors, those that one mistake made as one."""
        return causes_of(self.errors)

    @property
    def doubts(self) -> tuple[Cause, ...]:
        """Return the warnings, those of one cause as one."""
        return causes_of(self.warnings)


def kind_of(document: Publishable) -> PublicationKind:
    return PublicationKind(document.kind)


_findings: Memory[tuple[Finding, ...]] = Memory(128)


def findings_of(
    document: Publishable,
    licenses: Sequence[Reading[Any]] | None = None,
    *,
    known: frozenset[str] | None = None,
    others: Mapping[str, Other] | None = None,
    edition: Edition | None = None,
) -> tuple[Finding, ...]:
    """Check a draft's document against the licenses as published now; the same is checked once.

    ``licenses`` are at least the current ones that it refers to, ``known`` the FAQ entries
    (``known_faqs``), ``others`` the questionnaires (``known_trees``), ``edition`` the document's
    current one, where they have been read. Quotes without a sentence are compared with the text
    that the current edition has them from, where that is another.
    """
    if isinstance(document, License):
        license = with_former_sentences(document, (), edition=edition)
        return _findings.of(formats.digest(license), lambda: checks.check_license(license))
    readings = licenses_for(document) if licenses is None else licenses
    document = with_former_sentences(document, readings, edition=edition)
    content = formats.digest(document)
    editions = tuple((r.document.slug, r.edition.digest if r.edition else "") for r in readings)
    cited = {reading.document.slug: reading.document for reading in readings}
    if isinstance(document, Tree):
        trees = _others_for(document, others)
        among = (content, editions, tuple(trees.items()))
        return _findings.of(among, lambda: checks.check_tree(document, cited, trees))
    entries = known_faqs() if known is None else known
    key = (content, editions, entries)
    return _findings.of(key, lambda: checks.check_faq(document, cited, entries))


def known_faqs() -> frozenset[str]:
    """Return the slugs of the FAQ entries that are public or being written (two queries)."""
    entries = Publication.objects.live().of_kind(PublicationKind.FAQ)
    drafts = FaqRow.objects.values_list("slug", flat=True)
    return frozenset([*entries.values_list("slug", flat=True), *drafts])


def _others_for(tree: Tree, others: Mapping[str, Other] | None) -> Mapping[str, Other]:
    """Return the other questionnaires where a tree hands over to any; else nothing is asked."""
    if not handed_to(tree):
        return {}
    return known_trees() if others is None else others


def known_trees() -> dict[str, Other]:
    """Return what questionnaires there are, public or being written, by slug (four queries).

    One that is public leads to where its edition does, one that is not to where its draft does.
    """
    once = Publication.objects.of_kind(PublicationKind.TREE).order_by("slug")
    named = {slug: slug for slug in once.values_list("slug", flat=True)}
    named |= TreeRow.objects.order_by("slug").values_list("slug", "title")
    found = {slug: Other(title, is_open=False) for slug, title in named.items()}
    public = {one.document.slug: one for one in current_of_kind(PublicationKind.TREE)}
    for reading in public.values():
        tree = reading.document
        is_recalled = bool(reading.edition and reading.edition.recall)
        found[tree.slug] = Other(tree.title, not is_recalled, handed_to(tree))
    drafted = Outcome.objects.exclude(hands_over="").order_by("tree__slug", "position", "pk")
    for slug, target in drafted.values_list("tree__slug", "hands_over"):
        if slug not in public and target not in found[slug].leads_to:
            found[slug] = replace(found[slug], leads_to=(*found[slug].leads_to, target))
    return found


def published_licenses() -> dict[str, License]:
    """Return the current documents of all published licenses by slug (one query)."""
    return {
        reading.document.slug: reading.document
        for reading in current_of_kind(PublicationKind.LICENSE)
    }


def preview_of(document: Publishable) -> Reading[Any]:
    """Return the reading that publishing this document would give, without publishing."""
    context = context_of(document, with_drafts=True)
    return Reading(
        document=document, context=context, html=html_of(document, context), edition=None
    )


def state_of(document: Publishable, context: Context | None = None) -> DraftState:
    """Compare a draft's document with the current edition (at most six queries).

    ``context`` is what the document refers to as published now; it is read where it is wanted.
    """
    edition = current_edition(kind_of(document), document.slug)
    if edition is None:
        return DraftState(edition=None, changes=0)
    changes = touched(compare_documents(document_in(edition), document))
    refers_anew = not changes and not says(edition, document, context or context_of(document))
    return DraftState(edition=edition, changes=changes, refers_anew=refers_anew)


def current_edition(kind: str, slug: str) -> Edition | None:
    """Return the edition that is current under this address, withdrawn or not (one query)."""
    return Edition.objects.filter(current_of__kind=kind, current_of__slug=slug).with_marks().first()


def inspect(row: Draft) -> Inspection:
    """Read, check and compare a draft."""
    try:
        document = document_of(row)
    except InvalidDocument as error:
        return Inspection(
            document=None,
            findings=_unreadable(error),
            state=DraftState(edition=current_edition(KINDS[type(row)], row.slug), changes=0),
            digest="",
        )
    licenses = licenses_for(document)
    context = context_of(document, licenses=licenses)
    return Inspection(
        document=document,
        findings=findings_of(document, licenses),
        state=state_of(document, context),
        digest=digest_of(document, context),
    )


def errors_in(row: Draft) -> tuple[Finding, ...]:
    """Return the errors in a draft; nothing is compared with what is published."""
    try:
        document = document_of(row)
    except InvalidDocument as error:
        return _unreadable(error)
    return tuple(f for f in findings_of(document) if f.severity == "error")


def _unreadable(error: InvalidDocument) -> tuple[Finding, ...]:
    return tuple(
        Finding("unreadable", "error", problem.place, problem.message, problem.advice)
        for problem in error.problems
    )


def look_of(row: Draft) -> str:
    """Name a draft as it is now: the digest of its inspection, also where it makes no document."""
    try:
        document = document_of(row)
    except InvalidDocument:
        return fingerprint(row)
    return digest_of(document, context_of(document))


def says(edition: Edition, document: Publishable, context: Context) -> bool:
    """Tell whether an edition says just this.

    Numbers of cited editions do not count: a citation whose words are the same is
    as good with the older number, and the older page stays. But from one that was
    recalled it can be led to another (one query where numbers differ).
    """
    held = Context.model_validate(edition.context)
    same_context = _without_numbers(held) == _without_numbers(context)
    is_same = same_context and edition.document == formats.as_data(document)
    return is_same and not _leaves_a_recalled_one(held, context)


def _leaves_a_recalled_one(held: Context, context: Context) -> bool:
    left = [
        Q(edition__publication__slug=slug, edition__number=license.edition)
        for slug, license in held.licenses.items()
        if license.edition and license.edition != context.licenses[slug].edition
    ]
    recalls = Recall.objects.filter(edition__publication__kind=PublicationKind.LICENSE)
    return bool(left) and recalls.filter(reduce(or_, left)).exists()


def _without_numbers(context: Context) -> Context:
    licenses = {
        slug: license.model_copy(update={"edition": None})
        for slug, license in context.licenses.items()
    }
    return context.model_copy(update={"licenses": licenses})
