"""What importing a document does to a draft, and a file's other wordings to what stands here."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from guidance.admin.addresses.places import page_url
from guidance.core.documents import formats
from guidance.core.documents.changes import FieldChange, compare_documents, touched
from guidance.core.documents.formats import Document, InvalidDocument, Problem
from guidance.core.documents.licenses import Topic as TopicNoun
from guidance.core.documents.licenses import Topics
from guidance.core.wordings.files import Given
from guidance.models import Publication, Topic
from guidance.services.drafts.columns import fields_of
from guidance.services.drafts.document_to_rows import ROWS
from guidance.services.drafts.holding import Draft
from guidance.services.drafts.rows_to_document import document_of, fingerprint
from guidance.services.drafts.wording import words_of
from guidance.services.intake.packs import import_document
from guidance.services.search.wordings import wordings_of
from guidance.services.wordings.keeping import Differences, look_of, take

_SHOWN = 30


@dataclass(frozen=True)
class Effect:
    """What importing one document does to the draft.

    ``look`` names what was there before, to the byte; ``pk`` is its row's number.
    """

    document: Document
    title: str
    pk: int | None
    look: str
    is_new: bool
    touched: int
    changes: tuple[FieldChange, ...]
    url: str = ""
    is_replaced: bool = False
    publication: Publication | None = None

    @property
    def is_change(self) -> bool:
        return bool(self.is_new or self.is_replaced or self.touched)

    @property
    def state(self) -> list[Any]:
        """Return what was there before, for the signed preview: so it is seen if it moves."""
        document = self.document
        return [document.kind, getattr(document, "slug", ""), self.title, self.pk, self.look]

    @property
    def hidden(self) -> int:
        return max(0, len(self.changes) - _SHOWN)

    @property
    def shown(self) -> tuple[tuple[FieldChange, str, str], ...]:
        return tuple((change, *words_of(change)) for change in self.changes[:_SHOWN])


def effect_of(document: Document, file: str, *, by: Any) -> Effect:
    before: Document | None
    after: Document
    pk = publication = None
    if isinstance(document, Topics):
        slugs = [topic.slug for topic in document.topics]
        is_new, before = False, _topics(slugs)
        look = formats.digest(before)
        import_document(document, file=file, by=by)
        after = _topics(slugs)
        url, title = reverse("admin:guidance_topic_changelist"), _("Topics")
    else:
        model: Any = ROWS[document.kind]
        old = model._default_manager.filter(slug=document.slug).first()
        is_new, before = old is None, _readable(old)
        look = "" if old is None else formats.digest(before) if before else fingerprint(old)
        pk = None if old is None else old.pk
        publication = Publication.objects.filter(
            kind=document.kind, slug=document.slug, current__isnull=False
        ).first()
        import_document(document, file=file, by=by)
        row = model._default_manager.get(slug=document.slug)
        after, title = document_of(row), str(row)
        url = reverse(f"admin:guidance_{model._meta.model_name}_change", args=[row.pk])
    changes = compare_documents(before, after) if before is not None else ()
    return Effect(
        document, title, pk, look, is_new, touched(changes), changes, url,
        before is None and not is_new, publication,
    )  # fmt: skip


def _readable(row: Any) -> Document | None:
    """Return a draft as its document; None where there is none or it cannot be read."""
    try:
        return document_of(row) if row is not None else None
    except InvalidDocument:
        return None


def _topics(slugs: list[str]) -> Topics:
    rows = Topic.objects.filter(slug__in=slugs)
    nouns = tuple(TopicNoun(**fields_of(row, TopicNoun)) for row in rows)
    return Topics(kind="topics", format=1, topics=nouns)


@dataclass(frozen=True)
class WordingEffect:
    """What other wordings of a file do beside a draft; ``look`` names those that were there."""

    given: Given
    row: Draft
    look: str
    changed: Differences

    @property
    def state(self) -> list[Any]:
        kind, slug = self.given.key
        return [kind, slug, str(self.row), self.row.pk, f"wordings {self.look}"]

    @property
    def url(self) -> str:
        return page_url(self.row, "wordings")

    @property
    def gone(self) -> int:
        return sum(len(gone) for gone, _added in self.changed.values())

    @property
    def added(self) -> int:
        return sum(len(added) for _gone, added in self.changed.values())


def wording_effect_of(given: Given, *, by: Any) -> WordingEffect:
    """Write a file's other wordings of one document; InvalidDocument where there is none here."""
    row: Any = ROWS[given.kind]._default_manager.filter(slug=given.slug).first()
    place = "/".join(given.key)
    if row is None:
        message = _("There is no document “%s” here to have other wordings.") % place
        advice = _("Import it first, or in the same file.")
        raise InvalidDocument((Problem(given.file, place, None, message, advice),))
    look = look_of(wordings_of(*given.key))
    return WordingEffect(given, row, look, take(given, row, by=by))
