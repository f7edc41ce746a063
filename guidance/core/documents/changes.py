"""What differs between two documents of one kind, item by item, by their keys.

What differs between two texts, in words, is in ``diffs``; which answers a
changed tree gives is in ``comparisons``.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from guidance.core.documents.conditions import describe_condition
from guidance.core.documents.fields import Noun
from guidance.core.documents.formats import Document
from guidance.core.documents.licenses import Citation, License, LocalCitation, Quote, Term, Text
from guidance.core.documents.trees import Condition, Route

Kind = Literal["added", "removed", "changed"]


@dataclass(frozen=True)
class FieldChange:
    """One thing that was added, removed or changed.

    ``place`` is as in findings: ``option:sharing/weights``, empty for the document
    itself. ``noun`` and ``key`` name the item: options are ``question/option``, routes
    ``question/condition``. ``field`` is empty where the whole item was added or
    removed, and ``order`` where items stand in another order (``key`` is then what
    holds them: a question, or the document). ``before`` and ``after`` are for people.
    """

    kind: Kind
    place: str
    noun: str
    key: str
    field: str
    before: str
    after: str


@dataclass(frozen=True)
class _Item:
    """An item of a list: what it is matched by, where it is, and how people call it."""

    value: Noun
    match: str
    noun: str
    key: str
    place: str
    title: str


_LISTS = {
    "sections": "section",
    "policies": "policy",
    "annotations": "annotation",
    "terms": "term",
    "questions": "question",
    "outcomes": "outcome",
    "cases": "case",
    "topics": "topic",
    "options": "option",
    "routes": "route",
}
_IDENTITY = ("key", "slug")


def compare_documents(old: Document, new: Document) -> tuple[FieldChange, ...]:
    """Return what differs between two documents of one kind, in the order of their fields.

    Items are matched by key, so that one put between others is one change. Routes
    have no key: they are matched by condition, and where that has changed, by target
    or number. An item that was added or removed is one change with all that is in it.
    Where the text is another, the spans of its sections are not compared: they
    follow it. Raises TypeError where the kinds differ.
    """
    if type(old) is not type(new):
        raise TypeError(f"cannot compare a {old.kind} with a {new.kind}")
    root = new.kind
    key = getattr(new, "slug", "")
    skip: frozenset[str] = frozenset()
    if isinstance(old, License) and isinstance(new, License) and old.text.body != new.text.body:
        skip = frozenset({"start", "end"})
    return tuple(_compare(old, new, noun=root, key=key, place="", skip=skip))


def compare_terms(old: Mapping[str, Term], new: Mapping[str, Term]) -> tuple[FieldChange, ...]:
    """Return what differs in the terms that two editions refer to, for those that both do."""
    return tuple(
        change
        for ref, term in new.items()
        if ref in old
        for change in _compare(old[ref], term, noun="term", key=ref, place=f"term:{ref}")
    )


def titles_of(document: Document) -> dict[str, str]:
    """Return what people call each item of a document, by place as in ``FieldChange``."""
    return dict(_titled(document, key="", place=""))


def _titled(value: Noun, *, key: str, place: str) -> Iterator[tuple[str, str]]:
    for name in type(value).model_fields:
        part = getattr(value, name)
        if _holds_items(part, ()):
            for item in _items(name, part, key if place else ""):
                yield item.place, item.title
                yield from _titled(item.value, key=item.key, place=item.place)


def touched(changes: Iterable[FieldChange]) -> int:
    """Return how many things changed, however much of each: "3 changes since edition 4"."""
    return len({(change.noun, change.key) for change in changes})


def _compare(
    old: Noun, new: Noun, *, noun: str, key: str, place: str, skip: frozenset[str] = frozenset()
) -> Iterator[FieldChange]:
    """Yield what differs between two values of one type, which were matched already."""
    for name in type(new).model_fields:
        before, after = getattr(old, name), getattr(new, name)
        is_matched_by = name in _IDENTITY and bool(place)
        if before == after or is_matched_by or (noun == "section" and name in skip):
            continue
        if isinstance(before, Text) and isinstance(after, Text):
            yield from _compare_texts(before, after)
        elif _holds_items(before, after):
            yield from _compare_items(
                _items(name, before, key if place else ""),
                _items(name, after, key if place else ""),
                parent=(key, place),
                skip=skip,
            )
        else:
            yield FieldChange("changed", place, noun, key, name, *_both_written(before, after))


def _compare_texts(old: Text, new: Text) -> Iterator[FieldChange]:
    """Yield the changed fields of a text; a digest that follows its body is none."""
    for name in Text.model_fields:
        before, after = getattr(old, name), getattr(new, name)
        follows = name == "digest" and old.body != new.body
        if before != after and not follows:
            words = _both_written(before, after)
            yield FieldChange("changed", "text", "text", "text", name, *words)


def _holds_items(old: Any, new: Any) -> bool:
    return isinstance(old, tuple) and any(
        isinstance(value, Noun) and not isinstance(value, LocalCitation) for value in old + new
    )


def _items(name: str, values: tuple[Noun, ...], parent: str) -> list[_Item]:
    """Name the items of a list; one that repeats the key of another is told apart by a number."""
    noun = _LISTS[name]
    seen: dict[str, int] = {}
    items = []
    for number, value in enumerate(values, 1):
        local = _local_key(value)
        seen[local] = seen.get(local, 0) + 1
        match = local if seen[local] == 1 else f"{local} ({seen[local]})"
        is_inside = isinstance(value, Route) or name == "options"
        key = f"{parent}/{match}" if is_inside else match
        place = f"route:{parent}/{number}" if isinstance(value, Route) else f"{noun}:{key}"
        items.append(_Item(value, match, noun, key, place, _title(value)))
    return items


def _local_key(value: Noun) -> str:
    if isinstance(value, Route):
        return describe_condition(value.when)
    return str(next(getattr(value, name) for name in _IDENTITY if hasattr(value, name)))


def _title(value: Noun) -> str:
    """Return what people call an item: its title, its label, or the start of its words."""
    if isinstance(value, Route):
        return f"{describe_condition(value.when)} → {value.goto}"
    names = ("title", "label", "heading", "body")
    words = next((words for name in names if (words := getattr(value, name, ""))), "")
    return str(words) or _local_key(value)


def _compare_items(
    old: list[_Item], new: list[_Item], *, parent: tuple[str, str], skip: frozenset[str]
) -> Iterator[FieldChange]:
    pairs = _paired(old, new)
    matched = {id(one) for pair in pairs for one in pair}
    for item in old:
        if id(item) not in matched:
            yield FieldChange("removed", item.place, item.noun, item.key, "", item.title, "")
    partners = {id(after): before for before, after in pairs}
    for item in new:
        if id(item) not in matched:
            yield FieldChange("added", item.place, item.noun, item.key, "", "", item.title)
        else:
            yield from _compare(
                partners[id(item)].value,
                item.value,
                noun=item.noun,
                key=item.key,
                place=item.place,
                skip=skip,
            )
    befores = [before for before in old if id(before) in matched]
    afters = [partners[id(after)] for after in new if id(after) in matched]
    if befores != afters:
        key, place = parent
        names = [", ".join(item.match for item in items) for items in (befores, afters)]
        yield FieldChange("changed", place, befores[0].noun, key, "order", *names)


def _paired(old: list[_Item], new: list[_Item]) -> list[tuple[_Item, _Item]]:
    """Match items by key or condition, then routes left over by target and terms, or number."""
    by_match = {item.match: item for item in new}
    pairs = [(item, by_match[item.match]) for item in old if item.match in by_match]
    taken = {item.match for item, _ in pairs}
    for number, before in enumerate(old):
        if before.match in taken or not isinstance(before.value, Route):
            continue
        for other, after in enumerate(new):
            if after.match in taken or not isinstance(after.value, Route):
                continue
            leads_alike = (before.value.goto, before.value.adds) == (
                after.value.goto,
                after.value.adds,
            )
            if leads_alike or number == other:
                pairs.append((before, after))
                taken |= {before.match, after.match}
                break
    return pairs


def _both_written(before: Any, after: Any) -> tuple[str, str]:
    """Write both values, in short where that tells them apart, else with all that they hold."""
    short = _written(before, _quoted), _written(after, _quoted)
    if short[0] != short[1]:
        return short
    return _written(before, _quoted_in_full), _written(after, _quoted_in_full)


def _quoted(quote: Quote) -> str:
    return f"“{quote.exact}”"


def _quoted_in_full(quote: Quote) -> str:
    return f"{quote.prefix}“{quote.exact}”{quote.suffix}"


def _written(value: Any, write_quote: Callable[[Quote], str]) -> str:
    """Write a value of a field as people read it; empty for none."""
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
    if isinstance(value, Condition):
        return describe_condition(value)
    if isinstance(value, Mapping):
        pairs = (f"{key}: {_written(part, write_quote)}" for key, part in value.items())
        return "; ".join(pairs)
    if isinstance(value, tuple):
        between = "; " if any(isinstance(part, Noun) for part in value) else ", "
        return between.join(_written(part, write_quote) for part in value)
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
