"""What templates need to set the clauses of a license, of which a page has hundreds."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Protocol

from django import template
from django.template.defaultfilters import truncatechars, truncatewords
from django.template.loader import render_to_string
from django.urls import get_script_prefix, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from guidance.core.definitions.words import Definition
from guidance.core.documents.licenses import Annotation, License, Term
from guidance.core.texts.highlights import Clause
from guidance.services.editions.readings import Reading
from guidance.services.reading.license_pages import Citing
from guidance.services.reading.resting import Link, Resting
from guidance.services.results.citing import CitedTerm, ShownCitation
from guidance.templatetags.filled import filled
from guidance.templatetags.reading import claim, first_words, prose

register = template.Library()

_BEGUN = 8  # words
_LONGEST_MEANING = 240
_KEPT = 4_096


class _Part(Protocol):
    """A clause, or an item of a policy."""

    @property
    def name(self) -> str: ...
    @property
    def resting(self) -> Resting | None: ...


@register.simple_tag
def number(clause: Clause, fixed: str) -> SafeString:
    """Return the number of a clause, as a link to it."""
    section = clause.section
    return filled(
        "guidance/_number.html",
        {
            "name": section.label or section.heading or section.key,
            "key": section.key,
            "fixed": fixed,
            "above": clause.above,
            "enumerator": clause.enumerator,
        },
    )


@register.simple_tag
def note(
    annotation: Annotation,
    reading: Reading[License],
    name: str,
    *,
    way: str,
    is_orphan: bool,
    fixed: str,
    base: str,
    citing: Citing,
) -> SafeString:
    """Return a note on a clause of this name; "" where the text does not have the clause."""
    exact = annotation.quote.exact
    return filled(
        "guidance/_note.html",
        {
            "name": name,
            "clause": name or annotation.section,
            "key": annotation.key,
            "first": first_words(reading, annotation.body),
            "body": prose(reading, annotation.body),
            "exact": exact,
            "begun": truncatewords(exact, _BEGUN),
            "url": annotation.url,
            "fixed": fixed,
            "base": base,
            "title": citing.title,
            "edition": citing.edition,
        },
        kind=annotation.kind,
        authority=annotation.authority,
        certainty=annotation.certainty,
        is_open=way == "open",
        is_orphan=is_orphan,
    )


@register.simple_tag
def foot(
    part: _Part, key: str, base: str, citing: Citing, meanings: Iterable[Definition] = ()
) -> SafeString:
    """Return what stands below a clause: how to cite it, what rests on it, what its words mean."""
    groups = part.resting.groups if part.resting else []
    defined = tuple(meanings)
    if not (base or groups or defined):
        return SafeString()
    return filled(
        "guidance/_clause_foot.html",
        {
            "name": part.name,
            "key": key,
            "base": base,
            "title": citing.title,
            "edition": citing.edition,
            "counted": ", ".join(words for words, _links in groups),
            "resting": format_html_join(
                "\n",
                "<p>{}</p>\n<ul>\n{}\n</ul>",
                ((words, format_html_join("\n", "{}", ((_item(link),) for link in links)))
                 for words, links in groups),
            ),
            "defined": ", ".join(one.words[0] for one in defined),
            "meanings": format_html_join("\n", "{}", ((_meaning(one),) for one in defined)),
        },
    )  # fmt: skip


@register.simple_tag
def term(item: CitedTerm, reading: Reading[License], fixed: str) -> SafeString:
    """Return a term in full, with the words that it rests on."""
    own = item.term
    fulfilment = SafeString()
    if own.fulfilment:
        fulfilment = render_to_string("guidance/_fulfilment.html", {"term": own})
    return filled(
        "guidance/_term.html",
        {
            "trigger": own.trigger,
            "fixed": fixed,
            "key": own.key,
            "title": own.title,
            "body": prose(reading, own.body),
            "fulfilment": fulfilment,
            "cited": format_html_join("", "{}", ((_term_cite(one),) for one in item.citations)),
        },
        kind=own.kind,
    )


def _term_cite(citation: ShownCitation) -> SafeString:
    return filled(
        "guidance/_term_cite.html",
        {
            "cite": local_cite(citation),
            "words": citation.words,
            "policy": citation.policy,
            "heading": citation.heading,
        },
    )


@register.simple_tag
def pinned_cite(citation: ShownCitation) -> SafeString:
    """Return the name of a cited clause, as a link to it in the edition that is cited."""
    return _pinned_cite(citation, get_language(), get_script_prefix())


@lru_cache(maxsize=_KEPT)
def _pinned_cite(citation: ShownCitation, _language: str | None, _prefix: str) -> SafeString:
    if citation.edition:
        base = reverse("guidance:license-edition", args=[citation.license, citation.edition])
    else:
        base = reverse("guidance:license", args=[citation.license])
    return local_cite(citation, base)


@register.simple_tag
def gained_and_lost(gained: Iterable[Term], lost: Iterable[Term]) -> SafeString:
    """Return which terms come to those of a result with another answer, and which go, as items."""
    words = ((gettext("Then also:"), gained), (gettext("Then no longer:"), lost))
    told = [(change, term) for change, terms in words for term in terms]
    kinds = {(term.kind, term.when): term for _change, term in told}
    claims = {kind: claim(term) for kind, term in kinds.items()}
    items = [_told(change, claims[term.kind, term.when], term.title) for change, term in told]
    return format_html("\n".join(["{}"] * len(items)), *items) if items else SafeString()


@lru_cache(maxsize=_KEPT)
def _told(change: str, claim: str, title: str) -> SafeString:
    return format_html("<li><b>{}</b> {}: {}</li>", change, claim, title)


@register.simple_tag
def local_cite(citation: ShownCitation, base: str = "") -> SafeString:
    """Return the name of a cited clause, as a link to it on the page of its license."""
    return filled(
        "guidance/_local_cite.html",
        {
            "base": base,
            "section": citation.section,
            "heading": citation.heading,
            "name": citation.name,
        },
    )


@lru_cache(maxsize=_KEPT)
def _item(link: Link) -> SafeString:
    return format_html('<li><a href="{}">{}</a></li>', link.address, link.title)


@lru_cache(maxsize=_KEPT)
def _meaning(one: Definition) -> SafeString:
    said = truncatechars(one.meaning, _LONGEST_MEANING)
    return format_html('<li><a href="#{}">{}</a>: {}</li>', one.key, one.words[0], said)
