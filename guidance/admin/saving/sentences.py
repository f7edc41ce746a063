"""The sentences that quotes stood in, when a row with quotes is saved by its form.

No form shows them: what a person leaves as it was keeps its sentence, what they write anew has
the one in which they quoted it.
"""

from typing import Any

from guidance.models import Annotation
from guidance.models.fields import CitationsField, LocalCitationsField
from guidance.services.drafts.holding import KINDS
from guidance.services.publishing.sentences import fill

_WORDS = {"license", "section", "exact", "prefix", "suffix"}


def carry(row: Any, form: Any) -> None:
    """Put back the sentences of quotes that stay, and forget that of a note on other words."""
    if isinstance(row, Annotation) and _WORDS & set(form.changed_data):
        row.sentence = ""
    for field in row._meta.concrete_fields:
        if isinstance(field, CitationsField | LocalCitationsField) and field.name in form.fields:
            known = {_words(one): one for one in form.initial.get(field.name) or ()}
            cited = getattr(row, field.name)
            setattr(row, field.name, [known.get(_words(one), one) for one in cited])


def fill_saved(row: Any, draft: Any) -> None:
    """Keep the sentences of what was quoted anew in a row that was saved just now."""
    place = "" if type(row) in KINDS else f"{row._meta.model_name}:{getattr(row, 'key', '')}"
    has_quotes = isinstance(row, Annotation) or any(
        isinstance(field, CitationsField | LocalCitationsField)
        for field in row._meta.concrete_fields
    )
    if has_quotes:
        fill(type(draft)._default_manager.get(pk=draft.pk), at=place)


def _words(citation: dict[str, Any]) -> tuple[str, ...]:
    quote = citation.get("quote") or {}
    return (
        *(citation.get(name, "") for name in ("license", "section")),
        *(quote.get(name, "") for name in ("exact", "prefix", "suffix")),
    )
