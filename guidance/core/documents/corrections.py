"""What ships in other words than a team's draft, item by item, and the draft with some taken over.

Three documents are compared: ours, what shipped when ours was made from it, and what ships now.
An item is a field of the document itself, or what stands in one of its lists, with all that is
in it: a note, a term, a question with its options and routes. It is a correction only where
what ships has changed, and ours does not say that already.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from guidance.core.documents.changes import LISTS, key_of
from guidance.core.documents.editions import Publishable
from guidance.core.documents.licenses import License, Section, Text

_LISTS = ("sections", "policies", "annotations", "terms", "questions", "outcomes", "cases")
_FIXED = ("kind", "format", "slug")
_ORDER = " order"


@dataclass(frozen=True)
class TextWithSections:
    """The words of a license and where they are cut: one is nothing without the other."""

    text: Text
    sections: tuple[Section, ...]


@dataclass(frozen=True)
class Correction:
    """An item that ships in other words than ours.

    ``place`` is as in findings (``term:keep-notice``), the name of a field of the document
    itself, or that of a list and the word order. Values are None where the item is not there;
    ``before`` is None too where nobody knows what shipped. ``meets_ours``: ours is another
    than what shipped before, so that taking it over gives up words of the team.
    """

    place: str
    ours: Any
    before: Any
    now: Any
    meets_ours: bool


def corrections(
    ours: Publishable,
    now: Publishable,
    before: Publishable | None,
    answered: Mapping[str, Publishable] | None = None,
) -> tuple[Correction, ...]:
    """Return what ships now in other words than ours, in the order of what ships.

    ``before`` is None where nobody knows what ours was made from: then all that ships in
    other words is found. ``answered`` are, by place, what shipped when the team last took
    that item over or kept its own: it is found again only if it ships in other words since.

    >>> from guidance.core.documents.faqs import FaqEntry
    >>> fields = {"slug": "a", "question": "May I?", "short_answer": "Yes."}
    >>> old = FaqEntry(kind="faq", format=1, **fields)
    >>> new = old.model_copy(update={"short_answer": "Yes, with the notice."})
    >>> [one.place for one in corrections(old, new, old)]
    ['short_answer']
    >>> corrections(old, new, old, {"short_answer": new})
    ()
    """
    with_text = _has_another_text(ours, now)
    mine, theirs = _items(ours, with_text), _items(now, with_text)
    was = _items(before, with_text) if before is not None else {}
    known = before is not None
    answers = {place: _items(one, with_text) for place, one in (answered or {}).items()}
    found = []
    for place in dict.fromkeys([*theirs, *was]):
        ships, held = theirs.get(place), mine.get(place)
        is_known = known or place in answers
        shipped = answers.get(place, was).get(place)
        if place.endswith(_ORDER):
            held, shipped, ships = _orders(held, shipped, ships)
        if ships == held or (is_known and ships == shipped):
            continue
        meets_ours = not is_known or held != shipped
        found.append(Correction(place, held, shipped, ships, meets_ours))
    return tuple(found)


def taken_over(ours: Publishable, now: Publishable, places: Collection[str]) -> Any:
    """Return our document with the items at these places as they ship; it is not checked."""
    changed: dict[str, Any] = {}
    if "text" in places and isinstance(now, License):
        changed |= {"text": now.text, "sections": now.sections}
    for name in type(ours).model_fields:
        if name in _LISTS and name not in changed:
            changed[name] = _merged(name, getattr(ours, name), getattr(now, name), places)
        elif name in places and name not in changed:
            changed[name] = getattr(now, name)
    return ours.model_copy(update=changed)


def _has_another_text(ours: Publishable, now: Publishable) -> bool:
    if isinstance(ours, License) and isinstance(now, License):
        return ours.text.digest != now.text.digest
    return False


def _items(document: Publishable, with_text: bool) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in type(document).model_fields:
        value = getattr(document, name)
        if name in _FIXED or (name == "sections" and with_text):
            continue
        if name == "text":
            # Where the words came from is said of the text that is held here.
            if with_text and isinstance(document, License):
                words = Text(digest=value.digest, body=value.body)
                found[name] = TextWithSections(words, document.sections)
        elif name in _LISTS:
            found |= {f"{LISTS[name]}:{key_of(one)}": one for one in value}
            found[name + _ORDER] = tuple(key_of(one) for one in value)
        else:
            found[name] = value
    return found


def _orders(
    ours: Sequence[str] | None, before: Sequence[str] | None, now: Sequence[str] | None
) -> tuple[tuple[str, ...], ...]:
    """Return three orders of the items that are in each of them that is known."""
    orders = [one for one in (ours, before, now) if one is not None]
    common = set(orders[0]).intersection(*orders[1:])
    return tuple(tuple(key for key in one or () if key in common) for one in (ours, before, now))


def _merged(
    name: str, ours: Sequence[Any], now: Sequence[Any], places: Collection[str]
) -> tuple[Any, ...]:
    """Return our items with those at ``places`` as they ship; a new one stands after its neighbour.

    Where the order is taken over, what is ours alone keeps its place among the others.
    """
    items = {key_of(one): one for one in ours}
    ships = {key_of(one): one for one in now}
    wanted = {key for key in (*items, *ships) if f"{LISTS[name]}:{key}" in places}
    order = [key for key in items if key not in wanted or key in ships]
    at = 0
    for key in ships:
        if key in wanted and key not in items:
            order.insert(at, key)
        if key in order:
            at = order.index(key) + 1
    if name + _ORDER in places:
        shared = iter([key for key in ships if key in order])
        order = [next(shared) if key in ships else key for key in order]
    return tuple(ships[key] if key in wanted else items[key] for key in order)
