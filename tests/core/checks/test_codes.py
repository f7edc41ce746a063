"""Each code, both sides: a document in which it is found, and the nearest in which it is not."""

import re
from functools import cache

import pytest

from guidance.core.checks import CODES, Finding, check_faq, check_license, check_tree
from tests.core.checks.license_faults import FAQ_FAULTS, LICENSE_FAULTS, MENDED_LICENSES
from tests.core.checks.samples import (
    ENTRIES,
    ENTRY,
    LICENSE,
    LICENSES,
    OTHERS,
    TREE,
    changed,
    setting,
)
from tests.core.checks.tree_faults import COPIES, EARLY, FEW, MANY, TREE_FAULTS, Fault, fault
from tests.core.trees import option, outcome, question, route, tree

HANDING_FAULTS: list[Fault] = [
    fault(
        "retired-key-twice",
        setting(*COPIES, succeeds=["since"]),
        at=["question:copies"],
        mended=[setting(*COPIES, succeeds=["fine"])],  # outcomes have keys of their own
    ),
    fault(
        "retired-key-twice",
        setting(*FEW, succeeds=["dozen"]),
        setting(*MANY, succeeds=["dozen"]),
        at=["option:users/few", "option:users/many"],
        mended=[setting(*FEW, succeeds=["dozen"]), setting(*EARLY, succeeds=["dozen"])],
    ),
    fault(
        "retired-key-twice",
        setting("outcomes", "fine", succeeds=["special"]),
        at=["outcome:fine"],
        mended=[setting("outcomes", "fine", succeeds=["users"])],
    ),
    fault(
        "hands-over-unknown",
        setting("outcomes", "fine", hands_over="nowhere"),
        at=["outcome:fine"],
        mended=[setting("outcomes", "fine", hands_over="open")],
    ),
    fault(
        "hands-over-to-itself",
        setting("outcomes", "fine", hands_over="a-tree"),
        at=["outcome:fine"],
        mended=[setting("outcomes", "fine", hands_over="back")],
    ),
    fault(
        "hands-over-to-none",
        setting("outcomes", "fine", hands_over="draft"),
        at=["outcome:fine"],
        mended=[setting("outcomes", "fine", hands_over="open")],
    ),
    fault(
        "hands-over-in-circle",
        setting("outcomes", "fine", hands_over="round"),
        setting("outcomes", "special", hands_over="open"),
        at=["outcome:fine"],
        mended=[setting("outcomes", "fine", hands_over="open")],
    ),
]
"""Of what a tree names beside itself: retired keys, questionnaires to go on with."""


def _places(findings: tuple[Finding, ...], code: str) -> list[str]:
    return [finding.place for finding in findings if finding.code == code]


@pytest.mark.parametrize(("code", "changes", "places"), LICENSE_FAULTS)
def test_license_fault_is_found(code, changes, places):
    findings = check_license(changed(LICENSE, *changes))

    assert _places(findings, code) == places


@pytest.mark.parametrize("changes", [[], *MENDED_LICENSES])
def test_mended_license_has_no_findings(changes):
    assert check_license(changed(LICENSE, *changes)) == ()


@pytest.mark.parametrize(("code", "changes", "places"), FAQ_FAULTS)
def test_faq_fault_is_found(code, changes, places):
    findings = check_faq(changed(ENTRY, *changes), LICENSES, ENTRIES)

    assert [(finding.code, finding.place) for finding in findings] == [(code, places[0])]


@pytest.mark.parametrize("topics", [[], ["background"]])
def test_mended_faq_has_no_findings(topics):
    assert check_faq(changed(ENTRY, setting(topics=topics)), LICENSES, ENTRIES) == ()


@pytest.mark.parametrize(("code", "changes", "places", "mended"), [*TREE_FAULTS, *HANDING_FAULTS])
def test_tree_fault_is_found_and_gone_when_mended(code, changes, places, mended):
    findings = check_tree(changed(TREE, *changes), LICENSES, OTHERS)
    without = check_tree(changed(TREE, *mended), LICENSES, OTHERS)

    assert _places(findings, code) == places
    assert _places(without, code) == []


def test_sample_tree_has_no_findings():
    assert check_tree(TREE, LICENSES) == ()


def test_term_uncited_is_found_where_the_tree_first_adds_it():
    license = changed(LICENSE, setting("terms", "show", citations=None))

    findings = check_tree(TREE, {"llama-2": license})

    assert [(found.code, found.place) for found in findings] == [
        ("term-uncited", "option:copies/weights")
    ]


@pytest.mark.parametrize("place", ["option", "route", "outcome"])
def test_question_whose_only_term_is_added_anyway_has_no_effect(place):
    terms = {made: ("llama-2/show",) if made == place else () for made in ("option", "outcome")}
    last = question(
        "last",
        option("x", "end", *terms["option"]),
        option("y", "other", *terms["option"]),
        routes=[route({"question": "last", "is": "x"}, "end", "llama-2/show")]
        if place == "route"
        else [],
    )
    first = question("first", option("a", None, "llama-2/show"), option("b"), goto="last")
    sample = tree(
        first, last, outcome("end", *terms["outcome"]), outcome("other", *terms["outcome"])
    )

    findings = check_tree(sample, LICENSES)

    expected = [] if place == "route" else ["question:first"]  # the route adds it on one way only
    assert _places(findings, "question-without-effect") == expected


def _wide(length: int, options: int):
    """A tree whose last question looks at every answer before, so that no ways meet."""
    asked = [
        question(f"q{n}", *(option(f"o{m}") for m in range(options)), goto=f"q{n + 1}")
        for n in range(length)
    ]
    routes = [
        route({"question": made["key"], "is": chosen["key"]}, "end")
        for made in asked
        for chosen in made["options"]
    ]
    last = question(f"q{length}", option("o0"), goto="end", routes=routes)
    return tree(*asked, last, outcome("end"))


@cache
def _findings_of_wide(length: int):
    return check_tree(_wide(length, 3), LICENSES)


@pytest.mark.parametrize(("length", "places"), [(10, []), (11, [""])])
def test_too_many_ways_is_said_beyond_the_bound_only(length, places):
    findings = _findings_of_wide(length)

    assert _places(findings, "too-many-ways") == places


def test_ways_that_are_too_many_are_judged_by_edges():
    findings = _findings_of_wide(11)

    assert {finding.code for finding in findings} == {
        "too-many-ways",
        "question-uncited",
        "outcome-uncited",
    }


def test_every_code_is_tried():
    tried = {fault[0] for fault in (*LICENSE_FAULTS, *FAQ_FAULTS, *TREE_FAULTS, *HANDING_FAULTS)}

    assert tried | {"too-many-ways"} == set(CODES)


def test_findings_take_severity_and_advice_from_the_registry():
    findings = check_license(changed(LICENSE, setting(terms=None, annotations=None)))

    assert [(found.severity, found.advice) for found in findings] == [
        ("warning", CODES["no-annotations"].advice),
        ("warning", CODES["no-terms"].advice),
    ]


def test_codes_have_a_title_and_advice_in_a_sentence():
    for code, kind in CODES.items():
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", code)
        assert kind.title[0] in "“ABCDEFGHIJKLMNOPQRSTUVWXYZ"
        assert kind.advice.endswith(".")
