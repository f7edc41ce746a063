"""What is shown of a link that was damaged on its way: what could be read of it, and what not."""

from dataclasses import dataclass

from django.urls import reverse

from guidance.core.documents.trees import Question, Tree
from guidance.services.editions.readings import Reading
from guidance.services.results.addresses import pinned_question_address, result_address
from guidance.services.results.links import Link, Unread
from guidance.services.results.question_pages import Answered, trail


@dataclass(frozen=True)
class DamagedPage:
    """A damaged link, as its page shows it: all of it of the link's own edition.

    ``result`` is where the answers that could be read lead, for a reader who says that they
    are the right ones; "" where some are missing.
    """

    reading: Reading[Tree]
    tree: Tree
    trail: tuple[Answered, ...]
    pending: tuple[Question, ...]
    unread: tuple[Unread, ...]
    is_other: bool
    next: Question | None
    ask: str
    result: str


def damaged_page(reading: Reading[Tree], link: Link) -> DamagedPage:
    """Return what the page of a damaged link shows (no query)."""
    tree = reading.document
    number = reading.edition.number if reading.edition else 0
    base = reverse("guidance:check-ask", args=[tree.slug, number])
    kept = {**link.answers, **link.walk.pending}
    lost = [part.question for part in link.unread]
    pending = (tree.question(key) for key in link.walk.pending)
    return DamagedPage(
        reading=reading,
        tree=tree,
        trail=trail(link.walk, link.answers, base=base),
        pending=tuple(question for question in pending if question is not None),
        unread=link.unread,
        is_other=link.is_other and link.is_finished,
        next=link.walk.question if link.walk.question not in lost else None,
        ask=pinned_question_address(tree.slug, number, kept),
        result=result_address(tree.slug, number, link.answers) if link.is_finished else "",
    )
