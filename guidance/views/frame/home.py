"""The first page."""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from guidance.core.documents.cards import TreeCard
from guidance.models import Edition, Publication, PublicationKind
from guidance.services.editions.marks import recall_of
from guidance.views.frame.caching import card_parts, conditional
from guidance.views.frame.methods import for_reading

_CHANGES_SHOWN = 5
_QUESTIONS_SHOWN = 8


@for_reading
def home(request: HttpRequest) -> HttpResponse:
    """Show questionnaires, licenses, featured questions and what changed lately (two queries)."""
    featured = ~Q(kind=PublicationKind.FAQ) | Q(current__card__is_featured=True)
    publications = list(Publication.objects.live().filter(featured).with_cards())
    changes = list(
        Edition.objects.public()
        .newest_first()
        .without_documents()
        .select_related("publication", "recall")
        .filter(is_shipped=False)[:_CHANGES_SHOWN]
    )

    def of_kind(kind: PublicationKind) -> list[Publication]:
        return [publication for publication in publications if publication.kind == kind]

    def page() -> HttpResponse:
        trees = of_kind(PublicationKind.TREE)
        cards = [TreeCard.read(tree.edition.card) for tree in trees]
        asked_about = {slug for card in cards for slug in card.licenses}
        licenses = of_kind(PublicationKind.LICENSE)
        context = {
            "trees": trees,
            # Those that a questionnaire is about come first: people ask about them most.
            "licenses": sorted(licenses, key=lambda license: license.slug not in asked_about),
            "questions": of_kind(PublicationKind.FAQ)[:_QUESTIONS_SHOWN],
            "changes": changes,
        }
        return render(request, "guidance/home.html", context)

    parts = [
        *card_parts(publications),
        *(f"{edition.pk}/{edition.published_at}/{recall_of(edition)}" for edition in changes),
    ]
    return conditional(request, parts, page)
