"""More licenses than a form lists: sixty light ones, which stand before all others."""

from guidance.models import Edition, Publication
from guidance.services.naming.offering import MOST


def put_before():
    """Put as many licenses as forms list before those that are there."""
    model = Edition.objects.filter(publication__kind="license").first()
    Publication.objects.update(position=MOST)
    for number in range(MOST):
        row = Publication.objects.create(kind="license", slug=f"n-{number:02}", position=number)
        card = {"title": f"Number {number}", "short_title": f"N {number}"}
        row.current = Edition.objects.create(
            publication=row, number=1, document={}, context={}, html={}, card=card,
            digest=f"{number:064}", published_at=model.published_at,
        )  # fmt: skip
        row.save()
