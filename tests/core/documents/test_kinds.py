"""The kinds of question: what is true of each, and what of it the documents show."""

import copy
import pickle
from collections import Counter

import pytest

from guidance.core.documents.formats import schema
from guidance.core.documents.kinds import Control, QuestionKind, Wanted, kind_named
from guidance.core.documents.trees import Condition

MARKS = {Control.RADIO, Control.CHECKBOX}


@pytest.mark.parametrize("kind", QuestionKind)
def test_options_have_a_mark_and_values_a_field(kind):
    assert kind.facts.mark in MARKS
    assert kind.facts.field not in MARKS
    assert kind.facts.is_ranged is (kind.facts.field is not None)


@pytest.mark.parametrize("kind", QuestionKind)
def test_several_can_be_taken_only_by_checkboxes_and_where_nothing_is_typed(kind):
    facts = kind.facts

    assert not facts.takes_several or (facts.mark is Control.CHECKBOX and not facts.is_ranged)


@pytest.mark.parametrize("kind", QuestionKind)
def test_values_are_read_where_they_are_typed(kind):
    refusal = ValueError if kind.facts.is_ranged else TypeError

    with pytest.raises(refusal):
        kind.read("many")


def test_only_values_that_are_typed_are_compared_and_each_operator_has_one_kind():
    used = Counter(operator for kind in QuestionKind for operator in kind.facts.comparisons)
    ranged = {kind for kind in QuestionKind if kind.facts.is_ranged}

    assert set(used.values()) == {1}
    assert set(used) <= set(Condition.model_fields)
    assert {kind for kind in QuestionKind if kind.facts.comparisons} == ranged


def test_each_thing_that_can_be_wanted_is_wanted_by_a_kind():
    assert {kind.facts.wanted for kind in QuestionKind} == set(Wanted)


def test_a_kind_is_found_by_its_name_and_a_strange_name_has_none():
    assert [kind_named(str(kind)) for kind in QuestionKind] == list(QuestionKind)
    assert (kind_named("choic"), kind_named("")) == (None, None)


@pytest.mark.parametrize("kind", QuestionKind)
def test_a_kind_stays_itself_when_it_is_copied_or_stored(kind):
    assert copy.deepcopy(kind) is kind
    assert pickle.loads(pickle.dumps(kind)) is kind  # noqa: S301


def test_the_schema_of_documents_shows_the_names_of_kinds_alone():
    shown = schema("tree")["$defs"]["QuestionKind"]

    assert shown == {"enum": [kind.value for kind in QuestionKind], "title": "QuestionKind",
                     "type": "string"}  # fmt: skip
