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

_LISTS_OF = {noun: name for name, noun in LISTS.items()}
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
        items = _list_of(document, place, before or after)
        if items is None or held.get(place) != after:
            return False
        if before is not None:
            items.append(_required(before) | before)
        else:
            items[:] = [one for one in items if not _is_at(one, place)]
        return True
    fields = held.get(place, {})
    item = _item(document, place, fields)
    if item is None or fields.get(name) != after:
        return False
    item.pop(name, None)
    former = _required(fields) if before is None else {name: before}
    item |= {key: value for key, value in former.items() if key == name}
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


def _list_of(
    document: dict[str, Any], place: str, fields: dict[str, Any]
) -> list[dict[str, Any]] | None:
    """Return the list that an item stands or stood in, or None where that cannot be told."""
    noun, _, key = place.partition(":")
    if noun == "option":
        question = _item(document, f"question:{key.partition('/')[0]}", {})
        return None if question is None else question.setdefault("options", [])
    if noun == "section" and "end" not in fields:
        lists = [policy.setdefault("sections", []) for policy in document.get("policies", ())]
        likely = [one for one in lists if any(_is_at(item, place) for item in one)] or lists
        return likely.pop() if len(likely) == 1 else None
    items: list[dict[str, Any]] = document.setdefault(_LISTS_OF[noun], [])
    return items


def _item(document: dict[str, Any], place: str, fields: dict[str, Any]) -> dict[str, Any] | None:
    """Return what stands at a place, or None where nothing does; ``fields`` are those it has."""
    if not place:
        return document
    items = _list_of(document, place, fields) or ()
    return next((one for one in items if _is_at(one, place)), None)


def _is_at(item: dict[str, Any], place: str) -> bool:
    key = place.partition(":")[2].rpartition("/")[2]
    return key in (item.get("key"), item.get("slug"))


def _required(fields: dict[str, Any]) -> dict[str, Any]:
    """Return what a section of a text has to say, though it is nothing: that it begins at 0."""
    return {"start": 0} if "end" in fields else {}
