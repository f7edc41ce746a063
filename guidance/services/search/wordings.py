"""The other wordings of a document, as the index asks for them."""

from guidance.core.wordings.lines import Lines, Part
from guidance.models import Wording


def wordings_of(kind: str, slug: str) -> dict[Part, Lines]:
    """Return the lines of each part that has any (one query)."""
    rows = Wording.objects.filter(kind=kind, slug=slug).exclude(lines="")
    found = rows.order_by("part", "key").values_list("part", "key", "lines")
    return {(part, key): tuple(lines.split("\n")) for part, key, lines in found}
