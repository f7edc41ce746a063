"""What the history of a document says where its other wordings were written."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guidance.core.wordings.lines import Lines
from guidance.services.wordings.keeping import Differences

_SAID = 5
"""So many lines that came or went are named, for each part."""


def said(changed: Differences) -> str:
    """Say for the history which lines came and went, by part."""
    parts = []
    for part, (gone, added) in changed.items():
        lines = [
            words % "; ".join(f"“{line}”" for line in lines[:_SAID]) + _more(lines)
            for words, lines in ((_("added %s"), added), (_("removed %s"), gone))
            if lines
        ]
        name = f"{noun_of(part[0])} {part[1]}".strip() or _("the document")
        parts.append(f"{name}: {', '.join(lines) or _('in another order')}")
    return _("Also asked as. %s.") % ". ".join(parts)


def _more(lines: Lines) -> str:
    more = len(lines) - _SAID
    return f" {ngettext('and %d more', 'and %d more', more) % more}" if more > 0 else ""


def noun_of(noun: str) -> str:
    """Return what people call a part; nothing for the document itself."""
    return {
        "term": _("Term"), "note": _("Note"), "question": _("Question"), "outcome": _("Outcome"),
    }.get(noun, "")  # fmt: skip
