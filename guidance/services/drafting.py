"""Document to rows: an import, a shipped pack and the restoring of an old edition.

The inverse, rows to document, is ``services.documents``; a test holds the two together.
Rows that stay keep their identity, so that their admin addresses and history hold.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar, cast

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F

from guidance.core.documents import Document, InvalidDocument
from guidance.core.faqs import FaqEntry
from guidance.core.licenses import License, Topics
from guidance.core.trees import Route as RouteNoun
from guidance.core.trees import Tree
from guidance.models import (
    Annotation,
    Case,
    LicenseText,
    Option,
    Outcome,
    Policy,
    PolicySection,
    Question,
    Route,
    Section,
    Term,
    Topic,
)
from guidance.models import FaqEntry as FaqRow
from guidance.models import License as LicenseRow
from guidance.models import Tree as TreeRow
from guidance.models.fields import Revised
from guidance.services.authorship import record
from guidance.services.documents import Draft, document_of
from guidance.services.holding import Gone, hold, hold_shelves
from guidance.services.refusals import refuse_repeats, refuse_unknown, refused

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
    refuse_repeats(document, file=file)
    row = _held(document)
    if row is not None and _holds(row, document):
        return row
    stored: Draft = _WRITERS[document.kind](document, row, file)
    if by is not None:
        record(stored, by=by)
    return stored


def _store_topics(document: Topics) -> None:
    """Write topics, with their order; those that are the same already are not written."""
    hold_shelves([Topic])
    slugs = [topic.slug for topic in document.topics]
    held = {
        row.slug: row for row in Topic.objects.select_for_update(no_key=True).filter(slug__in=slugs)
    }
    for position, topic in enumerate(document.topics):
        wanted = {"title": topic.title, "description": topic.description, "position": position}
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
    row = _saved(
        row or LicenseRow(slug=document.slug),
        **_columns(document, "title short_title family publisher classification"),
        **_columns(document, "is_open_source spdx summary background"),
        effective_on=document.effective_on,
        text=text,
    )
    _sync(Section, document.sections, "key label heading depth start end", license=row)
    _sync(Policy, document.policies, "slug title url note", license=row)
    policies = {policy.slug: policy for policy in row.policies.all()}
    for policy in document.policies:
        _sync(PolicySection, policy.sections, "key heading body", policy=policies[policy.slug])
    _sync(
        Annotation,
        document.annotations,
        "key section kind authority certainty body url",
        lambda note: _columns(note.quote, "exact prefix suffix"),
        license=row,
    )
    _sync(
        Term,
        document.terms,
        "key kind title body trigger fulfilment glance tag citations contradicts",
        lambda term: {"topic": topics[term.topic]},
        license=row,
    )
    return row


def _store_faq(document: FaqEntry, row: FaqRow | None, file: str) -> FaqRow:
    topics = _topics(file, "topics", document.topics)
    licenses = _licenses(file, document.licenses)
    row = _saved(
        row or FaqRow(slug=document.slug),
        **_columns(document, "question short_answer answer citations related is_featured"),
    )
    row.topics.set(topics[slug] for slug in document.topics)
    row.licenses.set(licenses)
    return row


def _store_tree(document: Tree, row: TreeRow | None, file: str) -> TreeRow:
    licenses = _licenses(file, document.licenses)
    row = _saved(
        row or TreeRow(slug=document.slug),
        **_columns(document, "title summary covers minutes start"),
    )
    row.licenses.set(licenses)
    _sync(
        Question,
        document.questions,
        "key kind title help why citations unit decimals goto minimum maximum",
        tree=row,
    )
    questions = {question.key: question for question in row.questions.all()}
    for question in document.questions:
        question_row = questions[question.key]
        _sync(
            Option,
            question.options,
            "key label help goto adds is_exclusive is_unsure low high low_inclusive high_inclusive",
            question=question_row,
        )
        _sync_routes(question_row, question.routes)
    _sync(
        Outcome,
        document.outcomes,
        "key verdict title summary next_steps citations adds",
        tree=row,
    )
    _sync(
        Case,
        document.cases,
        "key title answers outcomes includes excludes signed_by",
        lambda case: {"signed_on": case.signed_on},
        tree=row,
    )
    return row


_WRITERS: dict[str, Callable[[Any, Any, str], Draft]] = {
    "license": _store_license,
    "faq": _store_faq,
    "tree": _store_tree,
}


def _saved(row: R, **columns: Any) -> R:
    """Save a draft's own row and count the save, so that an open form of it is refused."""
    for name, value in columns.items():
        setattr(row, name, value)
    row.revision += 1
    row.save()
    return row


def _sync_routes(question: Question, routes: Sequence[RouteNoun]) -> None:
    """Make the routes of a question these; they have no key, so they stay or go together."""
    wanted = [_columns(route, "when goto adds") for route in routes]
    held = list(question.routes.values("when", "goto", "adds"))
    if held != wanted:
        question.routes.all().delete()
        Route.objects.bulk_create(
            Route(question=question, position=at, **route) for at, route in enumerate(wanted)
        )
        Question.objects.filter(pk=question.pk).update(revision=F("revision") + 1)


def _sync(
    model: Any,
    nouns: Sequence[Any],
    names: str,
    more: Callable[[Any], dict[str, Any]] = lambda noun: {},
    **parent: Any,
) -> None:
    """Make the children of ``parent`` these nouns, in this order, matched by their key.

    ``names`` are columns with the nouns' own names, the key first; ``more`` gives others.
    A child that is the same already is not written, and its revision stays.
    """
    key = names.split()[0]
    children = model.objects.filter(**parent)
    children.exclude(**{f"{key}__in": [getattr(noun, key) for noun in nouns]}).delete()
    held = {getattr(row, key): row for row in children}
    rows = [
        model(**parent, position=at, **_columns(noun, names), **more(noun))
        for at, noun in enumerate(nouns)
    ]
    passed = {"id", "revision", "updated_at"}
    compared = [f.attname for f in model._meta.concrete_fields if f.name not in passed]
    changed = [row for row in rows if not _are_same(held.get(getattr(row, key)), row, compared)]
    if not changed:
        return
    columns = {field.name for field in model._meta.concrete_fields} - {"id", *parent, key}
    if issubclass(model, Revised):
        for row in changed:
            old = held.get(getattr(row, key))
            row.revision = old.revision + 1 if old else 0
    model.objects.bulk_create(
        changed,
        update_conflicts=True,
        unique_fields=[*parent, key],
        update_fields=sorted(columns),
    )


def _are_same(old: Any, new: Any, names: Sequence[str]) -> bool:
    return old is not None and all(getattr(old, name) == getattr(new, name) for name in names)


def _columns(noun: Any, names: str) -> dict[str, Any]:
    """Return the named fields of a noun as a row stores them: plain data, "" for None."""
    whole = noun.model_dump(mode="json", by_alias=True)
    plain = whole | noun.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return {name: "" if plain[name] is None else plain[name] for name in names.split()}


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
