"""Trees for tests: small builders, and hypothesis strategies of sound and of broken trees.

A *sound* tree is acyclic, has no missing target, no dead end, no gap or overlap in a
range, no duplicate key; each question has an edge to the next one in the list (though
a route may stand before it), and each outcome is the target of some edge. It has no
citations. A *broken* tree is a sound one with one or more named faults put into it.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from guidance.core.documents.formats import as_data
from guidance.core.documents.kinds import QuestionKind
from guidance.core.documents.trees import Answers, Question, Tree

TERMS = tuple(f"llama-2/{name}" for name in ("keep", "show", "pass-on", "tell", "stop"))
VERDICTS = ("allowed", "conditional", "special-license", "prohibited", "ask-counsel")

Data = dict[str, Any]


def option(key: str, goto: str | None = None, *adds: str, **fields: Any) -> Data:
    return {"key": key, "label": f"Option {key}", "goto": goto, "adds": adds, **fields}


def route(when: Data, goto: str, *adds: str) -> Data:
    return {"when": when, "goto": goto, "adds": adds}


def question(key: str, *options: Data, kind: str = "choice", **fields: Any) -> Data:
    return {"key": key, "kind": kind, "title": f"Question {key}?", "options": options, **fields}


def outcome(key: str, *adds: str, verdict: str = "allowed", **fields: Any) -> Data:
    return {"key": key, "verdict": verdict, "title": f"Outcome {key}", "adds": adds, **fields}


def tree(*nodes: Data, start: str | None = None, **fields: Any) -> Tree:
    """Build a tree of questions and outcomes; it starts with the first node unless told."""
    return Tree.model_validate(
        {
            "kind": "tree",
            "format": 1,
            "slug": "a-tree",
            "title": "A tree",
            "start": nodes[0]["key"] if start is None else start,
            "questions": [node for node in nodes if "kind" in node],
            "outcomes": [node for node in nodes if "verdict" in node],
            **fields,
        }
    )


@st.composite
def sound_trees(draw: st.DrawFn, max_questions: int = 4, kinds: Sequence[str] = ()) -> Tree:
    """Generate small sound trees of every question kind, with routes and shared nodes.

    Where ``kinds`` are given, the questions are of these kinds in this order.
    """
    length = draw(st.integers(1, len(kinds) or max_questions))
    ends = [f"end-{number}" for number in range(draw(st.integers(1, 3)))]
    questions: list[Data] = []
    for number in range(length):
        later = [f"q{index}" for index in range(number + 1, length)] + ends
        made = draw(_questions(f"q{number}", later, kinds[number] if kinds else None))
        questions.append(made)
        targets = st.sampled_from(later)
        made["routes"] = [
            route(draw(_conditions(questions)), draw(targets), *draw(_TERM_SETS))
            for _ in range(draw(st.integers(0, 2)))
        ]
    used = {
        edge["goto"] for made in questions for edge in (*made["options"], *made["routes"], made)
    }
    outcomes = [
        outcome(key, *draw(_TERM_SETS), verdict=draw(st.sampled_from(VERDICTS)))
        for key in ends
        if key in used
    ]
    return tree(*questions, *outcomes)


_TERM_SETS = st.lists(st.sampled_from(TERMS), max_size=2, unique=True)

QUESTION_KINDS = st.sampled_from((QuestionKind.CHOICE, *QuestionKind))


@st.composite
def _questions(draw: st.DrawFn, key: str, later: list[str], kind: str | None) -> Data:
    kind = QuestionKind(kind) if kind else draw(QUESTION_KINDS)
    fields: Data = {"goto": draw(st.sampled_from(later))}
    if kind.facts.is_ranged:
        options, limits = draw(_ranges(kind))
        fields |= limits
    else:
        options = [option(name) for name in "abc"[: draw(st.integers(1, 3))]]
        if kind.facts.takes_several and draw(st.booleans()):
            options.append(option("none", is_exclusive=True))
    for made in options:
        made["goto"] = draw(st.none() | st.sampled_from(later))
        made["adds"] = draw(_TERM_SETS)
    options[0]["goto"] = later[0]
    if draw(st.booleans()):
        options.append(option("unsure", is_unsure=True))
    return question(key, *options, kind=kind, **fields)


@st.composite
def _ranges(draw: st.DrawFn, kind: str) -> tuple[list[Data], Data]:
    decimals = kind == "number" and draw(st.booleans())
    cuts = sorted(draw(st.sets(st.integers(2, 8), max_size=2)))
    names = ["low", "middle", "high"][: len(cuts) + 1]
    options = [option(name) for name in names]
    for index, cut in enumerate(cuts):
        bound = _written(kind, cut, half=decimals and draw(st.booleans()))
        belongs_below = draw(st.booleans())
        options[index] |= {"high": bound, "high_inclusive": belongs_below}
        options[index + 1] |= {"low": bound, "low_inclusive": not belongs_below}
    limits: Data = {"decimals": decimals}
    if draw(st.booleans()):
        limits["minimum"] = _written(kind, 1)
    if draw(st.booleans()):
        limits["maximum"] = _written(kind, 10)
    return options, limits


def _written(kind: str, value: int, *, half: bool = False) -> str:
    if kind == "date":
        return f"2023-07-{value:02}"
    return str(Decimal(value) + Decimal("0.5")) if half else str(value)


@st.composite
def _conditions(draw: st.DrawFn, earlier: list[Data], depth: int = 2) -> Data:
    """Generate a condition over the questions of ``earlier``."""
    if depth and draw(st.integers(0, 3)) == 0:
        parts = st.lists(_conditions(earlier, depth - 1), min_size=1, max_size=2)
        return {draw(st.sampled_from(("all", "any"))): draw(parts)}
    asked = draw(st.sampled_from(earlier))
    keys = [made["key"] for made in asked["options"] if not made.get("is_unsure")]
    operators = ["is", "any_of", "none_of"]
    operators += QuestionKind(asked["kind"]).facts.comparisons
    operator = draw(st.sampled_from(operators))
    if operator == "is":
        value: object = draw(st.sampled_from(keys))
    elif operator in ("any_of", "none_of"):
        value = draw(st.lists(st.sampled_from(keys), min_size=1, max_size=2, unique=True))
    else:
        value = _written(asked["kind"], draw(st.integers(1, 10)))
    return {"question": asked["key"], operator: value}


def answers_of(sample: Tree) -> st.SearchStrategy[Answers]:
    """Generate answers to a tree: many that fit, some that do not, some to no question."""
    words = ["", "nonsense", "11", "-3", "2.25", "2023-02-31", "2024-01-01", "9" * 30]
    strange = st.lists(st.sampled_from(words), max_size=2).map(tuple)
    fields = {made.key: _fitting(made) | _fitting(made) | strange for made in sample.questions}
    known = st.fixed_dictionaries({}, optional=fields) | st.fixed_dictionaries(fields)
    unknown = st.sampled_from([{}, {}, {}, {"unknown": ("a",)}])
    return st.tuples(known, unknown).map(lambda pair: pair[0] | pair[1])


def _fitting(asked: Question) -> st.SearchStrategy[tuple[str, ...]]:
    keys = [made.key for made in asked.options]
    if asked.is_ranged:
        keys = [made.key for made in asked.options if made.is_unsure]
        keys += [_written(asked.kind, value) for value in range(1, 11)]
        keys += ["5.5"] if asked.decimals else []
    most = 2 if asked.kind.facts.takes_several else 1
    return st.lists(st.sampled_from(keys or ["a"]), min_size=1, max_size=most).map(tuple)


def _pick(draw: st.DrawFn, data: Data) -> Data:
    return draw(st.sampled_from(data["questions"]))


def _missing_target(draw: st.DrawFn, data: Data) -> None:
    asked = _pick(draw, data)
    draw(st.sampled_from([asked, *asked.get("options", [])]))["goto"] = "nowhere"


def _missing_start(draw: st.DrawFn, data: Data) -> None:
    data["start"] = "nowhere"


def _cycle(draw: st.DrawFn, data: Data) -> None:
    """Send an option, or a route that always holds, back to its question or an earlier one."""
    number = draw(st.integers(0, len(data["questions"]) - 1))
    back = data["questions"][draw(st.integers(0, number))]["key"]
    asked = data["questions"][number]
    asked["routes"] = []
    for made in asked.get("options", []):
        if draw(st.booleans()):
            made["goto"] = back
    asked["goto"] = back


def _dead_end(draw: st.DrawFn, data: Data) -> None:
    asked = _pick(draw, data)
    asked.pop("goto", None)
    for made in asked.get("options", []):
        made.pop("goto", None)


def _duplicate_question(draw: st.DrawFn, data: Data) -> None:
    data["questions"].append({**_pick(draw, data), "title": "Again?"})


def _duplicate_option(draw: st.DrawFn, data: Data) -> None:
    asked = _pick(draw, data)
    if asked.get("options"):
        asked["options"].append({**asked["options"][0], "label": "Again"})


def _outcome_named_as_question(draw: st.DrawFn, data: Data) -> None:
    data["outcomes"].append(outcome(_pick(draw, data)["key"]))


def _ranged(data: Data) -> list[Data]:
    return [
        made
        for made in data["questions"]
        if QuestionKind(made["kind"]).facts.is_ranged and made.get("options")
    ]


def _gap(draw: st.DrawFn, data: Data) -> None:
    """Take one range away; a tree without ranges is left as it is."""
    ranged = _ranged(data)
    if ranged:
        asked = draw(st.sampled_from(ranged))
        del asked["options"][draw(st.integers(0, len(asked["options"]) - 1))]


def _overlap(draw: st.DrawFn, data: Data) -> None:
    """Open one range on both sides; a tree without ranges is left as it is."""
    ranged = _ranged(data)
    if ranged:
        made = draw(st.sampled_from(draw(st.sampled_from(ranged))["options"]))
        made.pop("low", None)
        made.pop("high", None)


def _no_options(draw: st.DrawFn, data: Data) -> None:
    _pick(draw, data)["options"] = []


def _no_outcomes(draw: st.DrawFn, data: Data) -> None:
    data["outcomes"] = []


def _strange_condition(draw: st.DrawFn, data: Data) -> None:
    """Test a question, an option or a kind of value that is not there."""
    strange = (
        {"question": "nowhere", "is": "a"},
        {"question": data["questions"][-1]["key"], "any_of": ["nothing"]},
        {"question": data["questions"][0]["key"], "at_least": "3"},
        {"question": data["questions"][0]["key"], "before": "2023-07-05"},
    )
    asked = _pick(draw, data)
    asked["routes"] = [
        route(draw(st.sampled_from(strange)), data["questions"][-1]["key"]),
        *asked.get("routes", []),
    ]


FAULTS: dict[str, Callable[[st.DrawFn, Data], None]] = {
    "missing target": _missing_target,
    "missing start": _missing_start,
    "cycle": _cycle,
    "dead end": _dead_end,
    "duplicate question": _duplicate_question,
    "duplicate option": _duplicate_option,
    "outcome named as question": _outcome_named_as_question,
    "gap": _gap,
    "overlap": _overlap,
    "no options": _no_options,
    "no outcomes": _no_outcomes,
    "strange condition": _strange_condition,
}


@st.composite
def broken_trees(draw: st.DrawFn, *faults: str) -> Tree:
    """Generate trees with the named ``faults``, or with one to three of any."""
    data = as_data(draw(sound_trees()))
    data.setdefault("outcomes", [])
    chosen = faults or draw(st.lists(st.sampled_from(sorted(FAULTS)), min_size=1, max_size=3))
    for fault in chosen:
        FAULTS[fault](draw, data)
    return Tree.model_validate(data)
