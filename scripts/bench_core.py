"""What the core takes, beside its goals: questionnaires, comparing texts, finding notes again."""

import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from scripts.bench_goals import Figure

ROOT = Path(__file__).resolve().parent.parent
PACKS = ROOT / "guidance" / "packs"
ROUNDS = 3
NODES = 10_000


def core_figures() -> list[Figure]:
    return [*_trees(), *_texts()]


def _trees() -> list[Figure]:
    from guidance.core.checks import check_tree
    from guidance.core.checks.structure import check_keys, check_targets
    from guidance.core.documents.formats import parse
    from tests.documents import license_data
    from tests.large_trees import large_tree

    licenses: Any = {"example": parse(license_data())}
    tree: Any = parse(large_tree(60))
    many = _many(tree)
    return [
        Figure("checks of a tree of 60 questions", _seconds(lambda: check_tree(tree, licenses)),
               "s", most=1),
        Figure(f"structure of {NODES:,} nodes", 1_000 * _seconds(
            lambda: (list(check_keys(many)), list(check_targets(many)))), "ms", most=50),
    ]  # fmt: skip


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
    new = _written(7)
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
