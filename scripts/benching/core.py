"""What the core takes, beside its goals: questionnaires, comparing texts, finding notes again."""

import statistics
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

from scripts.benching.goals import Figure

ROOT = Path(__file__).resolve().parents[2]
PACKS = ROOT / "guidance" / "packs"
ROUNDS = 3
NODES = 10_000
WALKS = 200


def core_figures() -> list[Figure]:
    return [*_trees(), *_texts()]


def _trees() -> list[Figure]:
    from guidance.core.checks.structure import check_keys, check_targets
    from guidance.core.documents.formats import as_data, parse
    from guidance.core.walking.walks import walk
    from tests.large_trees import large_tree

    tree: Any = parse(large_tree(60))
    many = _many(tree)
    data: Any = as_data(tree)
    answers = _answers(tree)
    bare = _seconds(lambda: [_bare_walk(data, answers) for _ in range(WALKS)])
    walked = _seconds(lambda: [walk(tree, answers) for _ in range(WALKS)])
    return [
        Figure(f"structure of {NODES:,} nodes", 1_000 * _seconds(
            lambda: (list(check_keys(many)), list(check_targets(many)))), "ms", most=50),
        Figure(f"a walk of {len(answers)} answers", walked / WALKS * 1_000_000, "µs"),
        Figure("    of a walk through bare dicts", 100 * bare / walked, "%", least=25),
    ]  # fmt: skip


def _answers(tree: Any) -> dict[str, tuple[str, ...]]:
    """Return answers that lead through the tree, the first of each question that fits."""
    from guidance.core.walking.walks import walk

    answers: dict[str, tuple[str, ...]] = {}
    while question := walk(tree, answers).question:
        tried: Any = [(one.key,) for one in question.sure_options]
        tried += [(one.low or one.high or "",) for one in question.sure_options]
        answers[question.key] = next(
            values for values in tried
            if len(walk(tree, answers | {question.key: values}).steps) > len(answers)
        )  # fmt: skip
    return answers


def _bare_walk(data: dict[str, Any], answers: dict[str, tuple[str, ...]]) -> tuple[str, list[str]]:
    """Walk through a document as it was read, with choices that fit: an end, and what is owed."""
    nodes = {one["key"]: one for one in data["questions"]}
    at, chosen = data["start"], {}
    owed: list[str] = []
    while at in nodes and at in answers:
        question, given = nodes[at], answers[at]
        options = [one for one in question["options"] if one["key"] in given]
        if question["kind"] == "number":
            options = [one for one in question["options"] if _is_within(one, Decimal(given[0]))]
        chosen[at] = given
        for one in options:
            owed += one.get("adds") or ()
        at = next((one["goto"] for one in options if one.get("goto")), question.get("goto"))
    return at, owed


def _is_within(option: dict[str, Any], number: Decimal) -> bool:
    low, high = (option.get(name) for name in ("low", "high"))
    return (low is None or Decimal(low) <= number) and (high is None or number <= Decimal(high))


def _many(tree: Any) -> Any:
    """Return a tree of as many nodes, each leading where its model does."""
    models = tree.questions
    copies = (
        models[number % len(models)].model_copy(update={"key": f"copy-{number}"})
        for number in range(NODES - len(models) - len(tree.outcomes))
    )
    return tree.model_copy(update={"questions": (*models, *copies)})


def _texts() -> list[Figure]:
    from guidance.core.texts.anchors import Span, describe, find
    from guidance.core.texts.diffs import compare

    old = _written(0)
    new = _written(1)
    size = len(old) // 80
    spans = [Span(number * size, number * size + 60) for number in range(80)]
    quotes = [describe(span, old) for span in spans]
    return [
        Figure("redline of two texts of 35 KB", _seconds(lambda: compare(old, new)), "s", most=0.3),
        Figure("80 notes found again in another text", _seconds(
            lambda: [find(quote, new) for quote in quotes]), "s", most=1),
    ]  # fmt: skip


def _written(every: int) -> str:
    """Return 35 KB of clauses; with ``every``, each of so many says something else."""
    clauses = []
    for number in range(250):
        verb = "may not" if every and number % every == 0 else "may"
        clauses.append(
            f"{number}. You {verb} hand on copy {number * 7919 % 1009} of the work, changed or as "
            f"it came, where notice {number * 104729 % 997} goes along with it and is kept.\n\n"
        )
    return "".join(clauses)[:35_000]


def _seconds(work: Callable[[], object]) -> float:
    taken = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return statistics.median(taken)
