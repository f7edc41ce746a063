"""What publishing copies into an edition: context, rendered Markdown, card and digest."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from guidance.core.documents import formats
from guidance.core.documents.cards import Card, FaqCard, LicenseCard, TreeCard
from guidance.core.documents.editions import CitedLicense, CitedSection, Context, Publishable
from guidance.core.documents.faqs import FaqEntry
from guidance.core.documents.licenses import Citation, License, Term
from guidance.core.documents.nouns import for_readers
from guidance.core.documents.trees import Tree
from guidance.core.walking import paths
from guidance.core.walking.lengths import length_of
from guidance.models import FaqEntry as FaqRow
from guidance.models import Publication, PublicationKind, Topic
from guidance.services.editions.markdown import render
from guidance.services.editions.readings import Reading, current_of_kind

Cited = Mapping[str, tuple[License, int | None]]
"""Licenses by slug, each with the number of the edition that is cited; None for a draft."""


@dataclass(frozen=True)
class Snapshot:
    """All that an edition holds, made before anything is written."""

    document: Publishable
    context: Context
    html: dict[str, str]
    card: Card
    digest: str


def snapshot_of(document: Publishable, context: Context) -> Snapshot:
    """Return what an edition of this document would hold (no queries)."""
    return Snapshot(
        document=document,
        context=context,
        html=html_of(document, context),
        card=card_of(document, context),
        digest=digest_of(document, context),
    )


def digest_of(document: Publishable, context: Context) -> str:
    """Return the SHA-256 over the document and all it refers to, in hexadecimal."""
    data = {
        "document": formats.as_data(document),
        "context": context.model_dump(mode="json", exclude_defaults=True),
    }
    return hashlib.sha256(formats.canonical(data)).hexdigest()


def html_of(document: Publishable, context: Context) -> dict[str, str]:
    """Render every Markdown source that a page of this document shows."""
    document, context = for_readers(document), for_readers(context)
    sources: set[str] = set()
    if isinstance(document, License):
        sources |= {document.background, *(note.body for note in document.annotations)}
        sources |= {policy.note for policy in document.policies}
        sources |= {item.body for policy in document.policies for item in policy.sections}
        sources |= {term.body for term in document.terms}
    elif isinstance(document, FaqEntry):
        sources |= {document.short_answer, document.answer}
    else:
        sources |= {document.covers}
        for question in document.questions:
            sources |= {question.help, question.why}
        for outcome in document.outcomes:
            sources |= {outcome.summary, outcome.next_steps}
    sources |= {term.body for term in context.terms.values()}
    for license in context.licenses.values():
        sources |= {section.paraphrase for section in license.sections.values()}
    return {source: render(source) for source in sorted(sources) if source}


def context_of(
    document: Publishable,
    *,
    with_drafts: bool = False,
    licenses: Iterable[Reading[Any]] | None = None,
) -> Context:
    """Copy what the document refers to, as published now.

    ``with_drafts`` takes the titles of related questions from the drafts too; ``licenses``
    are the current ones that it refers to, where they have been read.
    """
    if isinstance(document, License):
        return context_from(document, {}, topics=_topic_titles)
    readings = licenses_for(document) if licenses is None else licenses
    related = _related(document, with_drafts=with_drafts)
    return context_from(
        document,
        {r.document.slug: (r.document, r.edition.number if r.edition else None) for r in readings},
        topics=_topic_titles,
        related=related,
    )


def licenses_for(*documents: Publishable) -> list[Reading[Any]]:
    """Return the current licenses that documents refer to; a license asks for none (one query).

    A check looks a license up by what the document says, and so needs no other.
    """
    asking = [one for one in documents if not isinstance(one, License)]
    named = {slug for one in asking for slug in _licenses_named(one)}
    return current_of_kind(PublicationKind.LICENSE, named) if asking else []


def context_from(
    document: Publishable,
    licenses: Cited,
    *,
    topics: Callable[[set[str]], dict[str, str]],
    related: Mapping[str, str] | None = None,
) -> Context:
    """Copy what the document refers to from these licenses, titles of topics and of questions.

    For what ships: its licenses may be about to be published with it.
    """
    if isinstance(document, License):
        return Context(topics=topics({term.topic for term in document.terms}))
    used = _licenses_named(document)
    if isinstance(document, FaqEntry):
        return Context(
            topics=topics(set(document.topics)),
            licenses=_cited_licenses(used, licenses, document.citations),
            related=dict(related or {}),
        )
    terms = {
        f"{slug}/{term.key}": term
        for slug, (license, _number) in licenses.items()
        for term in license.terms
    }
    refs = set(_term_refs(document))
    found = {ref: for_readers(terms[ref]) for ref in sorted(refs) if ref in terms}
    return Context(
        topics=topics({term.topic for term in found.values()}),
        licenses=_cited_licenses(used, licenses, _citations(document), found),
        terms=found,
    )


def _licenses_named(document: FaqEntry | Tree) -> set[str]:
    """Return the slugs of the licenses that a document lists, cites or takes terms from."""
    refs = () if isinstance(document, FaqEntry) else _term_refs(document)
    cited = {citation.license for citation in _citations(document)}
    return cited | set(document.licenses) | {ref.partition("/")[0] for ref in refs}


def _citations(document: FaqEntry | Tree) -> list[Citation]:
    if isinstance(document, FaqEntry):
        return list(document.citations)
    return [
        *(citation for question in document.questions for citation in question.citations),
        *(citation for outcome in document.outcomes for citation in outcome.citations),
    ]


def _term_refs(tree: Tree) -> Iterator[str]:
    for question in tree.questions:
        for option in question.options:
            yield from option.adds
        for route in question.routes:
            yield from route.adds
    for outcome in tree.outcomes:
        yield from outcome.adds


def _cited_licenses(
    slugs: set[str],
    licenses: Cited,
    citations: Iterable[Citation],
    terms: dict[str, Term] | None = None,
) -> dict[str, CitedLicense]:
    sections: dict[str, set[str]] = {slug: set() for slug in slugs}
    for citation in citations:
        sections[citation.license].add(citation.section)
    for ref, term in (terms or {}).items():
        sections[ref.partition("/")[0]] |= {citation.section for citation in term.citations}
    return {
        slug: CitedLicense(
            title=license.title,
            short_title=license.short_title,
            publisher=license.publisher,
            edition=number,
            sections=cited_sections(license, sections[slug]),
        )
        for slug, (license, number) in sorted(licenses.items())
        if slug in slugs
    }


def cited_sections(license: License, keys: set[str]) -> dict[str, CitedSection]:
    """Return the named sections as citations show them; unknown keys are left out."""
    found = {
        section.key: CitedSection(label=section.label, heading=section.heading)
        for section in license.sections
        if section.key in keys
    }
    for policy in license.policies:
        for item in policy.sections:
            if item.key in keys:
                found[item.key] = CitedSection(
                    label=item.key,
                    heading=item.heading,
                    policy=policy.title,
                    policy_url=policy.url,
                    policy_read_on=policy.read_on,
                    paraphrase=item.body,
                )
    return found


def _topic_titles(slugs: set[str]) -> dict[str, str]:
    return dict(Topic.objects.filter(slug__in=slugs).order_by("slug").values_list("slug", "title"))


def _related(document: Publishable, *, with_drafts: bool) -> dict[str, str]:
    slugs = document.related if isinstance(document, FaqEntry) else ()
    if not slugs:
        return {}
    live = Publication.objects.live().of_kind(PublicationKind.FAQ).filter(slug__in=slugs)
    titles = dict(FaqRow.objects.filter(slug__in=slugs).values_list("slug", "question"))
    titles = titles if with_drafts else {}
    shown = live.values_list("slug", "current__card__title")
    titles |= {slug: title or slug for slug, title in shown}
    return {slug: titles[slug] for slug in slugs if slug in titles}


def card_of(document: Publishable, context: Context) -> Card:
    """Return what lists show of an edition, so that they need not read its document."""
    document, context = for_readers(document), for_readers(context)
    if isinstance(document, License):
        permitted = {term.topic for term in document.terms if term.kind.value == "permission"}
        return LicenseCard(
            title=document.title,
            short_title=document.short_title,
            family=document.family,
            publisher=document.publisher,
            classification=document.classification,
            is_open_source=document.is_open_source,
            summary=document.summary,
            tags=tuple((term.kind.value, term.tag) for term in document.terms if term.tag),
            topics=context.topics,
            permissions=tuple(sorted(permitted)),
        )
    names = {slug: license.short_title for slug, license in context.licenses.items()}
    shown = {slug: names[slug] for slug in document.licenses if slug in names}
    if isinstance(document, FaqEntry):
        return FaqCard(
            title=document.question,
            question=document.question,
            short_answer=document.short_answer,
            topics=context.topics,
            licenses=shown,
            is_featured=document.is_featured,
        )
    count = paths.count(document)
    length = length_of(document)
    return TreeCard(
        title=document.title,
        summary=document.summary,
        minutes=length.minutes if length else document.minutes,
        licenses=shown,
        shortest=count.shortest,
        longest=count.longest,
        questions=len(document.questions),
        usual_least=length.least if length else 0,
        usual_most=length.most if length else 0,
    )
