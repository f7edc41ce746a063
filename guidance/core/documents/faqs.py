"""The noun of the FAQ: one question with its answer and what it rests on."""

from typing import Literal

from guidance.core.documents.fields import FilledLine, FilledProse, Noun, Prose, Slug, Slugs
from guidance.core.documents.licenses import Citation


class FaqEntry(Noun):
    """A question, a short answer in one or two sentences, and the full answer."""

    kind: Literal["faq"]
    format: Literal[1]
    slug: Slug
    question: FilledLine
    short_answer: FilledProse
    answer: Prose = ""
    topics: Slugs = ()
    licenses: Slugs = ()
    citations: tuple[Citation, ...] = ()
    related: tuple[Slug, ...] = ()
    is_featured: bool = False
