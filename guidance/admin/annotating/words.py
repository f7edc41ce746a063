"""The words that an address of the annotating page names: selected, pasted, or of one section."""

from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from guidance.admin.fields.columns import is_number
from guidance.admin.fields.lines import CitationLinesField, LocalCitationLinesField
from guidance.core.documents.licenses import Section as SectionNoun
from guidance.core.texts.anchors import Span
from guidance.core.texts.selections import Chosen, NotQuotable, choose, places_of
from guidance.models import License, Section

_AROUND = 60
"""Characters on each side of a place that is offered."""


@dataclass(frozen=True)
class Offer:
    """A place that pasted words may mean, with what stands around it, and the way to it."""

    section: str
    before: str
    words: str
    after: str
    url: str


@dataclass(frozen=True)
class Words:
    """What was asked for: words at one place, or several places to choose from, or why none."""

    chosen: Chosen | None = None
    name: str = ""
    asked: str = ""
    section: str = ""
    problem: str = ""
    offers: tuple[Offer, ...] = field(default=())

    def as_data(self, license: License) -> dict[str, Any]:
        """Return what a script puts into the fields of a form: the quote, and it as a line."""
        if self.chosen is None:
            return {"problem": self.problem}
        quote, citation = self.chosen.quote, citation_of(self.chosen)
        return {
            "section": self.chosen.section,
            "name": self.name,
            "exact": quote.exact,
            "prefix": quote.prefix,
            "suffix": quote.suffix,
            "line": LocalCitationLinesField().write(citation),
            "cite": CitationLinesField().write({"license": license.slug, **citation}),
        }


def citation_of(chosen: Chosen) -> dict[str, Any]:
    """Return chosen words as a citation within their own license."""
    quote = chosen.quote.model_dump(exclude_defaults=True)
    return {"section": chosen.section, "quote": quote}


def words_in(license: License, query: QueryDict) -> Words:
    """Read which words an address means (one query); nothing where it names none."""
    body = license.text.body
    rows = {row.key: row for row in license.sections.all()}
    start, end = query.get("start", ""), query.get("end", "")
    asked, key = query.get("quote", ""), query.get("section", "")
    if is_number(start) and is_number(end):
        return _at(Span(int(start), int(end)), body, rows)
    section = rows.get(key)
    if not asked.strip():
        if section is None:
            return Words()
        return Words(asked=body[section.start : section.end].strip(), section=key)
    within = Span(section.start, min(section.end, len(body))) if section else None
    places = places_of(asked, body, within=within)
    found = Words(asked=asked, section=key)
    if not places.spans:
        problem = _(
            "These words are not in the text, nor any that are like them. Copy them from the "
            "text, and look whether the right section is chosen."
        )
        return Words(asked=asked, section=key, problem=problem)
    if len(places.spans) == 1 and not places.are_similar:
        one = _at(places.spans[0], body, rows)
        return one if one.chosen else Words(asked=asked, section=key, problem=one.problem)
    problem = (
        _("Not exactly these words stand in the text. Did you mean these?")
        if places.are_similar
        else _("These words stand in several places. Choose the one that is meant.")
    )
    offers = tuple(_offer(span, body, rows, query) for span in places.spans)
    return Words(asked=found.asked, section=key, problem=problem, offers=offers)


def _at(span: Span, body: str, rows: dict[str, Section]) -> Words:
    sections = [
        SectionNoun.model_construct(key=row.key, start=row.start, end=row.end)
        for row in rows.values()
    ]
    try:
        chosen = choose(span, body, sections)
    except NotQuotable as error:
        return Words(problem=why_not(error))
    return Words(chosen=chosen, name=str(rows[chosen.section]))


def why_not(error: NotQuotable) -> str:
    """Say why words that were chosen make no quote, and what to do."""
    match error.reason:
        case "empty":
            return _("Nothing was selected. Select some words of the text first.")
        case "across":
            return _("These words go over the border of two sections. Select words of one.")
        case "unclear":
            return _("These words cannot be told from others in their section. Select more.")
    return _("These words belong to no section. Draw the borders of the sections first.")


def _offer(span: Span, body: str, rows: dict[str, Section], query: QueryDict) -> Offer:
    section = next((row for row in rows.values() if row.start <= span.start < row.end), None)
    kept = {name: str(query[name]) for name in ("note", "term", "as", "license") if name in query}
    where = {**kept, "start": str(span.start), "end": str(span.end)}
    return Offer(
        section=str(section) if section else "",
        before=body[max(0, span.start - _AROUND) : span.start],
        words=body[span.start : span.end],
        after=body[span.end : span.end + _AROUND],
        url=f"?{urlencode(where)}",
    )


def annotate_url(license: License, **query: Any) -> str:
    """Return the address of the page on which a license is annotated, opened at something."""
    home = reverse("admin:guidance_license_annotate", args=[license.pk])
    return f"{home}?{urlencode(query)}" if query else home
