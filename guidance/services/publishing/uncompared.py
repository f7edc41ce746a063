"""Which drafts have quotes that nobody has compared with their sentences yet, in few queries."""

from typing import Any

from guidance.models import Annotation, Outcome, Question, Term
from guidance.models import FaqEntry as FaqRow
from guidance.models import License as LicenseRow
from guidance.models import Tree as TreeRow
from guidance.services.drafts.holding import KINDS, Draft
from guidance.services.publishing.shipped_quotes import Words, quoted_words, shipped_quotes

_TITLES = {LicenseRow: "title", FaqRow: "question", TreeRow: "title"}


def uncompared() -> dict[Draft, int]:
    """Return the drafts with quotes of which no sentence is kept, and how many (12 queries).

    Those that shipped over the text of today were compared before. No text is read, so quotes
    that are not found are counted too.
    """
    found: dict[type[Any], dict[int, list[Words | None]]] = {kind: {} for kind in KINDS}
    notes = Annotation.objects.filter(sentence="")
    for draft, *words in notes.values_list("license", "section", "exact", "prefix", "suffix"):
        found[LicenseRow].setdefault(draft, []).append(("", *words))
    cited: tuple[tuple[type[Any], Any, str], ...] = (
        (LicenseRow, Term, "license"),
        (FaqRow, FaqRow, "pk"),
        (TreeRow, Question, "tree"),
        (TreeRow, Outcome, "tree"),
    )
    for kind, model, name in cited:
        for draft, citations in model._default_manager.values_list(name, "citations"):
            quoted = [quoted_words(one, "") for one in citations if _is_uncompared(one)]
            found[kind].setdefault(draft, []).extend(quoted)
    rows: list[Any] = [
        row
        for kind, drafts in found.items()
        if (keys := [pk for pk, quoted in drafts.items() if quoted])
        for row in _drafts(kind, keys)
    ]
    shipped = shipped_quotes({_key(row): _own_text(row) for row in rows})
    counts: dict[Draft, int] = {}
    for row in rows:
        known = shipped.get(_key(row), frozenset())
        quoted = found[type(row)][row.pk]
        count = sum(one is None or (one[0] or row.slug, *one[1:]) not in known for one in quoted)
        if count:
            counts[row] = count
    return counts


def _drafts(kind: type[Any], keys: list[int]) -> Any:
    rows = kind._default_manager.filter(pk__in=keys)
    if kind is LicenseRow:
        return rows.select_related("text").only("slug", "title", "text__digest")
    return rows.only("slug", _TITLES[kind])


def _key(row: Draft) -> tuple[str, str]:
    return str(KINDS[type(row)]), row.slug


def _own_text(row: Draft) -> str:
    """Return the digest of a license's own text; "none" where it has none, "" for others."""
    if not isinstance(row, LicenseRow):
        return ""
    return row.text.digest if row.text else "none"


def _is_uncompared(citation: Any) -> bool:
    quote = citation.get("quote") if isinstance(citation, dict) else None
    return isinstance(quote, dict) and not quote.get("sentence")
