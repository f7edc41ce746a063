"""One mistake is one entry, whatever it makes wrong; and every place of it stays findable."""

from guidance.core.checks import causes_of, check_license, check_tree
from tests.core.checks.samples import LICENSE, LICENSES, TREE, adding, changed, removing, setting
from tests.core.checks.tree_faults import EARLY, FEW
from tests.core.trees import option, outcome, question, route, tree


def _causes(code: str, findings):
    return [
        (cause.message, [finding.place for finding in cause.findings])
        for cause in causes_of(findings)
        if cause.code == code
    ]


def _of_tree(code: str, *changes):
    return _causes(code, check_tree(changed(TREE, *changes), LICENSES))


def test_new_question_makes_one_entry_of_all_cases():
    fresh = {
        "key": "fresh", "kind": "choice", "title": "Fresh?",
        "options": [{"key": "yes", "label": "Yes", "goto": "users"}],
    }  # fmt: skip
    sample = changed(TREE, adding("questions", made=fresh, at=0))
    sample = sample.model_copy(update={"start": "fresh"})

    assert _causes("case-unfit", check_tree(sample, LICENSES)) == [
        ("Several cases do not answer “Fresh?”.", [f"case:{case.key}" for case in TREE.cases])
    ]


def test_cases_that_fail_otherwise_are_entries_of_their_own():
    changes = [setting("cases", key, outcomes=["special"]) for key in ("few", "early", "late")]

    assert _of_tree("case-failed", *changes) == [
        (
            "Several cases expect “Outcome special” and get “Outcome fine”.",
            ["case:few", "case:early"],
        ),
        (
            "The case “Case late” expects “Outcome special” and gets “Outcome careful”.",
            ["case:late"],
        ),
    ]


def test_removed_outcome_is_one_entry_of_all_that_lead_to_it():
    assert _of_tree("missing-target", removing("outcomes", "fine")) == [
        (
            "Several answers or routes lead to fine, which is not there.",
            ["option:copies/code", "option:copies/weights", "option:since/before"],
        )
    ]


def test_what_stands_behind_a_lost_question_is_one_entry_with_it():
    sample = tree(
        question("a", option("x", "end")),
        question("b", option("x", "c")),
        question("c", option("x", "d"), option("y", "far")),
        question("d", option("x", "end")),
        outcome("end"),
        outcome("far"),
    )

    assert _causes("unreachable-question", check_tree(sample, {})) == [
        (
            "No way leads to “Question b?” and what follows it.",
            ["question:b", "question:c", "question:d"],
        )
    ]
    assert _causes("unreachable-outcome", check_tree(sample, {})) == [
        ("No way leads to “Outcome far”.", ["outcome:far"])
    ]


def test_routes_on_a_removed_question_are_one_entry():
    gone = {"question": "gone", "is": "x"}
    sample = tree(
        question("a", option("x", "end"), routes=[route(gone, "b"), route(gone, "end")]),
        question("b", option("x", "end")),
        outcome("end"),
    )

    assert _causes("condition-unknown-question", check_tree(sample, {})) == [
        (
            "Several routes look at the question gone, which is not there.",
            ["route:a/1", "route:a/2"],
        )
    ]


def test_notes_and_terms_on_a_section_that_is_gone_are_one_entry():
    (found,) = _causes(
        "citation-unknown-section", check_license(changed(LICENSE, removing("sections", "1")))
    )

    assert found[0] == "Several places name section 1 of Llama 2, which is not there."
    assert {place.split(":")[0] for place in found[1]} == {"annotation", "term"}


def test_text_without_sections_is_one_entry():
    (found,) = _causes(
        "citation-unknown-section", check_license(LICENSE.model_copy(update={"sections": ()}))
    )

    assert found[0] == "The text of Llama 2 has no sections yet, so none can be named."


def test_findings_of_a_cause_are_all_there_in_their_order():
    findings = check_tree(changed(TREE, removing("outcomes", "fine")), LICENSES)

    causes = causes_of(findings)

    assert sorted(map(str, findings)) == sorted(
        str(finding) for cause in causes for finding in cause.findings
    )
    assert len(causes) < len(findings)


def test_circle_names_every_question_on_it_as_a_place():
    (finding,) = [
        finding
        for finding in check_tree(changed(TREE, setting(*EARLY, goto="users")), LICENSES)
        if finding.code == "cycle"
    ]

    assert (finding.place, finding.also) == (
        "question:users",
        ("question:copies", "question:since"),
    )


def test_fault_of_the_tree_is_not_said_again_of_each_answer_behind_it():
    findings = check_tree(changed(TREE, setting(*FEW, goto="nowhere")), LICENSES)

    assert _causes("case-unfit", findings) == []
    assert _causes("case-failed", findings) == [
        (
            "Several cases do not come to an outcome (missing target).",
            ["case:few", "case:some", "case:most", "case:early", "case:late"],
        )
    ]


def test_answers_to_a_question_that_is_not_asked_are_one_entry_whatever_they_are():
    assert _of_tree("case-unfit", setting("questions", "copies", routes=[])) == [
        (
            "Several cases answer since, but it is not asked on this way.",
            ["case:early", "case:late"],
        )
    ]


def test_findings_without_a_cause_are_entries_of_their_own():
    quote = [{"section": "1", "quote": "You keep the"}]
    changes = [setting("terms", key, citations=quote) for key in ("show", "tell")]

    assert _causes("citation-ambiguous", check_license(changed(LICENSE, *changes))) == [
        (
            f"The term “Term {key}” cites “You keep the”, which stands more than once in "
            "section 1 Keep of Llama 2.",
            [f"term:{key}"],
        )
        for key in ("show", "tell")
    ]
