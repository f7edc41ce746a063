"""A tree as large as a legal team may build one: up to 60 questions and 100,000 ways and more.

Made, not drawn by lot: the same size gives the same tree. Four branches of a first question, each
a row of questions of every kind; most answers go on to the next question, some add a term on the
way, some end early, and routes look back at what was answered before.
"""

from typing import Any

BRANCHES = ("use", "change", "share", "train")
CITE = {"license": "example", "section": "3", "quote": {"exact": "more than 100 users"}}


def large_tree(questions: int = 60, **fields: Any) -> dict[str, Any]:
    """Return the data of a tree with so many questions, at least six; it cites the sample."""
    rest = questions - 1
    sizes = [rest // 4 + (number < rest % 4) for number in range(4)]
    rows = [row for name, size in zip(BRANCHES, sizes, strict=True) for row in _branch(name, size)]
    first = {
        "key": "plan", "kind": "choice", "title": "What is your plan?", "citations": [CITE],
        "options": [
            {"key": name, "label": f"To {name} it", "goto": f"{name}-0"}
            for name, size in zip(BRANCHES, sizes, strict=True) if size
        ],
    }  # fmt: skip
    led_to = {
        part.get("goto") for row in rows for part in (row, *row["options"], *row.get("routes", ()))
    }
    outcomes = [
        {"key": f"{name}-{end}", "verdict": verdict, "title": f"You may {name} it: {end}",
         "citations": [CITE], "adds": ["example/use"]}
        for name in BRANCHES
        for end, verdict in (("fine", "allowed"), ("careful", "conditional"))
        if f"{name}-{end}" in led_to
    ]  # fmt: skip
    return {
        "kind": "tree", "format": 1, "slug": "large", "title": "A large one",
        "licenses": ["example"], "start": "plan",
        "questions": [first, *rows], "outcomes": outcomes, "cases": [], **fields,
    }  # fmt: skip


def _branch(name: str, size: int) -> list[dict[str, Any]]:
    return [_question(name, number, size) for number in range(size)]


def _question(name: str, number: int, size: int) -> dict[str, Any]:
    following = f"{name}-{number + 1}" if number + 1 < size else f"{name}-fine"
    is_early = number == 0 and name == BRANCHES[-1]
    ends = f"{name}-careful" if is_early else following
    common = {"key": f"{name}-{number}", "citations": [CITE], "goto": following}
    adds = ["example/notice"] if number % 3 == 0 else []
    if number % 5 == 4:
        return {
            **common, "kind": "number", "title": f"How many users, {name} {number}?",
            "minimum": "0", "unit": "users",
            "options": [
                {"key": "few", "label": "100 or fewer", "high": "100", "high_inclusive": True},
                {"key": "many", "label": "More than 100", "low": "100", "low_inclusive": False,
                 "adds": ["example/notice"]},
                {"key": "unsure", "label": "I am not sure", "is_unsure": True},
            ],
        }  # fmt: skip
    made: dict[str, Any] = {
        **common, "kind": "choice", "title": f"Is it so, {name} {number}?",
        "options": [{"key": "yes", "label": "Yes", "adds": adds},
                    {"key": "no", "label": "No", "goto": ends}],
    }  # fmt: skip
    if number + 1 == size and size > 2:
        back = [f"{name}-{at}" for at in range(size - 1) if at % 5 != 4][-4:]
        made["routes"] = [
            {"when": {"all": [{"question": key, "is": "no"} for key in back]},
             "goto": f"{name}-careful"}
        ]  # fmt: skip
    return made
