"""Ways as checks see them: one for each case that can be told apart, and what early ends miss."""

import pytest

from guidance.core.checks import check_tree, ways
from tests.core.checks.samples import LICENSE, LICENSES, changed, setting
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
