"""A folder brought into the drafts: all of it or nothing, and no conflict silently resolved.

All that is written to is held first, then looked at: a draft that is no longer what was exported
is a conflict, and stops everything until somebody says, for this one, whose words stay.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from guidance.core.documents import formats
from guidance.core.documents.changes import compare_documents
from guidance.core.documents.formats import InvalidDocument, Problem
from guidance.core.documents.licenses import License, Text, Topics
from guidance.core.wordings.lines import differences
from guidance.models import LicenseText, SynonymState, Topic
from guidance.services.drafts.document_to_rows import ROWS, store
from guidance.services.drafts.holding import hold_shelves
from guidance.services.drafts.rows_to_document import document_of, fingerprint
from guidance.services.folders.assembling import Found
from guidance.services.folders.exporting import all_topics, look_of_synonyms
from guidance.services.folders.items import Conflicts, Item, Status
from guidance.services.folders.reading import Folder, FoundSynonyms, FoundWordings
from guidance.services.intake.packs import hold_documents, import_document
from guidance.services.search.wordings import wordings_of
from guidance.services.wordings import synonyms
from guidance.services.wordings.keeping import look_of, take


def preview(folder: Folder, **choices: Any) -> list[Item]:
    """Bring a folder in and undo it: so what is shown is just what will happen."""
    with transaction.atomic():
        items = _brought_in(folder, **choices)
        transaction.set_rollback(True)
    return items


def bring_in(folder: Folder, **choices: Any) -> list[Item]:
    """Bring a folder in; InvalidDocument, or Conflicts, where anything stops it.

    ``by`` is who does it. ``taken`` and ``kept`` name what of a conflict stays: the folder's
    words, or what stands here. Nothing is deleted because it is missing in the folder.
    """
    with transaction.atomic():
        items = _brought_in(folder, **choices)
        if any(one.status == "conflict" for one in items):
            raise Conflicts(items)
    return items


@dataclass(frozen=True)
class _Choices:
    by: User
    taken: frozenset[str]
    kept: frozenset[str]

    def status(self, name: str, *, was_exported: bool) -> Status:
        if was_exported:
            return "changed"
        return "taken" if name in self.taken else "conflict"


def _brought_in(
    folder: Folder,
    *,
    by: User,
    taken: Collection[str] = (),
    kept: Collection[str] = (),
) -> list[Item]:
    choices = _Choices(by, frozenset(taken), frozenset(kept))
    if folder.synonyms is not None:
        hold_shelves([SynonymState])
    hold_documents(found.document for found in folder.documents)
    items: list[Item] = []
    problems: list[Problem] = []

    def add(bring: Callable[[], Item]) -> None:
        try:
            items.append(bring())
        except InvalidDocument as error:
            problems.extend(error.problems)

    for found in folder.documents:
        bring = _topics if isinstance(found.document, Topics) else _document
        add(lambda found=found, bring=bring: bring(found, choices))  # type: ignore[misc]
    for said in () if problems else folder.wordings:
        add(lambda said=said: _wordings(said, choices))  # type: ignore[misc]
    if folder.synonyms is not None and not problems:
        items.append(_synonyms(folder.synonyms, choices))
    if problems:
        raise InvalidDocument(tuple(problems))
    return items


def _document(found: Found, choices: _Choices) -> Item:
    document: Any = found.document
    name = f"{document.kind}/{document.slug}"
    model: Any = ROWS[document.kind]
    old = model._default_manager.filter(slug=document.slug).first()
    before = _readable(old)
    look = "" if old is None else formats.digest(before) if before else fingerprint(old)
    facts: dict[str, Any] = {"look": look, "pk": old.pk if old else None}
    if old is not None and name in choices.kept:
        return Item("document", name, found.file, str(old), "kept", **facts)
    _store(found, by=choices.by)
    row = model._default_manager.get(slug=document.slug)
    after = document_of(row)
    changes = compare_documents(before, after) if before is not None else ()
    if old is None:
        status: Status = "added"
    elif before == after:
        status = "unchanged"
    else:
        was_exported = before is not None and look == found.based_on
        status = choices.status(name, was_exported=was_exported)
    is_unreadable = old is not None and before is None
    return Item(
        "document", name, found.file, str(row), status,
        changes=changes, is_unreadable=is_unreadable, **facts,
    )  # fmt: skip


def _store(found: Found, *, by: User) -> None:
    """Write a document to its draft: just as it was exported, where nobody edited it since."""
    document: Any = found.document
    if isinstance(document, License):
        _refuse_unknown_topics(found, document)
        _hold_text(document)
    try:
        if formats.digest(document) == found.based_on:
            store(document, file=found.file, by=by)
        else:
            import_document(document, file=found.file, by=by)
    except InvalidDocument as error:
        raise found.places.placed(error) from error


def _refuse_unknown_topics(found: Found, document: License) -> None:
    """Raise InvalidDocument with each term whose topic is not held here, at its own file."""
    wanted = {term.topic for term in document.terms}
    held = set(Topic.objects.filter(slug__in=wanted).values_list("slug", flat=True))
    problems = [
        found.places.problem(
            ("terms", at, "topic"),
            f"No topic “{term.topic}” is held here.",
            "Add the topic to topics.yaml first, or correct it.",
        )
        for at, term in enumerate(document.terms)
        if term.topic not in held
    ]
    if problems:
        raise InvalidDocument(tuple(problems))


def _hold_text(document: License) -> None:
    """Keep the text of a license, where it came along and is not held yet."""
    text = document.text
    if text.body is None or LicenseText.objects.filter(digest=text.digest).exists():
        return
    # Somebody else may bring the same words at this moment; theirs then stay.
    LicenseText.objects.bulk_create([_text_row(text, document.title)], ignore_conflicts=True)


def _text_row(text: Text, title: str) -> LicenseText:
    return LicenseText(
        source=text.source[:200], source_key=text.key[:200], title=title[:300],
        body=text.body or "", digest=text.digest, form=text.form, url=text.url,
    )  # fmt: skip


def _readable(row: Any) -> Any:
    try:
        return document_of(row) if row is not None else None
    except InvalidDocument:
        return None


def _topics(found: Found, choices: _Choices) -> Item:
    document = found.document
    assert isinstance(document, Topics)  # noqa: S101
    everything = all_topics()
    slugs = [topic.slug for topic in document.topics]
    before = _only(everything, slugs)
    look = formats.digest(everything)
    if "topics" in choices.kept:
        return Item("document", "topics", found.file, "topics", "kept", look)
    store(document, file=found.file)
    after = _only(all_topics(), slugs)
    changes = compare_documents(before, after)
    held = {topic.slug: topic for topic in everything.topics}
    is_added = all(held.get(topic.slug) in (None, topic) for topic in document.topics)
    status: Status = "unchanged"
    if not before.topics:
        status = "added"
    elif before != after:
        was_exported = look == found.based_on or is_added
        status = choices.status("topics", was_exported=was_exported)
    return Item("document", "topics", found.file, "topics", status, look, changes=changes)


def _only(topics: Topics, slugs: list[str]) -> Topics:
    return topics.model_copy(
        update={"topics": tuple(one for one in topics.topics if one.slug in slugs)}
    )


def _wordings(said: FoundWordings, choices: _Choices) -> Item:
    given = said.given
    name = "/".join(given.key)
    row: Any = ROWS[given.kind]._default_manager.filter(slug=given.slug).first()
    if row is None:
        message = f"There is no document “{name}” here to have other wordings."
        advice = "Import it first, or with them."
        raise InvalidDocument((Problem(given.file, name, None, message, advice),))
    before = wordings_of(*given.key)
    look = look_of(before)
    facts: dict[str, Any] = {"look": look, "pk": row.pk}
    if name in choices.kept:
        return Item("wordings", name, given.file, str(row), "kept", **facts)
    changed = differences(before, {part: lines for part, lines in given.lines.items() if lines})
    gone = tuple(line for lost, _new in changed.values() for line in lost)
    come = tuple(line for _lost, new in changed.values() for line in new)
    if not changed:
        status: Status = "unchanged"
    elif not before:
        status = "added"
    else:
        status = choices.status(name, was_exported=look == said.based_on)
    if changed:
        take(given, row, by=choices.by)
    return Item("wordings", name, given.file, str(row), status, gone=gone, come=come, **facts)


def _synonyms(found: FoundSynonyms, choices: _Choices) -> Item:
    standing = synonyms.in_force()
    look = look_of_synonyms(standing.groups)
    if "synonyms" in choices.kept:
        return Item("synonyms", "synonyms", found.file, "synonyms", "kept", look)
    gone, come = synonyms.differences(standing.groups, found.groups)
    status: Status = "unchanged"
    if standing.groups != found.groups:
        is_release = not standing.number  # nobody here has written any
        status = choices.status("synonyms", was_exported=is_release or look == found.based_on)
        synonyms.save(found.groups, by=choices.by, seen=standing.number, note=_NOTE)
    return Item(
        "synonyms", "synonyms", found.file, "synonyms", status, look,
        gone=tuple(gone), come=tuple(come),
    )  # fmt: skip


_NOTE = "Imported from a folder."
