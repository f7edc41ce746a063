"""What is shown of a link that was damaged on its way: what could be read of it, and what not."""

from typing import Any

from django.urls import reverse

from guidance.core.documents.trees import Tree
from guidance.services.editions.readings import Reading
from guidance.services.results.links import Link
from guidance.services.results.question_pages import (
    pinned_question_address,
    result_address,
    trail,
)


def damaged_context(reading: Reading[Tree], link: Link) -> dict[str, Any]:
    """Return what the page of a damaged link shows, all of it of the link's own edition.

    ``result`` is where the answers that could be read lead, for a reader who says that they
    are the right ones; "" where some are missing.
    """
    tree = reading.document
    number = reading.edition.number if reading.edition else 0
    ask = reverse("guidance:check-ask", args=[tree.slug, number])
    kept = {**link.answers, **link.walk.pending}
    lost = [part.question for part in link.unread]
    return {
        "reading": reading,
        "tree": tree,
        "trail": trail(link.walk, link.answers, base=ask),
        "pending": [tree.question(key) for key in link.walk.pending],
        "unread": link.unread,
        "is_other": link.is_other and link.is_finished,
        "next": link.walk.question if link.walk.question not in lost else None,
        "ask": pinned_question_address(tree.slug, number, kept),
        "result": result_address(tree.slug, number, link.answers) if link.is_finished else "",
    }
