"""What the pages of a questionnaire show: its start, and one question after the other.

The whole state is in the address, keyed by question; nothing is stored. Parameters of
our own (_ask, _change, _dropped, _unknown) begin with what no key of a question can. Pages are made
from a reading alone (no query), and the draft's preview shows the same ones: ``base`` is
the address where questions are asked, without parameters. The fields of a page are the names
that its template knows.
"""

from dataclasses import dataclass
from decimal import Decimal

from guidance.core.documents.cards import TreeCard
from guidance.core.documents.editions import CitedLicense
from guidance.core.documents.trees import Answers, Option, Outcome, Question, Tree, Verdict
from guidance.core.walking.answers import in_words
from guidance.core.walking.lengths import length_of
from guidance.core.walking.trails import Problem
from guidance.core.walking.walks import Remaining, Step, Walk, walk
from guidance.services.editions.readings import Reading
from guidance.services.results.addresses import sheet_address, with_query, written_query
from guidance.services.results.citing import ShownCitation, cite_all
from guidance.services.results.turns import Turn
from guidance.services.results.typed_answers import understood


@dataclass(frozen=True)
class StartPage:
    """Where a questionnaire begins.

    ``asks`` is how many questions most ways ask, 0 twice where that is not known, ``minutes`` how
    long that takes: as it was counted when the edition was published.
    ``verdicts`` has the outcomes of each, the kindest first; ``licenses`` stand with their slugs.
    ``sheet`` is where all its questions stand on one page, "" where they do not.
    """

    reading: Reading[Tree]
    is_pinned: bool
    tree: Tree
    base: str
    remaining: Remaining
    asks: tuple[int, int]
    minutes: int
    verdicts: tuple[tuple[Verdict, tuple[Outcome, ...]], ...]
    licenses: tuple[tuple[str, CitedLicense], ...]
    sheet: str


@dataclass(frozen=True)
class Choice:
    """An option as the form offers it; ``id`` is that of its field."""

    option: Option
    is_chosen: bool
    id: str

    @property
    def stands_alone(self) -> bool:
        """Tell whether it rules out the rest: an exclusive one, or "I am not sure"."""
        return self.option.is_exclusive or self.option.is_unsure


@dataclass(frozen=True)
class Fields:
    """What the form of a question offers, with what was chosen or typed.

    ``apart`` are options that rule out the rest; ``first`` is the id of the first field.
    All ids of the question begin with ``prefix``; ``described`` are those that describe it.
    """

    prefix: str
    described: str
    error: str
    first: str
    options: tuple[Choice, ...]
    apart: tuple[Choice, ...]
    typed: str


@dataclass(frozen=True)
class Answered:
    """A question that was answered; ``change`` is where that can be changed, or empty."""

    question: Question
    answer: str
    change: str
    is_number: bool


@dataclass(frozen=True)
class Understood:
    """A number as it was understood, with the question that it answers."""

    question: Question
    answer: str


@dataclass(frozen=True)
class QuestionPage:
    """A question as it is asked, with the answers so far.

    ``question`` is None where the walk ran into ``problem``, a fault of a half-built
    tree, or ``is_cut``: too many ways to walk, because too much is unsure. ``hidden`` are the
    other answers that its form carries; ``more`` and ``total`` count questions, and are None
    where that is not known. ``understood`` is the number answered last. ``unknown`` are the
    names of answers left out because their questions are gone, with the questions' titles.
    ``is_asked_again``: the answer to this question was left out itself. ``sheet`` is where all
    questions stand on one page, with the answers so far; "" where they do not.
    """

    reading: Reading[Tree]
    tree: Tree
    base: str
    question: Question | None
    fields: Fields | None
    citations: tuple[ShownCitation, ...]
    hidden: tuple[tuple[str, str], ...]
    error: str
    is_changing: bool
    trail: tuple[Answered, ...]
    understood: Understood | None
    number: int
    more: int | None
    total: int | None
    dropped: tuple[Question, ...]
    unknown: dict[str, str]
    is_asked_again: bool
    problem: Problem | None
    is_cut: bool
    sheet: str


def start_page(reading: Reading[Tree], *, is_pinned: bool = False, base: str = "") -> StartPage:
    """Return what the start page shows; a preview asks at its own ``base``."""
    tree = reading.document
    cited = reading.context.licenses
    asks, minutes = _length(reading)
    return StartPage(
        reading=reading,
        is_pinned=is_pinned,
        tree=tree,
        base=base,
        remaining=walk(tree, {}).remaining,
        asks=asks,
        minutes=minutes,
        verdicts=_by_verdict(tree),
        licenses=tuple((slug, cited[slug]) for slug in tree.licenses if slug in cited),
        sheet="" if is_pinned or base else sheet_address(tree, {}),
    )


def _length(reading: Reading[Tree]) -> tuple[tuple[int, int], int]:
    """Return how many questions most ways ask, and the minutes; a draft is counted now."""
    if reading.edition is None:
        counted = length_of(reading.document)
        asks = (counted.least, counted.most) if counted else (0, 0)
        return asks, counted.minutes if counted else reading.document.minutes
    card = reading.edition.card
    if not isinstance(card, TreeCard) or not card.minutes:
        return (0, 0), reading.document.minutes
    return (card.usual_least, card.usual_most), card.minutes


def _by_verdict(tree: Tree) -> tuple[tuple[Verdict, tuple[Outcome, ...]], ...]:
    """Return outcomes by verdict, the kindest first; verdicts without any are left out."""
    groups = ((v, tuple(one for one in tree.outcomes if one.verdict == v)) for v in Verdict)
    return tuple((verdict, outcomes) for verdict, outcomes in groups if outcomes)


def question_page(
    reading: Reading[Tree], turn: Turn, *, base: str, sheet: str = ""
) -> QuestionPage:
    """Return what the page of the next question shows."""
    tree, way = reading.document, turn.walk
    question = tree.question(turn.asked or turn.changing) or way.question
    key = question.key if question else ""
    before = _before(way, key)
    given = turn.answers if turn.asked else turn.kept
    others = {other: values for other, values in given.items() if other != key}
    remaining = walk(tree, {step.question.key: step.values for step in before}).remaining
    number = len(before) + 1
    more = max(remaining.most - 1, 0) if remaining.most is not None else None
    dropped = (tree.question(other) for other in turn.dropped if other != key)
    return QuestionPage(
        reading=reading,
        tree=tree,
        base=base,
        question=question,
        fields=fields_of(question, given.get(key, ()), error=turn.error) if question else None,
        citations=cite_all(question.citations, reading.context) if question else (),
        hidden=tuple((other, value) for other, values in others.items() for value in values),
        error=turn.error,
        is_changing=bool(turn.changing),
        trail=trail(way, turn.kept, base=base, without=key),
        understood=_understood(way, turn, key),
        number=number,
        more=more,
        total=number + more if more is not None else None,
        dropped=tuple(one for one in dropped if one is not None),
        unknown=dict.fromkeys(turn.unknown, ""),
        is_asked_again=key in turn.dropped and not turn.error,
        problem=way.problem if question is None else None,
        is_cut=way.is_cut,
        sheet=sheet,
    )


def trail(way: Walk, answers: Answers, *, base: str, without: str = "") -> tuple[Answered, ...]:
    """Return the questions answered, with the address where each answer can be changed."""
    return tuple(
        Answered(
            question=step.question,
            answer=step_answer(step),
            is_number=is_number(step),
            change=with_query(base, written_query(answers, change=step.question.key))
            if base
            else "",
        )
        for step in way.steps
        if step.question.key != without
    )


def _understood(way: Walk, turn: Turn, key: str) -> Understood | None:
    """Return the number that was answered last, or that is being changed, as it was understood."""
    steps = [step for step in way.steps if step.question.key == key] or way.steps[-1:]
    if turn.asked or not steps or not is_number(steps[0]):
        return None
    return Understood(steps[0].question, step_answer(steps[0]))


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


def fields_of(
    question: Question, values: tuple[str, ...], *, error: str, prefix: str = "", note: str = ""
) -> Fields:
    """Return the fields of a question's form, filled in with ``values``.

    ``note`` is the id, behind the prefix, of something else that is said of the question.
    """
    name = f"{prefix}answer"
    said = [note, "help" if question.help else ""]
    said += ["error" if error and not question.is_ranged else ""]
    unsure = {option.key for option in question.options if option.is_unsure}
    options = [
        Choice(option, is_chosen=option.key in values, id=f"{name}-{number}")
        for number, option in enumerate(question.options)
        if option.is_unsure or not question.is_ranged
    ]
    is_several = question.kind.facts.takes_several
    apart = [
        choice for choice in options if question.is_ranged or (is_several and choice.stands_alone)
    ]
    choices = [choice for choice in options if choice not in apart]
    ids = [name] if question.is_ranged else [choice.id for choice in (choices or apart)]
    typed = [value for value in values if value not in unsure] if question.is_ranged else []
    return Fields(
        prefix=prefix,
        described=" ".join(f"{prefix}{one}" for one in said if one),
        error=error,
        first=ids[0] if ids else "",
        options=tuple(choices),
        apart=tuple(apart),
        typed=typed[0] if typed else "",
    )
