"""Whether a decision tree can be published: its build, its ways, its sources, its cases."""

from collections.abc import Iterator, Mapping

from guidance.core.checks.cases import check_cases, check_thresholds
from guidance.core.checks.causes import standing
from guidance.core.checks.conditions import check_conditions, check_routes
from guidance.core.checks.effects import (
    check_contradictions,
    check_early_ends,
    check_effects,
    contradictions,
)
from guidance.core.checks.findings import Finding
from guidance.core.checks.ranges import check_ranges
from guidance.core.checks.sizes import check_sizes
from guidance.core.checks.sources import check_sources, check_terms
from guidance.core.checks.structure import (
    check_cycles,
    check_handing,
    check_keys,
    check_options,
    check_reach,
    check_retired,
    check_targets,
    check_unsure,
)
from guidance.core.checks.ways import Ways
from guidance.core.documents.licenses import License
from guidance.core.documents.trees import Tree
from guidance.core.walking.graphs import graph_of
from guidance.core.walking.handing import Other

_NONE: Mapping[str, Other] = {}


def check_tree(
    tree: Tree, licenses: Mapping[str, License], others: Mapping[str, Other] = _NONE
) -> tuple[Finding, ...]:
    """Return everything that is wrong with ``tree``: its build first, its cases last.

    ``licenses`` are those that it may cite, ``others`` all questionnaires that it may hand over
    to, by slug. Never raises and always ends, on
    any tree that can be read; how far the ways are looked at is bounded.
    """
    return standing(_check(tree, licenses, others), tree.dismissed)


def _check(
    tree: Tree, licenses: Mapping[str, License], others: Mapping[str, Other]
) -> Iterator[Finding]:
    graph = graph_of(tree)
    pairs = contradictions(tree, licenses)
    ways = Ways(graph, frozenset(ref for pair in pairs for ref in pair))
    yield from check_sizes(tree)
    yield from check_keys(tree)
    yield from check_retired(tree)
    yield from check_targets(tree)
    yield from check_handing(tree, others)
    yield from check_cycles(graph)
    yield from check_reach(ways)
    for question in tree.questions:
        yield from check_options(question)
        yield from check_ranges(question)
        yield from check_conditions(question, graph)
    yield from check_unsure(tree)
    yield from check_routes(ways)
    yield from check_effects(ways)
    yield from check_early_ends(ways, licenses)
    yield from check_sources(tree, licenses)
    yield from check_terms(tree, licenses)
    yield from check_contradictions(ways, pairs)
    yield from check_cases(tree)
    yield from check_thresholds(tree, graph)
