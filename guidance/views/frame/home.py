"""The first page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from guidance.core.documents.cards import TreeCard
from guidance.models import Edition, Publication, PublicationKind
from guidance.models.editions import PublicationQuerySet
from guidance.models.said import Shown
from guidance.services.editions.marks import recall_of
from guidance.views.frame.caching import card_parts, conditional
from guidance.views.frame.methods import for_reading

_CHANGES_SHOWN = 5
_QUESTIONS_SHOWN = 8
_LICENSES_SHOWN = 24
_TREES_SHOWN = 12


@for_reading
def home(request: HttpRequest) -> HttpResponse:
    """Show questionnaires, licenses, featured questions and what changed lately (five queries).

    Licenses that a questionnaire is about come first: people ask about them most.
    """
    live = Publication.objects.live()
    trees = live.of_kind(PublicationKind.TREE)[:_TREES_SHOWN].shown()
    asked_about = {slug for tree in trees for slug in TreeCard.read(tree.data).licenses}
    licenses = _licenses(live.of_kind(PublicationKind.LICENSE), asked_about)
    featured = live.of_kind(PublicationKind.FAQ).saying(("featured", "1"))
    questions = featured[:_QUESTIONS_SHOWN].shown()
    changes = list(
        Edition.objects.public()
        .newest_first()
        .without_documents()
        .select_related("publication", "recall")
        .filter(is_shipped=False)[:_CHANGES_SHOWN]
    )

    def page() -> HttpResponse:
        context = {
            "trees": trees,
            "licenses": licenses[:_LICENSES_SHOWN],
            "has_more": len(licenses) > _LICENSES_SHOWN,
            "questions": questions,
            "changes": changes,
        }
        return render(request, "guidance/home.html", context)

    parts = [
        *card_parts([*trees, *licenses, *questions]),
        *(f"{edition.pk}/{edition.published_at}/{recall_of(edition)}" for edition in changes),
    ]
    return conditional(request, parts, page)


def _licenses(live: PublicationQuerySet, asked_about: set[str]) -> list[Shown]:
    """Return one more than are shown at most, so that it is known whether there are others."""
    most = _LICENSES_SHOWN + 1
    first = live.filter(slug__in=asked_about)[:most].shown()
    return first + live.exclude(slug__in=asked_about)[: most - len(first)].shown()
