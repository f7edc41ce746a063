"""What stands in a field that somebody else has written too, and how one's own words differ.

Shown at the field of a form that was refused, so that its person can put both together.
"""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from guidance.core.texts import diffs
from guidance.services.drafts.differences import shortened

REFERENCES = (forms.ModelChoiceField, forms.ModelMultipleChoiceField)
_MARKS = {"removed": "<del>{}</del>", "added": "<ins>{}</ins>", "same": "{}"}


def met(field: forms.Field, theirs: Any, mine: Any, *, who: str) -> SafeString:
    """Say who wrote what in a field meanwhile; of a text also how one's own differs from it."""
    said, own = words_of(field, theirs), words_of(field, mine)
    if not said:
        return format_html("{}", _("%s has emptied this meanwhile.") % who)
    if isinstance(field, forms.BooleanField | forms.ChoiceField) or len(said.split()) < 2:
        return format_html("{} “{}”", _("Saved by %s meanwhile:") % who, said)
    runs = shortened(diffs.compare(said, own))
    marked = format_html_join(
        "", "{}", ((format_html(_MARKS[run.kind], run.text),) for run in runs)
    )
    return format_html(
        '{} <span class="guidance-met">{}</span>'
        '<span class="guidance-key">{} <del>{}</del> · <ins>{}</ins></span>'
        '<details class="guidance-met-whole"><summary>{}</summary>'
        '<span class="guidance-met">{}</span></details>',
        _("Saved by %s meanwhile, and how your words differ:") % who,
        marked,
        _("Marked:"),
        _("only in what was saved"),
        _("only in yours"),
        _("All that was saved, to be copied"),
        said,
    )


def words_of(field: forms.Field, raw: Any) -> str:
    """Return a field's value as its person reads it (a query for what refers to others)."""
    many: Iterable[Any] = raw if isinstance(raw, list | tuple) else [raw]
    if isinstance(field, forms.BooleanField):
        return str(_("yes") if field.to_python(raw) else _("no"))
    if isinstance(field, REFERENCES):
        keys = [pk for one in many if str(pk := getattr(one, "pk", one) or "").isdigit()]
        rows: Any = field.queryset
        return ", ".join(str(row) for row in rows.filter(pk__in=keys))
    if isinstance(field, forms.ChoiceField):
        choices: Any = field.choices
        titles = {str(value): str(title) for value, title in choices}
        return ", ".join(titles.get(str(one), str(one)) for one in many if one)
    written = "" if raw is None else str(raw)
    return written.replace("\r\n", "\n").replace("\r", "\n").strip()
