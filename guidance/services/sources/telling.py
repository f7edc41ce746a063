"""What mail says of words that changed at a source: the differences, and what rests on them."""

from django.utils.translation import gettext as _

from guidance.core.texts import diffs
from guidance.models import Source
from guidance.services.mailing.wording import listed, one_line
from guidance.services.sources.resting import changes_of, resting_on

MOST = 10
"""Changes, and clauses, that a mail names; the page has all of them."""


def parts_of_mail(source: Source) -> list[str]:
    """Return the paragraphs of a mail on what changed (eight queries at most)."""
    changes = changes_of(source)
    parts = [_("What differs:") + "\n" + listed(_each(changes))]
    lines = [
        f"{one_line(one.name, 120)}: "
        + (", ".join(one_line(use.row, 60) for use in one.uses[:MOST]) or "–")
        for one in resting_on(source, changes)[:MOST]
    ]
    return [*parts, _("What rests on it:") + "\n" + listed(lines)] if lines else parts


def _each(changes: tuple[diffs.Change, ...]) -> list[str]:
    told = [one for one in changes if one.kind != "same" and one.text.strip()]
    signs = {"removed": "−", "added": "+"}
    lines = [f"{signs[one.kind]} {one_line(one.text, 200)}" for one in told[:MOST]]
    return [*lines, "…"] if len(told) > MOST else lines
