"""Document to rows: an import, a shipped pack and the restoring of an old edition.

The inverse, rows to document, is ``services.documents``; a test holds the two together.
Rows that stay keep their identity, so that their admin addresses and history hold.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db import transaction
from django.db.models import F

from guidance.core import documents
from guidance.core.documents import InvalidDocument, Problem
from guidance.core.faqs import FaqEntry
from guidance.core.licenses import License, Topics
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
from guidance.services.documents import Draft


@transaction.atomic
def store(document: documents.Document, *, file: str = "") -> Draft | None:
    """Write a document into the draft, replacing what is there; return its row.

    Topics have no row of their own: None. Raises InvalidDocument where the
    document names a text, topic or license that does not exist here, or repeats
    a key; nothing is written then.
    """
    if isinstance(document, Topics):
        _store_topics(document)
        return None
    if isinstance(document, License):
        return _store_license(document, file=file)
    return (
        _store_faq(document, file=file)
        if isinstance(document, FaqEntry)
        else _store_tree(document, file=file)
    )


def _store_topics(document: Topics) -> None:
    for position, topic in enumerate(document.topics):
        Topic.objects.update_or_create(
            slug=topic.slug,
            defaults={
                "title": topic.title, "description": topic.description, "position": position,
            },
        )  # fmt: skip


def _store_license(document: License, *, file: str) -> LicenseRow:
    text = LicenseText.objects.filter(digest=document.text.digest).first()
    if text is None:
        raise _refused(
            file,
            "text.digest",
            f"No text with the digest {document.text.digest[:12]}… is held here.",
            f"Import the text “{document.text.key or document.title}” first.",
        )
    _refuse_repeats(
        file,
        {
            "sections": document.sections,
            "annotations": document.annotations,
            "terms": document.terms,
            "policies": document.policies,
        },
    )
    topics = _topics(file, "terms", (term.topic for term in document.terms))
    row, _ = LicenseRow.objects.update_or_create(
        slug=document.slug,
        defaults={
            **_columns(document, "title short_title family publisher classification"),
            **_columns(document, "is_open_source spdx summary background"),
            "effective_on": document.effective_on,
            "text": text,
        },
    )
    _bump(row)
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


def _store_faq(document: FaqEntry, *, file: str) -> FaqRow:
    topics = _topics(file, "topics", document.topics)
    licenses = _licenses(file, document.licenses)
    row, _ = FaqRow.objects.update_or_create(
        slug=document.slug,
        defaults={
            **_columns(document, "question short_answer answer citations related is_featured"),
        },
    )
    _bump(row)
    row.topics.set(topics[slug] for slug in document.topics)
    row.licenses.set(licenses)
    return row


def _store_tree(document: Tree, *, file: str) -> TreeRow:
    _refuse_repeats(
        file,
        {
            "questions": document.questions,
            "outcomes": document.outcomes,
            "cases": document.cases,
            **{f"questions.{q.key}.options": q.options for q in document.questions},
        },
    )
    licenses = _licenses(file, document.licenses)
    row, _ = TreeRow.objects.update_or_create(
        slug=document.slug, defaults=_columns(document, "title summary covers minutes start")
    )
    _bump(row)
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
        question_row.routes.all().delete()
        Route.objects.bulk_create(
            Route(question=question_row, position=at, **_columns(route, "when goto adds"))
            for at, route in enumerate(question.routes)
        )
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


def _sync(
    model: Any,
    nouns: Sequence[Any],
    names: str,
    more: Callable[[Any], dict[str, Any]] = lambda noun: {},
    **parent: Any,
) -> None:
    """Make the children of ``parent`` these nouns, in this order, matched by their key.

    ``names`` are columns with the nouns' own names, the key first; ``more`` gives others.
    """
    key = names.split()[0]
    children = model.objects.filter(**parent)
    children.exclude(**{f"{key}__in": [getattr(noun, key) for noun in nouns]}).delete()
    rows = [
        model(**parent, position=at, **_columns(noun, names), **more(noun))
        for at, noun in enumerate(nouns)
    ]
    if not rows:
        return
    columns = {field.name for field in model._meta.concrete_fields} - {"id", "revision"}
    if issubclass(model, Revised):
        children.update(revision=F("revision") + 1)
    model.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=[*parent, key],
        update_fields=sorted(columns - {*parent, key}),
    )


def _bump(row: Any) -> None:
    """Count a save, so that an editor who has the row open cannot overwrite this one."""
    type(row).objects.filter(pk=row.pk).update(revision=F("revision") + 1)
    row.refresh_from_db(fields=["revision"])


def _columns(noun: Any, names: str) -> dict[str, Any]:
    """Return the named fields of a noun as a row stores them: plain data, "" for None."""
    whole = noun.model_dump(mode="json", by_alias=True)
    plain = whole | noun.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return {name: "" if plain[name] is None else plain[name] for name in names.split()}


def _topics(file: str, place: str, slugs: Iterable[str]) -> dict[str, Topic]:
    wanted = set(slugs)
    found = {topic.slug: topic for topic in Topic.objects.filter(slug__in=wanted)}
    _refuse_unknown(file, place, "topic", wanted - set(found))
    return found


def _licenses(file: str, slugs: Iterable[str]) -> list[LicenseRow]:
    wanted = set(slugs)
    found = list(LicenseRow.objects.filter(slug__in=wanted))
    _refuse_unknown(file, "licenses", "license", wanted - {row.slug for row in found})
    return found


def _refuse_unknown(file: str, place: str, noun: str, missing: set[str]) -> None:
    if missing:
        names = ", ".join(f"“{slug}”" for slug in sorted(missing))
        raise _refused(
            file, place, f"No {noun} {names} is held here.", f"Add the {noun} first, or correct it."
        )


def _refuse_repeats(file: str, groups: dict[str, Sequence[Any]]) -> None:
    problems = []
    for place, nouns in groups.items():
        seen: set[str] = set()
        for index, noun in enumerate(nouns):
            key = getattr(noun, "key", None) or noun.slug
            if key in seen:
                problems.append(
                    Problem(
                        file=file,
                        place=f"{place}[{index}]",
                        line=None,
                        message=f"The key “{key}” is used twice.",
                        advice="Give one of them another key.",
                    )
                )
            seen.add(key)
    if problems:
        raise InvalidDocument(tuple(problems))


def _refused(file: str, place: str, message: str, advice: str) -> InvalidDocument:
    return InvalidDocument(
        (Problem(file=file, place=place, line=None, message=message, advice=advice),)
    )
