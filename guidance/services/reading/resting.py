"""What rests on a clause: terms, answers, questions and outcomes that cite it.

Read from what is published now; what an edition cites never changes, so it is kept in memory.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from guidance.core.documents.licenses import License
from guidance.models import Edition, PublicationKind
from guidance.models.said import Shown


class Link(NamedTuple):
    title: str
    address: str


@dataclass(frozen=True)
class Resting:
    """What cites one clause, each by its title and its address, in the order of reading."""

    terms: tuple[Link, ...] = ()
    answers: tuple[Link, ...] = ()
    questions: tuple[Link, ...] = ()
    outcomes: tuple[Link, ...] = ()

    @property
    def groups(self) -> list[tuple[str, tuple[Link, ...]]]:
        """Return what there is of each kind, with words that count it, such as "2 terms"."""
        counts = [len(links) for links in (self.terms, self.answers, self.questions, self.outcomes)]
        words = (
            ngettext("%d term", "%d terms", counts[0]),
            ngettext("%d answer", "%d answers", counts[1]),
            ngettext("%d question", "%d questions", counts[2]),
            ngettext("%d outcome", "%d outcomes", counts[3]),
        )
        links = (self.terms, self.answers, self.questions, self.outcomes)
        found = zip(words, counts, links, strict=True)
        return [(said % count, those) for said, count, those in found if count]

    @property
    def counted(self) -> str:
        """Say how many of each there are, such as "2 terms, 1 outcome"."""
        return ", ".join(words for words, _links in self.groups)


class _Cited(NamedTuple):
    """That something of a published document cites a clause of a license."""

    license: str
    section: str
    part: str
    link: Link


_memory: dict[tuple[int, str], tuple[_Cited, ...]] = {}
_KEPT = 4096


def resting_on(license: License, around: Sequence[Shown]) -> Mapping[str, Resting]:
    """Return what rests on each clause of a license, by the clause's key.

    ``around`` are publications about it; their documents are read (one
    query) where they are not known yet.
    """
    found: dict[str, dict[str, dict[Link, None]]] = {}
    for term in license.terms:
        link = Link(term.title, f"#term-{term.key}")
        for citation in term.citations:
            found.setdefault(citation.section, {}).setdefault("terms", {})[link] = None
    for cited in _cited_by(around):
        if cited.license == license.slug:
            parts = found.setdefault(cited.section, {})
            parts.setdefault(cited.part, {})[cited.link] = None
    return {
        key: Resting(**{part: tuple(links) for part, links in parts.items()})
        for key, parts in found.items()
    }


def _cited_by(around: Sequence[Shown]) -> Iterator[_Cited]:
    citing = (PublicationKind.FAQ, PublicationKind.TREE)
    keys = [(one.edition, one.digest) for one in around if one.kind in citing]
    if len(_memory) + len(keys) > _KEPT:
        _memory.clear()
    missing = [pk for pk, digest in keys if (pk, digest) not in _memory]
    if missing:
        editions = Edition.objects.filter(pk__in=missing)
        for pk, digest, document in editions.values_list("pk", "digest", "document"):
            _memory[pk, digest] = tuple(_citations(document))
    for key in keys:
        yield from _memory.get(key, ())


def _citations(document: Mapping[str, Any]) -> Iterator[_Cited]:
    """Yield what a document cites, as an edition holds it: to parse it takes ten times longer."""
    if document["kind"] == PublicationKind.FAQ:
        link = Link(document["question"], reverse("guidance:faq", args=[document["slug"]]))
        yield from _cited(document, "answers", link)
        return
    page = reverse("guidance:check-start", args=[document["slug"]])
    for question in document["questions"]:
        link = Link(question["title"], f"{page}#question-{question['key']}")
        yield from _cited(question, "questions", link)
    for outcome in document["outcomes"]:
        link = Link(outcome["title"], f"{page}#outcome-{outcome['key']}")
        yield from _cited(outcome, "outcomes", link)


def _cited(item: Mapping[str, Any], part: str, link: Link) -> Iterator[_Cited]:
    for citation in item.get("citations", ()):
        yield _Cited(citation["license"], citation["section"], part, link)


def name_of_clause(key: str, label: str, heading: str) -> str:
    """Return how a clause is called where it is cited.

    >>> str(name_of_clause("1.b.v", "1.b.v", "")), str(name_of_clause("grant", "", ""))
    ('clause 1.b.v', 'section “grant”')
    """
    if label:
        return gettext("clause %s") % label
    if key.startswith("def."):
        return gettext("definition of “%s”") % heading.strip("\"“”'")
    return gettext("section “%s”") % (heading or key)


def named(keys: Iterable[str], license: License) -> list[str]:
    """Return what clauses are called, short, in the order of the text."""
    wanted = set(keys)
    return [
        section.label or section.heading or section.key
        for section in license.sections
        if section.key in wanted
    ]
