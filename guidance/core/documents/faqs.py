"""The noun of the FAQ: one question with its answer and what it rests on."""

from typing import Literal

from guidance.core.documents.fields import Dismissal, FilledLine, FilledProse, Prose, Slug, Slugs
from guidance.core.documents.licenses import Citation
from guidance.core.documents.nouns import Noun, Public


class FaqEntry(Noun):
    """A question, a short answer in one or two sentences, and the full answer."""

    kind: Public[Literal["faq"]]
    format: Public[Literal[1]]
    slug: Public[Slug]
    question: Public[FilledLine]
    short_answer: Public[FilledProse]
    answer: Public[Prose] = ""
    topics: Public[Slugs] = ()
    licenses: Public[Slugs] = ()
    citations: Public[tuple[Citation, ...]] = ()
    related: Public[tuple[Slug, ...]] = ()
    is_featured: Public[bool] = False
    dismissed: tuple[Dismissal, ...] = ()
