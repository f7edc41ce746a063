"""What an edition holds beside its document: everything that it refers to, as it stood.

A published edition must not change when something it refers to does. So the
terms, license names, section labels and topic names that a reader sees with it
are copied into its context when it is published.
"""

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, Field

from guidance.core.documents.faqs import FaqEntry
from guidance.core.documents.fields import Address, Key, Line, Prose, Slug, TermRef
from guidance.core.documents.licenses import License, Term
from guidance.core.documents.nouns import Noun, Public
from guidance.core.documents.trees import Tree

Publishable = License | FaqEntry | Tree
"""A document of which there are editions. Topics are a document too, but have none."""

_ByKey = AfterValidator(lambda named: dict(sorted(named.items())))
"""In the order of the keys. Databases keep them in orders of their own (jsonb: by length), and what
is made from an edition must be the same bytes on each, and before it was stored."""


class CitedSection(Noun):
    """A section as a citation shows it: its number, its heading, and for a policy our words.

    ``policy_read_on`` is the day on which the copy that these words are from was read.
    """

    label: Public[Line] = ""
    heading: Public[Line] = ""
    policy: Public[Line] = ""
    policy_url: Public[Address] = ""
    policy_read_on: Public[date | None] = None
    paraphrase: Public[Prose] = ""


class CitedLicense(Noun):
    """A license as an edition refers to it, with the edition number that was current."""

    title: Public[Line]
    short_title: Public[Line]
    publisher: Public[Line] = ""
    edition: Public[int | None] = None
    sections: Public[Annotated[dict[Key, CitedSection], _ByKey]] = Field(default_factory=dict)


class Context(Noun):
    """All that a document refers to: topics, licenses, terms, related FAQ entries."""

    topics: Public[Annotated[dict[Slug, Line], _ByKey]] = Field(default_factory=dict)
    licenses: Public[Annotated[dict[Slug, CitedLicense], _ByKey]] = Field(default_factory=dict)
    terms: Public[Annotated[dict[TermRef, Term], _ByKey]] = Field(default_factory=dict)
    related: Public[Annotated[dict[Slug, Line], _ByKey]] = Field(default_factory=dict)


def title_of(document: Publishable) -> str:
    """Return what readers call the document: its title, or the question that it answers."""
    return document.question if isinstance(document, FaqEntry) else document.title
