"""The checks against a slow, plain reading of generated trees, written apart from them."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from guidance.core.checks import Finding, check_tree
from guidance.core.documents.trees import Option, Question, Tree
from tests.core.checks.samples import LICENSES
from tests.core.naive import Given, chosen_of, is_true, values_of
from tests.core.trees import broken_trees, option, outcome, question, route, sound_trees, tree
from tests.examples import examples

EXAMPLES = settings(max_examples=examples(150), suppress_health_check=[HealthCheck.too_slow])
FAULTS = ("missing target", "dead end", "gap", "overlap", "no options", "no outcomes")


def _can_be_read_plainly(sample: Tree) -> bool:
    """Leave out number and date questions of which only "I am not sure" is left."""
    return not any(
        asked.is_ranged and asked.options and all(made.is_unsure for made in asked.options)
        for asked in sample.questions
    )


ACYCLIC = st.one_of(sound_trees(3), st.sampled_from(FAULTS).flatmap(broken_trees)).filter(
    _can_be_read_plainly
)
ONE_OF_THREE = tree(
    question(
        "q",
        *map(option, "abc"),
        kind="choices",
        routes=[route({"question": "q", "equals": "b"}, "end")],
    ),
    outcome("end"),
)
"""B and C together lead nowhere, as C does alone."""
CONTRADICTING = ({"llama-2/keep", "llama-2/stop"}, {"llama-2/pass-on", "llama-2/tell"})


@dataclass
class Seen:
    """What was met on all ways: nodes, choices that lead nowhere, routes, and the ways' terms."""

    nodes: set[str]
    dead_ends: set[tuple[str, ...]]
    taken: set[str]
    true: set[str]
    terms: list[set[str]]
    settled: dict[str, bool]


def _choices(sample: Tree, asked: Question) -> Iterator[tuple[list[Option], str]]:
    """Yield one answer for each case that the tests of the tree and the options tell apart."""
    if all(made.is_unsure for made in asked.options):
        yield from (([made], made.key) for made in asked.options)
        return
    tests = [
        test
        for other in sample.questions
        for made in other.routes
        for test in made.when.tests()
        if test.question == asked.key
    ]
    seen = set()
    for values in values_of(asked):
        chosen = chosen_of(asked, values)
        keys = tuple(made.key for made in chosen)
        known: Given = {asked.key: (keys, values[0])}
        case = (keys, *(is_true(test, known) for test in tests))
        if case not in seen:
            seen.add(case)
            yield chosen, values[0]


def _see(sample: Tree, seen: Seen, key: str, known: Given, terms: set[str]) -> object:
    """Go every way from a node, and return what comes of it: terms, and what follows."""
    asked = sample.question(key)
    ended = sample.outcome(key)
    if asked is None and ended is not None:
        seen.terms.append(terms | set(ended.adds))
    if asked is None:
        return (frozenset(ended.adds if ended else ()), key)
    cases = []
    for chosen, written in _choices(sample, asked):
        now = {**known, key: (tuple(made.key for made in chosen), written)}
        adds = {term for made in chosen for term in made.adds}
        target = next((made.goto for made in chosen if made.goto), asked.goto)
        held = [number for number, made in enumerate(asked.routes, 1) if is_true(made.when, now)]
        seen.true |= {f"route:{key}/{number}" for number in held}
        for number in held[:1]:
            seen.taken.add(f"route:{key}/{number}")
            target, adds = asked.routes[number - 1].goto, adds | set(asked.routes[number - 1].adds)
        after: tuple[frozenset[str], object] = (frozenset(), None)
        if target is None:
            seen.dead_ends.add(tuple(f"option:{key}/{made.key}" for made in chosen))
        else:
            seen.nodes.add(target)
            after = _see(sample, seen, target, now, terms | adds)
        seen.terms.append(terms | adds)
        cases.append(((now[key][0], written), (after[0] | adds, after[1])))
    ends = {end for _, end in cases}
    seen.settled[key] = seen.settled.get(key, True) and len(ends) == 1
    shared = frozenset.intersection(*(adds for adds, _ in ends)) if ends else frozenset()
    return ends.pop() if len(ends) == 1 else (shared, (key, tuple(cases)))


def _seen(sample: Tree) -> Seen:
    seen = Seen({sample.start}, set(), set(), set(), [], {})
    _see(sample, seen, sample.start, {}, set())
    return seen


def _places(sample: Tree, *codes: str) -> set[str]:
    return {finding.place for finding in _findings(sample) if finding.code in codes}


def _findings(sample: Tree) -> tuple[Finding, ...]:
    return check_tree(sample, LICENSES)


@EXAMPLES
@given(ACYCLIC)
def test_unreachable_is_what_no_way_leads_to(sample):
    nodes = _seen(sample).nodes

    expected = {f"question:{made.key}" for made in sample.questions if made.key not in nodes}
    expected |= {f"outcome:{made.key}" for made in sample.outcomes if made.key not in nodes}
    assert _places(sample, "unreachable-question", "unreachable-outcome") == expected
    has_outcome = any(made.key in nodes for made in sample.outcomes)
    assert _places(sample, "no-outcome-reachable") == (set() if has_outcome else {""})


@EXAMPLES
@given(ACYCLIC)
@example(ONE_OF_THREE)
def test_dead_end_is_where_a_way_ends_at_nothing(sample):
    """Choices that meet the same routes are one to the check: it names the first of one of them."""
    seen = _seen(sample)

    places = {
        place
        for place in _places(sample, "dead-end")
        if place.split(":")[1].split("/")[0] in seen.nodes
    }

    assert places <= {first for first, *_ in seen.dead_ends}
    assert [chosen for chosen in seen.dead_ends if places.isdisjoint(chosen)] == []


@EXAMPLES
@given(ACYCLIC)
def test_routes_never_taken_and_never_true_are_those(sample):
    seen = _seen(sample)

    asked = {
        f"route:{made.key}/{number}"
        for made in sample.questions
        if made.key in seen.settled and any(_choices(sample, made))
        for number in range(1, len(made.routes) + 1)
    }
    unknown = _places(sample, "condition-unknown-option")

    assert _places(sample, "condition-never-true") - unknown == asked - seen.true - unknown
    assert _places(sample, "route-never-taken") - unknown == seen.true - seen.taken


@EXAMPLES
@given(ACYCLIC)
def test_question_without_effect_is_one_whose_answers_all_come_to_the_same(sample):
    settled = _seen(sample).settled

    expected = {f"question:{key}" for key, is_settled in settled.items() if is_settled}
    assert _places(sample, "question-without-effect") == expected


@EXAMPLES
@given(ACYCLIC)
def test_contradicting_terms_are_found_where_one_way_has_both(sample):
    terms = _seen(sample).terms

    expected = sum(any(pair <= met for met in terms) for pair in CONTRADICTING)
    found = [finding for finding in _findings(sample) if finding.code == "contradicting-terms"]
    assert len(found) == expected


@EXAMPLES
@given(st.one_of(broken_trees("cycle"), sound_trees(3)))
def test_cycle_is_found_where_edges_lead_back(sample):
    def follows(key: str) -> set[str]:
        asked = sample.question(key)
        if asked is None:
            return set()
        options = [made for made in asked.options if not made.is_unsure] or asked.options
        last = {asked.goto} if any(made.goto is None for made in options) else set()
        return last | {made.goto for made in (*asked.routes, *options)} - {None}

    def leads(start: str) -> set[str]:
        found, left = set(), follows(start)
        while left - found:
            found |= left
            left = {further for key in left for further in follows(key)}
        return found

    circling = {made.key for made in sample.questions if made.key in leads(made.key)}
    places = {place.split(":")[1] for place in _places(sample, "cycle")}

    assert places <= circling
    assert circling <= {key for place in places for key in {place} | leads(place)}
    assert bool(places) is bool(circling)


@settings(max_examples=examples(200), suppress_health_check=[HealthCheck.too_slow])
@given(broken_trees(), st.sampled_from([{}, LICENSES]))
def test_checks_end_on_any_broken_tree(sample, licenses):
    findings = check_tree(sample, licenses)

    assert len(findings) == len(set(findings))
    assert all(finding.message.endswith(".") for finding in findings)


@settings(max_examples=examples(100))
@given(sound_trees())
def test_sound_tree_has_no_fault_of_build(sample):
    codes = {finding.code for finding in _findings(sample)}

    assert codes.isdisjoint(
        {
            "no-questions",
            "missing-start",
            "missing-target",
            "duplicate-key",
            "cycle",
            "dead-end",
            "no-options",
            "range-gap",
            "range-overlap",
            "option-never-chosen",
            "several-unsure",
            "term-unknown",
            "too-many-ways",
        }
    )


FOUND = {
    "missing target": "missing-target",
    "missing start": "missing-start",
    "duplicate question": "duplicate-key",
    "outcome named as question": "duplicate-key",
    "no options": "no-options",
    "no outcomes": "missing-target",
}


@pytest.mark.parametrize(("fault", "code"), FOUND.items())
@settings(max_examples=examples(40))
@given(data=st.data())
def test_fault_put_into_a_sound_tree_is_found(fault, code, data):
    sample = data.draw(broken_trees(fault))

    assert code in {finding.code for finding in _findings(sample)}
