"""What the pages of a questionnaire show: its start, and one question after the other.

The whole state is in the address, keyed by question; nothing is stored. Parameters of
our own (_ask, _change, _dropped, _unknown) begin with what no key of a question can. Pages are made
from a reading alone (no query), and the draft's preview shows the same ones: ``base`` is
the address where questions are asked, without parameters.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from guidance.core.documents.fields import KEY_PATTERN
from guidance.core.documents.trees import Answers, Outcome, Question, Tree, Verdict
from guidance.core.walking.answers import Reason, in_words
from guidance.core.walking.walks import Step, Walk, canonical_answers, walk
from guidance.services.editions.readings import Reading
from guidance.services.results.citing import cite_all
from guidance.services.results.links import pairs_of, signed_query
from guidance.services.results.repairs import receive
from guidance.services.results.typed_answers import answers_of, kept_answers, refusal, understood

MAX_DROPPED = 20
_KEY = re.compile(f"(?=.{{1,80}}$){KEY_PATTERN}")


@dataclass(frozen=True)
class Turn:
    """How far the answers in an address lead, and which question to show for it.

    ``answers`` are as they were given, ``kept`` those that fit, each in its one written
    form; both in tree order. ``error`` says why the answer to ``asked`` was refused;
    ``changing`` is a question answered earlier that is asked again. At most one of the two
    is a question, else "". ``dropped`` are questions whose answers no longer fit,
    ``unknown`` the names of answers to questions that there are not (any more).
    ``is_told``: something was left out that the reader has to know before a result.
    """

    walk: Walk
    answers: Answers
    kept: Answers
    asked: str
    error: str
    changing: str
    dropped: tuple[str, ...]
    unknown: tuple[str, ...]
    is_told: bool

    @property
    def is_finished(self) -> bool:
        return self.walk.is_finished and not (self.asked or self.changing)

    @property
    def query(self) -> str:
        """Return the parameters of the one address that this state has."""
        return written_query(self.kept, dropped=self.dropped, unknown=self.unknown)


def take_turn(tree: Tree, query: QueryDict) -> Turn:
    """Read an address of a questionnaire; never raises, whatever is in it."""
    asked, changing = query.get("_ask", ""), query.get("_change", "")
    received = receive(tree, query)
    # What was typed just now is not repaired: its reader is here, and can be asked.
    answers = answers_of(tree, query) if asked else kept_answers(tree, received.answers)
    way = walk(tree, answers)
    error = refusal(tree, asked, answers, way)
    if error or all(step.question.key != changing for step in way.steps):
        changing = ""
    used = {**canonical_answers(tree, way), **way.pending}
    told = query.getlist("_dropped")[:MAX_DROPPED]
    dropped = [*(unfit.question for unfit in way.unfit), *told]
    unknown = [name for name, _ in received.unknown] + query.getlist("_unknown")[:MAX_DROPPED]
    unknown = [
        key for key in dict.fromkeys(unknown) if _KEY.fullmatch(key) and not tree.question(key)
    ]
    is_misfit = any(unfit.reason is not Reason.NOT_ASKED for unfit in way.unfit)
    return Turn(
        walk=way,
        answers=answers,
        kept={q.key: used[q.key] for q in tree.questions if q.key in used},
        asked=asked if error else "",
        error=error,
        changing=changing,
        dropped=tuple(key for key in dict.fromkeys(dropped) if tree.question(key))[:MAX_DROPPED],
        unknown=tuple(unknown[:MAX_DROPPED]),
        is_told=bool(is_misfit or told or unknown),
    )


def written_query(
    answers: Answers,
    *,
    change: str = "",
    dropped: Iterable[str] = (),
    unknown: Iterable[str] = (),
) -> str:
    """Write answers, in their order, as the parameters of an address."""
    pairs = pairs_of(answers)
    pairs += [("_dropped", key) for key in dropped]
    pairs += [("_unknown", key) for key in unknown]
    pairs += [("_change", change)] if change else []
    return urlencode(pairs)


def with_query(base: str, query: str) -> str:
    return f"{base}?{query}" if query else base


def question_address(slug: str, answers: Answers) -> str:
    """Return the public address of a questionnaire in progress."""
    return with_query(reverse("guidance:check", args=[slug]), written_query(answers))


def pinned_question_address(slug: str, number: int, answers: Answers, *, change: str = "") -> str:
    """Return the address where an edition, current or not, goes on asking."""
    base = reverse("guidance:check-ask", args=[slug, number])
    return with_query(base, written_query(answers, change=change))


def result_address(slug: str, number: int, answers: Answers, *, name: str = "check-edition") -> str:
    """Return the permanent address of a result; ``name`` is that of another form of it."""
    query = signed_query(slug, number, answers)
    return with_query(reverse(f"guidance:{name}", args=[slug, number]), query)


def unsigned_address(slug: str, number: int, answers: Answers) -> str:
    """Return the address that a result had before links carried a check sign; it still answers."""
    base = reverse("guidance:check-edition", args=[slug, number])
    return with_query(base, written_query(answers))


def start_context(reading: Reading[Tree], *, is_pinned: bool = False) -> dict[str, Any]:
    """Return what the start page shows."""
    tree = reading.document
    return {
        "reading": reading,
        "is_pinned": is_pinned,
        "tree": tree,
        "remaining": walk(tree, {}).remaining,
        "verdicts": _by_verdict(tree),
        "licenses": [
            (slug, reading.context.licenses[slug])
            for slug in tree.licenses
            if slug in reading.context.licenses
        ],
    }


def _by_verdict(tree: Tree) -> list[tuple[Verdict, list[Outcome]]]:
    """Return outcomes by verdict, the kindest first; verdicts without any are left out."""
    groups = [(v, [one for one in tree.outcomes if one.verdict == v]) for v in Verdict]
    return [(verdict, outcomes) for verdict, outcomes in groups if outcomes]


def question_context(reading: Reading[Tree], turn: Turn, *, base: str) -> dict[str, Any]:
    """Return what the question page shows.

    ``question`` is None where the walk ran into ``problem``, a fault of a half-built
    tree, or ``is_cut``: too many ways to walk, because too much is unsure.
    """
    tree, way = reading.document, turn.walk
    question = tree.question(turn.asked or turn.changing) or way.question
    key = question.key if question else ""
    before = _before(way, key)
    given = turn.answers if turn.asked else turn.kept
    others = {other: values for other, values in given.items() if other != key}
    remaining = walk(tree, {step.question.key: step.values for step in before}).remaining
    number = len(before) + 1
    more = max(remaining.most - 1, 0) if remaining.most is not None else None
    return {
        "reading": reading,
        "tree": tree,
        "base": base,
        "question": question,
        "fields": _fields(question, given.get(key, ())) if question else None,
        "citations": cite_all(question.citations, reading.context) if question else (),
        "hidden": [(other, value) for other, values in others.items() for value in values],
        "error": turn.error,
        "is_changing": bool(turn.changing),
        "trail": trail(way, turn.kept, base=base, without=key),
        "understood": _understood(way, turn, key),
        "number": number,
        "more": more,
        "total": number + more if more is not None else None,
        "dropped": [tree.question(other) for other in turn.dropped if other != key],
        "unknown": dict.fromkeys(turn.unknown, ""),
        "problem": way.problem if question is None else None,
        "is_cut": way.is_cut,
    }


def trail(way: Walk, answers: Answers, *, base: str, without: str = "") -> list[dict[str, Any]]:
    """Return the questions answered, with the address where each answer can be changed."""
    return [
        {
            "question": step.question,
            "answer": step_answer(step),
            "is_number": is_number(step),
            "change": with_query(base, written_query(answers, change=step.question.key))
            if base
            else "",
        }
        for step in way.steps
        if step.question.key != without
    ]


def _understood(way: Walk, turn: Turn, key: str) -> dict[str, Any] | None:
    """Return the number that was answered last, or that is being changed, as it was understood."""
    steps = [step for step in way.steps if step.question.key == key] or way.steps[-1:]
    if turn.asked or not steps or not is_number(steps[0]):
        return None
    return {"question": steps[0].question, "answer": step_answer(steps[0])}


def is_number(step: Step) -> bool:
    """Tell whether a number was answered, which can be understood otherwise than it was meant."""
    return isinstance(step.value, Decimal)


def step_answer(step: Step) -> str:
    """Return the answer of a step in words."""
    if step.value is not None:
        return understood(step.value, step.question.unit)
    return in_words(step.question, step.values)


def _before(way: Walk, key: str) -> tuple[Step, ...]:
    """Return the steps before a question; all of them where it was not answered."""
    keys = [step.question.key for step in way.steps]
    return way.steps[: keys.index(key)] if key in keys else way.steps


def _fields(question: Question, values: tuple[str, ...]) -> dict[str, Any]:
    """Return what the form of a question offers, with what was chosen or typed.

    ``others`` are options that rule out the rest: exclusive ones, and "I am not sure".
    """
    unsure = {option.key for option in question.options if option.is_unsure}
    options = [
        {"option": option, "is_chosen": option.key in values, "id": f"answer-{number}"}
        for number, option in enumerate(question.options)
        if option.is_unsure or not question.is_ranged
    ]
    is_several = question.kind.facts.takes_several
    apart = [
        item
        for item in options
        if question.is_ranged or (is_several and _stands_alone(item["option"]))
    ]
    choices = [item for item in options if item not in apart]
    return {
        "first": "answer" if question.is_ranged else (choices or apart or [{"id": ""}])[0]["id"],
        "options": choices,
        "apart": apart,
        "typed": next((value for value in values if value not in unsure), "")
        if question.is_ranged
        else "",
    }


def _stands_alone(option: Any) -> bool:
    return bool(option.is_exclusive or option.is_unsure)
