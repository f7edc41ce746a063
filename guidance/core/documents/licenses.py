"""The nouns of a license: text, section, policy, annotation, term, citation.

They say what a license document *is*. Whether it is any good is asked by
``checks``; where a quote stands in a text is found by ``anchors``.
"""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints

from guidance.core.documents.fields import (
    SLUG_PATTERN,
    Address,
    Dismissal,
    FileName,
    FilledLine,
    FilledProse,
    Key,
    Line,
    Prose,
    Slug,
    Verbatim,
    filled,
)
from guidance.core.documents.nouns import Noun, Public

MAX_SENTENCE = 8_000
"""Characters of a sentence; of a longer one nothing is kept, so it is never compared."""


class AnnotationKind(StrEnum):
    GRANTS = "grants"
    REQUIRES = "requires"
    FORBIDS = "forbids"
    DEFINES = "defines"
    EXPLAINS = "explains"
    WARNS = "warns"


class Authority(StrEnum):
    """On whose word a note stands."""

    LICENSE_TEXT = "license-text"
    INCORPORATED_POLICY = "incorporated-policy"
    PUBLISHERS_STATEMENT = "publishers-statement"
    OUR_READING = "our-reading"


class Certainty(StrEnum):
    SETTLED = "settled"
    ARGUABLE = "arguable"
    OPEN = "open"


class TermKind(StrEnum):
    """The triad of choosealicense.com: you may, you must, you may not."""

    PERMISSION = "permission"
    CONDITION = "condition"
    LIMITATION = "limitation"


class TermWhen(StrEnum):
    """When a term has to be thought of; what is only to be known asks for nothing."""

    BEFORE_RELEASE = "before-release"
    AT_DISTRIBUTION = "at-distribution"
    ALWAYS = "always"
    TO_KNOW = "to-know"


class TermUse(StrEnum):
    """What kinds of use a term is triggered by.

    The first three are ways of handing on, the last two restrict whichever way it is.
    """

    SOURCE = "source"
    BINARY = "binary"
    HOSTED = "hosted"
    CHANGED = "changed"
    LINKED = "linked"


def _in_order(uses: tuple[TermUse, ...]) -> tuple[TermUse, ...]:
    return tuple(use for use in TermUse if use in uses)


class Travels(StrEnum):
    """Whether a copy of a policy has to go along with the license."""

    MUST = "must"
    NEED_NOT = "need-not"


class Quote(Noun):
    """Words of a text with a little of what stands around them.

    ``sentence`` is the whole sentence that they stood in when somebody last looked at it, with
    what leads into its list: it tells when the words are the same and the sentence has turned.
    Empty where nobody has compared it yet.
    Source: W3C Web Annotation Data Model, Text Quote Selector.
    """

    exact: Public[Annotated[Verbatim, AfterValidator(filled)]]
    prefix: Public[Verbatim] = ""
    suffix: Public[Verbatim] = ""
    sentence: Annotated[Verbatim, StringConstraints(max_length=MAX_SENTENCE)] = ""


def _quote(value: object) -> object:
    return {"exact": value} if isinstance(value, str) else value


QuoteOrWords = Annotated[
    Quote,
    BeforeValidator(
        _quote, json_schema_input_type=Quote | Annotated[str, StringConstraints(min_length=1)]
    ),
]
"""A quote; in YAML the bare words will do."""


class LocalCitation(Noun):
    """A section of this license, by key, with the words meant.

    A section of an incorporated policy is cited by its key alone.
    """

    section: Public[Key]
    quote: Public[QuoteOrWords | None] = None


class Citation(LocalCitation):
    """A section of a named license, by key, with the words meant."""

    license: Public[Slug]


Form = Literal[1, 2]
"""The rules by which a text was written down and is cut into sections: see ``core/texts``."""


class Text(Noun):
    """One immutable revision of a license's verbatim words.

    ``digest`` is the SHA-256 of the normalized body in UTF-8, in hexadecimal.
    A pack leaves ``body`` out; an edition always holds it. ``form`` says by which
    rules the words were written down; it was the first wherever it is not said.
    """

    source: Public[Line] = ""
    key: Public[Line] = ""
    url: Public[Address] = ""
    digest: Public[Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]]
    form: Public[Form] = 1
    body: Public[Verbatim | None] = None


class Section(Noun):
    """A numbered part of a text: the half-open span ``[start, end)`` in code points.

    ``short`` is what the contents list calls it, where heading and words are too long.
    """

    key: Public[Key]
    label: Public[Line] = ""
    heading: Public[Line] = ""
    short: Public[Annotated[Line, StringConstraints(max_length=60)]] = ""
    depth: Public[int] = Field(default=0, ge=0, le=9)
    start: Public[int] = Field(ge=0)
    end: Public[int] = Field(ge=0)


class PolicySection(Noun):
    """An item of an incorporated policy, in our paraphrase."""

    key: Public[Key]
    heading: Public[Line] = ""
    body: Public[FilledProse]


class Policy(Noun):
    """A document that a license makes part of itself, whose words we do not hold.

    ``read_on`` is the day of the copy that was paraphrased. ``travels`` says whether a copy has
    to go along, ``travels_by`` by which section of the license.
    """

    slug: Public[Slug]
    title: Public[FilledLine]
    url: Public[Address]
    read_on: Public[date | None] = None
    travels: Public[Travels | None] = None
    travels_by: Public[Key | None] = None
    note: Public[Prose] = ""
    sections: Public[tuple[PolicySection, ...]] = ()


class Annotation(Noun):
    key: Public[Key]
    section: Public[Key]
    quote: Public[QuoteOrWords]
    kind: Public[AnnotationKind]
    authority: Public[Authority] = Authority.LICENSE_TEXT
    certainty: Public[Certainty] = Certainty.SETTLED
    body: Public[FilledProse]
    url: Public[Address] = ""


class Term(Noun):
    """What the license lets, makes or forbids you to do, in plain words.

    ``glance`` is the short form for "at a glance", ``tag`` the shortest one for
    cards; a term without them is not shown there. ``fulfilment`` is text that
    the reader can copy to fulfil the term. ``contradicts`` names terms of the
    same license that cannot hold on the same way through a questionnaire.
    ``when`` sorts the list of a result; ``file`` is the file that fulfils the term, in the
    reader's product: with the license's own text where it is the license's ``file_name``.
    ``uses`` says which kinds of use trigger it, for lists of what several components owe; empty
    is every use but building only. ``same_as`` is the name of a duty that several licenses
    have: terms of one name are folded into one (see ``core/stacks``).
    """

    key: Public[Key]
    kind: Public[TermKind]
    topic: Public[Slug]
    title: Public[FilledLine]
    body: Public[Prose] = ""
    trigger: Public[Line] = ""
    fulfilment: Public[Prose] = ""
    glance: Public[Annotated[Line, StringConstraints(max_length=60)]] = ""
    tag: Public[Annotated[Line, StringConstraints(max_length=24)]] = ""
    citations: Public[tuple[LocalCitation, ...]] = ()
    contradicts: Public[tuple[Key, ...]] = ()
    when: Public[TermWhen | None] = None
    file: Public[FileName] = ""
    uses: Public[Annotated[tuple[TermUse, ...], AfterValidator(_in_order)]] = ()
    same_as: Public[
        Annotated[str, StringConstraints(pattern=rf"^({SLUG_PATTERN})?$", max_length=80)]
    ] = ""


class License(Noun):
    """A license with its text and all that the team says about it.

    A pack may leave ``sections`` out: they are then made by splitting the text.
    ``other_names`` are those of what is under it, too: of models and their files.
    ``file_name`` is what a copy of the text is called in a product, ``hub_name`` the license's
    name in the metadata of model cards.
    ``request_to`` is where the licensor is asked for a license, ``request_letter`` what to
    write; the address stands at ``request_source``, read on ``request_read_on``.
    """

    kind: Public[Literal["license"]]
    format: Public[Literal[1]]
    slug: Public[Slug]
    title: Public[FilledLine]
    short_title: Public[FilledLine]
    family: Public[Line] = ""
    publisher: Public[Line] = ""
    classification: Public[Line] = ""
    is_open_source: Public[bool] = False
    spdx: Public[Line] = ""
    other_names: Public[tuple[FilledLine, ...]] = ()
    file_name: Public[FileName] = ""
    hub_name: Public[Line] = ""
    request_to: Public[Line] = ""
    request_source: Public[Address] = ""
    request_read_on: Public[date | None] = None
    request_letter: Public[Prose] = ""
    effective_on: Public[date | None] = None
    summary: Public[Line] = ""
    background: Public[Prose] = ""
    text: Public[Text]
    sections: Public[tuple[Section, ...]] = ()
    policies: Public[tuple[Policy, ...]] = ()
    annotations: Public[tuple[Annotation, ...]] = ()
    terms: Public[tuple[Term, ...]] = ()
    dismissed: tuple[Dismissal, ...] = ()


class Topic(Noun):
    slug: Public[Slug]
    title: Public[FilledLine]
    description: Line = ""


class Topics(Noun):
    """The vocabulary that all licenses share, so that they can be compared."""

    kind: Public[Literal["topics"]]
    format: Public[Literal[1]]
    topics: Public[tuple[Topic, ...]]
