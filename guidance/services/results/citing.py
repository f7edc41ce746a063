"""Citations and terms as readers see them, resolved against what their edition refers to.

Nothing here makes a query.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.urls import reverse

from guidance.core.documents.editions import CitedSection, Context
from guidance.core.documents.licenses import Citation, LocalCitation, Term, TermKind, TermWhen


@dataclass(frozen=True)
class ShownCitation:
    """A citation as readers see it: where it points and the words that it quotes.

    ``edition`` is the number of the license's edition that was current when the
    guidance was published, so that the link keeps its meaning.
    """

    license: str
    license_title: str
    edition: int | None
    section: str
    label: str
    heading: str
    words: str
    policy: str
    policy_url: str
    paraphrase: str
    policy_read_on: date | None = None

    @property
    def name(self) -> str:
        """Return the clause's number; for a definition, the word that it defines, quoted.

        Without the quotation marks, "Llama 2" would read as the name of the license.
        """
        if self.section.startswith("def.") and self.heading:
            return "“" + self.heading.strip("\"“”'‘’") + "”"
        return self.label


@dataclass(frozen=True)
class CitedTerm:
    """A term with its citations resolved."""

    term: Term
    citations: tuple[ShownCitation, ...]

    @property
    def sections(self) -> tuple[ShownCitation, ...]:
        """Return one citation for each section that is cited."""
        first: dict[str, ShownCitation] = {}
        for citation in self.citations:
            first.setdefault(citation.section, citation)
        return tuple(first.values())


@dataclass(frozen=True)
class ShownTerm(CitedTerm):
    """A term of a result, with the license that it is of."""

    ref: str
    license: str

    @property
    def of_edition(self) -> str:
        """By what it is told from the other terms that an edition refers to."""
        return self.ref

    @property
    def is_pasted(self) -> bool:
        """Tell whether its text goes into a file of the reader's own, with what stands there."""
        return bool(self.term.file and self.term.fulfilment) and "/" not in self.term.file


@dataclass(frozen=True)
class Terms:
    """Terms by what they are: what you must, must not and may do, and what is only to be known."""

    must: tuple[ShownTerm, ...]
    must_not: tuple[ShownTerm, ...]
    may: tuple[ShownTerm, ...]
    to_know: tuple[ShownTerm, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.all)

    @property
    def all(self) -> tuple[ShownTerm, ...]:
        return (*self.must, *self.must_not, *self.may, *self.to_know)

    @property
    def stages(self) -> "tuple[Stage, ...]":
        """Return what must be done by when it is; one stage without a name where none is said.

        Beside others that are sorted, a term that is not holds always.
        """
        if not any(shown.term.when for shown in self.must):
            return (Stage(None, self.must),) if self.must else ()
        sorted_by: dict[TermWhen, list[ShownTerm]] = {when: [] for when in STAGES}
        for shown in self.must:
            sorted_by[shown.term.when or TermWhen.ALWAYS].append(shown)
        return tuple(Stage(when, tuple(terms)) for when, terms in sorted_by.items() if terms)


STAGES = (TermWhen.BEFORE_RELEASE, TermWhen.AT_DISTRIBUTION, TermWhen.ALWAYS)


@dataclass(frozen=True)
class Stage:
    """What must be done at one time; ``when`` is None where the edition does not say it."""

    when: TermWhen | None
    terms: tuple[ShownTerm, ...]


def cite(citation: LocalCitation, context: Context, *, license: str = "") -> ShownCitation:
    """Resolve a citation against what its edition refers to (no query)."""
    slug = citation.license if isinstance(citation, Citation) else license
    cited = context.licenses.get(slug)
    section = cited.sections.get(citation.section, CitedSection()) if cited else CitedSection()
    return ShownCitation(
        license=slug,
        license_title=cited.short_title if cited else slug,
        edition=cited.edition if cited else None,
        section=citation.section,
        label=section.label or citation.section,
        heading=section.heading,
        words=citation.quote.exact if citation.quote else "",
        policy=section.policy,
        policy_url=section.policy_url,
        paraphrase=section.paraphrase,
        policy_read_on=section.policy_read_on,
    )


def cite_all(
    citations: tuple[LocalCitation, ...], context: Context, *, license: str = ""
) -> tuple[ShownCitation, ...]:
    return tuple(cite(citation, context, license=license) for citation in citations)


class CitedPart(NamedTuple):
    """What of one license citations rest on, and where that alone is read beside its notes."""

    title: str
    address: str


def cited_parts(citations: Iterable[ShownCitation]) -> tuple[CitedPart, ...]:
    """Return for each license the address at which only the clauses cited are shown."""
    found: dict[tuple[str, int | None], list[ShownCitation]] = {}
    for citation in citations:
        found.setdefault((citation.license, citation.edition), []).append(citation)
    return tuple(
        CitedPart(cited[0].license_title, _address_of(slug, edition, cited))
        for (slug, edition), cited in found.items()
    )


def _address_of(slug: str, edition: int | None, cited: Iterable[ShownCitation]) -> str:
    name, given = ("license-edition", [edition]) if edition else ("license", [])
    keys = ",".join(sorted({citation.section for citation in cited}))
    return f"{reverse(f'guidance:{name}', args=[slug, *given])}?only={keys}#text"


def sorted_terms(shown: Iterable[ShownTerm]) -> Terms:
    """Sort terms by what they are; each kind keeps its order."""
    groups: dict[TermKind, list[ShownTerm]] = {kind: [] for kind in TermKind}
    to_know: list[ShownTerm] = []
    for one in shown:
        is_known = one.term.when is TermWhen.TO_KNOW
        (to_know if is_known else groups[one.term.kind]).append(one)
    return Terms(
        must=tuple(groups[TermKind.CONDITION]),
        must_not=tuple(groups[TermKind.LIMITATION]),
        may=tuple(groups[TermKind.PERMISSION]),
        to_know=tuple(to_know),
    )
