"""What an edition holds beside its document: everything that it refers to, as it stood.

A published edition must not change when something it refers to does. So the
terms, license names, section labels and topic names that a reader sees with it
are copied into its context when it is published.
"""

from pydantic import Field

from guidance.core.fields import Address, Key, Line, Noun, Prose, Slug, TermRef
from guidance.core.licenses import Term


class CitedSection(Noun):
    """A section as a citation shows it: its number, its heading, and for a policy our words."""

    label: Line = ""
    heading: Line = ""
    policy: Line = ""
    policy_url: Address = ""
    paraphrase: Prose = ""


class CitedLicense(Noun):
    """A license as an edition refers to it, with the edition number that was current."""

    title: Line
    short_title: Line
    publisher: Line = ""
    edition: int | None = None
    sections: dict[Key, CitedSection] = Field(default_factory=dict)


class Context(Noun):
    """All that a document refers to: topics, licenses, terms, related FAQ entries."""

    topics: dict[Slug, Line] = Field(default_factory=dict)
    licenses: dict[Slug, CitedLicense] = Field(default_factory=dict)
    terms: dict[TermRef, Term] = Field(default_factory=dict)
    related: dict[Slug, Line] = Field(default_factory=dict)
