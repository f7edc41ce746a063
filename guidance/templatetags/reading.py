"""What templates need to set a reading: its prose, the look of its kinds, the masthead's links."""

from collections.abc import Iterable, Mapping
from textwrap import shorten
from typing import Any

from django import template
from django.conf import settings
from django.template import Context
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from guidance.core.documents.licenses import (
    Annotation,
    AnnotationKind,
    Authority,
    Certainty,
    Term,
    TermKind,
    TermWhen,
)
from guidance.core.documents.trees import Verdict
from guidance.core.search.matches import Run as Found
from guidance.core.texts.highlights import Run
from guidance.services.editions.markdown import plain, words_in
from guidance.services.editions.readings import Reading
from guidance.services.results.citing import CitedPart, ShownCitation, cited_parts
from guidance.services.results.presenting import Result
from portal.environment.addresses import absolute

register = template.Library()

_FIRST_WORDS = 72
_NOTED = '<a href="#note-{}">{}</a>'
_ENOUGH = 300
"""Signs of HTML that mostly hold twice as many words; to read all of it takes long."""

# kind: (class in the style sheet, mark, word). The word is always there; colour is never alone.
_LOOKS: Mapping[str, tuple[str, str, Promise]] = {
    AnnotationKind.GRANTS: ("grant", "✓", _("Grants")),
    AnnotationKind.REQUIRES: ("duty", "!", _("Requires")),
    AnnotationKind.FORBIDS: ("limit", "✕", _("Forbids")),
    AnnotationKind.DEFINES: ("define", "§", _("Means")),
    AnnotationKind.EXPLAINS: ("note", "i", _("Explains")),
    AnnotationKind.WARNS: ("warn", "⚠", _("Warns")),
    TermKind.PERMISSION: ("grant", "✓", _("You may")),
    TermKind.CONDITION: ("duty", "!", _("You must")),
    TermKind.LIMITATION: ("limit", "✕", _("You may not")),
    Verdict.ALLOWED: ("grant", "✓", _("Allowed")),
    Verdict.CONDITIONAL: ("duty", "!", _("Allowed, with conditions")),
    Verdict.SPECIAL_LICENSE: ("limit", "✕", _("Special license needed")),
    Verdict.PROHIBITED: ("limit", "✕", _("Prohibited")),
    Verdict.ASK_COUNSEL: ("note", "?", _("Ask counsel")),
}
_TERM_KINDS: Mapping[str, Promise] = {
    TermKind.PERMISSION: _("Permission"),
    TermKind.CONDITION: _("Condition"),
    TermKind.LIMITATION: _("Limitation"),
}
_AUTHORITIES: Mapping[str, Promise] = {
    Authority.INCORPORATED_POLICY: _("Rests on the use policy"),
    Authority.PUBLISHERS_STATEMENT: _("Publisher’s statement"),
    Authority.OUR_READING: _("Our reading"),
}
_CERTAINTIES: Mapping[str, Promise] = {
    Certainty.ARGUABLE: _("Arguable"),
    Certainty.OPEN: _("Open question"),
}


@register.simple_tag
def prose(reading: "Reading[Any] | None", source: str) -> str:
    """Return the HTML that an edition carries for this Markdown source.

    It may be marked as safe, since it was sanitized when it was rendered. A source without HTML is
    shown as the characters that it has.
    """
    html = reading.html.get(source) if reading and source else None
    if html is None:
        return format_html("<p>{}</p>", source) if source else ""
    return mark_safe(html)


@register.simple_tag
def first_words(reading: "Reading[Any] | None", source: str) -> str:
    """Return the first words of Markdown without its signs: what a folded note shows of itself."""
    html = (reading and reading.html.get(source)) or source
    begun = words_in(html[: max(html.find("<", _ENOUGH), 0)])
    words = begun if len(begun) > 2 * _FIRST_WORDS else words_in(html)
    return shorten(words, _FIRST_WORDS, placeholder=" …")


@register.filter
def plain_words(source: str) -> str:
    """Return Markdown of the team as words on one line, where it is only to be recognized."""
    return plain(source)


@register.simple_tag
def runs(cut: Iterable[Run], notes: Iterable[Annotation], way: str = "") -> SafeString:
    """Return words with those that notes are about marked and linked to the notes.

    Where the way to read has no notes ("none"), nothing is marked. A defined word is linked
    to its definition.

    Where notes overlap, the link goes to the one with the fewest words, whose
    kind gives the color; ``several`` says that there are more.
    """
    kinds = {} if way == "none" else {note.key: note.kind for note in notes}
    form: list[str] = []
    words: list[str] = []
    for run in cut:
        if run.defined:
            form.append('<a class="defined" href="#{}">{}</a>')
            words += run.defined, run.text
        elif not run.notes or not kinds:
            form.append("{}")
            words.append(run.text)
        else:
            form.append('<span class="words-of" id="words-{}"></span>' * len(run.begins))
            several = " several" if len(run.notes) > 1 else ""
            words += *run.begins, look(kinds.get(run.notes[0], "")), several
            # A blank between two quotes within a third is marked, but a link nobody could see.
            is_seen = bool(run.text.strip())
            form.append(f'<mark class="{{}}{{}}">{_NOTED if is_seen else "{}"}</mark>')
            words += (run.notes[0], run.text) if is_seen else (run.text,)
    return format_html("".join(form), *words) if form else SafeString()


@register.filter
def marked(found: Iterable[Found]) -> SafeString:
    """Return what was found with the words that were looked for marked; all of it is escaped."""
    pieces = tuple(found)
    form = "".join("<mark>{}</mark>" if piece.is_match else "{}" for piece in pieces)
    return format_html(form, *(piece.text for piece in pieces)) if pieces else SafeString()


@register.filter
def look(kind: str) -> str:
    """Return the class of a kind of note, of term or of verdict."""
    return _LOOKS[kind][0] if kind in _LOOKS else "note"


@register.filter
def mark(kind: str) -> str:
    return _LOOKS[kind][1] if kind in _LOOKS else "i"


@register.filter
def word(kind: str) -> str:
    return str(_LOOKS[kind][2]) if kind in _LOOKS else str(kind)


@register.filter
def clause_name(citation: ShownCitation) -> str:
    """Return what a cited clause is called in words."""
    return citation.name


@register.filter
def by_clause(citations: Iterable[ShownCitation]) -> list[tuple[ShownCitation, ...]]:
    """Group citations by the section that they cite, so that it is named once."""
    groups: dict[tuple[str, str], list[ShownCitation]] = {}
    for citation in citations:
        groups.setdefault((citation.license, citation.section), []).append(citation)
    return [tuple(group) for group in groups.values()]


@register.filter
def license_parts(result: Result) -> tuple[CitedPart, ...]:
    """Return where a license is read with only the clauses that a result rests on."""
    terms = (*result.terms.must, *result.terms.must_not, *result.terms.may)
    cited = (citation for term in terms for citation in term.citations)
    return cited_parts((*result.citations, *cited))


@register.filter
def claim(term: Term) -> str:
    """Return what a term tells its reader: what they may, must or may not do, or is to be known."""
    return str(_("To know")) if term.when is TermWhen.TO_KNOW else word(term.kind)


@register.filter
def claim_mark(term: Term) -> str:
    return "i" if term.when is TermWhen.TO_KNOW else mark(term.kind)


@register.filter
def term_kind(kind: str) -> str:
    """Return a kind of term as a noun, to stand beside a whole sentence."""
    return str(_TERM_KINDS.get(kind, kind))


@register.filter
def authority(kind: str) -> str:
    """Return on whose word a note stands; empty for the license's own."""
    return str(_AUTHORITIES.get(kind, ""))


@register.filter
def certainty(kind: str) -> str:
    """Return how sure a note is; empty where it is settled."""
    return str(_CERTAINTIES.get(kind, ""))


@register.simple_tag(takes_context=True)
def canonical(context: Context) -> str:
    """Name the one address of this page: its own, without filters and what mail adds to links."""
    request = context.get("request")
    if request is None:
        return ""
    return format_html('<link rel="canonical" href="{}">', absolute(request, request.path))


@register.simple_tag(takes_context=True)
def absolute_address(context: Context, path: str) -> str:
    """Return a path with the host before it; "" where there is none."""
    request = context.get("request")
    return absolute(request, path) if request is not None and path else ""


@register.simple_tag
def contact() -> str:
    """Return the operator's contact as a link; "" where none is set."""
    return str(settings.CONTACT)


@register.simple_tag
def results_days() -> int:
    """Return for how many days a short link is kept; 0: for ever."""
    return int(settings.RESULTS_DAYS)


@register.simple_tag
def takes_feedback() -> bool:
    """Tell whether readers can write to the team."""
    return bool(settings.FEEDBACK_DAYS)


@register.simple_tag(takes_context=True)
def nav_link(context: Context, name: str, words: str) -> SafeString:
    """Link a part of the site from the masthead, saying whether this page is in it."""
    url = reverse(f"guidance:{name}")
    path = getattr(context.get("request"), "path", "")
    if not path.startswith(url):
        return format_html('<a href="{}">{}</a>', url, words)
    current = "page" if path == url else "true"
    return format_html('<a href="{}" aria-current="{}">{}</a>', url, current, words)
