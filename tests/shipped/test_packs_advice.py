"""What the shipped questionnaires say: both sides of thresholds, hard stops, exact duties."""

from collections import Counter

import pytest

from guidance.core.documents.trees import Case, Tree, Verdict
from guidance.core.walking.paths import MAX_WAYS, count
from guidance.core.walking.walks import walk
from tests.packs import (
    GOING,
    GRANTED,
    MAIN,
    PASSED_ON,
    STANDING,
    TRAINING,
    keys_of,
    of,
    taking,
    tree,
    verdict,
    ways,
)

OTHER_LICENSES = {"llama-1", "another"}


def cases() -> list[tuple[Tree, Case]]:
    return [(tree, case) for tree in of(Tree) for case in tree.cases]


@pytest.mark.parametrize(
    ("slug", "shortest", "longest"), [(MAIN, 1, 10), (TRAINING, 2, 4)], ids=[MAIN, TRAINING]
)
def test_ways_are_few_and_short(slug, shortest, longest):
    counted = count(tree(slug))

    assert (counted.shortest, counted.longest) == (shortest, longest)
    assert (counted.is_exact, counted.stuck) == (True, 0)
    assert counted.ways <= MAX_WAYS


def test_ways_come_to_every_outcome_and_verdict():
    reached = {way.outcome for way in ways()}

    assert reached == {outcome.key for outcome in tree(MAIN).outcomes}
    assert {verdict(way) for way in ways()} == set(Verdict)


@pytest.mark.parametrize(
    ("tree", "case"), cases(), ids=[f"{tree.slug}:{case.key}" for tree, case in cases()]
)
def test_case_comes_out_as_signed(tree, case):
    taken = walk(tree, case.answers)
    terms = {ref for possible in taken.possibilities for ref in possible.terms}

    assert taken.unfit == ()
    assert {possible.outcome.key for possible in taken.possibilities} == set(case.outcomes)
    assert set(case.includes) - set(taken.terms) == set()
    assert terms & set(case.excludes) == set()


def test_cases_come_to_every_outcome():
    reached = Counter(key for _, case in cases() for key in case.outcomes)

    assert [o.key for tree in of(Tree) for o in tree.outcomes if not reached[o.key]] == []


def test_cases_pin_every_threshold_on_both_sides():
    lacking = []
    for questionnaire in of(Tree):
        for question in (question for question in questionnaire.questions if question.is_ranged):
            pinned = {case.answers.get(question.key, ("",))[0] for case in questionnaire.cases}
            for option in question.options:
                if option.high is None:
                    continue
                inside = int(option.high) - (not option.high_inclusive)
                lacking += [n for n in (inside, inside + 1) if str(n) not in pinned]

    assert lacking == []


@pytest.mark.parametrize(
    ("users", "outcome"),
    [
        ("0", "internal"),
        ("699999999", "internal"),
        ("700000000", "internal"),
        ("700000001", "special-license"),
        ("800000000", "special-license"),
    ],
)
def test_threshold_is_more_than_700_million(users, outcome):
    none = dict.fromkeys(("standing", "policy", "fields", "plans"), ("none",))
    rest = {"outputs": ("nothing",), "sharing": ("nobody",)}
    answers = {"model": ("as-received",), "size": ("count",), "users": (users,), **none, **rest}

    taken = walk(tree(MAIN), answers)

    assert [possible.outcome.key for possible in taken.possibilities] == [outcome]


@pytest.mark.parametrize("sharing", ["weights", "product", "adapter"])
def test_whoever_passes_it_on_gets_the_duties_of_distribution(sharing):
    going = [way for way in taking(sharing=sharing) if way.outcome != "taken-out"]

    owed = PASSED_ON | STANDING
    lacking = {(*way.answers["model"], *(owed - keys_of(way.terms))) for way in going}

    assert len(going) > 0
    assert lacking - {("as-received",), ("changed",)} == (
        {("as-received", "disclose-dangers")} if sharing == "weights" else set()
    )


def test_dangers_are_told_by_whoever_built_or_changed_something():
    """Weights that are passed on as they came are nobody's own system."""
    unregulated = taking(fields="none", sharing="weights", plans="none")
    inside = taking(fields="none", sharing="nobody", plans="none", size="far-below")

    telling = {
        (*way.answers["sharing"], *way.answers["model"])
        for way in unregulated + inside
        if "disclose-dangers" in keys_of(way.terms) and way.outcome != "outputs-open"
    }

    assert telling == {("weights", "changed"), ("nobody", "changed")}


def test_whoever_takes_it_out_of_a_product_is_not_told_to_go_ahead():
    out = [way for way in ways() if way.outcome == "taken-out"]

    assert {way.answers["size"] for way in out} == {("product",), ("from-product",)}
    assert [way for way in out if STANDING - keys_of(way.terms)] == []
    assert {ref for way in out for ref in keys_of(way.terms)} & (GRANTED | {"own-changes"}) == set()


def test_whoever_hosts_it_owes_the_agreement_and_no_notice():
    hosting = [way for way in taking(sharing="hosted") if way.outcome != "taken-out"]

    duties = {
        frozenset(keys_of(way.terms) & (PASSED_ON - {"keep-base-under-agreement"}))
        for way in hosting
    }

    assert duties == {frozenset({"pass-on-agreement", "bind-users-to-policy", "disclose-dangers"})}


def test_whoever_keeps_it_inside_owes_no_papers():
    inside = [
        way for way in taking(sharing="nobody") if "label" not in way.answers.get("plans", ())
    ]

    papers = {ref for way in inside for ref in keys_of(way.terms) & PASSED_ON}

    assert papers <= {"disclose-dangers"}


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"policy": "harm"}, {Verdict.PROHIBITED}),
        ({"policy": "deception"}, {Verdict.PROHIBITED}),
        ({"policy": "without-safeguards"}, {Verdict.PROHIBITED}),
        ({"policy": "barred-field"}, {Verdict.PROHIBITED}),
        ({"outputs": "other-llm"}, {Verdict.PROHIBITED}),
        ({"outputs": "between", "fields": "none", "sharing": "nobody"}, {Verdict.ASK_COUNSEL}),
        ({"outputs": "between", "safeguards": "in-place", "plans": "name"}, {Verdict.ASK_COUNSEL}),
        ({"outputs": "between", "safeguards": "missing"}, {Verdict.PROHIBITED}),
        ({"size": "counting"}, {Verdict.ASK_COUNSEL}),
        ({"size": "owner-changed"}, {Verdict.ASK_COUNSEL}),
        ({"size": "from-product"}, {Verdict.ASK_COUNSEL}),
        ({"size": "far-below", "sharing": "giant"}, {Verdict.SPECIAL_LICENSE}),
        ({"users": "700000001"}, {Verdict.SPECIAL_LICENSE}),
    ],
    ids=lambda value: "-".join(value.values()) if isinstance(value, dict) else None,
)
def test_hard_stops_hold_whatever_else_is_answered(answers, expected):
    stopped = taking(**answers)

    assert {verdict(way) for way in stopped} == expected


def test_work_with_another_model_never_goes_ahead_unasked():
    between = {verdict(way) for way in taking(outputs="between")}

    assert between & GOING == set()


@pytest.mark.parametrize(
    ("event", "outcomes"),
    [
        ("claim-filed", {"license-ended"}),
        ("terminated", {"license-ended", "license-terminated"}),
    ],
)
def test_license_that_has_ended_gives_no_rights(event, outcomes):
    ended = [way for way in taking(standing=event) if way.answers["model"][0] not in OTHER_LICENSES]

    assert {way.outcome for way in ended} == outcomes
    assert {ref for way in ended for ref in keys_of(way.terms)} == {
        "delete-on-termination",
        "no-suit-over-llama",
    }


def test_only_plain_use_is_allowed_without_conditions():
    allowed = [way for way in ways() if verdict(way) is Verdict.ALLOWED]

    assert {way.answers["sharing"] for way in allowed} == {("nobody",)}
    assert {way.answers["fields"] for way in allowed} == {("none",)}
    assert {way.answers["standing"] for way in allowed} == {("none",)}
    assert {w for w in allowed if STANDING - keys_of(w.terms)} == set()


def test_finished_product_frees_of_the_threshold_alone():
    received = [way for way in taking(size="product") if verdict(way) is not Verdict.ASK_COUNSEL]
    using = [way for way in received if verdict(way) is not Verdict.PROHIBITED]

    assert {"sharing" in way.answers for way in using} == {False}
    assert {
        w for w in using if (STANDING | {"integrated-product-exempt"}) - keys_of(w.terms)
    } == set()
    assert {ref for way in using for ref in keys_of(way.terms)} & {
        "modify",
        "redistribute",
    } == set()


def test_rights_are_named_only_where_the_plan_may_go_ahead():
    named = {verdict(way) for way in ways() if keys_of(way.terms) & GRANTED}

    assert named == GOING


def test_right_to_pass_on_is_named_to_those_alone_who_pass_on():
    named = {way.answers["sharing"] for way in ways() if "redistribute" in keys_of(way.terms)}

    assert named == {("weights",), ("product",), ("adapter",)}


@pytest.mark.parametrize("key", ["weights", "weights-changed", "product"])
def test_copies_that_are_out_without_the_files_are_told_in_a_step_of_their_own(key):
    outcome = next(one for one in tree(MAIN).outcomes if one.key == key)

    steps = " ".join(outcome.next_steps.split())
    assert "- Copies that are out already without the two files are a breach" in steps
