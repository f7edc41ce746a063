"""The parts of a draft made those of a document: what is the same already is not written.

Parts that stay keep their rows, so that their admin addresses and their histories hold.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from guidance.core.documents.nouns import Noun
from guidance.core.documents.trees import Route as RouteNoun
from guidance.models import Question, Route
from guidance.models.fields import Revised
from guidance.services.drafts.columns import ROW_OF, columns, values_of


def sync_routes(question: Question, routes: Sequence[RouteNoun]) -> bool:
    """Make the routes of a question these; tell whether they were others.

    They have no key, so they stay or go together.
    """
    names = [column.name for column in columns(RouteNoun).values()]
    wanted = [values_of(route) for route in routes]
    held = [{name: getattr(one, name) for name in names} for one in question.routes.all()]
    if held == wanted:
        return False
    question.routes.all().delete()
    Route.objects.bulk_create(
        Route(question=question, position=at, **route) for at, route in enumerate(wanted)
    )
    return True


def sync(
    noun: type[Noun],
    wanted: Sequence[Any],
    held: Iterable[Any],
    more: Callable[[Any], dict[str, Any]] = lambda one: {},
    **parent: Any,
) -> bool:
    """Make the children of ``parent`` those that are wanted, in this order, matched by their key.

    Tells whether any was another. ``more`` gives the columns that are not the noun's own;
    ``held`` are the children that are there. One that is the same already is not written, and
    its revision stays.
    """
    model = ROW_OF[noun].model
    key = next(iter(columns(noun)))  # the nouns begin with what they are known by
    there = {getattr(row, key): row for row in held}
    lost = [there[name].pk for name in there.keys() - {getattr(one, key) for one in wanted}]
    if lost:
        model.objects.filter(pk__in=lost).delete()
    rows = [
        model(**parent, position=at, **values_of(one), **more(one)) for at, one in enumerate(wanted)
    ]
    passed = {"id", "revision", "updated_at"}
    compared = [f.attname for f in model._meta.concrete_fields if f.name not in passed]
    changed = [row for row in rows if not _are_same(there.get(getattr(row, key)), row, compared)]
    if not changed:
        return bool(lost)
    updated = {field.name for field in model._meta.concrete_fields} - {"id", *parent, key}
    if issubclass(model, Revised):
        for row in changed:
            old = there.get(getattr(row, key))
            row.revision = old.revision + 1 if old else 0
    model.objects.bulk_create(
        changed,
        update_conflicts=True,
        unique_fields=[*parent, key],
        update_fields=sorted(updated),
    )
    return True


def _are_same(old: Any, new: Any, names: Sequence[str]) -> bool:
    return old is not None and all(getattr(old, name) == getattr(new, name) for name in names)
