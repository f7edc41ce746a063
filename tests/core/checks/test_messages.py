"""What findings say: a lawyer reads titles, names, both sides, and the way that shows it."""

import pytest

from guidance.core.checks import check_faq, check_license, check_tree
from tests.core.checks.samples import (
    CITES,
    ENTRIES,
    ENTRY,
    LICENSE,
    LICENSES,
    TREE,
    adding,
    changed,
    setting,
)
from tests.core.checks.tree_faults import EARLY, FEW, MANY, USERS
from tests.core.trees import option, outcome, question, route, tree


def _messages(code: str, *changes) -> list[str]:
    findings = check_tree(changed(TREE, *changes), LICENSES)
    return [finding.message for finding in findings if finding.code == code]


def test_cycle_names_the_shortest_circle():
    messages = _messages("cycle", setting(*EARLY, goto="users"))

    assert messages == [
        "From “Question users?” one comes back to it: users → copies → since → users."
    ]


def test_two_circles_are_two_findings():
    sample = tree(
        question("a", option("x", "b"), option("y", "c")),
        question("b", option("x", "b"), option("y", "end")),
        question("c", option("x", "d"), option("y", "end")),
        question("d", option("x", "c")),
        outcome("end"),
    )

    cycles = [finding for finding in check_tree(sample, {}) if finding.code == "cycle"]

    assert [finding.message.split(": ")[1] for finding in cycles] == ["b → b.", "c → d → c."]


def test_citation_says_in_which_section_the_words_stand():
    messages = _messages(
        "citation-not-found",
        setting("outcomes", "fine", citations=[{**CITES[0], "section": "2"}]),
    )

    assert messages == [
        "“Outcome fine” cites “keep the notice”, which does not stand in section 2 Stop of "
        "Llama 2. It stands in section 1 Keep."
    ]


def test_citation_of_policy_says_to_leave_the_quote_out():
    change = setting("terms", "show", citations=[{"section": "aup.1", "quote": "No harm."}])

    messages = [finding.message for finding in check_license(changed(LICENSE, change))]

    assert messages == [
        "The term “Term show” quotes “No harm.” from item aup.1 of an incorporated policy, "
        "whose words are not held here. Cite the item alone, without a quote."
    ]


def test_contradiction_names_the_way():
    messages = _messages(
        "contradicting-terms",
        setting("outcomes", "careful", adds=["llama-2/stop"]),
        setting("questions", "copies", "options", "none", adds=["llama-2/keep"]),
    )

    assert messages == [
        "“Term keep” and “Term stop” contradict each other and meet on this way: "
        "“Question users?” 0; “Question copies?” Option none."
    ]


def test_gap_and_overlap_say_which_answers():
    gap = _messages("range-gap", setting(*MANY, low="701"), setting(*USERS, maximum="9000"))
    wide = _messages("range-gap", setting(*MANY, low="1234567"))
    open_ended = _messages("range-gap", setting(*MANY, high="1000"))
    overlap = _messages("range-overlap", setting(*FEW, high=None))
    below = _messages("range-gap", setting(*FEW, low="5"), setting(*USERS, minimum=None))

    assert below == ["No option of “Question users?” holds numbers below 5."]
    assert gap == ["No option of “Question users?” holds 701."]
    assert wide == ["No option of “Question users?” holds numbers from 701 to 1,234,567."]
    assert open_ended == ["No option of “Question users?” holds numbers from 1,000 on."]
    assert overlap == [
        "“Option many” of “Question users?” and “Option few” both hold numbers from 701 on."
    ]


def test_case_says_what_was_expected_and_what_came():
    messages = _messages("case-failed", setting("cases", "few", outcomes=["careful"]))

    assert messages == ["The case “Case few” expects “Outcome careful” and gets “Outcome fine”."]


def test_case_of_unsure_answers_expects_every_outcome():
    unsure = {
        "key": "unsure",
        "title": "Unsure",
        "answers": {"users": ["unsure"], "copies": ["code"]},
    }
    all_three = {**unsure, "outcomes": ["fine", "careful", "special"]}
    two = {**unsure, "outcomes": ["fine", "special"]}

    assert _messages("case-failed", adding("cases", made=all_three)) == []
    assert _messages("case-failed", adding("cases", made=two)) == [
        "The case “Unsure” expects “Outcome fine” or “Outcome special” and gets "
        "“Outcome fine” or “Outcome careful” or “Outcome special”."
    ]


def test_case_that_does_not_fit_says_why():
    unasked = {"users": ["701"], "copies": ["code"]}

    assert _messages("case-unfit", setting("cases", "many", answers=unasked)) == [
        "The case “Case many” answers “code” to copies, but it is not asked on this way."
    ]
    assert _messages("case-unfit", setting("cases", "many", answers={"users": ["7"]})) == [
        "The case “Case many” does not answer “Question copies?”."
    ]


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("1.500 mio", "it can be read as 1500000000 or as 1500000; write the digits alone"),
        ("1" + 20 * "0", "it is too large"),
    ],
)
def test_case_with_a_number_that_is_no_answer_says_why(written, why):
    assert _messages("case-unfit", setting("cases", "many", answers={"users": [written]})) == [
        f"The case “Case many” answers “{written}” to users, but {why}.",
    ]


def test_threshold_says_which_cases_are_missing():
    messages = _messages("threshold-uncased", setting("cases", "many", answers={"users": ["9"]}))

    assert messages == [
        "“Question users?”: the bound 700 is not pinned; cases need 700 itself and a value "
        "just above it."
    ]


def test_many_options_that_go_together_are_all_combined():
    """Fourteen options are 16,383 sets; only those that a condition can tell apart are tried."""
    names = [f"o{number}" for number in range(14)]
    three = [{"question": "many", "any_of": [name]} for name in ("o1", "o7", "o13")]
    asked = question(
        "many",
        *(option(name, "end") for name in names),
        kind="choices",
        routes=[{"when": {"all": three}, "goto": "three"}],
    )
    sample = tree(asked, outcome("end"), outcome("three"))

    codes = [finding.code for finding in check_tree(sample, {})]

    assert codes == ["question-uncited", "outcome-uncited", "outcome-uncited"]


def test_target_that_only_two_options_together_lead_to_is_reached():
    """Alone, b is sent elsewhere; with c, the target of b is the first there is."""
    asked = question(
        "which",
        option("a", "left"),
        option("b", "right"),
        option("c"),
        kind="choices",
        goto="left",
        routes=[{"when": {"question": "which", "is": "b"}, "goto": "left"}],
    )
    sample = tree(asked, outcome("left"), outcome("right"))

    codes = [finding.code for finding in check_tree(sample, {})]

    assert codes == ["question-uncited", "outcome-uncited", "outcome-uncited"]


def test_contradiction_is_found_on_the_second_way_to_a_question():
    sample = tree(
        question("first", option("a", "second"), option("b", "second", "llama-2/keep")),
        question("second", option("c", "end"), option("d", "end", "llama-2/stop")),
        outcome("end"),
    )

    found = [made for made in check_tree(sample, LICENSES) if made.code == "contradicting-terms"]

    assert [(made.place, made.message) for made in found] == [
        (
            "option:second/d",
            "“Term keep” and “Term stop” contradict each other and meet on this way: "
            "“Question first?” Option b; “Question second?” Option d.",
        )
    ]


def test_condition_on_an_unknown_option_names_those_that_there_are():
    sample = tree(
        question(
            "a",
            option("weights"),
            option("hosted"),
            goto="end",
            routes=[route({"question": "a", "is": "download"}, "other")],
        ),
        outcome("end"),
        outcome("other"),
    )

    findings = [f for f in check_tree(sample, {}) if f.code == "condition-unknown-option"]

    assert [finding.message for finding in findings] == [
        "Route 1 of “Question a?” looks for download, which is no option of “Question a?”; "
        "it has weights, hosted."
    ]


def test_entry_that_is_related_to_itself_or_to_nothing_says_which():
    entry = changed(ENTRY, setting(related=["may-i", "gone"]))

    assert [made.message for made in check_faq(entry, LICENSES, ENTRIES)] == [
        "“May I?” is said to be related to itself.",
        "“May I?” is said to be related to gone, which is not there.",
    ]


def test_term_that_contradicts_itself_or_nothing_says_which():
    license = changed(LICENSE, setting("terms", "show", contradicts=["show", "gone"]))

    assert [made.message for made in check_license(license)] == [
        "The term “Term show” is said to contradict itself.",
        "The term “Term show” is said to contradict gone, which is not there.",
    ]


def test_key_that_is_given_twice_names_both_by_title_or_else_by_key():
    terms = changed(LICENSE, setting("terms", "tell", key="show"))
    headings = changed(LICENSE, setting("sections", "2", key="1", label=None, heading=None))

    def doubled(license):
        return [made.message for made in check_license(license) if "twice" in made.message]

    assert doubled(terms) == ["The key show is given twice: Term show and Term tell."]
    assert doubled(headings) == ["The key 1 is given twice: 1 Keep and 1."]


def test_start_that_is_no_question_says_why():
    assert _messages("missing-start", setting(start="gone")) == [
        "The first question is to be gone, which is not there."
    ]
    assert _messages("missing-start", setting(start="fine")) == [
        "The first question is to be fine, which is an outcome."
    ]


def test_source_of_a_route_is_told_with_its_number():
    copies = next(made for made in TREE.questions if made.key == "copies")
    routes = [made.model_dump(mode="json", exclude_defaults=True) for made in copies.routes]
    routes[1]["adds"] = ["llama-2/gone"]
    findings = check_tree(changed(TREE, setting("questions", "copies", routes=routes)), LICENSES)

    assert [(made.code, made.place) for made in findings] == [("term-unknown", "route:copies/2")]


def test_contradiction_of_two_options_is_found_among_many_that_go_together():
    asked = question(
        "which",
        *(option(key, "end") for key in "abc"),
        option("d", "end", "llama-2/keep"),
        option("e", "end", "llama-2/stop"),
        kind="choices",
    )

    found = [f for f in check_tree(tree(asked, outcome("end")), LICENSES) if "-terms" in f.code]

    assert [made.message for made in found] == [
        "“Term keep” and “Term stop” contradict each other and meet on this way: "
        "“Question which?” Option d, Option e."
    ]
