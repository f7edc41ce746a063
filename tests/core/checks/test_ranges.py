"""The ranges of a question against a slow reading of them, value by value."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from guidance.core.checks import check_tree
from guidance.core.documents.kinds import QuestionKind
from guidance.core.documents.trees import Tree
from tests.core.checks.samples import LICENSES
from tests.core.naive import chosen_of
from tests.core.trees import option, outcome, question, tree
from tests.examples import examples


@st.composite
def _ranged(draw) -> Tree:
    """A question with any ranges, whole or not, number or date."""
    kind = draw(st.sampled_from([kind for kind in QuestionKind if kind.facts.is_ranged]))
    if kind == "date":
        bound = st.none() | st.integers(2, 9).map(lambda day: f"2023-07-{day:02}")
    else:
        bound = st.none() | st.integers(4, 18).map(lambda half: str(Decimal(half) / 2))
    options = [
        option(
            f"o{number}",
            "end",
            low=draw(bound),
            high=draw(bound),
            low_inclusive=draw(st.booleans()),
            high_inclusive=draw(st.booleans()),
        )
        for number in range(draw(st.integers(1, 4)))
    ]
    decimals = kind == "number" and draw(st.booleans())
    limits = {"minimum": draw(bound), "maximum": draw(bound), "decimals": decimals}
    return tree(question("q", *options, kind=kind, **limits), outcome("end"))


@settings(max_examples=examples(300))
@given(_ranged())
def test_ranges_are_judged_as_value_by_value(sample):
    asked = sample.questions[0]
    if asked.kind == "date":
        days = (date(2023, 6, 28) + timedelta(days=number) for number in range(20))
        written = [day.isoformat() for day in days]
    else:
        step = Decimal("0.25") if asked.decimals else Decimal(1)
        written = [str(Decimal(-2) + step * number) for number in range(int(15 / step))]
    free = asked.model_copy(update={"minimum": None, "maximum": None})
    everything = asked.model_copy(
        update={"options": (asked.options[0].model_copy(update={"low": None, "high": None}),)}
    )
    allowed = [text for text in written if chosen_of(everything, (text,))]
    holds = {
        made.key: {
            text
            for text in written
            if chosen_of(free.model_copy(update={"options": (made,)}), (text,))
        }
        for made in asked.options
    }
    within = {key: texts & set(allowed) for key, texts in holds.items()}
    keys = list(holds)

    expected = {("empty-range", f"option:q/{key}") for key in keys if not holds[key]}
    for number, key in enumerate(keys):
        before = set().union(*(within[other] for other in keys[:number]))
        if holds[key] and not within[key] - before:
            expected.add(("option-never-chosen", f"option:q/{key}"))
        if within[key] & before:
            expected.add(("range-overlap", f"option:q/{key}"))
    if set(allowed) - set().union(*within.values()):
        expected.add(("range-gap", "question:q"))
    if not allowed:
        expected = {("empty-range", "question:q")}
    codes = {"empty-range", "option-never-chosen", "range-overlap", "range-gap"}
    found = {(made.code, made.place) for made in check_tree(sample, LICENSES) if made.code in codes}
    assert found == expected
