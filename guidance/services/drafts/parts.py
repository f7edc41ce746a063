"""The parts of a draft made those of a document: what is the same already is not written.

Parts that stay keep their rows, so that their admin addresses and their histories hold.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from guidance.core.documents.trees import Route as RouteNoun
from guidance.models import Question, Route
from guidance.models.fields import Revised

_ROUTE = ("when", "goto", "adds")


def sync_routes(question: Question, routes: Sequence[RouteNoun]) -> bool:
    """Make the routes of a question these; tell whether they were others.

    They have no key, so they stay or go together.
    """
    wanted = [columns(route, " ".join(_ROUTE)) for route in routes]
    held = [{name: getattr(one, name) for name in _ROUTE} for one in question.routes.all()]
    if held == wanted:
        return False
    question.routes.all().delete()
    Route.objects.bulk_create(
        Route(question=question, position=at, **route) for at, route in enumerate(wanted)
    )
    return True


def sync(
    model: Any,
    nouns: Sequence[Any],
    names: str,
    held: Iterable[Any],
    more: Callable[[Any], dict[str, Any]] = lambda noun: {},
    **parent: Any,
) -> bool:
    """Make the children of ``parent`` these nouns, in this order, matched by their key.

    Tells whether any was another. ``names`` are columns with the nouns' own names, the key
    first; ``more`` gives others; ``held`` are the children that are there. One that is the same
    already is not written, and its revision stays.
    """
    key = names.split()[0]
    there = {getattr(row, key): row for row in held}
    lost = [there[name].pk for name in there.keys() - {getattr(noun, key) for noun in nouns}]
    if lost:
        model.objects.filter(pk__in=lost).delete()
    rows = [
        model(**parent, position=at, **columns(noun, names), **more(noun))
        for at, noun in enumerate(nouns)
    ]
    passed = {"id", "revision", "updated_at"}
    compared = [f.attname for f in model._meta.concrete_fields if f.name not in passed]
    changed = [row for row in rows if not _are_same(there.get(getattr(row, key)), row, compared)]
    if not changed:
        return bool(lost)
    written = {field.name for field in model._meta.concrete_fields} - {"id", *parent, key}
    if issubclass(model, Revised):
        for row in changed:
            old = there.get(getattr(row, key))
            row.revision = old.revision + 1 if old else 0
    model.objects.bulk_create(
        changed,
        update_conflicts=True,
        unique_fields=[*parent, key],
        update_fields=sorted(written),
    )
    return True


def _are_same(old: Any, new: Any, names: Sequence[str]) -> bool:
    return old is not None and all(getattr(old, name) == getattr(new, name) for name in names)


def columns(noun: Any, names: str) -> dict[str, Any]:
    """Return the named fields of a noun as a row stores them: plain data, "" for None."""
    whole = noun.model_dump(mode="json", by_alias=True)
    plain = whole | noun.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return {name: "" if plain[name] is None else plain[name] for name in names.split()}
