"""Faults of trees: for each code, what to change and the places of the findings that it makes.

The mended changes make the nearest tree that has no finding of this code; without them
it is the sample itself.
"""

from typing import Any

from tests.core.checks.samples import CITES, TREE, Change, adding, ending_early, removing, setting
from tests.core.trees import option, outcome, question, route

USERS, COPIES, SINCE = ("questions", "users"), ("questions", "copies"), ("questions", "since")
FEW, MANY = (*USERS, "options", "few"), (*USERS, "options", "many")
EARLY, LATE = (*SINCE, "options", "before"), (*SINCE, "options", "after")

Fault = tuple[str, list[Change], list[str], list[Change]]


def fault(code: str, *changes: Change, at: list[str], mended: Any = ()) -> Fault:
    return code, list(changes), at, list(mended)


def _when(**test: Any) -> Change:
    """Put a route with this condition before the others; ``is_`` stands for ``is``."""
    named = {name.rstrip("_"): value for name, value in test.items()}
    return adding("routes", *COPIES, made=route(named, "careful"), at=0)


def _case(**fields: Any) -> Change:
    return setting("cases", "few", **fields)


def _outcomes(*without: str, ref: str = "llama-2/tell") -> list[Change]:
    """Make four outcomes of one verdict, of which all but those named add a term."""
    made = adding("outcomes", made=outcome("other", ref, citations=CITES))
    keys = [key for key in ("fine", "careful", "special") if key not in without]
    return [made, *(setting("outcomes", key, adds=[ref]) for key in keys)]


TREE_FAULTS: list[Fault] = [
    fault("no-questions", setting(questions=None, cases=None), at=[""]),
    fault("missing-start", setting(start="nowhere"), at=[""]),
    fault("missing-start", setting(start="fine"), at=[""]),
    fault("missing-target", setting(*FEW, goto="nowhere"), at=["option:users/few"]),
    fault("missing-target", setting(*USERS, goto="nowhere"), at=["question:users"]),
    fault(
        "missing-target",
        adding("routes", *COPIES, made=route({"question": "users", "is": "few"}, "nowhere")),
        at=["route:copies/3"],
    ),
    fault("duplicate-key", setting(*SINCE, key="copies"), at=["question:copies"]),
    fault("duplicate-key", setting("outcomes", "special", key="fine"), at=["outcome:fine"]),
    fault("duplicate-key", setting("outcomes", "special", key="since"), at=["outcome:since"]),
    fault("duplicate-key", setting(*MANY, key="few"), at=["option:users/few"]),
    fault("duplicate-key", setting("cases", "few", key="some"), at=["case:some"]),
    fault(
        "cycle",
        setting(*EARLY, goto="users"),
        at=["question:users"],
        mended=[setting(*EARLY, goto="careful")],
    ),
    fault("cycle", setting(*EARLY, goto="since"), at=["question:since"]),
    fault(
        "unreachable-question",
        adding("questions", made=question("lost", option("a", "fine"))),
        at=["question:lost"],
        mended=[
            adding("questions", made=question("lost", option("a", "fine"))),
            setting(*EARLY, goto="lost"),
        ],
    ),
    fault(
        "unreachable-question",  # its edge is there, but the condition never holds
        adding("questions", made=question("lost", option("a", "fine"))),
        adding("routes", *COPIES, made=route({"question": "since", "is": "after"}, "lost")),
        at=["question:lost"],
    ),
    fault("unreachable-outcome", adding("outcomes", made=outcome("lost")), at=["outcome:lost"]),
    fault("unreachable-outcome", setting(*MANY, goto="fine"), at=["outcome:special"]),
    fault("no-outcome-reachable", setting(outcomes=None), at=[""]),
    fault("dead-end", setting(*LATE, goto=None), at=["option:since/after"]),
    fault(
        "dead-end",
        setting(*COPIES, "options", "code", goto=None),
        at=["option:copies/code"],
        mended=[setting(*COPIES, "options", "code", goto=None), setting(*COPIES, goto="fine")],
    ),
    fault(
        "dead-end",
        adding("questions", made=question("lost", option("a"), option("b", "fine"))),
        at=["option:lost/a"],
        mended=[adding("questions", made=question("lost", option("b", "fine")))],
    ),
    fault("no-options", setting(*SINCE, options=None), at=["question:since"]),
    fault(
        "several-unsure",
        adding("options", *USERS, made=option("perhaps", is_unsure=True)),
        at=["option:users/perhaps"],
    ),
    fault(
        "exclusive-without-choices",
        setting(*FEW, is_exclusive=True),
        at=["option:users/few"],
    ),
    fault(
        "range-gap",
        setting(*FEW, low="1"),
        at=["question:users"],
        mended=[setting(*FEW, low="1"), setting(*USERS, minimum="1")],
    ),
    fault(
        "range-gap", setting(*FEW, low="0"), setting(*USERS, minimum=None), at=["question:users"]
    ),
    fault("range-gap", setting(*FEW, high_inclusive=False), at=["question:users"]),
    fault(
        "range-gap",
        setting(*MANY, low="701", low_inclusive=False),
        at=["question:users"],
        mended=[setting(*MANY, low="701", low_inclusive=True)],
    ),
    fault(
        "range-gap",
        setting(*USERS, decimals=True),
        setting(*MANY, low="701", low_inclusive=True),
        at=["question:users"],
        mended=[setting(*USERS, decimals=True)],
    ),
    fault("range-gap", setting(*EARLY, high="2023-07-17"), at=["question:since"]),
    fault("range-overlap", setting(*MANY, low_inclusive=True), at=["option:users/many"]),
    fault("range-overlap", setting(*LATE, low="2023-07-17"), at=["option:since/after"]),
    fault(
        "range-overlap",
        setting(*MANY, low="699.5", low_inclusive=True),
        at=["option:users/many"],
        mended=[
            setting(*FEW, high="699.5", high_inclusive=True),
            setting(*MANY, low="699.5", low_inclusive=True),
        ],
    ),
    fault(
        "empty-range",
        setting(*FEW, low="700", low_inclusive=False),
        at=["option:users/few"],
        mended=[setting(*FEW, low="0")],
    ),
    fault("empty-range", setting(*USERS, maximum="-1"), at=["question:users"]),
    fault(
        "option-never-chosen",
        setting(*USERS, maximum="700"),
        at=["option:users/many"],
        mended=[setting(*USERS, maximum="701")],
    ),
    fault(
        "option-never-chosen",
        adding("options", *USERS, made=option("dozen", "fine", low="12", high="13")),
        at=["option:users/dozen"],
        mended=[adding("options", *USERS, made=option("dozen", "fine", low="12", high="13"), at=0)],
    ),
    fault(
        "route-never-taken",
        adding("routes", *COPIES, made=route({"question": "users", "at_least": "501"}, "fine")),
        at=["route:copies/3"],
        mended=[
            adding("routes", *COPIES, made=route({"question": "users", "below": "499"}, "fine"))
        ],
    ),
    fault("condition-unknown-question", _when(question="who", is_="a"), at=["route:copies/1"]),
    fault("condition-unknown-option", _when(question="users", is_="a"), at=["route:copies/1"]),
    fault(
        "condition-unknown-option", _when(question="copies", none_of=["a"]), at=["route:copies/1"]
    ),
    fault("condition-kind", _when(question="copies", at_least="3"), at=["route:copies/1"]),
    fault("condition-kind", _when(question="users", before="2023-07-18"), at=["route:copies/1"]),
    fault("condition-never-true", _when(question="since", is_="after"), at=["route:copies/1"]),
    fault(
        "condition-never-true",
        _when(question="users", at_least="701"),
        at=["route:copies/1"],
        mended=[_when(question="users", at_least="700")],
    ),
    fault(
        "condition-never-true",
        _when(all=[{"question": "copies", "is": "code"}, {"question": "copies", "is": "none"}]),
        at=["route:copies/1"],
        mended=[
            _when(
                all=[
                    {"question": "copies", "any_of": ["code"]},
                    {"question": "copies", "any_of": ["weights"]},
                ]
            )
        ],
    ),
    fault(
        "question-without-effect",
        setting(*EARLY, goto="careful", adds=None),
        at=["question:since"],
        mended=[setting(*EARLY, goto="careful")],
    ),
    fault(
        "question-lacks-unsure",
        setting(dismissed=list(TREE.dismissed[1:])),
        at=["question:copies"],
        mended=[setting(dismissed=list(TREE.dismissed))],
    ),
    fault("question-uncited", setting(*SINCE, citations=None), at=["question:since"]),
    fault("outcome-uncited", setting("outcomes", "fine", citations=None), at=["outcome:fine"]),
    fault("term-unknown", setting(*FEW, adds=["llama-2/nothing"]), at=["option:users/few"]),
    fault("term-unknown", setting(*FEW, adds=["mit/keep"]), at=["option:users/few"]),
    fault("term-unknown", _case(excludes=["llama-2/nothing"]), at=["case:few"]),
    fault(
        "contradicting-terms",
        setting("outcomes", "fine", adds=["llama-2/stop"]),
        at=["outcome:fine"],
        mended=[setting("outcomes", "special", adds=["llama-2/stop", "llama-2/tell"])],
    ),
    fault(
        "contradicting-terms",
        setting(*COPIES, "options", "weights", adds=["llama-2/stop"]),
        at=["option:copies/code"],
        mended=[setting(*COPIES, "options", "none", adds=["llama-2/stop"])],
    ),
    fault("case-failed", _case(outcomes=["careful"]), at=["case:few"]),
    fault("case-failed", _case(includes=["llama-2/stop"]), at=["case:few"]),
    fault(
        "case-failed",
        _case(excludes=["llama-2/keep"]),
        at=["case:few"],
        mended=[_case(excludes=["llama-2/stop"])],
    ),
    fault("case-unfit", _case(answers={"users": ["499"]}), at=["case:few"]),
    fault("case-unfit", _case(answers={"users": ["701"], "copies": ["code"]}), at=["case:few"]),
    fault("threshold-uncased", removing("cases", "most"), at=["question:users"]),
    fault("threshold-uncased", removing("cases", "many"), at=["question:users"]),
    fault("threshold-uncased", removing("cases", "early"), at=["question:since"]),
    fault("threshold-uncased", removing("cases", "some"), at=["question:users"]),
    fault(
        "clause-uncited",
        setting("outcomes", "fine", summary="As section 2 says."),
        at=["outcome:fine"],
        mended=[setting("outcomes", "fine", summary="As section 1 says.")],
    ),
    fault(
        "outcome-lacks-term",
        *_outcomes("fine"),
        at=["outcome:fine"],
        mended=_outcomes(),
    ),
    fault(
        "outcome-lacks-term",
        *_outcomes("fine"),
        at=["outcome:fine"],
        mended=_outcomes("fine", "careful"),
    ),
    fault(
        "outcome-lacks-term",
        *_outcomes("fine"),
        at=["outcome:fine"],
        mended=[*_outcomes("fine"), setting("outcomes", "special", verdict="prohibited")],
    ),
    fault(
        "outcome-lacks-term",
        *_outcomes("fine"),
        at=["outcome:fine"],
        mended=_outcomes("fine", ref="llama-2/keep"),
    ),
    fault(
        "outcome-lacks-duty",
        *ending_early(),
        at=["outcome:early"],
        mended=ending_early(adds=["llama-2/tell"]),
    ),
    fault(
        "outcome-ends-early",
        *ending_early("ask-counsel", "after"),
        at=["outcome:early"],
        mended=ending_early("allowed", "after"),
    ),
    fault("license-unknown", setting(licenses=["mit"]), at=[""]),
    fault(
        "citation-unknown-license",
        setting(*SINCE, citations=[{**CITES[0], "license": "mit"}]),
        at=["question:since"],
    ),
    fault(
        "citation-unknown-section",
        setting(*SINCE, citations=[{**CITES[0], "section": "7"}]),
        at=["question:since"],
    ),
    fault(
        "citation-not-found",
        setting("outcomes", "fine", citations=[{**CITES[0], "section": "2"}]),
        at=["outcome:fine"],
    ),
    fault(
        "citation-ambiguous",
        setting("outcomes", "fine", citations=[{**CITES[0], "quote": "You keep the"}]),
        at=["outcome:fine"],
    ),
]
