"""Ways as checks see them: one for each case that can be told apart, and what early ends miss."""

import pytest

from guidance.core.checks import check_tree, ways
from tests.core.checks.samples import LICENSE, LICENSES, adding, changed, setting
from tests.core.trees import option, outcome, question, tree

# Sets of options


def codes(sample):
    return [finding.code for finding in check_tree(sample, {}) if "uncited" not in finding.code]


def test_option_that_excludes_the_others_hides_no_set_of_these():
    """Alone, b is sent elsewhere; with c, the target of b is the first there is."""
    asked = question(
        "which",
        option("none", is_exclusive=True),
        option("a", "left"),
        option("b", "right"),
        option("c"),
        kind="choices",
        goto="left",
        routes=[{"when": {"question": "which", "is": "b"}, "goto": "left"}],
    )

    assert codes(tree(asked, outcome("left"), outcome("right"))) == []


def test_too_many_sets_of_options_are_said(monkeypatch):
    names = ("a", "b", "c")
    asked = question(
        "which",
        *(option(name, "left") for name in names),
        kind="choices",
        routes=[
            {"when": {"question": "which", "any_of": [name]}, "goto": "right"} for name in names
        ],
    )
    sample = tree(asked, outcome("left"), outcome("right"))

    monkeypatch.setattr(ways, "MAX_SETS", 7)
    assert "too-many-ways" not in codes(sample)
    monkeypatch.setattr(ways, "MAX_SETS", 6)
    assert "too-many-ways" in codes(sample)


# Outcomes that end a run where other answers go on to questions that add duties

LACKS, EARLY = "outcome-lacks-duty", "outcome-ends-early"
TELL, KEEP = "llama-2/tell", "llama-2/keep"
FIRST, SHARE = ("questions", "first"), ("questions", "share")
RUN = tree(
    question("first", option("copies", "share")),
    question("share", option("nobody", "early"), option("others", "since")),
    question("since", option("before", "fine", TELL), option("after", "fine", TELL)),
    outcome("early"),
    outcome("fine"),
)
AFTER = ("questions", "since", "options", "after")


def found(*changes, licenses=LICENSES):
    findings = check_tree(changed(RUN, *changes), licenses)
    return [(one.code, one.place) for one in findings if one.code in (LACKS, EARLY)]


def early(verdict="allowed", *adds):
    return setting("outcomes", "early", verdict=verdict, adds=list(adds))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ([], LACKS),
        ([early("conditional")], LACKS),
        ([early("ask-counsel")], LACKS),
        ([early("prohibited")], None),
        ([early("special-license")], None),
        ([early("allowed", TELL)], None),
        ([early("allowed", KEEP)], LACKS),
        ([setting(*FIRST, "options", "copies", adds=[TELL])], None),
        ([setting(*SHARE, "options", "nobody", adds=[TELL])], None),
        ([setting(*SHARE, "options", "others", adds=[KEEP])], LACKS),
        ([setting(*AFTER, adds=[KEEP])], None),
        ([setting(*AFTER, adds=None), early("ask-counsel")], EARLY),
        ([setting(*AFTER, adds=None), early("conditional")], None),
        ([setting(*AFTER, adds=None), early("ask-counsel", TELL)], None),
        ([setting("outcomes", "fine", verdict="prohibited")], None),
        ([setting(*SHARE, "options", "others", goto="fine")], None),
    ],
)
def test_outcome_that_ends_early_is_asked_for_the_duties(changes, code):
    assert found(*changes) == ([(code, "outcome:early")] if code else [])


def test_option_that_adds_a_term_does_not_ask_its_siblings_for_it():
    to_end = setting("questions", "since", options=[option("before", "fine"), option("a", "fine")])
    own = setting(*SHARE, "options", "others", adds=[TELL])

    assert found(to_end, own) == []


def test_permission_is_no_duty():
    granted = changed(LICENSE, setting("terms", "tell", kind="permission"))

    assert found(licenses={"llama-2": granted}) == []


def test_both_are_told_where_some_duties_are_sure_and_others_are_not():
    both = setting(*AFTER, adds=[TELL, KEEP])

    assert found(both, early("ask-counsel")) == [(LACKS, "outcome:early"), (EARLY, "outcome:early")]


def test_questions_in_a_circle_are_left_to_the_check_of_circles():
    assert found(setting(*AFTER, goto="first")) == []


def test_finding_names_the_question_and_the_duties():
    [one] = [one for one in check_tree(RUN, LICENSES) if one.code == LACKS]

    assert one.also == ("question:share",)
    assert one.message == (
        "“Outcome early” ends at “Question share?”; all plans that go on there have “Term tell”."
    )


def said(*changes):
    findings = check_tree(changed(RUN, *changes), LICENSES)
    return [one.message.partition("; ")[2] for one in findings if one.code in (LACKS, EARLY)]


DUTIES = [f"llama-2/{key}" for key in ("tell", "stop", "show", "pass-on", "keep")]
BEFORE = ("questions", "since", "options", "before")


@pytest.mark.parametrize(
    ("count", "told"),
    [
        (1, "“Term tell”"),
        (4, "“Term pass-on”, “Term show”, “Term stop”, “Term tell”"),
        (5, "“Term keep”, “Term pass-on”, “Term show”, “Term stop” and 1 more"),
    ],
)
def test_finding_names_four_duties_and_how_many_more_there_are(count, told):
    changes = [setting(*place, adds=DUTIES[:count]) for place in (BEFORE, AFTER)]

    assert said(*changes) == [f"all plans that go on there have {told}."]


def by_two_questions(first_adds, second_adds):
    """Let those who go on answer one more question before; what its and the last answers add."""
    between = question("between", *(option(f"o{n}", "since", *one) for n, one in
                                    enumerate(first_adds)))  # fmt: skip
    return [
        adding("questions", made=between),
        setting(*SHARE, "options", "others", goto="between"),
        setting(*BEFORE, adds=second_adds[0]),
        setting(*AFTER, adds=second_adds[1]),
    ]


@pytest.mark.parametrize(
    ("first_adds", "second_adds", "told"),
    [
        ([[KEEP], [KEEP]], [[TELL], [TELL]], ["all plans that go on there have “Term keep”, "
                                              "“Term tell”."]),
        ([[KEEP], [TELL]], [[], []],
         ["answers to what is asked there may add “Term keep”, “Term tell”."]),
        ([[KEEP], []], [[TELL], []],
         ["answers to what is asked there may add “Term keep”, “Term tell”."]),
        ([[KEEP], [KEEP]], [[TELL], []], ["all plans that go on there have “Term keep”.",
                                          "answers to what is asked there may add “Term tell”."]),
        ([[TELL], [KEEP]], [[TELL], [TELL]],
         ["all plans that go on there have “Term tell”.",
          "answers to what is asked there may add “Term keep”."]),
    ],
)  # fmt: skip
def test_duties_of_questions_further_on_are_told_together(first_adds, second_adds, told):
    assert said(*by_two_questions(first_adds, second_adds), early("ask-counsel")) == told


def test_plan_that_is_barred_further_on_needs_no_duty():
    barred = adding("outcomes", made=outcome("barred", KEEP, verdict="prohibited"))

    assert said(barred, setting(*AFTER, goto="barred", adds=None)) == [
        "all plans that go on there have “Term tell”."
    ]
    assert said(barred, setting(*AFTER, goto="barred", adds=None), early("ask-counsel")) == [
        "all plans that go on there have “Term tell”."
    ]


def test_nothing_is_said_of_early_ends_where_not_all_ways_were_tried(monkeypatch):
    monkeypatch.setattr(ways, "MAX_STEPS", 2)

    assert found() == []


def test_contradiction_by_one_answer_is_at_its_option_and_by_its_end_at_the_outcome():
    def place(*adds, ends=()):
        sample = tree(
            question("q", option("a", "end", *adds), option("b", "other")),
            outcome("end", *ends),
            outcome("other"),
        )
        findings = check_tree(sample, LICENSES)
        return [one.place for one in findings if one.code == "contradicting-terms"]

    keep, stop = "llama-2/keep", "llama-2/stop"
    assert place(keep, stop) == ["option:q/a"]
    assert place(keep, stop, ends=[keep, stop]) == ["option:q/a"]
    assert place(keep, ends=[stop]) == place(stop, ends=[keep]) == ["outcome:end"]
    assert place(ends=[keep, stop]) == ["outcome:end"]
    assert place(keep) == place(ends=[stop]) == []
