"""What the search can find in a published document: one entry for each thing in it.

The addresses are those of the public site; each leads to the very thing.
"""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from guidance.core.documents.editions import Context, Publishable
from guidance.core.documents.faqs import FaqEntry
from guidance.core.documents.licenses import License
from guidance.core.documents.nouns import for_readers
from guidance.core.documents.trees import Tree
from guidance.core.search.subjects import subjects_of
from guidance.models import Publication, SearchEntry, SearchKind
from guidance.services.editions.markdown import plain
from guidance.services.search import shown

Wordings = Mapping[tuple[str, str], tuple[str, ...]]
"""How people ask for the parts of a document, by part ("", term, note, …) and key."""

_NO_WORDINGS: Wordings = MappingProxyType({})
_PARTS = {
    SearchKind.TERM: "term",
    SearchKind.NOTE: "note",
    SearchKind.OUTCOME: "outcome",
    SearchKind.QUESTION: "question",
}
_WHOLE = frozenset({SearchKind.LICENSE, SearchKind.FAQ, SearchKind.TREE})
_MAX_TITLE = 400
_MAX_BODY = 50_000


def entries_of(
    publication: Publication,
    document: Publishable,
    context: Context,
    *,
    wordings: Wordings = _NO_WORDINGS,
) -> Iterator[SearchEntry]:
    """Yield unsaved entries for all that readers can find in a document, in reading order.

    ``wordings`` are searched and never shown.
    """
    document, context = for_readers(document), for_readers(context)
    if isinstance(document, License):
        found = _license_entries(document, context)
    elif isinstance(document, FaqEntry):
        found = _faq_entries(document, context)
    else:
        found = _tree_entries(document, context)
    for entry in found:
        entry.publication = publication
        entry.also = "\n".join(_wordings_for(entry, wordings))
        yield entry


def add_wordings(entries: Iterable[SearchEntry], wordings: Wordings) -> None:
    """Let entries that were made before have these wordings."""
    for entry in entries:
        entry.also = "\n".join(_wordings_for(entry, wordings))


def _wordings_for(entry: SearchEntry, wordings: Wordings) -> tuple[str, ...]:
    kind = SearchKind(entry.kind)
    if kind in _WHOLE:
        return wordings.get(("", ""), ())
    return wordings.get((_PARTS.get(kind, "none"), entry.key), ())


def _entry(
    kind: SearchKind,
    *,
    licenses: Iterable[str],
    title: str,
    body: str,
    url: str,
    about: Iterable[str],
    key: str = "",
    label: str = "",
    names: Iterable[str] = (),
    is_titled: bool = True,
    subject: str = "",
    beside: shown.Data = shown.NOTHING,
) -> SearchEntry:
    """Make an entry; where it is not ``is_titled``, the title is another's."""
    return SearchEntry(
        kind=kind,
        licenses="".join(f" {slug} " for slug in sorted(set(licenses))),
        key=key,
        label=label,
        title=title[:_MAX_TITLE],
        is_titled=is_titled,
        body=body[:_MAX_BODY],
        url=url,
        about="\n".join(dict.fromkeys(filter(None, about))),
        names="\n".join(dict.fromkeys(filter(None, names))),
        subject=subject,
        shown=dict(beside),
    )


def _license_entries(license: License, context: Context) -> Iterator[SearchEntry]:
    page = f"/licenses/{license.slug}/"
    labels = {section.key: section.label or _number(section.key) for section in license.sections}
    headings = {section.key: section.heading for section in license.sections if section.heading}
    topics = (context.topics.get(term.topic, "") for term in license.terms)
    yield _entry(
        SearchKind.LICENSE,
        licenses=[license.slug],
        title=license.title,
        body=f"{license.summary} {plain(license.background)}".strip(),
        url=page,
        about=(license.publisher, license.classification, *topics),
        key=license.slug,
        names=names_of(license),
        beside=shown.of_license(license),
    )
    for section in license.sections:
        above = "" if section.heading else _heading_above(section.key, headings)
        yield _entry(
            SearchKind.CLAUSE,
            licenses=[license.slug],
            title=section.heading or above or labels[section.key] or license.short_title,
            body=" ".join((license.text.body or "")[section.start : section.end].split()),
            url=f"{page}#{section.key}",
            about=("" if _number(section.key) else section.label,),
            key=section.key,
            label=labels[section.key],
            is_titled=not above,
        )
    for policy in license.policies:
        for item in policy.sections:
            yield _entry(
                SearchKind.POLICY,
                licenses=[license.slug],
                title=item.heading or policy.title,
                body=plain(item.body),
                url=f"{page}#{item.key}",
                about=(policy.title,),
                key=item.key,
                label=item.key,
            )
    subjects = subjects_of(license)
    for note in license.annotations:
        yield _entry(
            SearchKind.NOTE,
            licenses=[license.slug],
            title=" ".join(note.quote.exact.split()),
            body=plain(note.body),
            url=f"{page}#note-{note.key}",
            about=(note.kind, headings.get(note.section, "")),
            key=note.key,
            label=labels.get(note.section, note.section),
            subject=subjects.get(note.key, ""),
            beside=shown.of_note(note, plain(note.body)),
        )
    for term in license.terms:
        cited = dict.fromkeys(labels.get(c.section, c.section) for c in term.citations)
        trigger = f"{term.trigger[:1].upper()}{term.trigger[1:]}." if term.trigger else ""
        parts = (plain(term.body), trigger)
        yield _entry(
            SearchKind.TERM,
            licenses=[license.slug],
            title=term.title,
            body=" ".join(part for part in (*parts, plain(term.fulfilment)) if part),
            url=f"{page}#term-{term.key}",
            about=(term.kind, term.tag, term.glance, context.topics.get(term.topic, "")),
            key=term.key,
            label=", ".join(label for label in cited if label)[:300],
            subject=term.key,
            beside=shown.of_term(term, parts[0]),
        )


def names_of(license: License) -> Iterator[str]:
    """Yield all names of a license, the shortest first, and last those that it may share."""
    yield from (license.short_title, license.title, license.slug, license.spdx, license.text.key)
    yield from (*license.other_names, license.publisher, license.family)


def _number(key: str) -> str:
    """Return the key where it is a number that readers know, such as 1.b.v, else nothing."""
    return key if key[:1].isdigit() else ""


def _heading_above(key: str, headings: dict[str, str]) -> str:
    """Return the heading of the nearest section that holds this one, or nothing."""
    while "." in key:
        key = key.rpartition(".")[0]
        if key in headings:
            return headings[key]
    return ""


def _names(context: Context) -> Iterator[str]:
    for slug, license in context.licenses.items():
        yield from (slug, license.short_title)


def _faq_entries(entry: FaqEntry, context: Context) -> Iterator[SearchEntry]:
    yield _entry(
        SearchKind.FAQ,
        licenses=entry.licenses or (citation.license for citation in entry.citations),
        title=entry.question,
        body=f"{plain(entry.short_answer)} {plain(entry.answer)}".strip(),
        url=f"/faq/{entry.slug}/",
        about=(*_names(context), *context.topics.values()),
        key=entry.slug,
        beside=shown.of_faq(plain(entry.short_answer)),
    )


def _asks(tree: Tree) -> Iterator[str]:
    """Yield what a questionnaire asks and answers, so that it is found by what it decides."""
    for question in tree.questions:
        yield " · ".join((question.title, *(option.label for option in question.options)))
    yield " · ".join(outcome.title for outcome in tree.outcomes)


def _tree_entries(tree: Tree, context: Context) -> Iterator[SearchEntry]:
    page = f"/check/{tree.slug}/start/"
    about = (*_names(context), tree.title)
    yield _entry(
        SearchKind.TREE,
        licenses=tree.licenses,
        title=tree.title,
        body="\n".join(filter(None, (tree.summary, plain(tree.covers), *_asks(tree)))),
        url=page,
        about=(*about, *context.topics.values()),
        key=tree.slug,
        beside=shown.of_tree(tree),
    )
    for question in tree.questions:
        options = " · ".join(option.label for option in question.options)
        parts = (plain(question.help), plain(question.why), options)
        yield _entry(
            SearchKind.QUESTION,
            licenses=tree.licenses,
            title=question.title,
            body=" ".join(part for part in parts if part),
            url=f"{page}#question-{question.key}",
            about=about,
            key=question.key,
            beside=shown.of_question(tree, question, parts[0]),
        )
    for outcome in tree.outcomes:
        yield _entry(
            SearchKind.OUTCOME,
            licenses=tree.licenses,
            title=outcome.title,
            body=f"{plain(outcome.summary)} {plain(outcome.next_steps)}".strip(),
            url=f"{page}#outcome-{outcome.key}",
            about=(*about, outcome.verdict.replace("-", " ")),
            key=outcome.key,
            beside=shown.of_outcome(tree, outcome, plain(outcome.summary)),
        )
