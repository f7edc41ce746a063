"""The memo on one license: what it lets, makes and forbids, note by note, with quoted words."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.timezone import localtime

from guidance.core.documents.licenses import Annotation, License, TermKind
from guidance.core.documents.trees import Tree
from guidance.models import Edition, PublicationKind
from guidance.models.annotations import AUTHORITY_CHOICES, CERTAINTY_CHOICES, KIND_CHOICES
from guidance.models.terms import TERM_KIND_CHOICES, TERM_WHEN_CHOICES
from guidance.services.editions.readings import EditionFacts, Reading, read
from guidance.services.memos.papers import Full, Paper
from guidance.services.memos.prose import write_prose
from guidance.services.reading.license_parts import LicensePage, license_page
from guidance.services.results.citing import CitedTerm
from guidance.services.taking.data import DISCLAIMER
from guidance.services.taking.markdown import VERDICTS

MOST_AROUND = 300
"""So many FAQ entries, and as many questionnaires, stand in a memo."""
_WORDS: dict[str, str] = {
    value: str(words)
    for choices in (
        KIND_CHOICES, AUTHORITY_CHOICES, CERTAINTY_CHOICES, TERM_KIND_CHOICES, TERM_WHEN_CHOICES,
    )
    for value, words in choices
}  # fmt: skip


@dataclass(frozen=True)
class Around:
    """What is published about a license: FAQ entries and questionnaires, as readers see them."""

    faqs: tuple[Reading[Any], ...]
    trees: tuple[Reading[Any], ...]


def around(slug: str) -> Around:
    """Return what readers find about a license now (two queries)."""

    def found(kind: str) -> tuple[Reading[Any], ...]:
        editions = (
            Edition.objects.filter(
                current_of__kind=kind,
                current_of__withdrawn_at__isnull=True,
                card__licenses__has_key=slug,
            )
            .with_marks()
            .order_by("publication__position", "publication__slug")
        )
        return tuple(read(edition) for edition in editions[:MOST_AROUND])

    return Around(found(PublicationKind.FAQ), found(PublicationKind.TREE))


def license_memo(reading: Reading[License], near: Around, *, root: str) -> bytes:
    """Return the memo as a file for Word; ``root`` is the site's address, without its last slash.

    It is about an edition, and says which. The same edition, with the same around it, is the
    same bytes.
    """
    edition = reading.edition
    assert edition is not None  # noqa: S101 - memos are of what is published
    license = reading.document
    about = f"{license.short_title}, guidance version {edition.number}"
    paper = Paper(f"{license.title}: guidance", about=about, at=edition.published_at)
    writing = _Writing(paper, reading, root)
    try:
        writing.all(edition, near)
    except Full:
        paper.cut(writing.address(edition))
    paper.end("About this memo", DISCLAIMER)
    return paper.as_bytes()


class _Writing:
    def __init__(self, paper: Paper, reading: Reading[License], root: str) -> None:
        self.paper = paper
        self.reading = reading
        self.license = reading.document
        self.root = root

    def all(self, edition: EditionFacts, near: Around) -> None:
        page = license_page(self.reading)
        self.facts(edition)
        self.warnings(edition)
        self.glance(page)
        self.background()
        self.terms(page)
        self.notes(page)
        self.policies()
        self.faqs(near.faqs)
        self.trees(near.trees)

    def address(self, edition: EditionFacts) -> str:
        address = reverse("guidance:license-edition", args=[self.license.slug, edition.number])
        return f"{self.root}{address}"

    def prose(self, source: str, reading: Reading[Any] | None = None) -> None:
        write_prose(self.paper, source, (reading or self.reading).html, root=self.root)

    def facts(self, edition: EditionFacts) -> None:
        license = self.license
        day = f"{localtime(edition.published_at):%d %B %Y}"
        state = "current" if edition.is_current else "no longer current"
        reviewed = "not reviewed yet"
        if edition.reviewed_at is not None:
            reviewed = f"{edition.reviewed_by}, {localtime(edition.reviewed_at):%d %B %Y}"
        named = [
            ("License", license.title),
            ("Published by", license.publisher),
            ("In force since", f"{license.effective_on:%d %B %Y}" if license.effective_on else ""),
            ("Kind", license.classification),
            ("SPDX", license.spdx),
            ("Guidance", f"version {edition.number} of {day}, {state} when this was made"),
            ("Digest of the guidance (SHA-256)", edition.digest),
            ("Reviewed by", reviewed),
            ("Text", ", ".join(filter(None, (license.text.source, license.text.key)))),
            ("Digest of the text (SHA-256)", license.text.digest),
        ]
        self.paper.table(("About", "This memo"), [(name, words) for name, words in named if words])
        self.paper.address("This version in the portal", self.address(edition))

    def warnings(self, edition: EditionFacts) -> None:
        """Say on top what readers of the page are warned of."""
        if edition.recall is not None:
            self.paper.paragraph("This version was recalled: it is wrong.", is_bold=True)
            for words in filter(None, (edition.recall.reason, edition.recall.advice)):
                self.paper.paragraph(words)
        if edition.withdrawal is not None:
            self.paper.paragraph("This guidance was withdrawn.", is_bold=True)
            if edition.withdrawal.reason:
                self.paper.paragraph(edition.withdrawal.reason)
        if not edition.is_current and edition.withdrawal is None:
            self.paper.paragraph("A newer version of this guidance is published.", is_bold=True)

    def glance(self, page: LicensePage) -> None:
        if not any(glance.terms for glance in page.glance):
            return
        self.paper.heading("At a glance")
        for glance in page.glance:
            if glance.terms:
                rows = [(one.term.glance, _sections(one)) for one in glance.terms]
                self.paper.table((_WORDS[glance.kind], "Clauses"), rows)

    def background(self) -> None:
        if self.license.summary or self.license.background:
            self.paper.heading("Background")
            if self.license.summary:
                self.paper.paragraph(self.license.summary, is_bold=True)
            self.prose(self.license.background)

    def terms(self, page: LicensePage) -> None:
        terms = [one for topic in page.topics for one in topic.terms]
        for kind in TermKind:
            mine = [one for one in terms if one.term.kind == kind]
            if mine:
                self.paper.heading(_WORDS[kind])
            for one in mine:
                self._term(one)

    def _term(self, one: CitedTerm) -> None:
        term = one.term
        self.paper.heading(term.title, 2)
        when = _WORDS.get(term.when or "", "")
        said = "; ".join(filter(None, (_sections(one), term.trigger, when)))
        if said:
            self.paper.paragraph(said, is_bold=True)
        self.prose(term.body)
        for citation in one.citations:
            if citation.words:
                self.paper.quoted("", citation.words, "", clause=_clause(citation))
        if term.fulfilment:
            self.paper.paragraph("To fulfil it:", is_bold=True)
            for line in term.fulfilment.split("\n"):
                self.paper.paragraph(line, style="No Spacing")

    def notes(self, page: LicensePage) -> None:
        if not self.license.annotations:
            return
        self.paper.heading("Clause by clause")
        for clause in page.clauses:
            if clause.annotations:
                section = clause.section
                named = " ".join(filter(None, (section.label or section.key, section.heading)))
                self.paper.heading(named, 2)
                for note in clause.annotations:
                    self._note(note, section.label or section.key)
        if page.unplaced:
            self.paper.heading("Notes on other passages", 2)
            for note in page.unplaced:
                self._note(note, note.section)

    def _note(self, note: Annotation, label: str) -> None:
        said = [_WORDS[note.kind], _WORDS[note.authority], _WORDS[note.certainty]]
        self.paper.paragraph(" · ".join(said), is_bold=True)
        self.paper.quoted("", note.quote.exact, "", clause=label)
        self.prose(note.body)
        if note.url:
            self.paper.paragraph(f"Source: {note.url}")

    def policies(self) -> None:
        for policy in self.license.policies:
            self.paper.heading(f"{policy.title}, in our words")
            self.paper.paragraph(policy.url)
            if policy.read_on:
                self.paper.paragraph(f"From the copy that we read on {policy.read_on:%d %b %Y}.")
            self.prose(policy.note)
            for item in policy.sections:
                self.paper.heading(" ".join(filter(None, (item.key, item.heading))), 2)
                self.prose(item.body)

    def faqs(self, readings: Iterable[Reading[Any]]) -> None:
        held = list(readings)
        if held:
            self.paper.heading("Questions people ask")
        for one in held:
            self.paper.heading(one.document.question, 2)
            self.prose(one.document.short_answer, one)
            address = reverse("guidance:faq", args=[one.document.slug])
            self.paper.address("The whole answer", f"{self.root}{address}")

    def trees(self, readings: Iterable[Reading[Tree]]) -> None:
        held = list(readings)
        if held:
            self.paper.heading("What the questionnaires can come to")
        for one in held:
            self.paper.heading(one.document.title, 2)
            address = reverse("guidance:check-start", args=[one.document.slug])
            self.paper.address("Answer it", f"{self.root}{address}")
            rows = [(VERDICTS[outcome.verdict], outcome.title) for outcome in one.document.outcomes]
            self.paper.table(("Verdict", "Outcome"), rows)


def _sections(one: CitedTerm) -> str:
    return ", ".join(dict.fromkeys(map(_clause, one.sections)))


def _clause(citation: Any) -> str:
    return str(citation.label or citation.heading or citation.section)
