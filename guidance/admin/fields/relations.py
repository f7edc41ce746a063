"""What a row says of others of its kind, picked by title: related entries, terms that differ."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guidance.admin.fields.terms import TermBoxesField
from guidance.core.stacks import names
from guidance.models import FaqEntry, Term

NEW_NAME = "+new"
_NAMED = 3
"""Licenses that are named beside a shared duty."""
_KNOWN = {
    names.LICENSE_COPY: gettext_lazy("Give a copy of the license"),
    names.KEEP_NOTICES: gettext_lazy("Keep notices"),
    names.MARK_CHANGES: gettext_lazy("Say what was changed"),
    names.OFFER_SOURCE: gettext_lazy("Give or offer the source"),
    names.NO_ENDORSEMENT: gettext_lazy("Do not promote with the authors’ names"),
    names.SAME_LICENSE: gettext_lazy("The larger work has to be under this license"),
    names.SAME_LICENSE_PART: gettext_lazy("The component stays under this license"),
    names.NO_FURTHER_RESTRICTIONS: gettext_lazy("Ask recipients for nothing further"),
    names.LIMITS_ON_USE: gettext_lazy("Some uses are forbidden"),
    names.NON_COMMERCIAL: gettext_lazy("Commercial use is forbidden"),
    names.NO_OTHER_LICENSE: gettext_lazy("No other license may be put on it"),
}
"""The duties whose names decide something, by what they say."""


class EntryBoxesField(TermBoxesField):
    lost_words = gettext_lazy("%s (no such entry)")


def related_field(entry: FaqEntry) -> EntryBoxesField:
    """Return the other entries as boxes, by their questions (one query)."""
    others = FaqEntry.objects.exclude(pk=entry.pk).order_by("question", "slug")
    field = EntryBoxesField(
        choices=list(others.values_list("slug", "question")),
        required=False,
        label=_("Related questions"),
        help_text=_("Shown to readers below this one."),
    )
    field.show(entry.related)
    return field


def contradicts_field(term: Term) -> TermBoxesField:
    """Return the other terms of the license as boxes, by what they say (one query)."""
    rows: Iterable[Term] = ()
    if term.license_id:
        others = Term.objects.filter(license_id=term.license_id).exclude(pk=term.pk)
        rows = others.order_by("position", "pk").only("key", "kind", "title")
    field = TermBoxesField(
        choices=[(one.key, f"{one.get_kind_display()}: {one.title}") for one in rows],
        required=False,
        label=_("Contradicts"),
        help_text=_("Terms of this license that cannot hold on the same way."),
    )
    field.show(term.contradicts)
    return field


def duty_choices() -> list[tuple[str, Any]]:
    """Return the duties that licenses share, by what they say and who has them (one query)."""
    found: dict[str, list[tuple[str, str]]] = {name: [] for name in _KNOWN}
    rows = Term.objects.exclude(same_as="").order_by("same_as", "license__short_title", "pk")
    for name, title, license in rows.values_list("same_as", "title", "license__short_title"):
        found.setdefault(name, []).append((title, license))
    choices = [(name, _said(name, told)) for name, told in found.items()]
    return [
        ("", _("None")),
        *sorted(choices, key=lambda choice: choice[1].casefold()),
        (NEW_NAME, _("A new one, named by the statement of this term")),
    ]


def _said(name: str, told: list[tuple[str, str]]) -> str:
    words = str(_KNOWN[name]) if name in _KNOWN else told[0][0]
    licenses = list(dict.fromkeys(license for _title, license in told))
    rest = len(licenses) - _NAMED
    shown = ", ".join(licenses[:_NAMED]) + (f" + {rest}" if rest > 0 else "")
    return f"{words} ({shown})" if shown else words


class DutySelect(forms.Select):
    """The duties that licenses share; a name that no term has any more stays on offer."""

    def __init__(self, now: str) -> None:
        choices = duty_choices()
        known = {name for name, _words in choices}
        lost = [(now, now)] if now and now not in known else []
        super().__init__(choices=[*lost, *choices])
