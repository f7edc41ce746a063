"""Turn the cards of lists into the shapes that the API answers with."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from django.http import HttpRequest

from guidance.api.shapes import common
from guidance.api.shapes.readings import edition
from guidance.core.documents.cards import FaqCard, LicenseCard, TreeCard
from guidance.models import Publication
from guidance.services.editions.readings import EditionFacts
from portal.environment.addresses import absolute

C = TypeVar("C", LicenseCard, FaqCard, TreeCard)


@dataclass(frozen=True)
class Listed(Generic[C]):
    """What a list shows of a publication: its card, and the facts of its current edition."""

    publication: Publication
    card: C
    facts: EditionFacts


def license_card(item: Listed[LicenseCard], request: HttpRequest) -> common.LicenseSummary:
    card = item.card
    return common.LicenseSummary(
        slug=item.publication.slug,
        title=card.title,
        short_title=card.short_title,
        family=card.family,
        publisher=card.publisher,
        classification=card.classification,
        is_open_source=card.is_open_source,
        summary=card.summary,
        edition=edition(item.facts, request),
        url=absolute(request, item.publication.get_absolute_url()),
        permanent_url=absolute(request, item.publication.edition.get_absolute_url()),
    )


def faq_card(item: Listed[FaqCard], request: HttpRequest) -> common.FaqSummary:
    return common.FaqSummary(
        slug=item.publication.slug,
        question=item.card.question,
        short_answer=item.card.short_answer,
        topics=dict(item.card.topics),
        licenses=dict(item.card.licenses),
        edition=edition(item.facts, request),
        url=absolute(request, item.publication.get_absolute_url()),
        permanent_url=absolute(request, item.publication.edition.get_absolute_url()),
    )


def tree_card(item: Listed[TreeCard], request: HttpRequest) -> common.TreeSummary:
    card = item.card
    return common.TreeSummary(
        slug=item.publication.slug,
        title=card.title,
        summary=card.summary,
        minutes=card.minutes,
        licenses=dict(card.licenses),
        shortest=card.shortest,
        longest=card.longest,
        edition=edition(item.facts, request),
        url=absolute(request, item.publication.get_absolute_url()),
        permanent_url=absolute(request, item.publication.edition.get_absolute_url()),
    )
