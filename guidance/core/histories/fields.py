"""The fields of a document by place: what differs between two of them, and one put back.

The words of a license's text are left out: a text never changes, and its digest tells which it is.
"""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from guidance.core.documents.changes import LISTS
from guidance.core.documents.faqs import FaqEntry
from guidance.core.documents.licenses import License
from guidance.core.documents.nouns import nouns_within
from guidance.core.documents.trees import Tree

Content = dict[str, dict[str, Any]]
"""Fields by place; nothing of what is empty."""

_INSIDE = ("options",)
_UNTOLD = ("format", "sentence")
"""What nobody writes: the sentence of a quote is kept beside it by itself."""
_TITLES = ("title", "label", "heading", "question", "body", "key", "slug")


def flat(content: dict[str, Any]) -> Content:
    """Return the fields of a document by place, of its parts too."""
    plain = json.loads(json.dumps(content, default=str))
    return dict(_flat("", {name: _pruned(value) for name, value in plain.items()}))


def compared(old: Content, new: Content) -> Iterator[tuple[str, str, str, Any, Any]]:
    """Yield what differs, in the order of the new content, then what is gone."""
    for place, fields in new.items():
        before = old.get(place)
        if before is None and place:
            yield place, _title(fields), "", None, fields
            continue
        for name in dict.fromkeys([*fields, *(before or {})]):
            pair = (before or {}).get(name), fields.get(name)
            if pair[0] != pair[1]:
                yield place, _title(fields), name, *pair
    for place, fields in old.items():
        if place not in new:
            yield place, _title(fields), "", fields, None


def with_former(document: dict[str, Any], change: tuple[str, str, str, Any, Any]) -> bool:
    """Put back into a document's data what stood before one change; False where it moved on.

    What came goes again, what went comes back at the end of its list.
    """
    place, _words, name, before, after = change
    held = flat(document)
    if name == "text":
        return False
    if not name:
        if held.get(place) != after:
            return False
        items = _list_of(document, place)
        if items is None:
            return False
        if before is not None:
            items.append(before)
            return True
        key = place.partition(":")[2].rpartition("/")[2]
        items[:] = [one for one in items if key not in (one.get("key"), one.get("slug"))]
        return True
    item = _item(document, place)
    if item is None or held.get(place, {}).get(name) != after:
        return False
    if before is None:
        item.pop(name, None)
    else:
        item[name] = before
    return True


def _flat(place: str, fields: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    mine = {}
    inner: list[tuple[str, dict[str, Any]]] = []
    for name, value in fields.items():
        is_parts = name in LISTS and (not place or name in (*_INSIDE, "sections"))
        if is_parts and isinstance(value, list) and all(isinstance(v, dict) for v in value):
            above = place.partition(":")[2]
            start = f"{above}/" if name in _INSIDE else ""
            for one in value:
                key = one.get("key") or one.get("slug", "")
                inner += _flat(f"{LISTS[name]}:{start}{key}", one)
        elif name == "text" and isinstance(value, dict):
            mine[name] = value.get("digest")
        elif _says(name, value):
            mine[name] = value
    yield place, mine
    yield from inner


@cache
def _defaults() -> dict[str, Any]:
    """Return the fields that say something when they are not written, with what they say."""
    nouns = set().union(*(nouns_within(one) for one in (License, FaqEntry, Tree)))
    found = {}
    for noun in nouns:
        for name, field in noun.model_fields.items():
            if field.default and not field.is_required() and field.default_factory is None:
                found[name] = getattr(field.default, "value", field.default)
    return found


def _says(name: str, value: Any) -> bool:
    """Tell whether a field says more than if it were left out."""
    if name in _defaults():
        return bool(value != _defaults()[name] and value is not None)
    return name not in _UNTOLD and value not in (None, "", [], {}, False)


def _pruned(value: Any) -> Any:
    """Return data without what is said by leaving it out, so that two ways to write are one."""
    if isinstance(value, list):
        return [_pruned(one) for one in value]
    if isinstance(value, dict):
        return {name: _pruned(one) for name, one in value.items() if _says(name, one)}
    return value


def _title(fields: dict[str, Any]) -> str:
    return str(next((fields[name] for name in _TITLES if fields.get(name)), ""))[:120]


def _list_of(document: dict[str, Any], place: str) -> list[dict[str, Any]] | None:
    """Return the list that an item stands in, or None for one that is not found."""
    noun, _, key = place.partition(":")
    if noun == "option":
        question = _item(document, f"question:{key.partition('/')[0]}")
        return None if question is None else question.setdefault("options", [])
    name = next((name for name, word in LISTS.items() if word == noun), "")
    return document.setdefault(name, []) if name else None


def _item(document: dict[str, Any], place: str) -> dict[str, Any] | None:
    if not place:
        return document
    key = place.partition(":")[2].rpartition("/")[2]
    items = list(_list_of(document, place) or ())
    if place.startswith("section:"):
        items += [one for policy in document.get("policies", ()) for one in policy["sections"]]
    return next((one for one in items if key in (one.get("key"), one.get("slug"))), None)
