"""What changed, in words: how people read the values of a document, and call its items.

What is a change stands in ``core/documents/changes``.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from guidance.core.documents.changes import FieldChange, items_by_place, key_of
from guidance.core.documents.conditions import describe_condition
from guidance.core.documents.formats import Document
from guidance.core.documents.licenses import Citation, LocalCitation, Quote
from guidance.core.documents.nouns import Noun
from guidance.core.documents.trees import Condition, Route
from guidance.services.editions.markdown import name_of

Titles = Mapping[str, str]
"""What people call items: by place as in ``FieldChange``, terms by license and key."""


def words_of(change: FieldChange) -> tuple[str, str]:
    """Write both values, in short where that tells them apart, else with all that they hold."""
    short = _written(change.before, _quoted), _written(change.after, _quoted)
    if short[0] != short[1]:
        return short
    return _written(change.before, _quoted_in_full), _written(change.after, _quoted_in_full)


def words_by_titles(change: FieldChange, titles: Titles, term_titles: Titles) -> tuple[str, str]:
    """Write both values; what a change leads to or adds is named by its title, not by its key."""
    if change.field == "goto":
        return _target(change.before, titles), _target(change.after, titles)
    if change.field == "adds":
        return _terms(change.before, term_titles), _terms(change.after, term_titles)
    return words_of(change)


def titles_of(document: Document) -> dict[str, str]:
    """Return what people call each item of a document, by place as in ``FieldChange``."""
    return {place: title_of(item) for place, item in items_by_place(document).items()}


def title_of(item: Noun) -> str:
    """Return what people call an item: its title, its label, or the start of its words."""
    if isinstance(item, Route):
        return f"{describe_condition(item.when)} → {item.goto}"
    if isinstance(item, Condition):
        return describe_condition(item)
    names = ("title", "label", "heading")
    words = next((words for name in names if (words := getattr(item, name, ""))), "")
    return str(words) or name_of(getattr(item, "body", "")) or key_of(item)


def _target(key: str | None, titles: Titles) -> str:
    return titles.get(f"outcome:{key}") or titles.get(f"question:{key}") or key or ""


def _terms(refs: tuple[str, ...], term_titles: Titles) -> str:
    return "; ".join(term_titles.get(ref, ref) for ref in refs)


def _quoted(quote: Quote) -> str:
    return f"“{quote.exact}”"


def _quoted_in_full(quote: Quote) -> str:
    sentence = f" (in: {quote.sentence})" if quote.sentence else ""
    return f"{quote.prefix}“{quote.exact}”{quote.suffix}{sentence}"


def _written(value: Any, write_quote: Callable[[Quote], str]) -> str:
    """Write a value of a field, or an item by its title; empty for none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Quote):
        return write_quote(value)
    if isinstance(value, LocalCitation):
        license_slug = value.license if isinstance(value, Citation) else ""
        quote = write_quote(value.quote) if value.quote else ""
        return " ".join(part for part in (license_slug, value.section, quote) if part)
    if isinstance(value, Noun):
        return title_of(value)
    if isinstance(value, Mapping):
        pairs = (f"{key}: {_written(part, write_quote)}" for key, part in value.items())
        return "; ".join(pairs)
    if isinstance(value, tuple):
        between = "; " if any(isinstance(part, Noun) for part in value) else ", "
        return between.join(_written(part, write_quote) for part in value)
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
