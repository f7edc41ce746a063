"""The nodes of a tree's draft: made, copied, moved among their siblings, and what leads to each.

Whoever writes here holds the tree already, and has compared what they write with what was shown.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from django.db.models import Max

from guidance.core.documents.conditions import describe_condition
from guidance.core.documents.trees import Condition
from guidance.models import Case, Option, Outcome, Question, Route, Tree

Node = Question | Outcome
Leading = tuple[str, str]
"""What leads to a node: its place, as findings name it, and its words."""

_LONGEST_KEY = 40


def key_of(words: str, taken: Iterable[str], *, otherwise: str) -> str:
    """Return a key made of words that is not taken, cut at a word; ``otherwise`` where none fits.

    >>> key_of("May we ship it — and why?", {"may-we-ship-it-and-why"}, otherwise="question")
    'may-we-ship-it-and-why-2'
    """
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    parts = [part for part in re.split(r"[^a-z0-9]+", plain) if part]
    key = ""
    for part in parts:
        longer = f"{key}-{part}" if key else part[:_LONGEST_KEY]
        if len(longer) > _LONGEST_KEY:
            break
        key = longer
    start = key or otherwise
    number, free, known = 1, start, set(taken)
    while free in known:
        number += 1
        free = f"{start}-{number}"
    return free


def keys_in(tree: Tree) -> set[str]:
    """Return the keys of a tree's questions and outcomes (2 queries)."""
    questions = tree.questions.values_list("key", flat=True)
    return {*questions, *tree.outcomes.values_list("key", flat=True)}


def node_of(tree: Tree, key: str) -> Node | None:
    """Return the question or outcome of this key (at most 2 queries)."""
    found: Node | None = tree.questions.filter(key=key).first()
    return found or tree.outcomes.filter(key=key).first()


def add(tree: Tree, model: type[Any], **fields: Any) -> Any:
    """Add a node after its last sibling; a key is made of its title where none is given."""
    title = fields["title"]
    noun = str(model._meta.model_name)
    key = fields.pop("key", "") or key_of(title, keys_in(tree), otherwise=noun)
    rows = model._default_manager
    last = rows.filter(tree=tree).aggregate(last=Max("position"))["last"]
    place = 0 if last is None else last + 1
    return rows.create(tree=tree, key=key, position=place, **fields)


def copy(node: Node, *, to: Tree, title: str = "") -> Any:
    """Add a copy of a node to a tree, with its options and routes.

    In another tree a target keeps its key only where there is such a node; what is missing is
    left open, to be chosen. What the one copied stands for stays with it.
    """
    skipped = {"id", "tree_id", "key", "position", "title", "revision", "updated_at", "succeeds"}
    fields = _values(node, skipped)
    made = add(to, type(node), title=title or node.title, **fields)
    if not isinstance(node, Question):
        return made
    known = keys_in(to)
    if made.goto not in known:
        made.goto = ""
        made.save(update_fields=["goto"])
    for option in node.options.all():
        values = _values(option, {"id", "question_id", "succeeds"})
        values["goto"] = option.goto if option.goto in known else ""
        Option.objects.create(question=made, **values)
    for route in node.routes.all():
        if route.goto in known and to == node.tree:
            Route.objects.create(question=made, **_values(route, {"id", "question_id"}))
    return made


def _values(row: Any, without: set[str]) -> dict[str, Any]:
    names = [field.attname for field in row._meta.concrete_fields]
    return {name: getattr(row, name) for name in names if name not in without}


def move(row: Any, *, among: Iterable[Any], up: bool) -> bool:
    """Move a row by one among its siblings, and count their places anew; False at the end."""
    rows = list(among)
    at = next((at for at, one in enumerate(rows) if one.pk == row.pk), None)
    to = None if at is None else at + (-1 if up else 1)
    if at is None or to is None or not 0 <= to < len(rows):
        return False
    rows[at], rows[to] = rows[to], rows[at]
    for place, one in enumerate(rows):
        if one.position != place:
            one.position = place
            one.save(update_fields=["position"])
    return True


def leading_to(tree: Tree, key: str) -> list[Leading]:
    """Return what in a tree names a node: start, questions, options, routes, cases (5 queries)."""
    found: list[Leading] = []
    if tree.start == key:
        found.append(("", f"{tree.title}: begins with it"))
    for question in tree.questions.filter(goto=key):
        found.append((f"question:{question.key}", f"{question.title}: where other answers lead"))
    options = Option.objects.filter(question__tree=tree, goto=key).select_related("question")
    for option in options.order_by("question__position", "position"):
        place = f"option:{option.question.key}/{option.key}"
        found.append((place, f"{option.question.title}: “{option.label}”"))
    routes = Route.objects.filter(question__tree=tree).select_related("question")
    numbers: dict[int, int] = {}
    for route in routes.order_by("question__position", "question_id", "position", "pk"):
        numbers[route.question_id] = numbers.get(route.question_id, 0) + 1
        if route.goto != key and not _looks_at(route.when, key):
            continue
        place = f"route:{route.question.key}/{numbers[route.question_id]}"
        found.append((place, f"{route.question.title}: if {_words(route.when)}"))
    for case in Case.objects.filter(tree=tree):
        if key in case.outcomes or key in case.answers:
            found.append((f"case:{case.key}", f"Case: {case.title}"))
    return found


def _looks_at(condition: Any, key: str) -> bool:
    if isinstance(condition, dict):
        parts = [*(condition.get("all") or ()), *(condition.get("any") or ())]
        return condition.get("question") == key or any(_looks_at(part, key) for part in parts)
    return False


def _words(condition: Any) -> str:
    try:
        return describe_condition(Condition.model_validate(condition))
    except ValueError:
        return "…"
