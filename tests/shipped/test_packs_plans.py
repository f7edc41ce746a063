"""What the shipped questionnaires say of plans: as they are planned, and what would mend them."""

import re

import pytest

from guidance.core.documents.trees import Tree, Verdict
from tests.packs import (
    GOING,
    GRANTED,
    MAIN,
    PASSED_ON,
    STANDING,
    keys_of,
    of,
    taking,
    tree,
    verdict,
    ways,
)

REGULATED = {"advice", "decisions", "personal-data"}
AS_PLANNED = {"other-name", "other-label", "name-or-label"}
LACKING = {"safeguards-missing", "safeguards-pending"}
TITLES = {  # how the title of an outcome begins, by its verdict
    Verdict.ALLOWED: r"You (can|may) |The ban does not reach ",
    Verdict.CONDITIONAL: r"You can ",
    Verdict.SPECIAL_LICENSE: r"You need a license from Meta |Not to this recipient before ",
    Verdict.PROHIBITED: r"Not |You may not |Take this field as closed |The use policy forbids "
    r"|The first LLaMA does not allow |Your license has ended |Meta has ended ",
}

# Safeguards


def test_only_regulated_fields_are_asked_one_question_more():
    asked = {len(way.questions) for way in ways() if "safeguards" not in way.questions}
    asked_more = [way for way in ways() if "safeguards" in way.questions]

    assert (min(asked), max(asked)) == (1, 9)
    assert {frozenset(way.answers["fields"]) <= REGULATED for way in asked_more} == {True}
    assert [way for way in taking(fields="none") if "safeguards" in way.questions] == []


def test_regulated_field_goes_ahead_with_its_safeguards_alone():
    regulated = [way for way in ways() if REGULATED & set(way.answers.get("fields", ()))]

    going = {way.answers["safeguards"] for way in regulated if verdict(way) in GOING}
    lacking = [w for w in regulated if w.answers["safeguards"] in {("not-yet",), ("missing",)}]

    assert going == {("in-place",)}
    assert {way.outcome for way in lacking} == LACKING
    assert {verdict(way) for way in lacking} == {Verdict.PROHIBITED}


def test_safeguards_come_first_in_whatever_is_shared_in_a_regulated_field():
    shared = {
        way.outcome
        for way in ways()
        if REGULATED & set(way.answers.get("fields", ()))
        and verdict(way) is Verdict.CONDITIONAL
        and way.answers.get("sharing", ("nobody",)) != ("nobody",)
    }
    steps = {key: tree(MAIN).outcome(key).next_steps for key in shared}
    first = {key: next(s for s in steps[key].splitlines() if s[:2] == "- ") for key in steps}

    assert shared == {"weights", "weights-changed", "product", "adapter", "hosted"}
    assert {key for key, step in first.items() if "safeguards come first" not in step} == set()


@pytest.mark.parametrize("outcome", ["regulated", "received-regulated"])
def test_safeguards_stand_in_the_title_of_what_stays_inside(outcome):
    assert "safeguards" in tree(MAIN).outcome(outcome).title


# Titles, names and labels


def test_titles_say_what_verdicts_say():
    outcomes = [(one.slug, outcome) for one in of(Tree) for outcome in one.outcomes]

    wrong = [
        (slug, outcome.title)
        for slug, outcome in outcomes
        if outcome.verdict in TITLES and not re.match(TITLES[outcome.verdict], outcome.title)
    ]

    assert wrong == []


def test_summaries_of_what_goes_ahead_leave_out_neither_use_policy_nor_notice():
    """Whoever reads no further learns of both: of the Notice file wherever copies can leave."""
    going = [outcome for one in of(Tree) for outcome in one.outcomes if outcome.verdict in GOING]
    sharing = {
        way.outcome: way.answers.get("sharing", ("nobody",))[0]
        for way in ways()
        if verdict(way) in GOING
    }

    silent = [
        (outcome.key, word)
        for outcome in going
        for word in ("use policy", "Notice")
        if word not in " ".join(outcome.summary.split())
        and (word == "use policy" or sharing.get(outcome.key, "nobody") != "nobody")
    ]

    assert len(going) >= 10
    assert silent == []


def test_plan_that_does_not_fit_as_planned_keeps_the_duties_of_the_rest():
    planned = [way for way in ways() if way.outcome in AS_PLANNED]

    assert {verdict(way) for way in planned} == {Verdict.PROHIBITED}
    assert [way for way in planned if STANDING - keys_of(way.terms)] == []
    assert [
        way
        for way in planned
        if way.answers["sharing"][0] in {"product", "adapter"} and PASSED_ON - keys_of(way.terms)
    ] == []
    assert {ref for way in planned for ref in keys_of(way.terms)} & {
        *GRANTED,
        "own-changes",
    } == set()


def test_label_on_an_adapter_alone_is_an_open_point():
    labels = {
        (way.answers["sharing"] == ("adapter",), verdict(way))
        for way in taking(plans="label", outputs="nothing")
        if not {"name", "sources", "claim"} & set(way.answers["plans"])
    }

    assert labels == {(True, Verdict.ASK_COUNSEL), (False, Verdict.PROHIBITED)}


# Ends before the last question


@pytest.mark.parametrize("outcome", ["counting-unclear", "taken-out", "giant-recipient"])
def test_early_end_on_an_open_count_keeps_the_duties_that_hold_anyway(outcome):
    ended = [way for way in ways() if way.outcome == outcome]

    assert len(ended) > 0
    assert [way for way in ended if STANDING - keys_of(way.terms)] == []


def test_claim_of_others_leads_with_what_it_can_cost():
    (outcome,) = {way.outcome for way in ways() if "no-warranty" in keys_of(way.terms)}
    terms = tree(MAIN).outcome(outcome).adds

    assert (outcome, terms[0]) == ("claim-by-others", "llama-2/indemnify")


def test_stopped_plan_carries_no_duties_of_what_was_to_follow():
    stopped = [
        way
        for way in ways()
        if verdict(way) is Verdict.PROHIBITED and way.outcome not in AS_PLANNED | LACKING
    ]

    assert {ref for way in stopped for ref in keys_of(way.terms)} == {
        "no-prohibited-uses",
        "no-improving-other-llms",
        "no-suit-over-llama",
        "delete-on-termination",
        "integrated-product-exempt",
    }
