"""Load and publish the packs that ship, and import single documents.

What ships is read, checked and made ready without a lock (``pack_plans``). Then each document
is published under its draft's lock, and only where the draft and the edition still are what
they were found to be. What is published is the document of the pack, never what stands in
a draft.
"""

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, connection, transaction

from guidance.core.documents.formats import Document, InvalidDocument
from guidance.core.documents.licenses import License, Topic, Topics
from guidance.models import FaqEntry as FaqRow
from guidance.models import Publication, PublicationKind, Review
from guidance.models import Topic as TopicRow
from guidance.services.drafts.columns import values_of
from guidance.services.drafts.document_to_rows import ROWS, store
from guidance.services.drafts.holding import Draft, hold_all, hold_shelves
from guidance.services.drafts.rows_to_document import document_of
from guidance.services.intake.pack_files import (
    MAX_BYTES,
    read_documents,
    read_folder,
    read_whole_folder,
)
from guidance.services.intake.pack_plans import Loaded, Plan, Step, plan_of
from guidance.services.intake.pack_standing import Key, is_untouched, key_of
from guidance.services.intake.pack_texts import with_held_text
from guidance.services.intake.texts import import_texts
from guidance.services.publishing.acts import append, hold_publication
from guidance.services.publishing.sentences import with_kept
from guidance.services.publishing.shipped import keep_shipped
from guidance.services.wordings import shipped as wordings

__all__ = [
    "MAX_BYTES", "Loaded", "carry_out", "hold_documents", "import_document",
    "load_packs", "plan_of", "read_documents", "read_folder",
]  # fmt: skip

GROUP = 5
"""So many documents are published in one transaction: who edits waits for a fifth of a second."""
_PAUSE = 0.12
"""Seconds between two groups on SQLite, whose writers ask again each tenth of a second."""
_ROUNDS = 3
_BUSY = "somebody was writing at this moment; run this again"


@transaction.atomic
def import_document(document: Document, *, file: str, by: User) -> Draft | None:
    """Write one document into the draft, with its text's sections where it names none.

    Its quotes keep the sentences that the draft has for them; new ones have the sentence that
    they stand in now.
    """
    if isinstance(document, License):
        document = with_held_text(document, file=file)
    if not isinstance(document, Topics):
        document = with_kept(document, _draft_of(document))
    return store(document, file=file, by=by)


def _draft_of(document: Any) -> Any:
    """Return the draft as a document; None where there is none, or where it makes none."""
    row: Any = ROWS[document.kind]._default_manager.filter(slug=document.slug).first()
    try:
        return document_of(row) if row is not None else None
    except InvalidDocument:
        return None


def hold_documents(found: Iterable[Document]) -> None:
    """Lock all that these documents would be written to, also what does not exist yet.

    For whoever shows what writing them would do, and does it later: first hold, then look.
    """
    slugs: dict[str, set[str]] = {}
    shelves: set[type[Any]] = set()
    topics: set[str] = set()
    for document in found:
        if isinstance(document, Topics):
            shelves.add(TopicRow)
            topics |= {topic.slug for topic in document.topics}
        else:
            slugs.setdefault(document.kind, set()).add(document.slug)
    for kind, wanted in slugs.items():
        if ROWS[kind]._default_manager.filter(slug__in=wanted).count() < len(wanted):
            shelves.add(ROWS[kind])
    hold_shelves(shelves)
    if topics:
        held = TopicRow.objects.select_for_update(no_key=True).filter(slug__in=topics)
        list(held.order_by("pk").values_list("pk"))
    hold_all(
        row
        for kind, wanted in slugs.items()
        for row in ROWS[kind]._default_manager.filter(slug__in=wanted)
    )


def load_packs(folder: Path, *, texts_dir: Path) -> Iterator[Loaded]:
    """Store and publish what ships; what the team has made its own is left alone.

    Can be repeated: an unchanged document makes no edition and touches no row. Raises
    InvalidDocument with the problems and findings of all documents, and then nothing is
    loaded. A run that is killed leaves whole documents only, and the next one does the rest.
    Other wordings come before what they are of, so that each is written to the index once.
    """
    found = read_whole_folder(folder)
    shipped = found.documents
    plan = plan_of(shipped, texts_dir=texts_dir)
    keys = {key_of(one) for _file, one in shipped if not isinstance(one, Topics)}
    wordings.refuse_wrong(found.wordings, shipped=keys)
    wordings.load(found.wordings, shipped=keys)
    fates = plan.fates
    missed = carry_out(plan)
    for _ in range(_ROUNDS):
        if not missed:
            break
        # Somebody wrote between the plan and the lock: look at these documents anew.
        try:
            plan = plan_of(shipped, texts_dir=texts_dir, only=missed)
        except InvalidDocument:  # the packs are right; what they meet is another by now
            break
        fates |= plan.fates
        missed = carry_out(plan)
    fates |= {key: Loaded(fates[key].document, "kept", _BUSY) for key in missed}
    _keep_shipped(plan, fates)
    return iter(fates.values())


def _keep_shipped(plan: Plan, fates: Mapping[Key, Loaded]) -> None:
    """Note what ships beside the team's own, with its texts, so that it can be taken over."""
    kept = {key: one.document for key, one in fates.items() if one.what == "kept"}
    licenses = [one for one in kept.values() if isinstance(one, License)]
    raws = [plan.texts[one.text.digest] for one in licenses if one.text.digest in plan.texts]
    list(import_texts(raws))
    keep_shipped(kept, fates.keys() - kept.keys())


def carry_out(plan: Plan) -> set[Key]:
    """Publish what is planned; return what was not, since its draft or edition is another now.

    The first time, when nothing is here that anybody could be writing, it is all or nothing.
    """
    missed: set[Key] = set()
    size = max(1, len(plan.steps)) if plan.is_first else GROUP
    groups = [plan.steps[at : at + size] for at in range(0, len(plan.steps), size)]
    for number, group in enumerate(groups or ([()] if plan.topics else [])):
        if number and connection.vendor == "sqlite":
            time.sleep(_PAUSE)
        with transaction.atomic():
            _hold_group(plan, group)
            _add_topics(plan.topics)
            missed |= _publish_group(plan, group)
    return missed


def _hold_group(plan: Plan, group: Sequence[Step]) -> None:
    shelves: set[type[Any]] = {ROWS[step.key[0]] for step in group if step.standing is None}
    hold_shelves(shelves | ({TopicRow} if plan.topics else set()))
    hold_all(
        row
        for kind, model in ROWS.items()
        for row in model._default_manager.filter(
            slug__in=[step.key[1] for step in group if step.key[0] == kind]
        )
    )


def _add_topics(topics: Sequence[tuple[int, Topic]]) -> None:
    """Add the topics that are missing; one that is there may have been renamed by the team."""
    held = set(TopicRow.objects.values_list("slug", flat=True)) if topics else set()
    TopicRow.objects.bulk_create(
        TopicRow(**values_of(topic), position=position)
        for position, topic in topics
        if topic.slug not in held
    )


def _publish_group(plan: Plan, group: Sequence[Step]) -> set[Key]:
    """Publish documents that are held, licenses first; return those that were not as planned."""
    missed: set[Key] = set()
    numbers: dict[str, int] | None = None
    for step in group:
        if not isinstance(step.document, License) and numbers is None:
            numbers = _license_numbers()
        if any((numbers or {}).get(slug) != number for slug, number in step.cites.items()):
            missed.add(step.key)
            continue
        try:
            with transaction.atomic():
                is_done = _publish_step(plan, step)
        except (InvalidDocument, IntegrityError):
            is_done = False  # a license was deleted, or a draft added, at this moment
        if not is_done:
            missed.add(step.key)
    return missed


def _license_numbers() -> dict[str, int]:
    live = Publication.objects.live().of_kind(PublicationKind.LICENSE)
    return dict(live.values_list("slug", "current__number"))


def _publish_step(plan: Plan, step: Step) -> bool:
    """Write a document to its draft and publish it; False where it does not stand as planned."""
    kind, slug = step.key
    row: Any = ROWS[kind]._default_manager.filter(slug=slug).first()
    publication = hold_publication(kind, slug)
    if not _stands(publication, row, step):
        transaction.set_rollback(True)  # the publication may have been made just now
        return False
    if isinstance(step.document, License) and (raw := plan.texts.get(step.document.text.digest)):
        list(import_texts([raw]))
    position = publication.position
    is_placed = row is None or getattr(row, "position", 0) == position
    stored: Any = store(step.document, file=step.file)
    if isinstance(stored, FaqRow) and is_placed:
        position = step.position
        FaqRow.objects.filter(pk=stored.pk).exclude(position=position).update(position=position)
    append(
        stored, step.snapshot, publication=publication, position=position,
        by=None, note="Shipped with the portal.", is_shipped=True,
    )  # fmt: skip
    return True


def _stands(publication: Publication, row: Draft | None, step: Step) -> bool:
    """Tell whether the draft and the edition, both held, are what the plan found."""
    standing = step.standing
    if standing is None:
        return row is None and publication.current_id is None
    return (
        row is not None
        and publication.current_id == standing.pk
        and publication.withdrawn_at is None
        and not Review.objects.filter(edition=standing.pk).exists()
        and is_untouched(row, standing, step.document)
    )
