"""Load the packs that ship, and import single documents, with the license texts they name."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction

from guidance.core import documents, texts
from guidance.core.checks import Finding
from guidance.core.documents import Document, InvalidDocument, Problem
from guidance.core.faqs import FaqEntry
from guidance.core.licenses import License, Topics
from guidance.core.trees import Tree
from guidance.models import Edition, LicenseText, PublicationKind, Topic
from guidance.models import FaqEntry as FaqRow
from guidance.models import License as LicenseRow
from guidance.models import Tree as TreeRow
from guidance.services.documents import Draft
from guidance.services.drafting import store
from guidance.services.inspecting import current_edition, inspect, kind_of
from guidance.services.pack_files import MAX_BYTES, read_documents, read_folder
from guidance.services.publishing import NothingToPublish, NotPublishable, publish
from guidance.services.texts import DamagedText, NoTexts, import_text, read_texts

__all__ = [
    "MAX_BYTES", "Loaded", "import_document", "load_packs", "read_documents",
    "read_folder", "with_text",
]  # fmt: skip

_ROWS = {
    PublicationKind.LICENSE: LicenseRow,
    PublicationKind.FAQ: FaqRow,
    PublicationKind.TREE: TreeRow,
}


@dataclass(frozen=True)
class Loaded:
    """What became of one document of a pack."""

    document: Document
    what: str  # "published", "unchanged" or "kept": the team has made it its own


def with_text(document: License, *, texts_dir: Path | None = None) -> License:
    """Return the license with the body of its text and, where it has none, split sections.

    The text is looked up by digest here, else read from the data in ``texts_dir``.
    A text whose digest is another is not used; ``store`` then names it.
    """
    row = LicenseText.objects.filter(digest=document.text.digest).first()
    if row is None and texts_dir is not None and document.text.key:
        for raw in read_texts(texts_dir, only={document.text.key}):
            if not isinstance(raw, DamagedText):
                import_text(raw)
        row = LicenseText.objects.filter(digest=document.text.digest).first()
    if row is None:
        return document
    return document.model_copy(
        update={
            "text": document.text.model_copy(update={"body": row.body}),
            "sections": document.sections or texts.split(row.body),
        }
    )


@transaction.atomic
def import_document(
    document: Document, *, file: str, texts_dir: Path | None = None
) -> Draft | None:
    """Write one document into the draft, with its text's sections where it names none."""
    if isinstance(document, License):
        document = _with_held_text(document, file=file, texts_dir=texts_dir)
    return store(document, file=file)


def _with_held_text(document: License, *, file: str, texts_dir: Path | None) -> License:
    """Return the license with its text, or raise InvalidDocument that says what is held instead."""
    try:
        found = with_text(document, texts_dir=texts_dir)
    except NoTexts as error:
        raise _refused(
            file,
            "text",
            f"The license texts cannot be read: {error}",
            "Fetch them first; `make run` does.",
        ) from error
    if LicenseText.objects.filter(digest=found.text.digest).exists() or not found.text.key:
        return found
    other = LicenseText.objects.filter(source_key=found.text.key).first()
    if other is None:
        return found
    raise _refused(
        file,
        "text.digest",
        f"The text “{found.text.key}” of {other.source} has the digest {other.digest[:12]}…, "
        f"not {found.text.digest[:12]}…: its words are others, so it is not used.",
        "Compare the two texts, look at every note again, then take the new digest.",
    )


def _refused(file: str, place: str, message: str, advice: str) -> InvalidDocument:
    return InvalidDocument(
        (Problem(file=file, place=place, line=None, message=message, advice=advice),)
    )


@transaction.atomic
def load_packs(folder: Path, *, texts_dir: Path) -> Iterator[Loaded]:
    """Store and publish what ships; what the team has made its own is left alone.

    Can be repeated: an unchanged document makes no edition and touches no row.
    Raises InvalidDocument with the problems and findings of all documents, and
    then nothing is loaded.
    """
    problems: list[Problem] = []
    shipped: list[tuple[str, Document, Draft | None, str]] = []
    for position, (file, document) in enumerate(read_folder(folder)):
        if isinstance(document, Topics):
            _add_topics(document)
            continue
        try:
            if isinstance(document, License):
                document = _with_held_text(document, file=file, texts_dir=texts_dir)
            row, what = _stored(document, file=file, position=position)
        except InvalidDocument as error:
            problems += error.problems
            continue
        shipped.append((file, document, row, what))
    loaded = []
    for file, document, row, what in shipped if not problems else ():
        if row is not None:
            try:
                publish(row, by=None, note="Shipped with the portal.", is_shipped=True)
            except NothingToPublish:
                what = "unchanged"
            except NotPublishable as error:
                problems += [
                    Problem(file, f"{row.slug} {finding.place}".strip(), None, *_words(finding))
                    for finding in error.findings
                ]
        loaded.append(Loaded(document=document, what=what))
    if problems:
        raise InvalidDocument(tuple(problems))
    return iter(loaded)


def _words(finding: Finding) -> tuple[str, str]:
    return finding.message, finding.advice


def _add_topics(document: Topics) -> None:
    """Add the topics that are missing; one that is there may have been renamed by the team."""
    held = set(Topic.objects.values_list("slug", flat=True))
    missing = [topic for topic in document.topics if topic.slug not in held]
    store(document.model_copy(update={"topics": tuple(missing)}))
    places = {topic.slug: place for place, topic in enumerate(document.topics)}
    for topic in missing:
        Topic.objects.filter(slug=topic.slug).update(position=places[topic.slug])


def _stored(
    document: License | FaqEntry | Tree, *, file: str, position: int
) -> tuple[Draft | None, str]:
    """Write a shipped document into the draft; None and "kept" where the team owns the draft.

    A draft that says the same already is not written again, so that nobody's open
    form is overtaken by it.
    """
    kind = kind_of(document)
    model: Any = _ROWS[kind]
    row = model.objects.filter(slug=document.slug).first()
    edition = current_edition(kind, document.slug)
    if row is None and edition is not None:
        return None, "kept"
    if row is not None:
        draft = inspect(row).document
        document = _with_text_of(draft, document)
        if draft == document and edition and edition.publication.withdrawn_at is None:
            return (row, "published") if edition.is_shipped else (None, "unchanged")
        if _is_own(draft, edition):
            return None, "kept"
    stored = store(document, file=file)
    if isinstance(stored, FaqRow):
        FaqRow.objects.filter(pk=stored.pk).update(position=position)
    return stored, "published"


def _with_text_of(draft: Any, document: Any) -> Any:
    """Return a license with the draft's text where it is the same: where it came from is held."""
    if isinstance(draft, License) and draft.text.digest == document.text.digest:
        return document.model_copy(update={"text": draft.text})
    return document


def _is_own(draft: Any, edition: Edition | None) -> bool:
    """Tell whether the team has edited, published, confirmed or withdrawn this guidance."""
    if edition is None or not edition.is_shipped or hasattr(edition, "review"):
        return True
    is_edited = draft is None or documents.as_data(draft) != edition.document
    return is_edited or edition.publication.withdrawn_at is not None
