"""Faults of trees: for each code, what to change and the places of the findings that it makes.

The mended changes make the nearest tree that has no finding of this code; without them
it is the sample itself.
"""

from typing import Any

from tests.core.checks.samples import CITES, Change, adding, ending_early, removing, setting
from tests.core.trees import option, outcome, question, route

USERS, COPIES, SINCE = ("questions", "users"), ("questions", "copies"), ("questions", "since")
FEW, MANY = (*USERS, "options", "few"), (*USERS, "options", "many")
EARLY, LATE = (*SINCE, "options", "before"), (*SINCE, "options", "after")

Fault = tuple[str, list[Change], list[str], list[Change]]


def _fault(code: str, *changes: Change, at: list[str], mended: Any = ()) -> Fault:
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
    _fault("no-questions", setting(questions=None, cases=None), at=[""]),
    _fault("missing-start", setting(start="nowhere"), at=[""]),
    _fault("missing-start", setting(start="fine"), at=[""]),
    _fault("missing-target", setting(*FEW, goto="nowhere"), at=["option:users/few"]),
    _fault("missing-target", setting(*USERS, goto="nowhere"), at=["question:users"]),
    _fault(
        "missing-target",
        adding("routes", *COPIES, made=route({"question": "users", "is": "few"}, "nowhere")),
        at=["route:copies/3"],
    ),
    _fault("duplicate-key", setting(*SINCE, key="copies"), at=["question:copies"]),
    _fault("duplicate-key", setting("outcomes", "special", key="fine"), at=["outcome:fine"]),
    _fault("duplicate-key", setting("outcomes", "special", key="since"), at=["outcome:since"]),
    _fault("duplicate-key", setting(*MANY, key="few"), at=["option:users/few"]),
    _fault("duplicate-key", setting("cases", "few", key="some"), at=["case:some"]),
    _fault(
        "cycle",
        setting(*EARLY, goto="users"),
        at=["question:users"],
        mended=[setting(*EARLY, goto="careful")],
    ),
    _fault("cycle", setting(*EARLY, goto="since"), at=["question:since"]),
    _fault(
        "unreachable-question",
        adding("questions", made=question("lost", option("a", "fine"))),
        at=["question:lost"],
        mended=[
            adding("questions", made=question("lost", option("a", "fine"))),
            setting(*EARLY, goto="lost"),
        ],
    ),
    _fault(
        "unreachable-question",  # its edge is there, but the condition never holds
        adding("questions", made=question("lost", option("a", "fine"))),
        adding("routes", *COPIES, made=route({"question": "since", "is": "after"}, "lost")),
        at=["question:lost"],
    ),
    _fault("unreachable-outcome", adding("outcomes", made=outcome("lost")), at=["outcome:lost"]),
    _fault("unreachable-outcome", setting(*MANY, goto="fine"), at=["outcome:special"]),
    _fault("no-outcome-reachable", setting(outcomes=None), at=[""]),
    _fault("dead-end", setting(*LATE, goto=None), at=["option:since/after"]),
    _fault(
        "dead-end",
        setting(*COPIES, "options", "code", goto=None),
        at=["option:copies/code"],
        mended=[setting(*COPIES, "options", "code", goto=None), setting(*COPIES, goto="fine")],
    ),
    _fault(
        "dead-end",
        adding("questions", made=question("lost", option("a"), option("b", "fine"))),
        at=["option:lost/a"],
        mended=[adding("questions", made=question("lost", option("b", "fine")))],
    ),
    _fault("no-options", setting(*SINCE, options=None), at=["question:since"]),
    _fault(
        "several-unsure",
        adding("options", *USERS, made=option("perhaps", is_unsure=True)),
        at=["option:users/perhaps"],
    ),
    _fault(
        "exclusive-without-choices",
        setting(*FEW, is_exclusive=True),
        at=["option:users/few"],
    ),
    _fault(
        "range-gap",
        setting(*FEW, low="1"),
        at=["question:users"],
        mended=[setting(*FEW, low="1"), setting(*USERS, minimum="1")],
    ),
    _fault(
        "range-gap", setting(*FEW, low="0"), setting(*USERS, minimum=None), at=["question:users"]
    ),
    _fault("range-gap", setting(*FEW, high_inclusive=False), at=["question:users"]),
    _fault(
        "range-gap",
        setting(*MANY, low="701", low_inclusive=False),
        at=["question:users"],
        mended=[setting(*MANY, low="701", low_inclusive=True)],
    ),
    _fault(
        "range-gap",
        setting(*USERS, decimals=True),
        setting(*MANY, low="701", low_inclusive=True),
        at=["question:users"],
        mended=[setting(*USERS, decimals=True)],
    ),
    _fault("range-gap", setting(*EARLY, high="2023-07-17"), at=["question:since"]),
    _fault("range-overlap", setting(*MANY, low_inclusive=True), at=["option:users/many"]),
    _fault("range-overlap", setting(*LATE, low="2023-07-17"), at=["option:since/after"]),
    _fault(
        "range-overlap",
        setting(*MANY, low="699.5", low_inclusive=True),
        at=["option:users/many"],
        mended=[
            setting(*FEW, high="699.5", high_inclusive=True),
            setting(*MANY, low="699.5", low_inclusive=True),
        ],
    ),
    _fault(
        "empty-range",
        setting(*FEW, low="700", low_inclusive=False),
        at=["option:users/few"],
        mended=[setting(*FEW, low="0")],
    ),
    _fault("empty-range", setting(*USERS, maximum="-1"), at=["question:users"]),
    _fault(
        "option-never-chosen",
        setting(*USERS, maximum="700"),
        at=["option:users/many"],
        mended=[setting(*USERS, maximum="701")],
    ),
    _fault(
        "option-never-chosen",
        adding("options", *USERS, made=option("dozen", "fine", low="12", high="13")),
        at=["option:users/dozen"],
        mended=[adding("options", *USERS, made=option("dozen", "fine", low="12", high="13"), at=0)],
    ),
    _fault(
        "route-never-taken",
        adding("routes", *COPIES, made=route({"question": "users", "at_least": "501"}, "fine")),
        at=["route:copies/3"],
        mended=[
            adding("routes", *COPIES, made=route({"question": "users", "below": "499"}, "fine"))
        ],
    ),
    _fault("condition-unknown-question", _when(question="who", is_="a"), at=["route:copies/1"]),
    _fault("condition-unknown-option", _when(question="users", is_="a"), at=["route:copies/1"]),
    _fault(
        "condition-unknown-option", _when(question="copies", none_of=["a"]), at=["route:copies/1"]
    ),
    _fault("condition-kind", _when(question="copies", at_least="3"), at=["route:copies/1"]),
    _fault("condition-kind", _when(question="users", before="2023-07-18"), at=["route:copies/1"]),
    _fault("condition-never-true", _when(question="since", is_="after"), at=["route:copies/1"]),
    _fault(
        "condition-never-true",
        _when(question="users", at_least="701"),
        at=["route:copies/1"],
        mended=[_when(question="users", at_least="700")],
    ),
    _fault(
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
    _fault(
        "question-without-effect",
        setting(*EARLY, goto="careful", adds=None),
        at=["question:since"],
        mended=[setting(*EARLY, goto="careful")],
    ),
    _fault("question-uncited", setting(*SINCE, citations=None), at=["question:since"]),
    _fault("outcome-uncited", setting("outcomes", "fine", citations=None), at=["outcome:fine"]),
    _fault("term-unknown", setting(*FEW, adds=["llama-2/nothing"]), at=["option:users/few"]),
    _fault("term-unknown", setting(*FEW, adds=["mit/keep"]), at=["option:users/few"]),
    _fault("term-unknown", _case(excludes=["llama-2/nothing"]), at=["case:few"]),
    _fault(
        "contradicting-terms",
        setting("outcomes", "fine", adds=["llama-2/stop"]),
        at=["outcome:fine"],
        mended=[setting("outcomes", "special", adds=["llama-2/stop", "llama-2/tell"])],
    ),
    _fault(
        "contradicting-terms",
        setting(*COPIES, "options", "weights", adds=["llama-2/stop"]),
        at=["option:copies/code"],
        mended=[setting(*COPIES, "options", "none", adds=["llama-2/stop"])],
    ),
    _fault("case-failed", _case(outcomes=["careful"]), at=["case:few"]),
    _fault("case-failed", _case(includes=["llama-2/stop"]), at=["case:few"]),
    _fault(
        "case-failed",
        _case(excludes=["llama-2/keep"]),
        at=["case:few"],
        mended=[_case(excludes=["llama-2/stop"])],
    ),
    _fault("case-unfit", _case(answers={"users": ["499"]}), at=["case:few"]),
    _fault("case-unfit", _case(answers={"users": ["701"], "copies": ["code"]}), at=["case:few"]),
    _fault("threshold-uncased", removing("cases", "most"), at=["question:users"]),
    _fault("threshold-uncased", removing("cases", "many"), at=["question:users"]),
    _fault("threshold-uncased", removing("cases", "early"), at=["question:since"]),
    _fault("threshold-uncased", removing("cases", "some"), at=["question:users"]),
    _fault(
        "clause-uncited",
        setting("outcomes", "fine", summary="As section 2 says."),
        at=["outcome:fine"],
        mended=[setting("outcomes", "fine", summary="As section 1 says.")],
    ),
    _fault(
        "outcome-lacks-term",
        *_outcomes("fine"),
        at=["outcome:fine"],
        mended=_outcomes(),
    ),
    _fault(
        "outcome-lacks-term",
        *_outcomes("fine"),
        at=["outcome:fine"],
        mended=_outcomes("fine", "careful"),
    ),
    _fault(
        "outcome-lacks-term",
        *_outcomes("fine"),
        at=["outcome:fine"],
        mended=[*_outcomes("fine"), setting("outcomes", "special", verdict="prohibited")],
    ),
    _fault(
        "outcome-lacks-term",
        *_outcomes("fine"),
        at=["outcome:fine"],
        mended=_outcomes("fine", ref="llama-2/keep"),
    ),
    _fault(
        "outcome-lacks-duty",
        *ending_early(),
        at=["outcome:early"],
        mended=ending_early(adds=["llama-2/tell"]),
    ),
    _fault(
        "outcome-ends-early",
        *ending_early("ask-counsel", "after"),
        at=["outcome:early"],
        mended=ending_early("allowed", "after"),
    ),
    _fault(
        "retired-key-twice",
        setting(*COPIES, succeeds=["since"]),
        at=["question:copies"],
        mended=[setting(*COPIES, succeeds=["fine"])],  # outcomes have keys of their own
    ),
    _fault(
        "retired-key-twice",
        setting(*FEW, succeeds=["dozen"]),
        setting(*MANY, succeeds=["dozen"]),
        at=["option:users/few", "option:users/many"],
        mended=[setting(*FEW, succeeds=["dozen"]), setting(*EARLY, succeeds=["dozen"])],
    ),
    _fault(
        "retired-key-twice",
        setting("outcomes", "fine", succeeds=["special"]),
        at=["outcome:fine"],
        mended=[setting("outcomes", "fine", succeeds=["users"])],
    ),
    _fault(
        "hands-over-unknown",
        setting("outcomes", "fine", hands_over="nowhere"),
        at=["outcome:fine"],
        mended=[setting("outcomes", "fine", hands_over="open")],
    ),
    _fault(
        "hands-over-to-itself",
        setting("outcomes", "fine", hands_over="a-tree"),
        at=["outcome:fine"],
        mended=[setting("outcomes", "fine", hands_over="back")],
    ),
    _fault(
        "hands-over-to-none",
        setting("outcomes", "fine", hands_over="draft"),
        at=["outcome:fine"],
        mended=[setting("outcomes", "fine", hands_over="open")],
    ),
    _fault(
        "hands-over-in-circle",
        setting("outcomes", "fine", hands_over="round"),
        setting("outcomes", "special", hands_over="open"),
        at=["outcome:fine"],
        mended=[setting("outcomes", "fine", hands_over="open")],
    ),
    _fault("license-unknown", setting(licenses=["mit"]), at=[""]),
    _fault(
        "citation-unknown-license",
        setting(*SINCE, citations=[{**CITES[0], "license": "mit"}]),
        at=["question:since"],
    ),
    _fault(
        "citation-unknown-section",
        setting(*SINCE, citations=[{**CITES[0], "section": "7"}]),
        at=["question:since"],
    ),
    _fault(
        "citation-not-found",
        setting("outcomes", "fine", citations=[{**CITES[0], "section": "2"}]),
        at=["outcome:fine"],
    ),
    _fault(
        "citation-ambiguous",
        setting("outcomes", "fine", citations=[{**CITES[0], "quote": "You keep the"}]),
        at=["outcome:fine"],
    ),
]
