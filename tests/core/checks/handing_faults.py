"""Faults of what a tree names beside itself: retired keys, and questionnaires to go on with."""

from tests.core.checks.samples import setting
from tests.core.checks.tree_faults import COPIES, EARLY, FEW, MANY, Fault, fault

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
