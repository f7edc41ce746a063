"""Document to rows: an import, a shipped pack and the restoring of an old edition.

The inverse is ``rows_to_document``; both go by ``columns``, and a test holds them together.
Rows that stay keep their identity, so that their admin addresses and history hold.
"""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar, cast

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F

from guidance.core.documents.faqs import FaqEntry
from guidance.core.documents.formats import Document, InvalidDocument
from guidance.core.documents.licenses import (
    Annotation,
    License,
    Policy,
    PolicySection,
    Section,
    Term,
    Topics,
)
from guidance.core.documents.trees import Case, Option, Outcome, Question, Tree
from guidance.models import FaqEntry as FaqRow
from guidance.models import License as LicenseRow
from guidance.models import LicenseText, Topic
from guidance.models import Question as QuestionRow
from guidance.models import Tree as TreeRow
from guidance.services.drafts.authorship import forget, record
from guidance.services.drafts.columns import values_of
from guidance.services.drafts.holding import Gone, hold, hold_shelves
from guidance.services.drafts.parts import sync, sync_routes
from guidance.services.drafts.refusals import refuse_unknown, refuse_unstorable, refused
from guidance.services.drafts.rows_to_document import Draft, document_of

Stored = License | FaqEntry | Tree
R = TypeVar("R", LicenseRow, FaqRow, TreeRow)

ROWS: dict[str, type[Draft]] = {"license": LicenseRow, "faq": FaqRow, "tree": TreeRow}
"""The rows of each kind of document; topics have none of their own."""


@transaction.atomic
def store(document: Document, *, file: str = "", by: User | None = None) -> Draft | None:
    """Write a document into the draft, replacing what is there; return its row.

    Topics have no row of their own: None. Holds the draft, or the shelf where there is
    none yet; who has shown the draft to somebody holds it first and compares. Writes only what
    differs, down to the part, so that nobody's open form is overtaken by the same words,
    and then notes that ``by`` wrote it. Raises InvalidDocument where the document names a
    text, topic or license that does not exist here, or repeats a key; nothing is written then.
    """
    if isinstance(document, Topics):
        _store_topics(document)
        return None
    refuse_unstorable(document, file=file)
    row = _held(document)
    if row is not None and _holds(row, document):
        return row
    stored: Draft = _WRITERS[document.kind](document, row, file)
    if by is not None:
        record(stored, by=by)
    else:
        forget(stored)
    return stored


def _store_topics(document: Topics) -> None:
    """Write topics, with their order; those that are the same already are not written."""
    hold_shelves([Topic])
    slugs = [topic.slug for topic in document.topics]
    held = {
        row.slug: row for row in Topic.objects.select_for_update(no_key=True).filter(slug__in=slugs)
    }
    for position, topic in enumerate(document.topics):
        wanted = {**values_of(topic), "position": position}
        row = held.get(topic.slug) or Topic(slug=topic.slug)
        if row.pk is None or any(getattr(row, name) != value for name, value in wanted.items()):
            for name, value in wanted.items():
                setattr(row, name, value)
            row.save()


def _held(document: Stored) -> Draft | None:
    model: Any = ROWS[document.kind]
    for is_shelf_held in (False, True):
        if is_shelf_held:
            hold_shelves([model])
        row: Any = model.objects.filter(slug=document.slug).first()
        try:
            if row is not None:
                return cast(Draft, hold(row))
        except Gone:
            continue  # deleted at this moment: so it is to be a new one
    return None


def _holds(row: Draft, document: Stored) -> bool:
    """Tell whether a draft says this already, wherever the words of its text came from."""
    try:
        draft = document_of(row)
    except InvalidDocument:
        return False
    return bool(draft == with_text_of(document, draft))


def with_text_of(document: Any, other: Any) -> Any:
    """Return a license with the text of ``other`` where its words are the same.

    Where the words came from is said of the text that is held here. (Others: as they are.)
    """
    if isinstance(other, License) and other.text.digest == document.text.digest:
        return document.model_copy(update={"text": other.text})
    return document


def _store_license(document: License, row: LicenseRow | None, file: str) -> LicenseRow:
    text = LicenseText.objects.filter(digest=document.text.digest).first()
    if text is None:
        raise refused(
            file,
            "text.digest",
            f"No text with the digest {document.text.digest[:12]}… is held here.",
            f"Import the text “{document.text.key or document.title}” first.",
        )
    topics = _topics(file, "terms", (term.topic for term in document.terms))
    row = _saved(row or LicenseRow(), **values_of(document), text=text)
    sync(Section, document.sections, row.sections.all(), license=row)
    sync(Policy, document.policies, row.policies.all(), license=row)
    policies = {policy.slug: policy for policy in row.policies.prefetch_related("sections")}
    for policy in document.policies:
        its = policies[policy.slug]
        sync(PolicySection, policy.sections, its.sections.all(), policy=its)
    notes = row.annotations.all()
    sync(Annotation, document.annotations, notes, lambda one: values_of(one.quote), license=row)
    terms = row.terms.all()
    sync(Term, document.terms, terms, lambda one: {"topic": topics[one.topic]}, license=row)
    return row


def _store_faq(document: FaqEntry, row: FaqRow | None, file: str) -> FaqRow:
    topics = _topics(file, "topics", document.topics)
    licenses = _licenses(file, document.licenses)
    row = _saved(row or FaqRow(), **values_of(document))
    row.topics.set(topics[slug] for slug in document.topics)
    row.licenses.set(licenses)
    return row


def _store_tree(document: Tree, row: TreeRow | None, file: str) -> TreeRow:
    licenses = _licenses(file, document.licenses)
    row = _saved(row or TreeRow(), **values_of(document))
    row.licenses.set(licenses)
    sync(Question, document.questions, row.questions.all(), tree=row)
    questions = {q.key: q for q in row.questions.prefetch_related("options", "routes")}
    for question in document.questions:
        its = questions[question.key]
        is_other = sync(Option, question.options, its.options.all(), question=its)
        if sync_routes(its, question.routes) or is_other:  # they are on the question's own form
            QuestionRow.objects.filter(pk=its.pk).update(revision=F("revision") + 1)
    sync(Outcome, document.outcomes, row.outcomes.all(), tree=row)
    sync(Case, document.cases, row.cases.all(), tree=row)
    return row


_WRITERS: dict[str, Callable[[Any, Any, str], Draft]] = {
    "license": _store_license,
    "faq": _store_faq,
    "tree": _store_tree,
}


def _saved(row: R, **values: Any) -> R:
    """Save a draft's own row and count the save, so that an open form of it is refused."""
    for name, value in values.items():
        setattr(row, name, value)
    row.revision += 1
    row.save()
    return row


def _topics(file: str, place: str, slugs: Iterable[str]) -> dict[str, Topic]:
    wanted = set(slugs)
    found = {topic.slug: topic for topic in Topic.objects.filter(slug__in=wanted)}
    refuse_unknown(file, place, "topic", wanted - set(found))
    return found


def _licenses(file: str, slugs: Iterable[str]) -> list[LicenseRow]:
    wanted = set(slugs)
    found = list(LicenseRow.objects.filter(slug__in=wanted))
    refuse_unknown(file, "licenses", "license", wanted - {row.slug for row in found})
    return found
