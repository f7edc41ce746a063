"""The statements of a draft, each with all that it says, for whoever judges them one by one.

No query is made here, and no address known.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.utils.translation import gettext as _

from guidance.core.documents import formats
from guidance.core.documents.changes import FieldChange, compare_documents, items_by_place
from guidance.core.documents.editions import Context, Publishable, title_of
from guidance.core.documents.licenses import (
    Citation,
    License,
    LocalCitation,
    Quote,
    Section,
    Text,
)
from guidance.core.documents.nouns import Noun
from guidance.core.documents.trees import Route
from guidance.core.texts import diffs
from guidance.core.texts.sentences import sentence_of
from guidance.services.drafts.differences import noun_words, shortened
from guidance.services.drafts.wording import title_of as item_title
from guidance.services.drafts.wording import titles_of, words_by_titles
from guidance.services.editions.markdown import render

_PROSE = {
    "answer", "background", "body", "covers", "fulfilment", "help", "next_steps", "note",
    "short_answer", "why",
}  # fmt: skip
_UNSAID = {"key", "slug", "kind", "format", "title", "question", "text", "start", "end", "depth"}
"""Fields of a document, or of a section, that are said elsewhere or are none of its words."""


@dataclass(frozen=True)
class Cited:
    """Quoted words with what stands around them in their sentence, and where that is."""

    clause: str
    before: str
    words: str
    after: str


@dataclass(frozen=True)
class Fact:
    """One field of a statement: rendered prose, quotes, lines, or how it differs."""

    field: str
    name: str
    source: str = ""
    lines: tuple[str, ...] = ()
    cited: tuple[Cited, ...] = ()
    changes: tuple[diffs.Change, ...] = ()

    @property
    def html(self) -> dict[str, str]:
        """Return the HTML of its Markdown by source, as an edition would carry it."""
        return {self.source: render(self.source)}


@dataclass(frozen=True)
class Statement:
    """One thing that a draft says: what of it differs from its edition, and all that it says now.

    ``kind`` is added, removed, changed or same. ``digest`` names what it says, and before.
    """

    place: str
    kind: str
    noun: str
    title: str
    changed: tuple[Fact, ...]
    facts: tuple[Fact, ...]
    digest: str

    @property
    def fields(self) -> list[tuple[str, str]]:
        """Return the fields that a remark can be about, with their names."""
        return list({fact.field: fact.name for fact in (*self.changed, *self.facts)}.items())


def statements_of(
    old: Publishable | None, new: Publishable, context: Context, *, is_whole: bool = False
) -> tuple[Statement, ...]:
    """Return what a draft says otherwise than its edition; all that it says without one.

    ``is_whole``: also what is the same as in the edition.
    """
    teller = _Teller(new, context)
    changes: dict[str, list[FieldChange]] = {}
    for change in compare_documents(old, new) if old else ():
        changes.setdefault(change.place, []).append(change)
    now, before = _placed(new), _placed(old)
    removed = [place for place in changes if place not in now]
    found = []
    for place in [*now, *removed]:
        item = now.get(place) or before.get(place)
        if item is None or (_is_inner(place) and place not in changes):
            continue
        kind = _kind(place, changes.get(place, ()), is_new=old is None)
        if (kind == "same" and not is_whole) or (place not in changes and _is_bare(item)):
            continue
        found.append(teller.statement(place, kind, item, changes.get(place, ())))
    return tuple(found)


def _placed(document: Publishable | None) -> dict[str, Noun]:
    if document is None:
        return {}
    text = {"text": document.text} if isinstance(document, License) else {}
    return {"": document, **text, **items_by_place(document)}


def _is_bare(item: Noun) -> bool:
    """Tell whether something is not judged by itself where it has not changed: a license's text."""
    return isinstance(item, Section | Text)


def _kind(place: str, changes: Iterable[FieldChange], *, is_new: bool) -> str:
    if is_new:
        return "added"
    whole = next((change.kind for change in changes if not change.field), None)
    return whole or ("changed" if changes else "same")


def _noun(place: str) -> str:
    return place.partition(":")[0]


def _is_inner(place: str) -> bool:
    """Tell whether something is said with what it stands in: an option, a route."""
    return _noun(place) in ("option", "route")


class _Teller:
    """Says what an item says, in words, with the titles of what it names."""

    def __init__(self, document: Publishable, context: Context) -> None:
        self.document = document
        self.context = context
        self.titles = titles_of(document)
        self.terms = {ref: term.title for ref, term in context.terms.items()}

    def statement(
        self, place: str, kind: str, item: Any, changes: Iterable[FieldChange]
    ) -> Statement:
        said = formats.as_data(item) if not place else item.model_dump(mode="json")
        before = [str(change.before) for change in changes]
        facts = tuple(self._facts(item)) if kind != "removed" else ()
        changed = tuple(self._changed(change) for change in changes if change.field)
        if kind == "removed":
            changed = tuple(self._facts(item))
        title = title_of(item) if not place else item_title(item)
        return Statement(
            place=place,
            kind=kind,
            noun=noun_words(_noun(place) or self.document.kind),
            title=title,
            changed=changed,
            facts=facts,
            digest=hashlib.sha256(formats.canonical([kind, _own(said, place), before])).hexdigest(),
        )

    def _changed(self, change: FieldChange) -> Fact:
        words = words_by_titles(change, self.titles, self.terms)
        name = noun_words(change.field)
        return Fact(change.field, name, changes=shortened(diffs.compare(*words)))

    def _facts(self, item: Noun) -> Iterator[Fact]:
        is_root = item is self.document
        for name in type(item).model_fields:
            value = getattr(item, name)
            if value in (None, "", (), False) or name == "key" or (is_root and name in _UNSAID):
                continue
            if is_root and isinstance(value, tuple) and _holds_parts(value):
                continue
            if isinstance(item, Text) and name == "body":
                continue
            yield self._fact(name, value, item)

    def _fact(self, name: str, value: Any, item: Noun) -> Fact:
        words = noun_words(name)
        if name in _PROSE and isinstance(value, str):
            return Fact(name, words, source=value)
        if isinstance(value, Quote):
            return Fact(name, words, cited=(self._cited(value, getattr(item, "section", "")),))
        if isinstance(value, tuple) and all(isinstance(one, LocalCitation) for one in value):
            return Fact(name, words, cited=tuple(self._citation(one) for one in value))
        if name in ("adds", "contradicts", "includes", "excludes"):
            return Fact(name, words, lines=tuple(self.terms.get(ref, ref) for ref in value))
        if name in ("goto", "outcomes"):
            keys = value if isinstance(value, tuple) else (value,)
            return Fact(name, words, lines=tuple(self._target(key) for key in keys))
        if name == "topic":
            return Fact(name, words, lines=(self.context.topics.get(value, value),))
        if isinstance(value, tuple):
            return Fact(name, words, lines=tuple(self._line(one) for one in value))
        return Fact(name, words, lines=(self._line(value),))

    def _line(self, value: Any) -> str:
        if isinstance(value, Route):
            adds = "".join(f" + {self.terms.get(ref, ref)}" for ref in value.adds)
            return f"{item_title(value).rpartition('→')[0]}→ {self._target(value.goto)}{adds}"
        if isinstance(value, Noun):
            goto = getattr(value, "goto", None)
            adds = "".join(f" + {self.terms.get(ref, ref)}" for ref in getattr(value, "adds", ()))
            return item_title(value) + (f" → {self._target(goto)}" if goto else "") + adds
        if isinstance(value, Enum):
            return str(value.value).replace("-", " ")
        if isinstance(value, dict):
            return "; ".join(f"{key}: {', '.join(map(str, one))}" for key, one in value.items())
        return _("yes") if value is True else str(value)

    def _target(self, key: str) -> str:
        return self.titles.get(f"outcome:{key}") or self.titles.get(f"question:{key}") or key

    def _citation(self, one: LocalCitation) -> Cited:
        license = one.license if isinstance(one, Citation) else ""
        if one.quote is not None:
            return self._cited(one.quote, one.section, license)
        return Cited(self._clause(one.section, license), "", "", "")

    def _cited(self, quote: Quote, section: str, license: str = "") -> Cited:
        sentence = quote.sentence or self._sentence(quote, section)
        before, found, after = sentence.partition(quote.exact)
        if not found:
            before, after = quote.prefix, quote.suffix
        return Cited(self._clause(section, license), before, quote.exact, after)

    def _sentence(self, quote: Quote, section: str) -> str:
        """Return the sentence of words that stand once in their section of this license."""
        document = self.document
        if not isinstance(document, License) or not document.text.body:
            return ""
        span = next((one for one in document.sections if one.key == section), None)
        words = document.text.body[span.start : span.end] if span else ""
        if span is None or words.count(quote.exact) != 1:
            return ""
        start = span.start + words.index(quote.exact)
        return sentence_of(document.text.body, start, start + len(quote.exact))

    def _clause(self, section: str, license: str) -> str:
        held = self.context.licenses.get(license)
        cited = held.sections.get(section) if held else None
        label = (cited.label or cited.heading) if cited else section
        return f"{held.short_title if held else license} {label or section}".strip()


def _holds_parts(value: tuple[Any, ...]) -> bool:
    return any(isinstance(one, Noun) and not isinstance(one, LocalCitation) for one in value)


def _own(said: dict[str, Any], place: str) -> dict[str, Any]:
    """Return what a document says itself, without its parts; anything else is as it is."""
    if place:
        return said
    return {name: value for name, value in said.items() if not _is_list_of_items(value)}


def _is_list_of_items(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(one, dict) and "key" in one for one in value)
