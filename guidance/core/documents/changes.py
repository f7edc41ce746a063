"""What differs between two documents of one kind, item by item, by their keys.

Values are kept as they are: how people read them is said where they are shown.
What differs between two texts, in words, is in ``diffs``; which answers a
changed tree gives is in ``comparisons``.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from guidance.core.documents.conditions import describe_condition
from guidance.core.documents.formats import Document
from guidance.core.documents.licenses import License, LocalCitation, Term, Text
from guidance.core.documents.nouns import Noun
from guidance.core.documents.trees import Route

Kind = Literal["added", "removed", "changed"]


@dataclass(frozen=True)
class FieldChange:
    """One thing that was added, removed or changed.

    ``place`` is as in findings: ``option:sharing/weights``, empty for the document
    itself. ``noun`` and ``key`` name the item: options are ``question/option``, routes
    ``question/condition``. ``before`` and ``after`` are the values of ``field``. It is
    empty where the whole item was added or removed, which is then the one value, the
    other being None; and ``order`` where items stand in another order: the values are
    their keys or conditions, and ``key`` is what holds them, a question or the document.
    """

    kind: Kind
    place: str
    noun: str
    key: str
    field: str
    before: Any
    after: Any


@dataclass(frozen=True)
class _Item:
    """An item of a list: what it is matched by, and where it is."""

    value: Noun
    match: str
    noun: str
    key: str
    place: str


LISTS = {
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
"""What an item of each list is called."""
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


def items_by_place(document: Document) -> dict[str, Noun]:
    """Return each item of a document, by place as in ``FieldChange``."""
    return dict(_placed(document, key="", place=""))


def _placed(value: Noun, *, key: str, place: str) -> Iterator[tuple[str, Noun]]:
    for name in type(value).model_fields:
        part = getattr(value, name)
        if _holds_items(part, ()):
            for item in _items(name, part, key):
                yield item.place, item.value
                yield from _placed(item.value, key=item.key, place=item.place)


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
                _items(name, before, key),
                _items(name, after, key),
                parent=(key, place),
                skip=skip,
            )
        else:
            yield FieldChange("changed", place, noun, key, name, before, after)


def _compare_texts(old: Text, new: Text) -> Iterator[FieldChange]:
    """Yield the changed fields of a text; a digest that follows its body is none."""
    for name in Text.model_fields:
        before, after = getattr(old, name), getattr(new, name)
        follows = name == "digest" and old.body != new.body
        if before != after and not follows:
            yield FieldChange("changed", "text", "text", "text", name, before, after)


def _holds_items(old: Any, new: Any) -> bool:
    return isinstance(old, tuple) and any(
        isinstance(value, Noun) and not isinstance(value, LocalCitation) for value in old + new
    )


def _items(name: str, values: tuple[Noun, ...], parent: str) -> list[_Item]:
    """Name the items of a list; one that repeats the key of another is told apart by a number."""
    noun = LISTS[name]
    seen: dict[str, int] = {}
    items = []
    for number, value in enumerate(values, 1):
        local = _local_key(value)
        seen[local] = seen.get(local, 0) + 1
        match = local if seen[local] == 1 else f"{local} ({seen[local]})"
        is_inside = isinstance(value, Route) or name == "options"
        key = f"{parent}/{match}" if is_inside else match
        place = f"route:{parent}/{number}" if isinstance(value, Route) else f"{noun}:{key}"
        items.append(_Item(value, match, noun, key, place))
    return items


def _local_key(value: Noun) -> str:
    return describe_condition(value.when) if isinstance(value, Route) else key_of(value)


def key_of(item: Noun) -> str:
    """Return the key or slug that an item has among others; routes have none."""
    return str(next(getattr(item, name) for name in _IDENTITY if hasattr(item, name)))


def _compare_items(
    old: list[_Item], new: list[_Item], *, parent: tuple[str, str], skip: frozenset[str]
) -> Iterator[FieldChange]:
    pairs = _paired(old, new)
    matched = {id(one) for pair in pairs for one in pair}
    for item in old:
        if id(item) not in matched:
            yield FieldChange("removed", item.place, item.noun, item.key, "", item.value, None)
    partners = {id(after): before for before, after in pairs}
    for item in new:
        if id(item) not in matched:
            yield FieldChange("added", item.place, item.noun, item.key, "", None, item.value)
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
        orders = [tuple(item.match for item in items) for items in (befores, afters)]
        yield FieldChange("changed", place, befores[0].noun, key, "order", *orders)


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
